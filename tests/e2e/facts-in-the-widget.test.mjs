// What a shop already tells Google of an order is what the report hears of it: a bucket, and no more.
// Never a tag of ours for it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as config from '../lib/config.mjs';
import { looksAround } from '../lib/journeys.mjs';
import { shownNote } from '../lib/note.mjs';
import { SAMPLE } from '../lib/seeds.mjs';
import { until } from '../lib/until.mjs';
import { world } from '../lib/world.mjs';

test('a purchase in the data layer is the order of the visit, once', async (t) => {
  const here = await world(t, { seed: SAMPLE, config: config.sample({ only: config.NOTE, evidence: 2 }) });
  const { page, seen } = here;
  await looksAround(here, { pieces: 2 });
  await shownNote(page);
  await until(() => seen.records().some(({ type }) => type === 'decision'), 'the decision to be told');
  await until(() => seen.requests.some(({ url }) => url.endsWith('/facts.js')), 'what reads the page');
  const purchase = () => {
    const ecommerce = { transaction_id: 'T-1', currency: 'EUR', value: 120, items: [{ item_id: 'kite', item_name: 'Kite', price: 120 }] };
    (window.dataLayer = window.dataLayer || []).push({ event: 'purchase', ecommerce });
  };
  await page.evaluate(purchase);
  await until(() => seen.records().some(({ type }) => type === 'conversion'), 'the conversion');
  await page.evaluate(purchase);
  await page.goto(`${here.shop.url}/category.html`);
  await until(() => seen.records().some(({ text }) => text.includes(' converted ')), 'the outcome');
  const told = seen.records().filter(({ type }) => type === 'conversion');
  assert.equal(told.length, 1);
  assert.ok(!seen.requests.some(({ body }) => /T-1|kite|EUR/i.test(body ?? '')), 'nothing of what was bought leaves');
});
