// One visit, from the first page to the order, raises exactly the expected cells, and what is sent is only that.
// Never reads the expected numbers from the product: they are written here, by hand, from the definitions.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as config from '../lib/config.mjs';
import { looksAround, ordersAfterNote } from '../lib/journeys.mjs';
import { shownNote } from '../lib/note.mjs';
import { SAMPLE } from '../lib/seeds.mjs';
import { until } from '../lib/until.mjs';
import { world } from '../lib/world.mjs';

/** The note was certain but for one ticket of twenty, its neutral variant certain. */
const W = 400 / (19 * 20);
/** Converted .5 and engaged .15 of the owner's reward. */
const R = 0.65;
const ARM = '0|abstained|recognize|welcome_note/neutral';

const RECORDS = [
  /^visit 0 no abstained [0-3]$/,
  /^decision 0 abstained recognize welcome_note\/neutral 0 19 20$/,
  /^outcome 0 abstained recognize welcome_note\/neutral 0 19 20 shown 0 0$/,
  /^outcome 0 abstained recognize welcome_note\/neutral 0 19 20 engaged 0 3$/,
  /^conversion 0 no abstained 3$/,
  /^outcome 0 abstained recognize welcome_note\/neutral 0 19 20 converted 3 13$/,
];
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

test('one visit that ends in an order raises exactly the expected cells', async (t) => {
  const here = await world(t, { seed: SAMPLE, config: config.sample({ only: config.NOTE, evidence: 2 }) });
  const { page, seen, collector } = here;
  await looksAround(here, { pieces: 2 });
  await shownNote(page);
  await until(() => seen.records().length === 3, 'the note to have been seen');
  await ordersAfterNote(here);
  await until(() => seen.records().length >= RECORDS.length, 'the last record');
  await page.reload();
  await looksAround(here, { pieces: 2 });

  const told = seen.records().map((record) => record.text);
  assert.equal(told.length, RECORDS.length, told.join('\n'));
  told.forEach((text, index) => assert.match(text, RECORDS[index]));
  const ids = seen.records().map((record) => record.id);
  assert.equal(new Set(ids).size, RECORDS.length, 'each record has an id of its own');

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
});

test('what is sent is a simple request without cookies, referrer, address or words', async (t) => {
  const here = await world(t, { seed: SAMPLE, config: config.sample({ only: config.NOTE, evidence: 2 }) });
  const { page, shop, collector } = here;
  const sent = page.waitForRequest((request) => request.url() === collector.records);
  await page.goto(`${shop.url}/?from=newsletter-8812#day`);
  await looksAround(here, { pieces: 2, stay: true });
  const request = await sent;
  const headers = await request.allHeaders();
  assert.equal(request.method(), 'POST');
  assert.match(headers['content-type'], /^text\/plain/);
  assert.equal(headers.cookie, undefined);
  assert.equal(headers.referer, undefined);
  assert.equal(headers.authorization, undefined);
  for (const line of request.postData().split('\n')) {
    assert.ok(line.length <= 240, line);
    assert.match(line, /^m1 counts sample [0-9a-f]{32} (visit|decision|outcome|conversion)( [a-z0-9_/]+)+$/);
  }
  assert.equal((await request.response()).status(), 204);
});
