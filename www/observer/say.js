// Says once why something did not happen. Never repeats itself, never tells about the shopper.
const said = new Set();

export function warn(what, cause = "") {
  if (!said.has(what)) console.warn("motivo:", what, cause);
  said.add(what);
}
