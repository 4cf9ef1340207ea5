// What PrestaShop tells by its event emitter, and the product it writes into the page.
// Never reads `prestashop.customer`, nor an address of the checkout.
import { cartFact } from "./checked.js";
import { atEnd, quietly } from "./safe.js";

const PRESTA = "prestashop";
const ACTIONS = { "add-to-cart": "add", "delete-from-cart": "remove" };

// https://devdocs.prestashop-project.org/8/themes/reference/javascript-events/
const EMITTED = {
  updateCart({ reason, resp }, { tell, trouble }) {
    if (resp?.hasError) return trouble("cart_error");
    const action = ACTIONS[reason?.linkAction];
    if (action) tell(PRESTA, cartFact(action, [{ id: reason.idProduct }]));
  },
  updateProductList: ({ pagination }, { found }) => found(PRESTA, pagination?.total_items, true),
  handleError({ eventType }, { trouble }) {
    if (/cart/i.test(eventType)) trouble("cart_error");
    else if (/address|checkout|delivery/i.test(eventType)) trouble("form_error");
  },
};

function writtenProduct(shop) {
  const { id_product, name, price_amount, availability, category_name } = JSON.parse(document.querySelector("#product-details").dataset.product);
  return { id: id_product, name, price: price_amount, currency: shop?.currency?.iso_code, availability, category: category_name };
}

export function prestashop(here) {
  const { signal, reads } = here;
  let heard;
  return () => {
    const shop = window.prestashop;
    reads("prestashop-page", quietly(() => writtenProduct(shop)));
    if (heard || typeof shop?.on !== "function") return;
    heard = shop;
    for (const [name, act] of Object.entries(EMITTED)) {
      const listener = (event) => {
        quietly(() => act(event, here));
      };
      shop.on(name, listener);
      atEnd(signal, () => shop.removeListener(name, listener));
    }
  };
}
