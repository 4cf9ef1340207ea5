// What the inspector shows beside the shopper's own snapshot: the page, the ledger, the last decision.
// Never changes anything.
import { productsOf } from "../due/products.js";
import { snapshot } from "../due/snapshot.js";
import { quiet } from "../due/quiet.js";
import { arrival, tagged } from "../page.js";

const STEPS = ["browse", "detail", "narrow", "cart", "checkout"];

// The tags of an exposure as text; a rule (`#` and its position) as the weights it gives.
export const tagsOf = ({ rules, motivators }, tags) =>
  tags[0] === "#"
    ? rules[tags.slice(1)].weights.map((weight, index) => (weight ? motivators[index] + ":" + weight : "")).filter(Boolean).join(" ")
    : tags;

// Who tagged a content, of which the tags are known.
export const sourceOf = (element, tags) =>
  tags[0] === "#" ? "rule" : element.getAttribute("data-motivo") === tags ? "markup" : "tagger";

export function inspection(here, session, ledger) {
  const seen = snapshot(here, session);
  const last = seen.told.filter((record) => record.startsWith("decision")).pop();
  const [, , motivator, phase, arm, holdout, kind, variant] = (last || "").split(" ");
  const name = (index) => here.motivators[index] || index;
  return {
    ...seen,
    ledger: [...ledger],
    page: {
      url: location.pathname,
      kind: STEPS[arrival()],
      quiet: quiet(),
      tagged: tagged(here.rules.map(({ selector, url, auto }) => [selector, url, auto])).size,
      products: productsOf(here).length,
    },
    last: last
      ? { arm: arm.replace(/\d+$/, name), motivator: name(motivator), phase, kind: +kind, variant: +variant, holdout: holdout === "1" }
      : null,
    wouldSend: seen.sent.map((record) => seen.prefix + " … " + record),
    locales: here.locales,
  };
}
