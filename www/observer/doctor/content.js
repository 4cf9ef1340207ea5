// What this page gives to infer from, and where an experience could appear on it.
// Never changes the page.
import { placeFor } from "../due/place.js";
import { all, path, pathMatches, tagged } from "../page.js";
import { bad, good } from "./finding.js";

export function content({ plan }) {
  if (!plan) return;
  const { size } = tagged(plan.rules.map(({ selector, url, auto }) => [selector, url, auto]));
  if (size) return good(`${size} pieces of content are tagged here`);
  return bad("nothing on this page is tagged, so nothing can be learned from it", 'write data-motivo="belonging:0.8" on blocks of content, or add a rule to "tags" in motivo.json');
}

export function touchpoints({ find }) {
  if (!find) return;
  const marked = [...all("[data-motivo-touchpoint]")].map((element) => element.getAttribute("data-motivo-touchpoint"));
  const unknown = marked.find((name) => !find.ids.includes(name));
  if (unknown !== undefined) return bad(`data-motivo-touchpoint="${unknown}" is no touchpoint of this storefront`, `add { "id": "${unknown}" } to "touchpoints" in motivo.json, or write one of ${find.ids.join(", ")}`);
  const places = new Set([...find.ofPage(), ...[...find.shown()].flatMap(([, places]) => places)]);
  return good(places.size ? `touchpoints that are met here by being seen: ${[...places].map((place) => find.ids[place]).join(", ")}` : "no touchpoint is met here by being seen");
}

// A bit for each experience that has a place here, lowest first.
export const possible = ({ plan, word }) =>
  plan.experiences.reduce((bits, of, index) => bits | (placeFor({ word }, of) ? 1 << index : 0), 0) >>> 0;

export function places(here) {
  const { plan, word } = here;
  if (!plan || !word) return;
  const isMeant = ({ id }) => word(`x.${id}.url`) && pathMatches(word(`x.${id}.url`), path());
  // A popover's neighbour may only be out of sight.
  const lost = plan.experiences.filter((of) => of.place === "inline" && isMeant(of) && !placeFor({ word }, of)).map(({ id }) => id);
  if (lost.length) return bad(`this page is meant for ${lost.join(", ")}, but has no room for it`, `add <motivo-slot name="${lost[0]}"> 120 px high where it belongs, or mend its "slot" in motivo.json`);
  if (possible(here)) return good("an experience has a place here");
  return bad("no experience of the plan has a place on this page", 'look at "place" and "when" in motivo.json; a toast fits everywhere');
}
