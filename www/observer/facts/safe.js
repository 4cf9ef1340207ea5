// Looks at what the page put there: globals that may be elements, getters that may throw.
// Never lets an exception reach the page.

// What `look` gives; nothing when the page's own object throws.
export function quietly(look) {
  try {
    return look();
  } catch {} // Another shape than documented says nothing.
}

export const isObject = (value) => !!value && typeof value === "object";

// A global; nothing when an element, a collection of elements or a frame has taken its name.
export const globalNamed = (name) =>
  quietly(() => {
    const value = window[name];
    const isOfPage = value instanceof Node || value instanceof HTMLCollection || (isObject(value) && value === value.window);
    return isOfPage ? undefined : value;
  });

// One or many as an array, at most `most`.
export const listOf = (value, most = 100) => (Array.isArray(value) ? value.slice(0, most) : value == null ? [] : [value]);

// Calls back at events of the page until the signal ends; in the capture phase if asked.
export const listen = (signal, target, type, act, capture) =>
  target.addEventListener(type, (event) => quietly(() => act(event)), { signal, capture, passive: true });

// A timer that is set again and again: `set(ms)` rings once, also when it was set twice.
export function alarm(signal, act) {
  let timer;
  signal.addEventListener("abort", () => clearTimeout(timer));
  const ring = () => {
    timer = 0;
    quietly(act);
  };
  return (ms) => {
    if (!signal.aborted) timer ||= setTimeout(ring, ms);
  };
}
