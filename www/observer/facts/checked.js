// What may be told: facts with known fields, within bounds, whoever they come from.
// Never passes on a field it does not know, a text with an address of a person, or a number that is none.
import { amountOf } from "./price.js";
import { isObject, listOf } from "./safe.js";

const LONGEST = { id: 64, name: 200, category: 120 };
const MOST_ITEMS = 50;
const MOST = 1e8; // In any currency, also one of small coins.
const STATES = [
  ["out_of_stock", /outofstock|soldout|discontinued|unavailable/i],
  ["preorder", /preorder/i],
  ["backorder", /backorder/i],
  ["in_stock", /instock|available|limited|only/i],
];

export const cartFact = (action, items, value) => ({ type: "cart", action, items, value });

// `&amp;` is written into data by shops that mean their page.
const plain = (text) => text.replace(/&amp;/g, "&");

function textOf(value, most) {
  if (typeof value !== "string" && typeof value !== "number") return;
  const text = plain(String(value)).replace(/\s+/g, " ").trim().slice(0, most);
  return text && !/\S@\S+\.\S/.test(text) ? text : undefined;
}

function sumOf(value, currency) {
  const sum = amountOf(value, currency);
  return Number.isFinite(sum) && sum >= 0 && sum < MOST ? Math.round(sum * 1000) / 1000 : undefined;
}

const currencyOf = (value) => (/^[A-Za-z]{3}$/.test(value) ? value.toUpperCase() : undefined);
const countOf = (value) => (/^\d{1,8}$/.test(value) ? +value : undefined);

// `https://schema.org/InStock`, "in stock", "instock" or whether it can be bought.
function availabilityOf(value) {
  if (typeof value === "boolean") return value ? "in_stock" : "out_of_stock";
  const said = typeof value === "string" ? value.replace(/[\s_-]/g, "") : "";
  return (STATES.find(([, words]) => words.test(said)) || [])[0];
}

const known = (fields) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
const goods = ({ id, name, price }, currency) => ({
  id: textOf(id, LONGEST.id),
  name: textOf(name, LONGEST.name),
  price: sumOf(price, currency) || undefined,
});
const itemsOf = (items) => {
  const found = listOf(items, MOST_ITEMS).filter(isObject).map((item) => known(goods(item)));
  const named = found.filter(({ id, name }) => id || name);
  return named.length ? named : undefined;
};

const CHECKS = {
  product: (product) => ({
    ...goods(product, product.currency),
    currency: currencyOf(product.currency),
    availability: availabilityOf(product.availability),
    category: textOf(product.category, LONGEST.category),
  }),
  list: ({ items }) => ({ items: itemsOf(items) || [] }),
  cart: ({ action, items, value }) => ({
    action: action === "remove" || action === "view" ? action : "add",
    items: itemsOf(items),
    value: sumOf(value),
  }),
  search: ({ found, refined }) => ({ found: countOf(found), refined: refined ? true : undefined }),
  checkout: ({ step }) => ({ step: countOf(step) }),
  wishlist: () => ({}),
  order: ({ id, value, currency }) => ({ id: textOf(id, LONGEST.id), value: sumOf(value, currency) || 0, currency: currencyOf(currency) }),
};

// The fact as it may be told; nothing when it is none.
export const checked = (fact) => (Object.hasOwn(CHECKS, fact.type) ? { type: fact.type, ...known(CHECKS[fact.type](fact)) } : undefined);
