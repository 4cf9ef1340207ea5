// What BigCommerce tells: its cart's count by jQuery, its product in attributes and in `BCData`.
// Never takes a price that is only shown to guests as words, or one without tax beside one with it.
import { onJQuery } from "./jquery.js";
import { globalNamed, isObject, quietly } from "./safe.js";

const BIGCOMMERCE = "bigcommerce";

function viewedProduct() {
  const view = document.querySelector(".productView[data-entity-id]");
  if (!view) return;
  const { product_attributes: attributes } = globalNamed("BCData") || {};
  const { price, sku, instock, purchasable } = isObject(attributes) ? attributes : {};
  const { value, currency } = (price && (price.with_tax || price.without_tax)) || {};
  const { entityId, name, productCategory, productPrice } = view.dataset;
  return {
    id: sku || entityId,
    name: name || (view.querySelector(".productView-title") || {}).textContent,
    price: value ?? (/^\s*[\d.]+\s*$/.test(productPrice) ? productPrice : undefined),
    currency,
    availability: typeof instock === "boolean" ? instock && purchasable !== false : undefined,
    category: (productCategory || "").split(",")[0],
  };
}

export function bigcommerce({ signal, tell, reads }) {
  let count = +(document.querySelector("[data-cart-quantity]") || { dataset: {} }).dataset.cartQuantity || 0;
  const attach = onJQuery(signal, [
    [
      document.body,
      "cart-quantity-update",
      (event, quantity) => {
        const action = quantity > count ? "add" : quantity < count ? "remove" : "";
        count = +quantity || 0;
        if (action) tell(BIGCOMMERCE, { type: "cart", action });
      },
    ],
  ]);
  return () => {
    attach();
    reads("bigcommerce-page", quietly(viewedProduct));
  };
}
