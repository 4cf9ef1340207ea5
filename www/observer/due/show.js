// Shows an experience: what it is made of on this page, and what its buttons do.
// Never chooses the experience or its variant; products are ordered by the core's rules.
import { warn } from "../say.js";
import { act } from "./action.js";
import { guide } from "./guide.js";
import { placeFor } from "./place.js";
import { productsOf } from "./products.js";
import { remind } from "./reminders.js";
import { believed } from "./snapshot.js";

const OFFERS = 3; // Products in an offer when the owner does not say.

// Whether this page has a place for an experience, and something to put there.
export function isPossible(here, session, experience) {
  return !!placeFor(here, experience) && !!contentFor(here, session, experience, -1);
}

// The experience's products, in order, or true when it needs none; nothing when they are missing.
function contentFor(here, session, { id, kind }, variant) {
  const { word } = here;
  if (kind === "curated_offer") {
    const offers = ranked(here, session, variant, productsOf(here)).slice(0, +word("x." + id + ".offers") || OFFERS);
    return offers.length ? offers : undefined;
  }
  if (kind !== "coach_nudge") return true;
  const step = word("x." + id + ".step");
  const products = step === "comparison" || step === "reminder" ? productsOf(here) : [];
  const current = products.find(({ isHere }) => isHere);
  if (step === "reminder") return current && session.visit() && session.visit().stored ? [current] : undefined;
  if (step !== "comparison") {
    // A guide that is this page is no step.
    const path = word("x." + id + ".neutral.href").split("#")[0];
    return !path || new URL(path, location.href).pathname !== location.pathname ? true : undefined;
  }
  const similar = products.filter(({ isHere, category, facts }) => !isHere && category && current && category === current.category && facts.length);
  return similar.length ? [current, ...ranked(here, session, variant, similar)].slice(0, +word("x." + id + ".offers") || 2) : undefined;
}

// Best first; the page's own product is no offer on its page.
function ranked(here, session, variant, products) {
  const current = products.find(({ isHere }) => isHere);
  const others = products.filter(({ isHere }) => !isHere);
  const near = ({ category, isOnPage }) => (current && category && category === current.category ? 1 : isOnPage ? 0.5 : 0);
  const nears = others.map(near);
  const tags = others.flatMap((product) => product.tags);
  const order = here.views.rank(believed(here, session), variant, new Float32Array(nears), new Float32Array(tags));
  const offers = [];
  for (let pair = 0; pair < order.length; pair += 2) {
    const motivator = here.motivators[order[pair + 1] - 1];
    const reason = motivator ? "motivator." + motivator : nears[order[pair]] ? "reason.near" : "";
    offers.push({ ...others[order[pair]], reason });
  }
  return offers;
}

// `shown`: experience, kind, placement, variant, motivator and evidence, separated by tabs.
// `on`: `outcome(name)`, `closed()`, `panel()`. Gives a handle; throws when the views cannot open.
export function showing(here, session, shown, on, as = {}) {
  const [id, kind, placement, variant, motivator, evidence] = shown.split("\t");
  const { word, locale, messages, views } = here;
  const experience = here.experiences.find((known) => known.id === id);
  const key = "x." + id + ".";
  const place = placeFor(here, experience) || {};
  const offers = contentFor(here, session, experience, here.motivators.indexOf(variant));
  const address = word(key + variant + ".href") || word(key + "neutral.href");
  const request = {
    experience: id,
    kind,
    placement: place.slot ? placement : place.anchor ? placement : "toast",
    variant,
    motivator,
    evidence: +evidence,
    locale,
    messages,
    theme: "",
    step: word(key + "step"),
    offers: Array.isArray(offers) ? offers : [],
    action: word(key + "action"),
    reserved: 0,
    video: address,
    captions: word(key + "captions").replace("{locale}", locale),
    captionsLang: locale,
    ...place,
    ...as,
  };
  const handle = views.show(request, {
    act: (index) => act(here, session, request.action, request.offers[index]),
    content: () => guide(address).catch((error) => warn("the guide cannot be loaded: " + address, error)),
    remind: (when) => remind(request.offers[0], when),
    off: session.off,
    ...on,
  });
  return {
    close: () => handle.close(),
    isBrief: kind === "welcome_note",
    isVisible: () => !place.slot || isInView(place.slot),
  };
}

// At least half of an element is in the window.
function isInView(element) {
  const { top, bottom, height } = element.getBoundingClientRect();
  return Math.min(bottom, innerHeight) - Math.max(top, 0) >= height / 2;
}
