// A script that goes through the shop like clockwork, or opens all there is, makes nobody believe anything.
// Never told apart by its name: a real browser with a real wheel and mouse, only without a mind.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as config from '../lib/config.mjs';
import { SAMPLE } from '../lib/seeds.mjs';
import { until } from '../lib/until.mjs';
import { world } from '../lib/world.mjs';

const PIECES = 12;

/** Looks at each piece of the front page for exactly as long; `act` is done to each. */
async function goesThrough({ page, shop, shopper }, interval, act = () => {}) {
  await page.goto(`${shop.url}/`);
  await page.evaluate(() => addEventListener('click', (event) => event.target.closest('a') && event.preventDefault()));
  const pieces = page.locator('main [data-motivo]');
  for (let at = 0; at < PIECES; at += 1) {
    await shopper.scrollsTo(pieces.nth(at));
    await act(pieces.nth(at));
    await page.waitForTimeout(interval);
  }
  await shopper.turnsAway();
}

/** What the first decision of the visit was drawn for. */
async function believed(here) {
  const visit = await until(() => here.seen.records().find(({ type }) => type === 'visit'), 'the decision');
  return visit.fields[2];
}
const open = (t) => world(t, { seed: SAMPLE, config: config.sample({ only: config.NOTE, evidence: PIECES }) });

for (const [pace, interval] of [
  ['under a second', 400],
  ['two seconds', 2_000],
]) {
  test(`every piece for the same ${pace}: no motivator is believed, and nobody is told what moves them`, async (t) => {
    const here = await open(t);
    await goesThrough(here, interval);
    assert.equal(await believed(here), 'abstained');
    assert.equal(await here.page.locator('motivo-view [data-variant]:not([data-variant=neutral])').count(), 0);
  });
}

test('a script that opens all there is, at the same interval, is taken for one', async (t) => {
  const here = await open(t);
  await goesThrough(here, 500, async (piece) => {
    const inner = piece.locator('a, button, summary').first();
    if (await inner.count()) await inner.click();
  });
  assert.equal(await believed(here), 'abstained');
});
