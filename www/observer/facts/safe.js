// Looks at what the page put there: names that elements may have taken, getters that may throw.
// Never lets an exception reach the page.

// What `look` gives; nothing when the page's own object throws.
export function quietly(look) {
  try {
    return look();
  } catch {} // Another shape than documented says nothing.
}

export const isObject = (value) => !!value && typeof value === "object";

// The text of the first element that a selector finds.
export const textAt = (selector) => document.querySelector(selector)?.textContent;

// One or many as an array, at most `most`.
export const listOf = (value, most = 100) => (Array.isArray(value) ? value.slice(0, most) : value == null ? [] : [value]);

// Calls back at events of the page until the signal ends; in the capture phase if asked.
export const listen = (signal, target, type, act, capture) =>
  target.addEventListener(type, (event) => quietly(() => act(event)), { signal, capture, passive: true });

// What is to be done when the signal ends.
export const atEnd = (signal, act) => signal.addEventListener("abort", () => quietly(act));

// A timer that is set again and again: `set(ms)` rings once, also when it was set twice.
export function alarm(signal, act) {
  let timer;
  atEnd(signal, () => clearTimeout(timer));
  const ring = () => {
    timer = 0;
    quietly(act);
  };
  return (ms) => {
    if (!signal.aborted) timer ||= setTimeout(ring, ms);
  };
}
