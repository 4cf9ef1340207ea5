// What the microdata in a page's own markup says of its product.
// Never takes a price of a related product, or the one without tax where the other stands beside it.
import { isRelated } from "./shapes.js";

const PRODUCT = '[itemscope][itemtype*="schema.org/Product" i]';

// The elements of a scope that have a property, not those of a scope within it.
const having = (scope, name) =>
  [...scope.querySelectorAll(`[itemprop~="${name}"]`)].filter((element) => element.parentElement.closest("[itemscope]") === scope);

function valueOf(element) {
  if (!element) return;
  const written = ["content", "href"].map((name) => element.getAttribute(name)).find(Boolean);
  return written || element.textContent;
}

const first = (scope, ...names) => names.map((name) => valueOf(having(scope, name)[0])).find(Boolean);

function scopeOffer(scope) {
  const [spec] = having(scope, "priceSpecification");
  const inner = (name) => first(scope, name) || (spec && first(spec, name));
  return {
    price: inner("price") || inner("lowPrice"),
    currency: inner("priceCurrency"),
    availability: inner("availability"),
    isWithoutTax: /false/.test(inner("valueAddedTaxIncluded")),
  };
}

export function readMicrodata() {
  const scopes = [...document.querySelectorAll(PRODUCT)].filter((scope) => !isRelated(scope) && !scope.parentElement.closest(PRODUCT));
  const scope = scopes.find((one) => one.querySelector("h1")) || (scopes.length === 1 ? scopes[0] : undefined);
  if (!scope) return;
  const offers = having(scope, "offers").map(scopeOffer);
  const { price, currency, availability } = offers.find(({ isWithoutTax }) => !isWithoutTax) || offers[0] || scopeOffer(scope);
  return { id: first(scope, "sku", "productID"), name: first(scope, "name"), price, currency, availability };
}
