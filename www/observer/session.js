// One tag's life in one page: waits for consent, then runs a visit; the page interface ends here.
// Never throws into the shop; before consent it only listens for consent.
import { consents } from "./consent.js";
import { run } from "./run.js";
import { warn } from "./say.js";
import { OFF, VISIT, forget, read, write } from "./storage.js";

// Written for a moment, so that other tabs know why the visit is gone.
const WITHDRAWN = "withdrawn";

// `options` is what the loader read from the tag; gives `call(name, ...args)`.
export function start(options) {
  if (!options.storefront) warn('not personalising: write data-storefront="KEY" on the tag, the key of your motivo.json');
  const subscribers = [];
  const away = new AbortController();
  let allowed = {};
  let visit;
  let opened;

  const tell = (event, detail) => {
    document.dispatchEvent(new CustomEvent("motivo:" + event, { detail }));
    for (const [name, listener] of subscribers)
      if (name === event)
        try {
          listener(detail);
        } catch (error) {
          console.error(error); // The shop's own mistake.
        }
  };
  const halt = () => {
    if (visit) visit.stop.abort();
    visit = undefined;
    fire("close");
  };
  // Ends what runs and deletes what was remembered.
  const end = () => {
    halt();
    forget();
  };
  // For what is open.
  const fire = (name) => options.events.dispatchEvent(new Event(name));
  // What the shopper and the developer may look at and do, whatever runs.
  const session = {
    options,
    tell,
    fire,
    visit: () => visit && visit.run,
    consent: () => allowed,
    answers: () => consent.answers(),
    erase() {
      end();
      settle();
    },
    off() {
      end();
      options.off = "opted out";
      write(OFF, "1");
      fire("changed");
    },
    on() {
      options.off = "";
      write(OFF, "");
      allowed = {};
      consider();
    },
    due,
    panel: () => due((due) => due.panel(session)),
  };
  async function open() {
    const [core, plan] = await options.core();
    opened = opened || core.open(plan, options.locale);
    if (!opened) warn("not personalising: the plan is damaged; compile the config again");
    return [core, plan];
  }
  // What is needed once an experience is due, handed to `use`.
  async function due(use) {
    try {
      const [, plan] = await open();
      if (opened) use(await options.due(opened.split("\t", 2)[1], plan));
    } catch (error) {
      warn("nothing is shown: the views, the decisions or their texts cannot be loaded", error);
    }
  }

  // Takes what is allowed now; a change ends what runs, or begins anew.
  function consider() {
    if (!consent || options.off) return;
    const now = consent.allowed();
    if (consent.isDenied()) {
      // Other tabs hear it too, and then the keys are gone.
      if (visit) write(VISIT, WITHDRAWN);
      end();
    }
    if (JSON.stringify(now) === JSON.stringify(allowed)) return;
    allowed = now;
    settle();
  }

  async function settle() {
    halt();
    if (options.off || !options.storefront || !allowed.inference) return fire("changed");
    if (!allowed.storage) forget();
    // A change of what is allowed begins anew; the visit goes on from what storage holds.
    const stop = new AbortController();
    const mine = { stop, facts: [] };
    visit = mine;
    try {
      const [core] = await open();
      if (!opened || stop.signal.aborted) return;
      mine.run = run(stop.signal, session, core, opened, allowed);
      mine.facts.forEach(mine.run.fact);
      tell("ready");
      fire("changed");
    } catch (error) {
      warn("not personalising: the wasm or the plan cannot be loaded", error);
    }
  }

  const calls = {
    consent: (answer) => consent.say(answer),
    push(fact) {
      if (visit && fact) visit.run ? visit.run.fact(fact) : visit.facts.push(fact);
    },
    on(event, listener) {
      if (typeof listener === "function") subscribers.push([event, listener]);
    },
    show(experience) {
      if (!options.off) due((due) => due.fire(session, { experience }));
    },
    panel: session.panel,
    erase: session.erase,
    doctor: (told) =>
      options.doctor(session).then(told, ({ message }) => told([{ ok: false, what: message, fix: "motivo doctor " + location }])),
    // For good: nothing that is called later starts it again in this page.
    stop() {
      end();
      fire("shut");
      away.abort();
      options.off = "motivo.stop() was called";
      for (const name in calls) if (name !== "doctor") delete calls[name];
    },
  };
  let consent;
  consent = consents(options.consent, away.signal, consider);
  // A page that was put by heard nothing of what other tabs did.
  addEventListener(
    "pageshow",
    ({ persisted }) => {
      if (!persisted) return;
      if (read(OFF)) session.off();
      else if (visit && visit.run && visit.run.isForgotten()) consent.say();
      else consider();
    },
    { signal: away.signal },
  );
  // What other tabs of the shop did.
  addEventListener(
    "storage",
    ({ key, newValue }) => {
      if (key === OFF && newValue) session.off();
      else if (!visit || (key && key !== VISIT)) return;
      else if (newValue === WITHDRAWN) {
        halt(); // Who withdrew has written it: once is enough.
        consent.say();
      } else if (!newValue) session.erase();
      else if (visit.run) {
        visit.run.begin(newValue);
        fire("changed");
      }
    },
    { signal: away.signal },
  );
  consider();
  if (options.preview) due((due) => due.inspect(session));
  return (name, ...args) => calls[name] && calls[name](...args);
}
