// At the end of looking at something: draws, hands what was drawn to the core, shows it, tells what
// became of it.
// Never interrupts in the middle, and never outlives the visit's signal.
import { later, minute } from "../later.js";
import { warn } from "../say.js";
import { send } from "./beacon.js";
import { draw } from "./draw.js";
import { fetchPolicy } from "./policy.js";
import { quiet } from "./quiet.js";
import { dueReminder } from "./reminders.js";
import { isPossible, showing } from "./show.js";
import { lines } from "./snapshot.js";

const SHOWN_AFTER = 1000; // An experience is `shown` when it was visible this long.
const SENT_AFTER = 100; // Starting a request takes a slow phone 50 ms: first what was decided is painted.

// `visit` is what run.js gives. Sets its `moment()`, `rest()`, `leave()` and `flush()`.
export function decisions(here, session, visit) {
  const { signal, core, report } = visit;
  const panel = () => here.panel(session);
  const policy = fetchPolicy(session.options, signal);
  // After the click, so that a link still leads somewhere.
  const closed = () => later(signal, 0, close);
  let handle;

  const close = () => {
    if (handle) handle.close();
    handle = undefined;
  };
  signal.addEventListener("abort", close);

  const outcome = (name) => {
    if (!core.outcome(name, minute())) return;
    report();
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
  visit.moment = () => [minute(), visit.decided, quiet() ? 1 : 0, possible()];
  visit.flush = () => visit.reports && send(visit.box, session.options.records, signal);
  // Keeps what `tell` tells, without a request.
  const keeping = (tell) => {
    const { flush } = visit;
    visit.flush = () => {};
    tell();
    visit.flush = flush;
  };
  visit.rest = () => {
    if (!visit.evidence || visit.decided) return;
    const moment = visit.moment();
    const drawn = draw(here, session, policy(), moment);
    const shown = drawn ? core.decide(...drawn, ...moment) : "-";
    if (shown === "-") return;
    visit.decided = true;
    keeping(report);
    later(signal, SENT_AFTER, () => visit.flush());
    if (!shown) return;
    try {
      handle = showing(here, session, shown, { outcome: answered, closed, panel });
      timeShown(isSeen());
    } catch (error) {
      warn("nothing is shown: this page refuses the views", error);
    }
  };
  visit.leave = () => {
    if (!handle || handle.answered) return;
    // For the next page: a request from here would cost the page its back-forward cache.
    keeping(() => outcome("ignored"));
  };

  // The first call of anything takes a slow phone ten times as long: this look is for no decision.
  later(signal, 0, () => lines(session));
  visit.flush();
  if (!quiet()) handle = dueReminder(here, session, { closed, panel });
  visit.decided = visit.decided || !!handle;
}
