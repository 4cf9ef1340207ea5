// A timer that stops with its owner. Never outlives the signal it is given.
export function later(signal, ms, act) {
  const stop = () => clearTimeout(timer);
  const timer = setTimeout(() => {
    signal.removeEventListener("abort", stop);
    act();
  }, ms);
  signal.addEventListener("abort", stop);
}

// Acts once the next frame is painted, or when the page is left before that: nobody waits for it.
export function afterPaint(signal, act) {
  const once = new AbortController();
  const run = () => {
    if (once.signal.aborted) return;
    once.abort();
    if (!signal.aborted) act();
  };
  // In the capture phase: before those who take leave of the page.
  addEventListener("pagehide", run, { signal: once.signal, capture: true });
  requestAnimationFrame(() => setTimeout(run));
}

// Minutes since 1970.
export const minute = () => Math.floor(Date.now() / 60000);
