// What else is noticed once the page is idle: frictions, touchpoints, hesitation, and the page's own facts.
// Never loaded before consent; what is noticed stays in the page until a visit tells it.
import { finder } from "./find.js";
import { listenForFriction } from "./friction.js";
import { listenForHesitation } from "./hesitation.js";
import { listenForLooking } from "./looking.js";
import { watchSeen } from "./seen.js";
import { listenForUse } from "./used.js";

// What went wrong happened to a touchpoint, where the kind itself says which.
const HAPPENED_TO = { no_results: "search", out_of_stock: "stock", payment_error: "checkout" };

// `loader` loads what reads the page's facts; `plan` is the plan's text.
function signals({ load, hashes, home }, plan) {
  Object.assign(hashes, __LATER__);
  const facts = load("facts");
  const find = finder(plan);

  // `fact(fact)`, `friction(kind, place)`, `met(place, id)` of a touchpoint, and `hesitated()`, until
  // `signal` is aborted.
  return ({ signal, fact, friction, met, hesitated }) => {
    const known = new Set(); // Met already in this visit's page.
    const meet = (places) => {
      for (const place of places)
        if (!known.has(place)) {
          known.add(place);
          met(place, find.ids[place]);
        }
    };
    const wrong = (kind, element) => {
      const [place] = element ? find.around(element) : [find.ids.indexOf(HAPPENED_TO[kind])];
      friction(kind, place < 0 ? undefined : place);
    };
    const seen = watchSeen(signal, find, meet);
    let page;
    facts.then(
      (start) => {
        if (!signal.aborted) page = start({ signal, fact, friction: wrong });
      },
      () => {}, // Without it the owner's word alone counts.
    );
    listenForFriction(signal, home, wrong);
    listenForUse(signal, find, meet);
    listenForLooking(signal, () => meet([find.ids.indexOf("gallery")]));
    listenForHesitation(signal, find, hesitated);
    seen.read();
    return {
      // Another page is in the place of the last one.
      read() {
        known.clear();
        seen.read();
        if (page) page.read();
      },
      push: (given) => (page ? page.push(given) : fact(given)),
    };
  };
}

window.motivo.$("signals", signals);
