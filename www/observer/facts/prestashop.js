// What PrestaShop tells by its event emitter, and the product it writes into the page.
// Never reads `prestashop.customer`, nor an address of the checkout.
import { globalNamed, isObject, listOf, quietly } from "./safe.js";

const PRESTA = "prestashop";
const ACTIONS = { "add-to-cart": "add", "delete-from-cart": "remove" };

// https://devdocs.prestashop-project.org/8/themes/reference/javascript-events/
const EMITTED = {
  updateCart({ reason, resp }, { tell, trouble }) {
    const { linkAction, idProduct, cart } = reason || {};
    if (resp && resp.hasError) return trouble("cart_error");
    const action = ACTIONS[linkAction];
    const product = listOf(cart && cart.products).find((one) => String(one.id_product) === String(idProduct)) || {};
    if (action) tell(PRESTA, { type: "cart", action, items: [{ id: idProduct, name: product.name, price: product.price_amount }] });
  },
  // The page is written anew after it.
  updatedProduct: (event, { soon }) => soon(),
  updateFacets: (event, { tell }) => tell(PRESTA, { type: "search", refined: true }),
  updateProductList({ pagination }, { tell, trouble }) {
    const found = (pagination || {}).total_items;
    tell(PRESTA, { type: "search", found, refined: true });
    if (found === 0) trouble("no_results", location.href);
  },
  handleError({ eventType }, { trouble }) {
    if (/cart/i.test(eventType)) trouble("cart_error");
    else if (/address|checkout|delivery/i.test(eventType)) trouble("form_error");
  },
};

function writtenProduct(shop) {
  const written = document.querySelector("#product-details[data-product]");
  const product = written && JSON.parse(written.dataset.product);
  if (!isObject(product)) return;
  const isGone = product.availability === "unavailable" || product.add_to_cart_url === null;
  return {
    id: product.id_product,
    name: product.name,
    price: product.price_amount,
    currency: ((shop || {}).currency || {}).iso_code,
    availability: isGone ? "out_of_stock" : product.availability && "in_stock",
    category: product.category_name,
  };
}

export function prestashop(here) {
  const { signal, reads } = here;
  let heard;
  return () => {
    const shop = globalNamed("prestashop");
    reads("prestashop-page", quietly(() => writtenProduct(shop)));
    if (heard || !isObject(shop) || typeof shop.on !== "function") return;
    heard = shop;
    for (const [name, act] of Object.entries(EMITTED)) {
      const listener = (event) => {
        quietly(() => !signal.aborted && act(event || {}, here));
      };
      shop.on(name, listener);
      signal.addEventListener("abort", () => quietly(() => shop.removeListener(name, listener)));
    }
  };
}
