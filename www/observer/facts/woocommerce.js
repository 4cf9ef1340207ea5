// What WooCommerce tells by its jQuery and block events, and what its thank-you page says of the order.
// Never reads the billing data or the e-mail address that stand beside the order.
import { cartFact } from "./checked.js";
import { onJQuery } from "./jquery.js";
import { currencyIn } from "./price.js";
import { listen, textAt } from "./safe.js";

const WOO = "woocommerce";
const OVERVIEW = ".woocommerce-order-overview__";
// Core translates its jQuery events into these, so they count as another source of the same act.
// https://developer.woocommerce.com/docs/cart-and-checkout-dom-events
const BLOCKS = [["wc-blocks_added_to_cart", "add"], ["wc-blocks_removed_from_cart", "remove"]];

const itemOfButton = (button) => {
  const { product_id, product_sku } = button?.[0]?.dataset || {};
  return [{ id: product_sku || product_id }];
};

function orderOverview() {
  const value = textAt(OVERVIEW + "total .amount");
  return value && { type: "order", id: textAt(OVERVIEW + "order strong"), value, currency: currencyIn(value) };
}

export function woocommerce(here) {
  const { signal, tell, trouble, settle } = here;
  for (const [name, action] of BLOCKS) listen(signal, document.body, name, () => tell("wc-blocks", cartFact(action)));
  const attach = onJQuery(signal, [
    [document.body, "added_to_cart", (event, fragments, hash, button) => tell(WOO, cartFact("add", itemOfButton(button)))],
    [document.body, "removed_from_cart", (event, fragments, hash, button) => tell(WOO, cartFact("remove", itemOfButton(button)))],
    [
      document.body,
      "found_variation",
      (event, { sku, variation_id, display_price, is_in_stock }) => {
        tell(WOO, { type: "product", id: sku || variation_id, price: display_price, availability: is_in_stock });
        settle();
      },
    ],
    // A missing field is marked in the form; what is not is the payment's.
    [document.body, "checkout_error", () => trouble(document.querySelector(".woocommerce-invalid") ? "form_error" : "payment_error")],
  ]);
  return () => {
    attach();
    const placed = orderOverview();
    if (placed) tell("woocommerce-page", placed);
  };
}
