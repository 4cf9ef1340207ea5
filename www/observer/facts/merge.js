// One product from what several sources say of it: each field from the most trusted that has it.
// Never mixes two products: a source that names another one than the most trusted is left out.

// Platforms come after the owner: what their events say, then what they wrote into the page (`…-page`).
const TRUST = { owner: 0, "data-layer": 3, "json-ld": 4, microdata: 5, "open-graph": 6, dom: 7 };

export const rank = (source) => TRUST[source] ?? (source.endsWith("-page") ? 2 : 1);

const within = (one, other) => one.toLowerCase().includes(other.toLowerCase());
const isSame = (one, { id, name = one.name }) => (id && id === one.id) || within(one.name, name) || within(name, one.name);

// `sources`: a product by the name of its source. Gives the product with the source of each field
// in `from`; nothing when nobody knows its name or id.
export function merged(sources) {
  const ranked = [...sources].sort(([one], [other]) => rank(one) - rank(other));
  const [, lead] = ranked.find(([, { name }]) => name) || ranked.find(([, { id }]) => id) || [];
  if (!lead) return;
  const fact = { type: "product" };
  const from = {};
  for (const [source, product] of ranked.filter(([, product]) => !lead.name || isSame(lead, product)))
    for (const field in product)
      if (!(field in fact)) {
        fact[field] = product[field];
        from[field] = source;
      }
  // A price is worth nothing in another source's currency.
  const { currency } = sources.get(from.price) || {};
  if (currency) [fact.currency, from.currency] = [currency, from.price];
  return { ...fact, from };
}
