// A visit with consent: signals in, evidence to the core; decisions follow when they may be due.
// Never outlives consent: aborting its signal takes listeners, timers and the open experience.
import { afterPaint, later, minute } from "./later.js";
import { CART, CHECKOUT, DETAIL, NARROW, arrival, tagged } from "./page.js";
import { listenForRoutes } from "./routes.js";
import { listenForActs } from "./evidence/act.js";
import { listenForAttention } from "./evidence/attention.js";
import { exposures } from "./evidence/exposure.js";
import { OUTBOX, REMINDERS, VISIT, read, write } from "./storage.js";

// What facts of the page say of the journey, where its address does not.
const STEPS = { product: DETAIL, search: NARROW, cart: CART, checkout: CHECKOUT };
const SETTLED_AFTER = 250; // New content is looked for this long after the page changed.
const SOON = 2; // The rest of the widget loads this many pieces of evidence before it may be due.

// `core` has a plan open, `opened` is what open() gave. Gives the visit: its side of the page
// interface, and what due/decide.js goes on from.
export function run(signal, session, core, opened, consent) {
  const { options } = session;
  const [[mode, , least], ...rules] = opened.split("\n").map((line) => line.split("\t"));
  const stored = consent.storage && read(VISIT) !== undefined;
  const stepped = new Set();
  let loading = false;
  let understood = false;

  const visit = {
    signal,
    core,
    stored,
    reports: consent.reporting && mode !== "off" && !options.preview,
    worth: false, // A visit without evidence is not worth a key.
    decisions: "", // What is remembered of them, for due/decide.js.
    decided: false, // On this page.
    evidence: false, // From this page.
    met: [], // Touchpoints, by their places as texts.
    troubles: [], // What went wrong on this page and at which touchpoint, until due/decide.js takes it.
    troubled: -Infinity, // When something last did, on the page's clock.
    // What due/decide.js does when a visit begins, something happened, attention rests (or the shopper
    // hesitates), the page is hidden or left.
    begun() {},
    happened() {},
    rest() {},
    hide() {},
    leave() {},
    // Somebody else deleted what was remembered.
    isForgotten: () => stored && visit.worth && !read(VISIT),
    // Keeps what the visit is now.
    remember: () => stored && visit.worth && write(VISIT, [core.remember(minute()), visit.decisions, visit.met].join("\n")),
    // Goes on from a visit's text: from storage, or from another tab.
    begin(text) {
      const [inferred, decisions, met] = text.split("\n");
      visit.decisions = decisions || "";
      const pieces = core.begin(inferred, minute(), !!stored);
      visit.met = pieces && met ? met.split(",") : []; // Another visit has no evidence yet.
      visit.begun();
      prepare(pieces);
    },
    // The owner's word goes before the page's own, once that is read.
    fact: (fact) => (visit.page ? visit.page.push(fact) : take(fact)),
  };
  function take({ type, action, value, from = {} }) {
    const isAdded = type === "cart" && action !== "view" && action !== "remove";
    if (type === "order") {
      core.order(+value || 0);
      if (visit.decisions) load(); // They have an outcome to tell.
    } else if (isAdded && from.action !== "form") core.step(CART); // A form is an act that was seen already.
    else if (isAdded || !(type in STEPS) || stepped.has(type) || arrival() === STEPS[type]) return;
    else core.step(STEPS[type]);
    stepped.add(type);
    visit.remember();
    visit.happened();
    session.fire("changed");
  }
  function trouble(kind, place) {
    // Where a product or a search led nowhere, an experience may help.
    if (kind !== "out_of_stock" && kind !== "no_results") visit.troubled = performance.now();
    visit.troubles.push([kind, place]);
    visit.happened();
    session.tell("friction", kind);
  }
  function met(place, id) {
    if (!visit.met.includes("" + place)) visit.met.push("" + place);
    visit.remember();
    session.tell("touchpoint", id);
  }
  options.signals().then(
    (start) => {
      if (!signal.aborted) visit.page = start({ signal, fact: take, friction: trouble, met, hesitated: () => visit.rest(true) });
    },
    () => {}, // Without them what is exposed and the owner's word count.
  );

  // Loads what an experience needs, a little before the first one may be due.
  function prepare(pieces) {
    visit.worth = visit.worth || !!pieces;
    if (pieces + SOON >= least || options.preview || (stored && (read(REMINDERS) || read(OUTBOX)))) load();
  }
  function load() {
    if (loading || visit.moment) return; // The shopper's panel may have brought it.
    loading = true;
    let rested = () => {};
    visit.rest = (hesitates) => (rested = () => visit.rest(hesitates));
    session.due((due) => {
      if (signal.aborted) return;
      due.attend(session);
      rested();
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
    const content = watch.around(element); // As long as it is there.
    afterPaint(signal, () => {
      if (step) core.step(step);
      watch.act(content);
      visit.rest();
      visit.remember();
    });
  });
  const hide = () => {
    watch.leave();
    watch.look(false);
    visit.remember();
  };
  listenForRoutes(signal, () => {
    watch.leave();
    visit.leave();
    session.fire("close");
    visit.decided = visit.evidence = false;
    stepped.clear();
    if (visit.page) visit.page.read();
    core.step(arrival());
    watch.watch(tagged(rules));
    visit.remember();
  });
  listenForAttention(signal, {
    look(looking) {
      watch.look(looking);
      if (!looking) visit.remember();
    },
    hide() {
      hide();
      visit.hide();
    },
    leave(isKept) {
      hide();
      visit.leave(isKept);
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
