// What BigCommerce tells: its cart's count by jQuery, its product in attributes and in `BCData`.
// Never takes a price without tax where there is one with it.
import { cartFact } from "./checked.js";
import { onJQuery } from "./jquery.js";
import { quietly } from "./safe.js";

function viewedProduct() {
  const { entityId, name, productCategory, productPrice } = document.querySelector(".productView[data-entity-id]").dataset;
  const { price, sku, instock } = window.BCData?.product_attributes || {};
  const { value, currency } = price?.with_tax || price?.without_tax || {};
  return { id: sku || entityId, name, price: value ?? productPrice, currency, availability: instock, category: productCategory?.split(",")[0] };
}

export function bigcommerce({ signal, tell, reads }) {
  let count = +document.querySelector("[data-cart-quantity]")?.dataset.cartQuantity || 0;
  const attach = onJQuery(signal, [
    [
      document.body,
      "cart-quantity-update",
      (event, quantity) => {
        const action = quantity > count ? "add" : quantity < count ? "remove" : "";
        count = +quantity || 0;
        if (action) tell("bigcommerce", cartFact(action));
      },
    ],
  ]);
  return () => {
    attach();
    reads("bigcommerce-page", quietly(viewedProduct));
  };
}
