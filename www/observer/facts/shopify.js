// What a Shopify theme tells: standard storefront events, the older publish and subscribe, its analytics data.
// Never asks the shop's server; never reads a query, a note or a discount code.
import { cartFact } from "./checked.js";
import { atEnd, listen, listOf, quietly } from "./safe.js";

const SHOPIFY = "shopify";
const THEME = "shopify-theme";
// `gid://shopify/ProductVariant/123` and 123 are one id.
const idIn = (gid) => String(gid ?? "").replace(/^.*\//, "");

const fromVariant = ({ id, title }, variant) => ({
  type: "product",
  id: idIn(variant?.id ?? id),
  name: title,
  price: variant?.price.amount,
  currency: variant?.price.currencyCode,
  availability: variant?.availableForSale,
});
let searches = 0;

// https://shopify.dev/docs/api/storefront-events-and-actions/events
const STANDARD = {
  "product:view": ({ context, product }, { tell }) => {
    // A card in a list or among recommendations is not this page's product.
    if (context === "page") tell(SHOPIFY, fromVariant(product, product.selectedVariant));
  },
  "product:select": async ({ product, promise }, { tell }) => {
    const { variant } = await promise;
    if (variant) tell(SHOPIFY, fromVariant(product, variant));
  },
  "search:update": async ({ promise }, { found }) => found(SHOPIFY, (await promise).totalCount, searches++ > 0),
  "cart:view": ({ cart }, { tell }) => tell(SHOPIFY, cartFact("view", [], cart?.cost.totalAmount.amount ?? 0)),
  // It is told before the cart has changed: what comes of it is in the promise.
  "cart:lines-update": async ({ action, lines, promise }, { tell, trouble }) => {
    const answer = await promise;
    if (answer?.userErrors?.length) trouble("cart_error");
    else if (action !== "update") tell(SHOPIFY, cartFact(action, listOf(lines).map(({ merchandiseId }) => ({ id: idIn(merchandiseId) }))));
  },
  "cart:error": (event, { trouble }) => trouble("cart_error"),
};

// Dawn and the themes made from it; prices there are in hundredths, whatever the currency.
const PUBLISHED = {
  "cart-update": ({ source, productVariantId, cartData }, { tell }) => {
    // Changes of a quantity come from the cart itself.
    if (/product-form|quick/.test(source)) tell(THEME, cartFact("add", [{ id: productVariantId, name: cartData?.product_title }]));
  },
  "cart-error": (event, { trouble }) => trouble("cart_error"),
  "variant-change": ({ data: { variant } }, { tell }) => tell(THEME, { type: "product", id: variant.id, price: variant.price / 100, availability: variant.available }),
};

// Whether there was a theme to subscribe to.
function subscribeToTheme(here) {
  const { Shopify, subscribe } = window;
  // An element of that name has no shop.
  if (typeof Shopify?.shop !== "string" || typeof subscribe !== "function") return false;
  for (const [name, act] of Object.entries(PUBLISHED)) {
    const subscription = subscribe(name, (event) => {
      quietly(() => act(event, here));
      quietly(here.settle);
    });
    // Older themes give an object, newer ones the function.
    atEnd(here.signal, () => (subscription.unsubscribe || subscription)());
  }
  return true;
}

// What every Liquid storefront writes for its own analytics.
function analytics() {
  const { product, currency, selectedVariantId } = window.ShopifyAnalytics.meta;
  const asked = new URLSearchParams(location.search).get("variant") || selectedVariantId;
  const variants = listOf(product.variants);
  const { id, price, name } = variants.find((variant) => idIn(variant.id) === idIn(asked)) || variants[0];
  return { id, name, price: price / 100, currency, category: product.type };
}

export function shopify(here) {
  let isSubscribed = false;
  for (const [name, act] of Object.entries(STANDARD))
    listen(here.signal, document, "shopify:" + name, async (event) => {
      try {
        await act(event, here);
        here.settle();
      } catch {} // A failed operation tells so by an event of its own.
    });
  return () => {
    isSubscribed ||= quietly(() => subscribeToTheme(here));
    here.reads("shopify-page", quietly(analytics));
  };
}
