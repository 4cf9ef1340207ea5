// What the policy file says of this plan's arms, in the numbers that core draws with.
// Never says what may appear: core knows.

// Eight numbers for each arm: its experience's position and its motivator, -1 for none, then
// successes and failures anywhere, with the likeliest motivator, and in the phase.
export function known({ experiences, motivators }, { arms }, top, phase) {
  const none = [0, 0];
  const part = (of, id) => (of && Object.hasOwn(of, id) ? of[id] : none);
  const row = (experience, variant, name) => {
    const { all, m, p } = Object.hasOwn(arms, name) ? arms[name] : {};
    return [experience, variant, ...(all || none), ...part(m, top || "abstained"), ...part(p, phase)];
  };
  const rows = experiences.flatMap(({ kind, variants }, index) =>
    variants.flatMap((variant) => row(index, motivators.indexOf(variant), kind + "/" + variant)),
  );
  return [...row(-1, -1, "nothing"), ...rows];
}
