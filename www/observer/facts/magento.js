// What Magento tells: `ajax:addToCart`, the cart it keeps in storage, its price boxes, and Adobe's data layer.
// Never reads the customer, in storage or in a context; of the storage only the cart.
import { follow } from "./data-layer.js";
import { onJQuery } from "./jquery.js";
import { isObject, listOf, quietly } from "./safe.js";

const MAGENTO = "magento";
const ADOBE = "adobe-data-layer"; // Sent by the storefront's own events, so as trusted as those.
const STORED_AT = /\/checkout\/cart\/?$/;

function storedCart() {
  const { cart } = JSON.parse(localStorage.getItem("mage-cache-storage"));
  const items = listOf(cart.items).map(({ product_sku, product_name, product_price_value }) => ({ id: product_sku, name: product_name, price: product_price_value }));
  return { type: "cart", action: "view", items, value: cart.subtotalAmount };
}

function priceBox() {
  const box = document.querySelector(".product-info-main .price-box[data-product-id]");
  const price = box && box.querySelector('[data-price-type="finalPrice"][data-price-amount]');
  const sku = document.querySelector(".product-info-main .sku .value");
  const stock = document.querySelector(".product-info-main .stock.available,.product-info-main .stock.unavailable");
  const name = document.querySelector(".product-info-main .page-title");
  if (!price) return;
  return {
    id: sku ? sku.textContent : box.getAttribute("data-product-id"),
    name: name && name.textContent,
    price: price.getAttribute("data-price-amount"),
    availability: stock ? stock.classList.contains("available") : undefined,
  };
}

const contextItem = ({ product, prices }) => ({ id: product.sku, name: product.name, price: prices && prices.price && prices.price.value });
const itemsIn = (context) => listOf(context && context.items).filter((item) => isObject(item) && isObject(item.product)).map(contextItem);
const cartTotal = ({ prices }) => prices && (prices.subtotalIncludingTax || prices.subtotalExcludingTax || {}).value;

// https://github.com/adobe/commerce-events: events, and the contexts that stand beside them.
const ADOBE_EVENTS = {
  "product-page-view": ({ productContext: { sku, name, pricing } }) => {
    const { specialPrice, regularPrice, currencyCode } = pricing || {};
    return { type: "product", id: sku, name, price: specialPrice || regularPrice, currency: currencyCode };
  },
  "add-to-cart": ({ changedProductsContext, productContext }) => ({ type: "cart", action: "add", items: changedProductsContext ? itemsIn(changedProductsContext) : [{ id: productContext.sku, name: productContext.name }] }),
  "remove-from-cart": ({ changedProductsContext }) => ({ type: "cart", action: "remove", items: itemsIn(changedProductsContext) }),
  "shopping-cart-view": ({ shoppingCartContext }) => ({ type: "cart", action: "view", items: itemsIn(shoppingCartContext), value: cartTotal(shoppingCartContext) }),
  "initiate-checkout": () => ({ type: "checkout", step: 1 }),
  "place-order": ({ orderContext: { orderId, grandTotal }, shoppingCartContext }) => {
    const { currency } = ((shoppingCartContext || {}).prices || {}).subtotalIncludingTax || {};
    return { type: "order", id: orderId, value: grandTotal, currency };
  },
};

export function magento(here) {
  const { signal, tell, reads } = here;
  const attach = onJQuery(signal, [
    [
      document,
      "ajax:addToCart",
      (event, { sku, productIds, response }) => {
        // It sends the shopper elsewhere when nothing was added.
        if (!isObject(response) || !response.backUrl) tell(MAGENTO, { type: "cart", action: "add", items: [{ id: sku || listOf(productIds)[0] }] });
      },
    ],
  ]);
  const contexts = {};
  const layer = follow("adobeDataLayer", here, (entry) => {
    if (!isObject(entry)) return;
    for (const name of ["productContext", "shoppingCartContext", "orderContext", "changedProductsContext"]) if (name in entry) contexts[name] = entry[name];
    if (Object.hasOwn(ADOBE_EVENTS, entry.event)) tell(ADOBE, ADOBE_EVENTS[entry.event]({ ...contexts, ...entry.eventInfo }));
  });
  return () => {
    attach();
    layer();
    reads("magento-page", quietly(priceBox));
    const cart = STORED_AT.test(location.pathname) && quietly(storedCart);
    if (cart) tell("magento-page", cart);
  };
}
