// What Magento tells: `ajax:addToCart`, the cart it keeps in storage, its price boxes, and Adobe's data layer.
// Never reads the customer, in storage or in a context; of the storage only the cart.
import { cartFact } from "./checked.js";
import { follow } from "./data-layer.js";
import { onJQuery } from "./jquery.js";
import { listOf, quietly, textAt } from "./safe.js";

const INFO = ".product-info-main ";
const STORED_AT = /\/checkout\/cart\/?$/;
const CONTEXTS = ["productContext", "shoppingCartContext", "orderContext", "changedProductsContext"];

function storedCart() {
  const { cart } = JSON.parse(localStorage.getItem("mage-cache-storage"));
  const items = listOf(cart.items).map(({ product_sku, product_name, product_price_value }) => ({ id: product_sku, name: product_name, price: product_price_value }));
  return cartFact("view", items, cart.subtotalAmount);
}

function priceBox() {
  const price = document.querySelector(INFO + "[data-price-type=finalPrice]").getAttribute("data-price-amount");
  return {
    id: textAt(INFO + ".sku .value"),
    name: textAt(INFO + "h1"),
    price,
    availability: document.querySelector(INFO + ".stock")?.className,
  };
}

const itemsIn = (context) => listOf(context?.items).map(({ product, prices }) => ({ id: product.sku, name: product.name, price: prices?.price?.value }));
const subtotal = (context) => context?.prices?.subtotalIncludingTax;

// https://github.com/adobe/commerce-events: events, and the contexts that stand beside them.
const ADOBE_EVENTS = {
  "product-page-view": ({ productContext: { sku, name, pricing } }) => {
    const { specialPrice, regularPrice, currencyCode } = pricing || {};
    return { type: "product", id: sku, name, price: specialPrice || regularPrice, currency: currencyCode };
  },
  "add-to-cart": ({ changedProductsContext }) => cartFact("add", itemsIn(changedProductsContext)),
  "remove-from-cart": ({ changedProductsContext }) => cartFact("remove", itemsIn(changedProductsContext)),
  "shopping-cart-view": ({ shoppingCartContext }) => cartFact("view", itemsIn(shoppingCartContext), subtotal(shoppingCartContext)?.value),
  "initiate-checkout": () => ({ type: "checkout", step: 1 }),
  "place-order": ({ orderContext, shoppingCartContext }) => ({ type: "order", id: orderContext.orderId, value: orderContext.grandTotal, currency: subtotal(shoppingCartContext)?.currency }),
};

export function magento(here) {
  const { signal, tell, reads } = here;
  const attach = onJQuery(signal, [
    [
      document,
      "ajax:addToCart",
      (event, { sku, productIds, response }) => {
        // It sends the shopper elsewhere when nothing was added.
        if (!response?.backUrl) tell("magento", cartFact("add", [{ id: sku || listOf(productIds)[0] }]));
      },
    ],
  ]);
  const contexts = {};
  const layer = follow("adobeDataLayer", here, (entry) => {
    for (const name of CONTEXTS) if (name in entry) contexts[name] = entry[name];
    if (Object.hasOwn(ADOBE_EVENTS, entry.event)) tell("adobe", ADOBE_EVENTS[entry.event]({ ...contexts, ...entry.eventInfo }));
  });
  return () => {
    attach();
    layer();
    reads("magento-page", quietly(priceBox));
    const cart = STORED_AT.test(location.pathname) && quietly(storedCart);
    if (cart) tell("magento-page", cart);
  };
}
