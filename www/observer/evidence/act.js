// Acts on the page: opening, choosing, enlarging, copying, putting in the cart, narrowing a search.
// Never reads what was typed; ignores scripted events and our own experiences.
import { CART, NARROW } from "../page.js";

// Anything a click does something to.
const INTERACTIVE = "a,button,summary,label,select,video,[role=button],[role=tab]";
// "Put in the cart" as shops write it, in a form's address, id, class or a button's name.
const ADD_TO_CART = /add[-_]?to[-_]?(cart|basket|bag)|(cart|basket|bag)\/add/i;
const NARROWING = /search|filter|sort|size/i;

const says = (element, pattern) =>
  !!element && ["action", "id", "class", "name", "role"].some((name) => pattern.test(element.getAttribute(name) || ""));

// `onAct(element, step)` for each act; in the capture phase, before the shop may stop the event.
export function listenForActs(signal, onAct) {
  const on = (type, listener) =>
    addEventListener(type, (event) => event.isTrusted && event.target instanceof Element && listener(event.target), {
      signal,
      capture: true,
    });
  on("click", (target) => {
    const used = target.closest(INTERACTIVE);
    // A form's own button is told by its submit.
    if (!used && getComputedStyle(target).cursor === "zoom-in") onAct(target);
    if (used && !says(target.closest("form"), ADD_TO_CART)) onAct(target, says(used, ADD_TO_CART) ? CART : undefined);
  });
  on("copy", (target) => onAct(target));
  on("submit", (form) => {
    const step = says(form, ADD_TO_CART) ? CART : says(form, NARROWING) ? NARROW : undefined;
    if (step) onAct(form, step);
  });
  on("change", (field) => {
    if (says(field, NARROWING) || says(field.closest("form"), NARROWING)) onAct(field, NARROW);
  });
}
