// Facts in the entries of a Google data layer, in their three encodings: `{event, ecommerce}`, gtag's
// arguments, and the older `ecommerce.purchase.actionField`. Never reads what an entry says of a person.
import { cartFact } from "./checked.js";
import { isObject, listOf } from "./safe.js";

const LAYER = "data-layer";
// The older encoding: what is under `ecommerce`, and today's name for it.
const OLDER = {
  detail: "view_item",
  impressions: "view_item_list",
  add: "add_to_cart",
  remove: "remove_from_cart",
  checkout: "begin_checkout",
  purchase: "purchase",
};

const entryItem = (item) => ({
  id: item.item_id ?? item.id,
  name: item.item_name ?? item.name,
  price: item.price,
  currency: item.currency,
  category: item.item_category ?? item.category,
});

// What an event tells: `get` gives its parameters, `items` what it is about.
const TELLS = {
  view_item: (get, [item]) => item && { type: "product", ...item, currency: get("currency") || item.currency },
  view_item_list: (get, items) => ({ type: "list", items }),
  add_to_cart: (get, items) => cartFact("add", items, get("value")),
  remove_from_cart: (get, items) => cartFact("remove", items, get("value")),
  view_cart: (get, items) => cartFact("view", items, get("value")),
  add_to_wishlist: () => ({ type: "wishlist" }),
  begin_checkout: (get) => ({ type: "checkout", step: get("step") || 1 }),
  add_shipping_info: () => ({ type: "checkout", step: 2 }),
  add_payment_info: () => ({ type: "checkout", step: 3 }),
  purchase: (get) => ({ type: "order", id: get("transaction_id"), value: get("value"), currency: get("currency") }),
};

// Gives what takes one entry after the other, as Tag Manager does: ecommerce data stays until reset.
export function googleEntries({ tell }) {
  let kept = {};
  let searches = 0;
  const event = (name, get, items) => {
    if (name === "search" || name === "view_search_results") return tell(LAYER, { type: "search", refined: searches++ > 0 });
    const fact = Object.hasOwn(TELLS, name) && TELLS[name](get, items);
    if (fact) tell(LAYER, fact);
  };
  const read = (name, ecommerce, entry) => {
    const get = (key) => ecommerce[key] ?? entry[key];
    event(name, get, listOf(get("items")).filter(isObject).map(entryItem));
  };
  const readOlder = (name, part, { currencyCode }) => {
    const { id, revenue, step } = part.actionField || {};
    const values = { transaction_id: id, value: revenue, step, currency: currencyCode };
    event(name, (key) => values[key], listOf(part.products || part).filter(isObject).map(entryItem));
  };
  return (entry) => {
    if (!isObject(entry)) return;
    // gtag pushes its own arguments.
    if (entry[0] === "event") return read(entry[1], isObject(entry[2]) ? entry[2] : {}, {});
    const { event: name, ecommerce } = entry;
    if (ecommerce === null) kept = {};
    const older = isObject(ecommerce) && !ecommerce.items && Object.keys(OLDER).filter((part) => isObject(ecommerce[part]));
    if (older && older.length) return older.forEach((part) => readOlder(OLDER[part], ecommerce[part], ecommerce));
    if (isObject(ecommerce)) kept = ecommerce;
    if (name) read(name, isObject(ecommerce) ? ecommerce : entry.items ? {} : kept, entry);
  };
}
