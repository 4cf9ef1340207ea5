// A timer that stops with its owner. Never outlives the signal it is given.
export function later(signal, ms, act) {
  const stop = () => clearTimeout(timer);
  const timer = setTimeout(() => {
    signal.removeEventListener("abort", stop);
    act();
  }, ms);
  signal.addEventListener("abort", stop);
}

// Minutes since 1970.
export const minute = () => Math.floor(Date.now() / 60000);
