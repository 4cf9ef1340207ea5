// A visit with consent: signals in, evidence to the core; decisions follow when they may be due.
// Never outlives consent: aborting its signal takes listeners, timers and the open experience.
import { later, minute } from "./later.js";
import { outbox } from "./outbox.js";
import { CART, arrival, tagged } from "./page.js";
import { listenForActs } from "./signals/act.js";
import { listenForAttention } from "./signals/attention.js";
import { exposures } from "./signals/exposure.js";
import { OUTBOX, REMINDERS, VISIT, read, write } from "./storage.js";

const SETTLED_AFTER = 250; // New content is looked for this long after the page changed.
const SOON = 2; // The rest of the widget loads this many pieces of evidence before it may be due.

// `core` has a plan open, `opened` is what open() gave. Gives the visit: its side of the page
// interface, and what due/decide.js goes on from.
export function run(signal, session, core, opened, consent) {
  const { options } = session;
  const [[mode, , least], ...rules] = opened.split("\n").map((line) => line.split("\t"));
  const reports = consent.reporting && mode !== "off" && !options.preview;
  const stored = consent.storage && read(VISIT) !== undefined;
  const box = outbox(stored && reports);
  let worth = false; // A visit without evidence is not worth a key.
  let loading = false;
  let understood = false;

  const remember = () => stored && worth && write(VISIT, core.remember(minute()));
  const visit = {
    signal,
    core,
    box,
    reports,
    stored,
    decided: false, // On this page.
    evidence: false, // From this page.
    moment: () => [minute(), visit.decided, 0, 0],
    rest() {},
    leave() {},
    flush() {},
    // Keeps what is to be told, and what the visit is now.
    report() {
      const told = core.told();
      if (reports && told) box.keep(told);
      visit.flush();
      remember();
      session.fire("changed");
    },
    // Goes on from a visit's text: from storage, or from another tab.
    begin: (text) => prepare(core.begin(text, minute(), !!stored)),
    // The shopper's word.
    say(about, value) {
      core.say(about, value);
      worth = true;
      visit.report();
    },
    // The owner's word goes before the page's own, once that is read.
    fact: (fact) => (visit.page ? visit.page.push(fact) : take(fact)),
  };
  function take({ type, action, value, from = {} }) {
    if (type === "order") core.order(+value || 0);
    // What a form adds is an act that was seen already.
    else if (type === "cart" && action !== "remove" && from.action !== "form") core.step(CART);
    else return;
    visit.report();
  }
  options.facts().then((start) => {
    if (!signal.aborted) visit.page = start({ signal, fact: take, friction() {} });
  }, () => {}); // Without it the owner's word alone counts.

  // Loads what an experience needs, a little before the first one may be due.
  function prepare(pieces) {
    worth = worth || !!pieces;
    if (loading || !(pieces + SOON >= least || options.preview || (stored && (read(REMINDERS) || read(OUTBOX))))) return;
    loading = true;
    let rested = false;
    visit.rest = () => (rested = true);
    session.due((due) => {
      if (signal.aborted) return;
      due.decisions(session, visit);
      if (rested) visit.rest();
    });
  }

  const watch = exposures(
    signal,
    (tags, dwell, words, acted, again, element) => {
      const pieces = core.respond(tags, Math.min(dwell, 4e9), words, acted, again, understood, minute());
      if (pieces) visit.evidence = true;
      prepare(pieces);
      if (options.note) options.note(element, tags, dwell, words, acted, pieces);
    },
    // The end of looking at something is the moment: nobody is interrupted in the middle.
    () => visit.rest(),
    options.tag,
  );

  visit.begin((stored && read(VISIT)) || "");
  core.step(arrival());
  watch.watch(tagged(rules));
  const changes = new MutationObserver(() => {
    changes.disconnect();
    later(signal, SETTLED_AFTER, () => {
      watch.watch(tagged(rules));
      lookForChanges();
    });
  });
  const lookForChanges = () => changes.observe(document, { childList: true, subtree: true });
  lookForChanges();
  signal.addEventListener("abort", () => changes.disconnect());

  listenForActs(signal, (element, step) => {
    if (step) core.step(step);
    watch.act(element);
    visit.rest();
    remember();
  });
  const hide = () => {
    watch.leave();
    watch.look(false);
    remember();
  };
  listenForAttention(signal, {
    look(looking) {
      watch.look(looking);
      if (!looking) remember();
    },
    hide,
    leave() {
      hide();
      visit.leave();
    },
    back() {
      visit.decided = false;
      if (stored) visit.begin(read(VISIT));
      watch.look(true);
    },
    pointer() {
      understood = true;
    },
  });
  return visit;
}
