// One tag's life in one page: waits for consent, then runs a visit; the page interface ends here.
// Never throws into the shop; before consent it only listens for consent.
import { run } from "./run.js";
import { warn } from "./say.js";
import { OFF, forget, write } from "./storage.js";

const GRANTED = { inference: true, storage: true, reporting: true };

// `options` is what the loader read from the tag; gives `call(name, ...args)`.
export function start(options) {
  if (!options.storefront) warn('not personalising: write data-storefront="KEY" on the tag, the key of your motivo.json');
  const subscribers = [];
  let consent = options.consent === "granted" ? GRANTED : undefined;
  let visit;
  let core;

  const tell = (event) => {
    document.dispatchEvent(new Event("motivo:" + event));
    for (const [name, listener] of subscribers)
      if (name === event)
        try {
          listener();
        } catch (error) {
          console.error(error); // The shop's own mistake.
        }
  };
  // Ends what runs and deletes what was remembered.
  const end = () => {
    if (visit) visit.stop.abort();
    visit = undefined;
    forget();
  };
  const off = () => {
    end();
    consent = {};
    write(OFF, "1");
  };

  async function settle() {
    if (!options.storefront) return;
    const allowed = consent || {};
    if (consent && !allowed.storage) forget();
    if (!allowed.inference) return visit && end();
    // A change of what is allowed begins anew; the visit goes on from what storage holds.
    if (visit) visit.stop.abort();
    const stop = new AbortController();
    visit = { stop, facts: [] };
    const mine = visit;
    try {
      core = core || Promise.all([options.core(), options.file("plan.txt")]);
      const [module, plan] = await core;
      if (stop.signal.aborted) return;
      const opened = module.open(plan, options.locale, options.seed);
      if (!opened) return warn("not personalising: the plan is damaged; compile the config again");
      mine.fact = run(stop.signal, options, module, opened, allowed, tell, off);
      mine.facts.forEach(mine.fact);
      tell("ready");
    } catch (error) {
      warn("not personalising: the observer's wasm or the plan cannot be loaded; see the network panel", error);
    }
  }

  const calls = {
    consent(answer) {
      answer = answer || {};
      const says = (purpose) => answer.inference === true && answer[purpose] === true;
      const before = JSON.stringify(consent);
      consent = { inference: says("inference"), storage: says("storage"), reporting: says("reporting") };
      if (JSON.stringify(consent) !== before) settle();
    },
    push(fact) {
      if (visit && fact) visit.fact ? visit.fact(fact) : visit.facts.push(fact);
    },
    on(event, listener) {
      if (typeof listener === "function") subscribers.push([event, listener]);
    },
    erase() {
      end();
      settle();
    },
    // For good: nothing that is called later starts it again in this page.
    stop() {
      end();
      for (const name of Object.keys(calls)) delete calls[name];
    },
  };
  if (consent) settle();
  return (name, ...args) => calls[name] && calls[name](...args);
}
