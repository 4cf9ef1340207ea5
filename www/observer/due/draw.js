// The draw of an arm: what the core says of this moment and what the shop's records say, in numbers.
// Never says what may appear: the core refuses what it did not offer.
import { BUILT_IN } from "./policy.js";
import { chances, lines } from "./snapshot.js";

// Two uniform 32-bit halves of a seed: secure, or the tag's in tests.
const seedOf = ({ seed }) => (/^\d+$/.test(seed) ? [1, seed] : crypto.getRandomValues(new Uint32Array(2)));

// Experience, variant, tickets of both and version of the policy, as the core's decide() takes them;
// nothing when nothing may appear. `moment` is what visit.moment() gives.
export function draw(here, session, policy, moment) {
  const said = lines(session, moment);
  const [, phase, top] = said[""];
  const none = [0, 0];
  const part = (of, id) => (of && Object.hasOwn(of, id) ? of[id] : none);
  const arms = [];
  const add = (experience, variant, name) => {
    const { all, m, p } = Object.hasOwn(policy.arms, name) ? policy.arms[name] : {};
    arms.push(experience, variant, ...(all || none), ...part(m, top || "abstained"), ...part(p, phase));
  };
  add(-1, -1, "nothing");
  const kinds = {};
  here.experiences.forEach(({ kind, variants }, index) => {
    if (!said.x[index] || +said.x[index][0] || kinds[kind]) return;
    kinds[kind] = true; // The first of each kind.
    for (const variant of variants) add(index, here.motivators.indexOf(variant), kind + "/" + variant);
  });
  if (arms.length === 8) return;
  const version = policy === BUILT_IN ? 0 : policy.version;
  return [...here.views.draw(chances(here, said), !top, ...seedOf(session.options), new Float32Array(arms)), version];
}
