// At the end of looking at something: has the core draw, shows what was drawn, tells what became of it.
// Never interrupts in the middle, and never outlives the visit's signal.
import { later, minute } from "../later.js";
import { warn } from "../say.js";
import { send } from "./beacon.js";
import { known } from "./known.js";
import { outbox } from "./outbox.js";
import { fetchPolicy } from "./policy.js";
import { quiet } from "./quiet.js";
import { dueReminder } from "./reminders.js";
import { isPossible, showing } from "./show.js";
import { lines } from "./snapshot.js";

// In the order of crates/core/src/symbols.rs.
const FRICTION = ["rage", "dead", "slow", "error", "form_error", "no_results", "out_of_stock", "cart_error", "payment_error", "late_delivery"];
const SEEN = 0, ANYWHERE = 100; // A state, and no touchpoint.
const CALM_AFTER = 60000; // Nobody is interrupted this long after something went wrong.
const SHOWN_AFTER = 1000; // An experience is `shown` when it was visible this long.
const SENT_AFTER = 100; // Starting a request takes a slow phone 50 ms: first what was decided is painted.

// Goes on from the visit that runs, if it does not yet, and gives it. It is what run.js gives, with
// `moment()` and `report()` beside.
export function attend(here, session) {
  const visit = session.visit();
  if (!visit || visit.moment) return visit;
  const { signal, core, reports } = visit;
  const box = outbox(visit.stored && reports);
  const panel = () => here.panel(session);
  const policy = fetchPolicy(session.options, signal);
  // After the click, so that a link still leads somewhere.
  const closed = () => later(signal, 0, close);
  let handle;

  const close = () => {
    if (handle) handle.close();
    handle = undefined;
  };
  session.options.events.addEventListener("close", close, { signal });
  signal.addEventListener("abort", close);

  const outcome = (name) => {
    if (!here.core.outcome(name, minute())) return;
    visit.report();
    session.tell(name);
  };
  function answered(name) {
    outcome(name);
    if (!handle) return;
    handle.answered = true;
    if (name === "dismissed" || handle.isBrief) closed();
  }
  const isSeen = () => !document.hidden && handle.isVisible();
  function timeShown(before) {
    later(signal, SHOWN_AFTER, () => {
      if (!handle) return;
      const now = isSeen();
      if (before && now) outcome("shown");
      else timeShown(now);
    });
  }

  // A bit for each experience of the plan, lowest first: this page has a place and products for it.
  const possible = () =>
    here.experiences.reduce((bits, of, index) => bits | (isPossible(here, session, of) ? 1 << index : 0), 0) >>> 0;
  const isQuiet = () => quiet() || performance.now() - visit.troubled < CALM_AFTER;
  visit.moment = () => [minute(), visit.decided, isQuiet() ? 1 : 0, possible()];
  const flush = () => reports && send(box, session.options.records, signal);
  // Keeps what is to be told, and what the visit is now.
  const keep = () => {
    const told = here.core.told();
    if (reports && told) box.keep(told);
    visit.decisions = here.core.remember();
    visit.remember();
    session.fire("changed");
  };
  visit.report = () => {
    keep();
    flush();
  };
  // An order, or what went wrong; perhaps from before this file was here.
  visit.happened = () => {
    const revenue = core.ordered();
    const troubles = visit.troubles.splice(0);
    if (revenue < 0 && !troubles.length) return flush();
    if (troubles.length) lines(here, session); // Where the shopper stands now.
    for (const [kind, place = ANYWHERE] of troubles) here.core.friction(FRICTION.indexOf(kind), place, SEEN);
    if (revenue >= 0) here.core.order(revenue);
    visit.report();
  };
  visit.begun = () => {
    here.core.begin(core.look().split("\t", 1)[0], visit.decisions);
    visit.decisions = here.core.remember();
  };
  visit.rest = (hesitates) => {
    if (!(visit.evidence || hesitates) || visit.decided) return;
    const moment = visit.moment();
    const [, phase, top] = lines(here, session, moment).inferred;
    const file = policy();
    const shown = here.core.decide(known(here, file, top, phase), file.version, ...moment);
    if (shown === "-") return;
    visit.decided = true;
    keep();
    later(signal, SENT_AFTER, flush);
    if (!shown) return;
    try {
      handle = showing(here, session, shown, { outcome: answered, closed, panel });
      timeShown(isSeen());
    } catch (error) {
      warn("nothing is shown: this page refuses the views", error);
    }
  };
  // How the visit stands, once it may be its last moment.
  const stands = () => {
    lines(here, session);
    visit.met.forEach(here.core.saw);
    here.core.leave();
    keep();
  };
  visit.hide = () => {
    stands();
    flush();
  };
  visit.leave = (isKept) => {
    const isIgnored = handle && !handle.answered && here.core.outcome("ignored", minute());
    stands();
    // For the next page: a request from here would cost a page that is kept its back-forward cache.
    if (!isKept) flush();
    if (isIgnored) session.tell("ignored");
  };

  visit.begun();
  visit.happened();
  // The first call of anything takes a slow phone ten times as long: this look is for no decision.
  later(signal, 0, () => lines(here, session));
  if (!isQuiet()) handle = dueReminder(here, session, { closed, panel });
  visit.decided = visit.decided || !!handle;
  return visit;
}
