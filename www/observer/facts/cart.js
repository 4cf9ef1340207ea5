// Carts of shops that tell nothing: a form or button that adds, a request for the cart, a badge that counts.
// Never reads a field's value, the answer to a request, or an act that the shopper did not start.
import { amounts } from "./price.js";
import { listen, quietly } from "./safe.js";
import { addsToCart, isRelated } from "./shapes.js";

const ADDED = /\/cart\/add(\.js)?\b|[?&]wc-ajax=add_to_cart|[?&]add-to-cart=|\/cart\/add-item|\/basket\/add|add[-_]?to[-_]?(cart|basket|bag)|\/(cart|basket)\/(items|lines)\b/i;
const BADGE = ["cart-count", "cart-quantity", "cart-badge", "cart-items-count", "cart-contents-count", "basket-count", "bag-count", "minicart-quantity", "counter-number"]
  .map((word) => `[class*="${word}" i],[id*="${word}" i]`)
  .concat("[data-cart-count],[data-cart-quantity]")
  .join();
const STARTED = 5000; // Milliseconds after a shopper's act in which a badge may count it.
const CART_PAGE = /\/(cart|basket|bag|warenkorb|panier|carrito|carrello|winkelwagen)\b/i;
const CHECKOUT_PAGE = /\/(checkout|checkouts|kasse|caisse)\b/i;
const ID_NAMES = ["productId", "product_id", "productid", "entityId", "itemId", "sku", "productSku"];

// The product that a control adds: its card's, or else this page's.
function itemsOfControl(control, product) {
  for (let at = control; at && at !== document.body; at = at.parentElement) {
    const id = ID_NAMES.map((name) => at.dataset[name]).find(Boolean);
    if (id) return [{ id }];
  }
  return product && !isRelated(control) ? [{ id: product.id, name: product.name, price: product.price }] : undefined;
}

function badgeCount() {
  for (const badge of document.querySelectorAll(BADGE)) {
    const { cartCount, cartQuantity } = badge.dataset;
    const text = cartCount || cartQuantity || badge.textContent;
    if (text.length < 20 && amounts(text) === 1) return parseInt(/\d+/.exec(text));
  }
}

export function cart({ signal, tell, trouble, product }) {
  let started = -STARTED;
  let count = badgeCount();
  const add = (source, items) => tell(source, { type: "cart", action: "add", items });
  const on = (type, act) =>
    listen(
      signal,
      window,
      type,
      (event) => {
        if (!event.isTrusted || !(event.target instanceof Element)) return;
        started = event.timeStamp;
        act(event.target, event);
      },
      true,
    );
  on("submit", (form, { submitter }) => {
    if (addsToCart(form) || (submitter && addsToCart(submitter))) add("form", itemsOfControl(submitter || form, product()));
  });
  on("click", (target) => {
    const control = target.closest("button,a,input,[role=button]");
    // A form's own button is told by its submit.
    if (control && !control.disabled && !(control.form && control.type === "submit") && addsToCart(control)) add("form", itemsOfControl(control, product()));
  });
  on("keydown", () => {});
  const requests = new PerformanceObserver((list) =>
    quietly(() => {
      for (const { initiatorType, name, responseStatus } of list.getEntries())
        if (/fetch|xmlhttprequest/.test(initiatorType) && ADDED.test(name)) {
          if (responseStatus >= 400) trouble("cart_error");
          else if (performance.now() - started < STARTED) add("request");
        }
    }),
  );
  requests.observe({ type: "resource" });
  signal.addEventListener("abort", () => requests.disconnect());

  return {
    // After each change of the page: whether a badge counts more or less than before.
    count() {
      const before = count;
      count = badgeCount();
      if (count === before || performance.now() - started > STARTED) return;
      if (count > (before || 0)) add("badge");
      else if (before && count < before) tell("badge", { type: "cart", action: "remove" });
    },
    read() {
      if (CHECKOUT_PAGE.test(location.pathname) && !/cart\/?$/.test(location.pathname)) tell("address", { type: "checkout" });
      else if (CART_PAGE.test(location.pathname)) tell("address", { type: "cart", action: "view" });
    },
  };
}
