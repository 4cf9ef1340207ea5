// Tells when a single-page shop shows another page: the path changed without a new document.
// Never tells twice for one path, and leaves the history as it was when it stops.
import { path } from "./page.js";

export function listenForRoutes(signal, arrived) {
  let last = path();
  const look = () => {
    if (signal.aborted || path() === last) return;
    last = path();
    arrived();
  };
  addEventListener("popstate", look, { signal });
  const { navigation } = window;
  if (navigation && navigation.addEventListener) return navigation.addEventListener("currententrychange", look, { signal });
  for (const name of ["pushState", "replaceState"]) {
    const original = history[name];
    const ours = function (...args) {
      const result = original.apply(this, args);
      look();
      return result;
    };
    history[name] = ours;
    signal.addEventListener("abort", () => {
      if (history[name] === ours) history[name] = original;
    });
  }
}
