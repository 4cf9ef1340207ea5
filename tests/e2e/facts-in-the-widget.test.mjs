// The real widget on the sample shop takes what the page's own data layer tells, without a call of the owner.
// Never before consent: until then nobody reads the page, and the script is not even fetched.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as config from '../lib/config.mjs';
import { looksAround } from '../lib/journeys.mjs';
import { shownNote } from '../lib/note.mjs';
import { SAMPLE } from '../lib/seeds.mjs';
import { until } from '../lib/until.mjs';
import { world } from '../lib/world.mjs';

const tagManager = () => (window.dataLayer = []);
const asked = ({ seen }) => seen.requests.some(({ url }) => url.endsWith('/facts.js'));
const conversions = ({ seen }) => seen.records().filter(({ type }) => type === 'conversion');
const open = (t, options) => world(t, { seed: SAMPLE, config: config.sample({ only: config.NOTE, evidence: 2 }), scripts: [tagManager], ...options });

test('a GA4 purchase is the order of the visit, however often it is pushed', async (t) => {
  const here = await open(t);
  const { page } = here;
  await looksAround(here, { pieces: 2 });
  await shownNote(page);
  await until(() => asked(here), 'the script that reads the page');
  await page.evaluate(() => {
    const purchase = { event: 'purchase', ecommerce: { transaction_id: 'OW-4711', value: 39, currency: 'EUR', items: [{ item_id: 'lantern', item_name: 'Late Lantern', price: 39 }] } };
    window.dataLayer.push({ ecommerce: null }, purchase, purchase);
  });
  await until(() => conversions(here).length > 0, 'the conversion');
  await page.evaluate(() => window.motivo.push({ type: 'order', value: 39 }));
  await page.waitForTimeout(500);
  // 39 is over the second bound, 25, and under the third, 50; the number of the order stays here.
  assert.deepEqual(conversions(here).map(({ fields }) => fields.at(-1)), ['2']);
  assert.doesNotMatch(here.seen.requests.map(({ body }) => body ?? '').join(), /4711|lantern/i);
  assert.deepEqual([here.seen.errors, here.seen.said()], [[], []]);
});

test('before consent the page is not read; withdrawing gives back what was wrapped', async (t) => {
  const here = await open(t, { consent: 'none' });
  const { page, shop } = here;
  await page.goto(`${shop.url}/`);
  await page.evaluate(() => window.dataLayer.push({ event: 'purchase', ecommerce: { transaction_id: '1', value: 9 } }));
  await page.waitForTimeout(1000);
  assert.equal(asked(here), false);
  // What hears of Google's consent mode is there before consent.
  await page.evaluate(() => (window.before = window.dataLayer.push));
  const wrapped = () => page.evaluate(() => window.dataLayer.push !== window.before);
  await page.evaluate(() => window.motivo.consent({ inference: true }));
  await until(wrapped, 'the data layer to be followed');
  await page.evaluate(() => window.motivo.consent({ inference: false }));
  assert.equal(await wrapped(), false, 'at once');
});
