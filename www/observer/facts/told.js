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
  const orders = new Set();
  const troubles = new Map();
  let held = [];
  let told = [];
  let last;

  const say = (source, { type, ...fields }) => {
    const from = Object.fromEntries(Object.keys(fields).map((field) => [field, source]));
    const one = { type, ...fields, from };
    told = [...told, one].slice(-KEPT);
    fact(one);
  };
  const ripe = alarm(signal, () => release(performance.now() - HELD));
  function release(before) {
    const due = held.filter(({ at }) => at <= before);
    held = held.filter(({ at }) => at > before);
    for (const { source, one } of due) count(source, one, "cart " + one.action, ONE_ACT);
    if (held.length) ripe(HELD);
  }
  function count(source, one, key, within) {
    const now = performance.now();
    let act = acts.get(key);
    if (!act || now - act.at > within) acts.set(key, (act = { told: 0, by: {} }));
    act.at = now;
    act.by[source] = (act.by[source] || 0) + 1;
    if (act.by[source] <= act.told) return;
    act.told++;
    say(source, one);
  }
  function state(source, one) {
    const key = one.type + (one.step || "");
    const text = JSON.stringify(one);
    const before = states.get(key);
    if (before && (before.text === text || rank(source) > rank(before.source))) return;
    states.set(key, { source, text });
    say(source, one);
  }
  function order(source, one) {
    const id = one.id || one.value + (one.currency || "");
    if (orders.has(id)) return;
    orders.add(id);
    count(source, one, "order", Infinity);
  }

  // A page that goes away takes what is held with it.
  listen(signal, window, "pagehide", () => release(Infinity));

  return {
    tell(source, raw) {
      const one = checked(raw);
      if (!one || signal.aborted) return;
      const { type, ...fields } = one;
      if (type === "product") products.set(source, { ...products.get(source), ...fields });
      else if (type === "order") order(source, one);
      else if (LOOKS.includes(source)) {
        held.push({ source, one, at: performance.now() });
        ripe(HELD);
      } else if (type === "wishlist" || one.action === "add" || one.action === "remove") count(source, one, type + " " + one.action, ONE_ACT);
      else state(source, one);
    },
    // What a source says of this page's product now, in place of what it said before.
    reads(source, product) {
      const { type, ...fields } = (product && checked({ ...product, type: "product" })) || {};
      if (type && Object.keys(fields).length) products.set(source, fields);
      else products.delete(source);
    },
    // Tells the product when something about it is new.
    settle() {
      const product = merged(products);
      const text = JSON.stringify(product);
      if (!product || text === last || signal.aborted) return;
      last = text;
      told = [...told.filter(({ type }) => type !== "product"), product];
      fact(product);
      if (product.availability === "out_of_stock") this.trouble("out_of_stock", product.id || product.name);
    },
    product: () => merged(products),
    // `about`: what it is about, for what lasts as long as the page; an event comes without.
    trouble(kind, about) {
      if (signal.aborted) return;
      const now = performance.now();
      const before = troubles.get(kind + about);
      troubles.set(kind + about, now);
      if (kind === "cart_error") held = []; // What looked like an act has failed.
      if (before === undefined || (about === undefined && now - before > ONE_ACT)) friction(kind);
    },
    // Another page without a load: what the last one was is no longer the case.
    leave() {
      [products, states, troubles].forEach((kept) => kept.clear());
      [told, last] = [[], undefined];
    },
    facts: () => told.map((one) => ({ ...one, from: { ...one.from } })),
  };
}
