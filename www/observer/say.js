// Says once why something did not happen. Never repeats itself, never tells about the shopper.
// Each file of the widget carries a copy of this module; they share what was said.
const said = (window.motivo.$.said = window.motivo.$.said || new Set());

export function warn(what, cause = "") {
  if (!said.has(what)) console.warn("motivo:", what, cause);
  said.add(what);
}
