// What one visit must tell and raise: a note is seen and followed, then a lantern for 68.00 is ordered.
// Never read from the product: the numbers are written here, by hand, from the definitions.

import assert from 'node:assert/strict';
import { until } from './until.mjs';

/** The note was certain but for one ticket of twenty, its neutral variant certain. */
const W = 400 / (19 * 20);
/** Converted .5 and engaged .15 of the owner's reward. */
const R = 0.65;
const ARM = '0|abstained|recognize|welcome_note/neutral';

/** Of each record in order, without its id. */
const RECORDS = [
  /^visit 0 no abstained [0-3]$/,
  /^decision 0 abstained recognize welcome_note\/neutral 0 19 20$/,
  /^outcome 0 abstained recognize welcome_note\/neutral 0 19 20 shown 0 0$/,
  /^outcome 0 abstained recognize welcome_note\/neutral 0 19 20 engaged 0 3$/,
  /^conversion 0 no abstained 3$/,
  /^outcome 0 abstained recognize welcome_note\/neutral 0 19 20 converted 3 13$/,
];
/** Value of each cell. */
const EXPECTED = {
  'visits 0|no visits': 1,
  'visits 0|no converted': 1,
  // 68.00 is at least the second bound, 50, and under the third, 100.
  'visits 0|no revenue_3': 1,
  'motivators abstained|0 visits': 1,
  'motivators abstained|0 converted': 1,
  'motivators abstained|0 revenue': 3,
  'kinds welcome_note|neutral|0|shown n': 1,
  'kinds welcome_note|neutral|0|engaged n': 1,
  'kinds welcome_note|neutral|0|converted n': 1,
  'kind_motivator welcome_note|abstained|0|shown n': 1,
  'kind_motivator welcome_note|abstained|0|engaged n': 1,
  'kind_motivator welcome_note|abstained|0|converted n': 1,
  'kind_phase welcome_note|recognize|0|shown n': 1,
  'kind_phase welcome_note|recognize|0|engaged n': 1,
  'kind_phase welcome_note|recognize|0|converted n': 1,
  [`policy ${ARM} n`]: 1,
  [`policy ${ARM} sum_w`]: W,
  [`policy ${ARM} sum_w2`]: W * W,
  [`policy ${ARM} max_w`]: W,
  [`policy ${ARM} rewarded`]: 1,
  [`policy ${ARM} sum_r`]: R,
  [`policy ${ARM} sum_r2`]: R * R,
  [`policy ${ARM} sum_wr`]: W * R,
  [`policy ${ARM} sum_w2r2`]: W * W * R * R,
};

/** `records` are those that were sent, as parseRecord gives them. */
export function assertTold(records) {
  const told = records.map(({ text }) => text);
  assert.equal(told.length, RECORDS.length, told.join('\n'));
  told.forEach((text, index) => assert.match(text, RECORDS[index]));
  assert.equal(new Set(records.map(({ id }) => id)).size, RECORDS.length, 'each record has an id of its own');
}

/** Exactly the expected cells, once the last record is counted. */
export async function assertCounted(collector) {
  const isCounted = async () => (await collector.cells()).some((cell) => cell.key.endsWith('converted'));
  await until(isCounted, 'the last record to be counted');
  const cells = await collector.cells();
  const day = new Date().toISOString().slice(0, 10);
  for (const cell of cells) assert.deepEqual([cell.storefront, cell.mode, cell.day], ['sample', 'counts', day]);
  const raised = Object.fromEntries(
    cells
      .filter(({ marginal }) => !['health', 'strength'].includes(marginal))
      .map(({ marginal, key, measure, value }) => [`${marginal} ${key} ${measure}`, value]),
  );
  assert.deepEqual(Object.keys(raised).sort(), Object.keys(EXPECTED).sort());
  // Doubles: the collector may add in another order.
  for (const [name, value] of Object.entries(EXPECTED)) assert.ok(Math.abs(raised[name] - value) < 1e-9, `${name}: ${raised[name]}`);
  const strength = cells.filter(({ marginal }) => marginal === 'strength');
  assert.deepEqual(strength.map(({ value }) => value), [1], 'one level, once');
}

/** How many records there are when all is told. */
export const ALL_TOLD = RECORDS.length;
