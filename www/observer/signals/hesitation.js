// A shopper who hesitates in the cart: two of four signs, because each alone is most often nothing.
// Never the pointer's way out of the window: exit intent is another's patent, and a hunt.
import { path } from "../page.js";

const CARTS = /cart|basket|bag|panier|warenkorb/i;
const STILL = 30000; // Milliseconds without any input.
const TURN = 200; // Pixels scrolled one way before it is a way.
const TURNS = 3; // Turns up and down.

// `find` is a finder. Calls `onHesitate()` at the second sign on a page, and at each one after it.
export function listenForHesitation(signal, find, onHesitate) {
  const listen = (target, type, listener) => target.addEventListener(type, listener, { signal, passive: true, capture: true });
  const isCart = () => CARTS.test(path());
  let page, signs, turn, way, turns, timer;

  function sign(name) {
    if (!isCart() || document.hidden) return;
    begin();
    if (signs.add(name).size > 1) onHesitate();
  }
  function begin() {
    if (path() === page) return;
    page = path();
    signs = new Set();
    [turn, way, turns] = [scrollY, 0, 0];
  }
  function still() {
    clearTimeout(timer);
    timer = setTimeout(sign, STILL, "still");
  }
  begin();
  still();
  for (const type of ["keydown", "pointerdown", "wheel", "touchmove"]) listen(window, type, still);
  listen(document, "visibilitychange", () => sign("away")); // And back.
  listen(document, "focusin", ({ target }) => isCart() && target instanceof Element && find.ids[find.around(target)[0]] === "coupon" && sign("coupon"));
  listen(document, "scroll", () => {
    begin();
    const moved = scrollY - turn;
    if (Math.abs(moved) < TURN) return;
    if (Math.sign(moved) === -way) turns += 1;
    [turn, way] = [scrollY, Math.sign(moved)];
    if (turns >= TURNS) sign("turns");
  });
  signal.addEventListener("abort", () => clearTimeout(timer));
}
