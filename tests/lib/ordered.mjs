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

/** How the visit stands at its end, after what it met: an order of bucket 3, a reward of 13 twentieths, nobody asked. */
const END = ['1', '3', '13', 'unasked'];
/** What eight touchpoints add to their marginals in all: each of the eight the visit's end, each pair itself. */
const TOUCHPOINTS = {
  'touchpoints n': 8,
  'touchpoints converted': 8,
  'touchpoints converted_squared': 8,
  'touchpoints revenue': 8 * 3,
  'touchpoints revenue_squared': 8 * 3 ** 2,
  'touchpoints reward': 8 * 13,
  'touchpoints reward_squared': 8 * 13 ** 2,
  'touchpoint_pairs n': (8 * 7) / 2,
};
const isOfTouchpoints = (name) => name.startsWith('touchpoint');

/** Each tells the state that the last one ended with, and the last one how the visit ended; the same eight in all. */
function assertStates(records) {
  const states = records.map(({ fields }) => ({ drawn: fields.slice(0, 8), first: fields[9], before: fields.slice(10, 15), after: fields.slice(15) }));
  states.forEach(({ drawn, first, before }, index) => {
    assert.deepEqual(drawn, states[0].drawn);
    assert.deepEqual([first, before], index ? ['0', states[index - 1].after] : ['1', ['0', '0', '0', '0', 'unasked']]);
  });
  assert.deepEqual(states.at(-1).after.slice(1), END);
}

/** `records` are those that were sent, as parseRecord gives them. */
export function assertTold(all) {
  const [states, records] = [true, false].map((is) => all.filter(({ type }) => isOfTouchpoints(type) === is));
  assertStates(states);
  const told = records.map(({ text }) => text);
  assert.equal(told.length, RECORDS.length, told.join('\n'));
  told.forEach((text, index) => assert.match(text, RECORDS[index]));
  assert.equal(new Set(all.map(({ id }) => id)).size, all.length, 'each record has an id of its own');
}

/** Exactly the expected cells, once the last record is counted. */
export async function assertCounted(collector) {
  const isCounted = async () => (await collector.cells()).some((cell) => cell.marginal === 'touchpoints' && cell.measure === 'converted');
  await until(isCounted, 'the last record to be counted');
  const cells = await collector.cells();
  const day = new Date().toISOString().slice(0, 10);
  for (const cell of cells) assert.deepEqual([cell.storefront, cell.mode, cell.day], ['sample', 'counts', day]);
  const raised = Object.fromEntries(
    cells
      .filter(({ marginal }) => !['health', 'strength'].includes(marginal) && !isOfTouchpoints(marginal))
      .map(({ marginal, key, measure, value }) => [`${marginal} ${key} ${measure}`, value]),
  );
  assert.deepEqual(Object.keys(raised).sort(), Object.keys(EXPECTED).sort());
  // Doubles: the collector may add in another order.
  for (const [name, value] of Object.entries(EXPECTED)) assert.ok(Math.abs(raised[name] - value) < 1e-9, `${name}: ${raised[name]}`);
  const sums = {};
  for (const { marginal, measure, value } of cells.filter(({ marginal }) => isOfTouchpoints(marginal))) {
    const name = `${marginal} ${measure}`;
    sums[name] = (sums[name] ?? 0) + value;
  }
  for (const [name, value] of Object.entries(TOUCHPOINTS)) assert.equal(sums[name], value, name);
  const strength = cells.filter(({ marginal }) => marginal === 'strength');
  assert.deepEqual(strength.map(({ value }) => value), [1], 'one level, once');
}

/** Whether all is told, but how the visit stands at its end; that comes when its page goes away. */
export const isAllTold = (records) => records.filter((of) => !isOfTouchpoints(of.type)).length >= RECORDS.length;
/** Whether that is told too. */
export const isEndTold = (records) => records.some(({ type, text }) => isOfTouchpoints(type) && text.endsWith(END.join(' ')));
