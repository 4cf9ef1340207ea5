// The answer in Google's consent mode: the entries that say "consent" in the page's data layer.
// Never reads another entry, and leaves the data layer as it was when it stops.

export function google(signal, changed) {
  const layer = window.dataLayer;
  if (!Array.isArray(layer)) return;
  const defaults = {};
  const updates = {};
  function take(entry) {
    if (!entry || entry[0] !== "consent" || !entry[2]) return;
    for (const [type, value] of Object.entries(entry[2])) {
      const granted = value === "granted";
      if (!granted && value !== "denied") continue;
      if (entry[1] === "update") updates[type] = granted;
      // Where defaults differ by region, the strictest holds; the shopper has not said no yet.
      else defaults[type] = granted && defaults[type] !== null ? true : null;
    }
    changed();
  }
  layer.forEach(take);
  const push = layer.push;
  const ours = function (...entries) {
    const result = push.apply(this, entries);
    if (!signal.aborted) entries.forEach(take);
    return result;
  };
  layer.push = ours;
  signal.addEventListener("abort", () => {
    if (layer.push === ours) layer.push = push;
  });
  const of = (type) => (type in updates ? updates[type] : defaults[type]);
  return () => ({
    inference: of("personalization_storage"),
    storage: of("personalization_storage"),
    reporting: of("analytics_storage"),
  });
}
