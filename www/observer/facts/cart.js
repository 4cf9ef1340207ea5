// Carts of shops that tell nothing: a form or button that adds, a request for the cart, a badge that counts.
// Never reads a field's value, the answer to a request, or an act that the shopper did not start.
import { cartFact } from "./checked.js";
import { amounts } from "./price.js";
import { atEnd, listen, quietly } from "./safe.js";
import { ADDS, WITH_ID, addsToCart, idOn, isRelated } from "./shapes.js";

const BADGE = ["cart", "basket", "bag"]
  .flatMap((cart) => ["count", "badge", "quantity"].map((counts) => `[class*="${cart}" i][class*="${counts}" i]`))
  .concat(".counter-number,[data-cart-count]")
  .join();
const STARTED = 5000; // Milliseconds after a shopper's act in which a badge may count it.

// The product that a control adds: its card's, or else this page's.
function itemsOfControl(control, product) {
  const named = control.closest(WITH_ID);
  if (named) return [{ id: idOn(named) }];
  return product && !isRelated(control) ? [product] : undefined;
}

function badgeCount() {
  for (const badge of document.querySelectorAll(BADGE)) {
    const text = badge.dataset.cartCount || badge.textContent;
    if (text.length < 20 && amounts(text) === 1) return +/\d+/.exec(text);
  }
}

export function cart({ signal, tell, trouble, product }) {
  let started = -STARTED;
  let count = badgeCount();
  const add = (source, items) => tell(source, cartFact("add", items));
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
  const requests = new PerformanceObserver((list) =>
    quietly(() => {
      for (const { initiatorType, name, responseStatus } of list.getEntries())
        if (/fetch|xmlhttprequest/.test(initiatorType) && ADDS.test(name)) {
          if (responseStatus >= 400) trouble("cart_error");
          else if (performance.now() - started < STARTED) add("request");
        }
    }),
  );
  requests.observe({ type: "resource" });
  atEnd(signal, () => requests.disconnect());

  return {
    // After each change of the page: whether a badge counts more or less than before.
    count() {
      const before = count;
      count = badgeCount();
      if (count === before || performance.now() - started > STARTED) return;
      if (count > (before || 0)) add("badge");
      else if (before && count < before) tell("badge", cartFact("remove"));
    },
  };
}
