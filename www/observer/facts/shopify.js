// What a Shopify theme tells: standard storefront events, the older publish and subscribe, its analytics data.
// Never asks the shop's server; never reads a query, a note or a discount code.
import { globalNamed, isObject, listen, listOf, quietly } from "./safe.js";

const SHOPIFY = "shopify";
// `gid://shopify/ProductVariant/123` and 123 are one id.
const idIn = (gid) => String(gid ?? "").replace(/^.*\//, "");
const money = (cost) => (isObject(cost) ? cost : {});

const fromVariant = (product, variant) => {
  const { amount, currencyCode } = money(variant && variant.price);
  return {
    type: "product",
    id: idIn((variant || product).id),
    name: product.title,
    price: amount,
    currency: currencyCode,
    availability: variant ? variant.availableForSale : undefined,
  };
};
const fromCart = (cart) => ({
  type: "cart",
  action: "view",
  value: money(cart && cart.cost && cart.cost.totalAmount).amount ?? 0,
});

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
  "search:update": async ({ promise }, { tell, trouble }) => {
    const { totalCount } = await promise;
    tell(SHOPIFY, { type: "search", found: totalCount, refined: searched++ > 0 });
    if (totalCount === 0) trouble("no_results", location.href);
  },
  "collection:update": ({}, { tell }) => tell(SHOPIFY, { type: "search", refined: true }),
  "cart:view": ({ cart }, { tell }) => tell(SHOPIFY, fromCart(cart)),
  // It is told before the cart has changed: what comes of it is in the promise.
  "cart:lines-update": async ({ action, lines, promise }, { tell, trouble }) => {
    const { userErrors } = (await promise) || {};
    if (listOf(userErrors).length) return trouble("cart_error");
    if (action === "update") return;
    tell(SHOPIFY, { type: "cart", action, items: listOf(lines).map(({ merchandiseId }) => ({ id: idIn(merchandiseId) })) });
  },
  "cart:error": ({}, { trouble }) => trouble("cart_error"),
};
let searched = 0;

// Dawn and the themes made from it; prices there are in hundredths, whatever the currency.
const PUBLISHED = {
  "cart-update": ({ source, productVariantId, cartData }, { tell }) => {
    // Changes of a quantity come from the cart itself.
    if (/product-form|quick/.test(source)) tell("shopify-theme", { type: "cart", action: "add", items: [{ id: productVariantId, name: (cartData || {}).product_title }] });
  },
  "cart-error": ({}, { trouble }) => trouble("cart_error"),
  "variant-change": ({ data: { variant } }, { tell }) => {
    if (variant) tell("shopify-theme", { type: "product", id: variant.id, price: variant.price / 100, availability: variant.available });
  },
};

function subscribeToTheme(here) {
  const { signal, settle } = here;
  const subscribe = globalNamed("subscribe");
  if (!isObject(globalNamed("Shopify")) || typeof subscribe !== "function") return false;
  for (const [name, act] of Object.entries(PUBLISHED)) {
    const subscription = subscribe(name, (event) => {
      quietly(() => !signal.aborted && act(event, here));
      quietly(settle);
    });
    // Older themes give an object, newer ones the function.
    const leave = typeof subscription === "function" ? subscription : () => subscription.unsubscribe();
    signal.addEventListener("abort", () => quietly(leave));
  }
  return true;
}

// What every Liquid storefront writes for its own analytics.
function analytics() {
  const { meta } = globalNamed("ShopifyAnalytics") || {};
  if (!isObject(meta) || !isObject(meta.product)) return;
  const asked = new URLSearchParams(location.search).get("variant") || meta.selectedVariantId;
  const variants = listOf(meta.product.variants);
  const { id, price, name } = variants.find((variant) => String(variant.id) === String(asked)) || variants[0] || {};
  return { id: id ?? meta.product.id, name, price: price / 100, currency: meta.currency, category: meta.product.type };
}

export function shopify(here) {
  const { signal, reads, settle } = here;
  let subscribed = false;
  for (const [name, act] of Object.entries(STANDARD))
    listen(signal, document, "shopify:" + name, async (event) => {
      try {
        await act(event, here);
      } catch {} // A failed operation tells so by an event of its own.
      settle();
    });
  return () => {
    subscribed ||= quietly(() => subscribeToTheme(here)) || false;
    reads("shopify-page", quietly(analytics));
  };
}
