// Says once why something did not happen. Never repeats itself, never tells about the shopper.
const said = new Set();

export function warn(what) {
  if (!said.has(what)) console.warn("motivo:", what);
  said.add(what);
}
