// Touchpoints that a shopper used: a search sent, a filter set, a comparison opened, a film played.
// Never reads what was typed or chosen; ignores scripted events and our own experiences.
import { afterPaint } from "../later.js";

const CONTROL = "a,button,summary,label,select,input,[role=button],[role=tab],img";
// To put the caret into a field is not to use it yet.
const TYPING = "input:not([type=button],[type=submit],[type=image],[type=checkbox],[type=radio]),textarea";

// `find` is a finder. Calls `meet(places)`.
export function listenForUse(signal, find, meet) {
  const on = (type, listener) =>
    addEventListener(type, ({ target, isTrusted }) => isTrusted && target instanceof Element && listener(target), { signal, capture: true });
  const use = (element) => afterPaint(signal, () => meet(find.around(element)));
  on("click", (target) => {
    const control = target.closest(CONTROL);
    if (control && !control.closest("motivo-view") && !control.matches(TYPING)) use(control);
  });
  on("submit", use);
  on("change", use);
  // A film that plays by itself is not met.
  on("play", (film) => film.autoplay || meet([find.ids.indexOf("video")]));
}
