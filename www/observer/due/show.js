// Shows an experience: what it is made of on this page, and what its buttons do.
// Never chooses the experience or its variant; products are ordered by the core's rules.
import { warn } from "../say.js";
import { act } from "./action.js";
import { guide } from "./guide.js";
import { placeFor } from "./place.js";
import { productsOf } from "./products.js";
import { remind } from "./reminders.js";
import { believed } from "./snapshot.js";

const OFFERS = 3; // Products in an offer when the owner does not say,
const COMPARED = 2; // and in a comparison.

// Whether this page has a place for an experience, and something to put there.
export const isPossible = (here, session, experience) =>
  !!placeFor(here, experience) && !!productsFor(here, session, experience);

// The products that an experience can be made of, `[]` when it needs none; nothing when they are missing.
function productsFor(here, session, { id, kind }) {
  const step = kind === "coach_nudge" && here.word("x." + id + ".step");
  if (step === "guide" || step === "size_guide") {
    const { pathname } = new URL(here.word("x." + id + ".neutral.href"), location.href);
    return pathname === location.pathname ? undefined : []; // A guide that is this page is no step.
  }
  if (kind === "welcome_note" || step === "video") return [];
  const products = productsOf(here);
  const current = products.find(({ isHere }) => isHere);
  const others = products.filter(({ isHere }) => !isHere);
  if (kind === "curated_offer") return others.length ? others : undefined;
  if (!current) return;
  if (step === "reminder") return session.visit() && session.visit().stored ? [current] : undefined;
  const similar = others.filter(({ category, facts }) => category && category === current.category && facts.length);
  return similar.length ? [current, ...similar] : undefined;
}

// As many as the owner wants, best first; a comparison begins with this page's own.
function arranged(here, session, { id, kind }, variant, products) {
  const most = +here.word("x." + id + ".offers");
  if (kind === "curated_offer") return ranked(here, session, variant, products).slice(0, most || OFFERS);
  const [current, ...similar] = products;
  return current ? [current, ...ranked(here, session, variant, similar)].slice(0, most || COMPARED) : [];
}

function ranked(here, session, variant, products) {
  const current = productsOf(here).find(({ isHere }) => isHere);
  const near = ({ category, isOnPage }) => (current && category && category === current.category ? 1 : isOnPage ? 0.5 : 0);
  const nears = products.map(near);
  const tags = products.flatMap((product) => product.tags);
  const order = here.views.rank(believed(here, session), variant, new Float32Array(nears), new Float32Array(tags));
  const offers = [];
  for (let pair = 0; pair < order.length; pair += 2) {
    const motivator = here.motivators[order[pair + 1] - 1];
    const reason = motivator ? "motivator." + motivator : nears[order[pair]] ? "reason.near" : "";
    offers.push({ ...products[order[pair]], reason });
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
  const products = productsFor(here, session, experience) || [];
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
    offers: arranged(here, session, experience, here.motivators.indexOf(variant), products),
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
