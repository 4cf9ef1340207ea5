// The plan's text as far as the page's side needs it; the format is in crates/core/src/plan/codec.rs.
// Never checked here: the core has refused a damaged one before.

export function readPlan(text) {
  const lines = text.split("\n").map((line) => line.split("\t"));
  const all = (name) => lines.filter(([first]) => first === name).map(([, ...fields]) => fields);
  const [motivators] = all("motivators");
  const experiences = all("experience").map(([id, kind, place, , , ...variants]) => ({
    id,
    kind,
    place,
    variants: variants.map((variant) => motivators[variant] || variant),
  }));
  // Weights of each tag rule, in the motivators' order; without any it is one for the text tagger.
  const rules = all("tag").map(([selector, url, ...pairs]) => {
    const weights = motivators.map(() => 0);
    for (let pair = 0; pair < pairs.length; pair += 2) weights[pairs[pair]] = pairs[pair + 1] / 1000;
    return { selector, url, weights, auto: pairs.length ? "" : "auto" };
  });
  const [[storefront], [mode], locales] = ["storefront", "mode", "locales"].map((name) => all(name)[0]);
  return { storefront, mode, locales, motivators, experiences, rules };
}

// A `data-motivo` text such as "belonging:0.8 security" as weights in the motivators' order.
export function weightsOf(tags, motivators) {
  const weights = motivators.map(() => 0);
  for (const tag of (tags || "").split(/\s+/)) {
    const [motivator, weight] = tag.split(":");
    const index = motivators.indexOf(motivator);
    if (index >= 0) weights[index] = weight ? +weight || 0 : 1;
  }
  return weights;
}
