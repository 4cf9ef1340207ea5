// What is told of a page, and that it is told once, however many sources say it.
// Never waits with an act that a source saw succeed; what only looks like one waits for a better source.
import { checked } from "./checked.js";
import { merged, rank } from "./merge.js";
import { alarm, listen } from "./safe.js";

const ONE_ACT = 3000; // Several sources tell the same act within this many milliseconds.
const HELD = 1000; // A form, a request or a badge waits this long for its platform's word.
const LOOKS = ["form", "request", "badge"];
const KEPT = 50; // Facts for the inspector.

// What is told through: `fact(fact)` and `friction(kind)` of whoever started it.
export function telling(signal, fact, friction) {
  const products = new Map(); // By source.
  const states = new Map(); // What is the case: told when it changes, or when a better source says it.
  const acts = new Map(); // What was done: told as often as the source tells it that tells it most.
  const troubles = new Map();
  const orders = new Set();
  const held = [];
  let told = [];
  let path = location.pathname;
  let last;

  const say = (source, { type, ...fields }) => {
    const from = Object.fromEntries(Object.keys(fields).map((field) => [field, source]));
    const one = { type, ...fields, from };
    told = [...told, one].slice(-KEPT);
    fact(one);
  };
  function count(source, one, within) {
    const key = one.type + one.action;
    const now = performance.now();
    let act = acts.get(key);
    if (!act || now - act.at > within) acts.set(key, (act = { told: 0, by: {} }));
    act.at = now;
    act.by[source] = (act.by[source] || 0) + 1;
    if (act.by[source] <= act.told) return;
    act.told++;
    say(source, one);
  }
  const release = () => {
    for (const [source, one] of held.splice(0)) count(source, one, ONE_ACT);
  };
  const ripe = alarm(signal, release);
  // A page that goes away takes what is held with it.
  listen(signal, window, "pagehide", release);

  const page = {
    tell(source, raw) {
      const one = checked(raw);
      if (!one || signal.aborted) return;
      page.arrive();
      const { type, ...fields } = one;
      const text = JSON.stringify(one);
      const key = type + one.step;
      if (type === "product") products.set(source, { ...products.get(source), ...fields });
      else if (type === "order") {
        const id = one.id || text;
        if (!orders.has(id)) count(source, one, Infinity);
        orders.add(id);
      } else if (LOOKS.includes(source)) {
        held.push([source, one]);
        ripe(HELD);
      } else if (type === "wishlist" || (type === "cart" && one.action !== "view")) count(source, one, ONE_ACT);
      else if (states.get(key)?.text !== text && !(rank(source) > states.get(key)?.rank)) {
        states.set(key, { rank: rank(source), text });
        say(source, one);
      }
    },
    // A search or a filter, and how many products it found, where that is known.
    found(source, found, refined) {
      page.tell(source, { type: "search", found, refined });
      if (found === 0) page.trouble("no_results", location.href);
    },
    // What a source says of this page's product now, in place of what it said before.
    reads(source, product) {
      products.delete(source);
      if (product) page.tell(source, { ...product, type: "product" });
    },
    product: () => merged(products),
    // Tells the product when something about it is new.
    settle() {
      const product = merged(products);
      const text = JSON.stringify(product);
      if (!product || text === last || signal.aborted) return;
      last = text;
      told = [...told.filter(({ type }) => type !== "product"), product];
      fact(product);
      if (product.availability === "out_of_stock") page.trouble("out_of_stock", product.id || product.name);
    },
    // `about`: what lasts as long as the page; an event comes without and may come again.
    trouble(kind, about) {
      const now = performance.now();
      const before = troubles.get(kind + about) ?? -Infinity;
      troubles.set(kind + about, now);
      if (kind === "cart_error") held.length = 0; // What looked like an act has failed.
      if (before < (about ? 0 : now - ONE_ACT) && !signal.aborted) friction(kind);
    },
    // Another page without a load: what was the case on the last one is not on this.
    arrive() {
      if (location.pathname === path) return;
      path = location.pathname;
      [products, states, troubles].forEach((kept) => kept.clear());
      told = [];
      last = undefined;
    },
    facts: () => structuredClone(told),
  };
  return page;
}
