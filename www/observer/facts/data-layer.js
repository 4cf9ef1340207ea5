// Follows a data layer: what was pushed before is replayed, then its push is wrapped, once.
// Never changes what is pushed or given back; the page's own push goes first, and its exceptions are its own.
import { alarm, atEnd, listen, quietly } from "./safe.js";

const MOST_REPLAYED = 1000;
const SLICE = 8; // Milliseconds of reading before the page gets its turn.

// `take(entry)` for each entry, `settle()` after some. Gives what looks for the layer again: a shop
// may make it late, or put another in its place.
export function follow(name, { signal, settle }, take) {
  let layer;
  let queue = [];
  let next = 0;

  const drain = (until) => {
    while (next < queue.length && performance.now() < until) quietly(() => take(queue[next++]));
    if (next < queue.length) return wait(0);
    queue = [];
    next = 0;
    settle();
  };
  const wait = alarm(signal, () => drain(performance.now() + SLICE));
  const put = (entries) => {
    for (const entry of entries) queue.push(entry);
    wait(0);
  };
  // An order is often the last thing that a page pushes.
  listen(signal, window, "pagehide", () => drain(Infinity));

  function wrap(found) {
    const own = Object.hasOwn(found, "push");
    const original = found.push;
    const push = function (...entries) {
      const given = Reflect.apply(original, this, entries);
      if (!signal.aborted) quietly(() => put(entries));
      return given;
    };
    found.push = push;
    atEnd(signal, () => {
      if (found.push !== push) return; // Somebody wrapped it again; ours only passes on now.
      if (own) found.push = original;
      else delete found.push;
    });
  }
  return () => {
    const found = window[name];
    if (!Array.isArray(found) || found === layer || signal.aborted) return;
    layer = found;
    put(found.slice(-MOST_REPLAYED));
    wrap(found);
  };
}
