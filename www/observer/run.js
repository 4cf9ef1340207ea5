// A visit with consent: signals in, evidence to the core, decisions to the views, records out.
// Never outlives consent: aborting its signal takes listeners, timers and the open experience.
import { beacon } from "./beacon.js";
import { later, minute } from "./later.js";
import { CART, arrival, isQuiet, tagged } from "./page.js";
import { warn } from "./say.js";
import { listenForActs } from "./signals/act.js";
import { listenForAttention } from "./signals/attention.js";
import { exposures } from "./signals/exposure.js";
import { VISIT, read, write } from "./storage.js";
import { show } from "./views.js";

const SHOWN_AFTER = 1000; // An experience is `shown` when it was visible this long.
const SETTLED_AFTER = 250; // New content is looked for this long after the page changed.

// `core` has a plan open, `opened` is what open() gave; `tell(event)` reaches the subscribers and
// `off()` is the shopper's last word. Gives `fact(fact)` for what the shop pushes.
export function run(signal, options, core, opened, consent, tell, off) {
  const [[mode, locale], ...rules] = opened.split("\n").map((line) => line.split("\t"));
  const reports = consent.reporting && mode !== "off";
  const memory = consent.storage ? read(VISIT) : undefined;
  const stored = memory !== undefined;
  const records = beacon(signal, options.records, stored);
  let understood = false;
  let evidence = false;
  let decided = false;
  let handle;

  const remember = () => stored && write(VISIT, core.remember(minute()));
  const report = (now) => {
    const told = core.told();
    if (reports && told) records.keep(told);
    if (reports && now) records.flush();
    remember();
  };
  const outcome = (name, now) => {
    if (!core.outcome(name)) return;
    report(now);
    tell(name);
  };
  const close = () => {
    if (handle) handle.close();
    handle = undefined;
  };
  signal.addEventListener("abort", close);

  const watch = exposures(
    signal,
    (tags, dwell, words, acted, again) => {
      if (core.respond(tags, Math.min(dwell, 4e9), words, acted, again, understood)) evidence = true;
    },
    decide,
  );

  function decide() {
    if (!evidence) return;
    const shown = core.decide(decided, isQuiet());
    if (shown === "-") return;
    decided = true;
    report(true);
    if (shown)
      show(options, locale, shown, {
        outcome(name) {
          outcome(name, true);
          later(signal, 0, close); // After the click, so that a link still leads somewhere.
        },
        off,
      }).then(
        (open) => {
          if (signal.aborted) return;
          handle = open();
          timeShown();
        },
      ).catch((error) => warn("nothing is shown: the views or their texts cannot be loaded here", error));
  }

  function timeShown() {
    later(signal, SHOWN_AFTER, () => {
      if (document.hidden) timeShown();
      else if (handle) outcome("shown", true);
    });
  }

  core.begin(memory || "", minute(), stored);
  core.step(arrival());
  if (reports) records.flush();
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
    decide();
    remember();
  });
  const hide = () => {
    watch.leave();
    watch.look(false);
    remember();
  };
  listenForAttention(signal, {
    look: watch.look,
    hide,
    leave() {
      hide();
      // Kept for the next page: a request from here would cost the page its back-forward cache.
      if (handle) outcome("ignored", false);
    },
    back() {
      decided = false;
      watch.look(true);
    },
    pointer() {
      understood = true;
    },
  });

  return (fact) => {
    if (fact.type === "order") core.order(+fact.value || 0);
    else if (fact.type === "cart") core.step(CART);
    report(true);
  };
}
