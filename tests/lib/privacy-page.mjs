// What docs/privacy.md allows a record to say, read from its tables.
// Never a list beside that page.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';

/** By section of the page: the words of its table, each with what it can be. */
export const TABLES = (() => {
  const sections = readFileSync(join(root, 'docs/privacy.md'), 'utf8').split(/^#+ /m);
  const rows = (section) => [...section.matchAll(/^\| (?!word|---)([^|]+) \| ([^|]+) \|/gm)].map(([, word, can]) => ({ word, can }));
  return Object.fromEntries(sections.map((section) => [section.split('\n', 1)[0], rows(section)]));
})();

/** `a`, `b` are words, `0` to `11` is a range; where the page has neither, it describes an identifier. */
function isAllowed(can, word) {
  const spans = [...can.matchAll(/`([^`]+)`( to `(\d+)`)?/g)];
  return spans.some(([, from, range, to]) => (range ? /^(0|[1-9]\d*)$/.test(word) && +word >= +from && +word <= +to : word === from));
}

/** What a record's words say that the page does not allow. */
export function strange({ version, mode, storefront, id, type, fields }) {
  const table = type === 'outcome' ? [...TABLES.decision, ...TABLES.outcome] : TABLES[type];
  const words = fields.flatMap((field) => (field === 'nothing' && type !== 'private' ? ['nothing', 'nothing'] : field.split('/')));
  const expected = [...TABLES['What is sent'], ...table];
  const told = [version, mode, storefront, id, type, ...words];
  if (told.length !== expected.length) return [`${type} has ${told.length} words, the page ${expected.length}`];
  return expected.flatMap(({ word, can }, index) => {
    if (word === 'storefront') return told[index] === 'sample' ? [] : [`storefront ${told[index]}`];
    if (word === 'id') return /^[0-9a-f]{32}$/.test(told[index]) ? [] : [`id ${told[index]}`];
    return isAllowed(can, told[index]) ? [] : [`${word} ${told[index]}`];
  });
}
