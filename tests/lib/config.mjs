// The owner's config of a test, made from the file of its shop.
// Never writes to that file.

import { readFileSync } from 'node:fs';
import { oscarConfig, sampleConfig } from './paths.mjs';

/** The ids of the two shops' welcome notes, for `only`. */
export const NOTE = ['welcome', 'hello'];

const read = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** The sample shop's config without a holdout; its experiences (or `only` some, by id) are due after `evidence` exposures. */
export const sample = (changes = {}) => changed(read(sampleConfig), changes);

/** Oscar's config without a holdout, likewise. */
export const oscar = (changes = {}) => changed(read(oscarConfig), changes);

function changed(config, { evidence, only, holdout = 0, ...rest }) {
  if (only) config.experiences = config.experiences.filter(({ id }) => only.includes(id));
  if (evidence) config.experiences.forEach((experience) => (experience.when = { ...experience.when, evidence }));
  return { ...config, holdout, ...rest };
}

/** The same config with two motivators' names exchanged in every tag rule. */
export function withTagsSwapped(config, one, other) {
  const name = (motivator) => ({ [one]: other, [other]: one })[motivator] ?? motivator;
  const swapped = (weights) => Object.fromEntries(Object.entries(weights).map(([id, weight]) => [name(id), weight]));
  // What is left to the text tagger has no names.
  const tags = config.tags.map((rule) => (rule.motivators === 'auto' ? rule : { ...rule, motivators: swapped(rule.motivators) }));
  return { ...config, tags };
}
