// A timer that stops with its owner. Never outlives the signal it is given.
export function later(signal, ms, act) {
  const timer = setTimeout(act, ms);
  signal.addEventListener("abort", () => clearTimeout(timer));
}

// Minutes since 1970.
export const minute = () => Math.floor(Date.now() / 60000);
