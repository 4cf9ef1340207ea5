// Where on this page an experience can appear.
// Never makes a place: a slot or a neighbour that is not there is no place.
import { all, path, pathMatches } from "../page.js";

// A slot in view must have this much height of its own, in pixels, or the page would shift.
const LEAST = 120;

// `{slot, reserved}`, `{anchor}` or `{}`; nothing when there is no place now.
export function placeFor({ word }, { id, place }) {
  const key = "x." + id + ".";
  if (!pathMatches(word(key + "url"), path())) return;
  if (place === "inline") {
    const [slot] = all(word(key + "slot") || `motivo-slot[name="${id}"]`);
    if (!slot || slot.querySelector("motivo-view")) return;
    const { top } = slot.getBoundingClientRect();
    const reserved = slot.clientHeight;
    if (reserved >= LEAST) return { slot, reserved };
    return top >= innerHeight ? { slot, reserved: 0 } : undefined;
  }
  if (place !== "popover") return {};
  const [near] = all(word(key + "near"));
  if (!near) return;
  const { left, top, right, bottom, width, height } = near.getBoundingClientRect();
  const inView = width && bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
  return inView ? { anchor: { x: left + scrollX, y: top + scrollY, width, height } } : undefined;
}
