// In Oscar an add-to-basket is a full-page POST: the belief and the visit come through it.
// Never pushes a fact by hand, except the order, which Oscar tells nobody.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as config from '../lib/config.mjs';
import { card } from '../lib/note.mjs';
import { until } from '../lib/until.mjs';
import { world } from '../lib/world.mjs';
import { OSCAR as SEED } from '../lib/seeds.mjs';

test('a shopper who puts something in the basket stays one visit, and the order is counted once', async (t) => {
  const here = await world(t, { shop: 'oscar', seed: SEED, config: config.oscar({ only: config.NOTE, evidence: 3 }) });
  const { page, shopper, shop, seen, collector } = here;
  const told = () => seen.records().map((record) => record.text);

  await page.goto(`${shop.url}/catalogue/`);
  await shopper.reads(page.locator('article.product_pod').nth(0));
  await shopper.opens(page.locator('article.product_pod').nth(1).locator('h3'));
  assert.match(page.url(), /choir-for-beginners-club/);
  assert.equal(await card(page).count(), 0, 'two pieces of evidence are one too few');
  const [post] = await Promise.all([
    page.waitForRequest((request) => request.method() === 'POST' && /\/basket\/add\/\d+\/$/.test(request.url())),
    page.locator('#add_to_basket_form button[type=submit]').click(),
  ]);
  assert.match(post.postData(), /quantity=1/);
  await page.waitForLoadState();
  assert.match(await page.locator('#messages').innerText(), /has been added to your basket/);

  await shopper.reads(page.locator('#product_description + p'));
  await shopper.turnsAway();
  await until(() => told().some((text) => text.startsWith('decision ')), 'a decision');
  assert.equal(told().filter((text) => text.startsWith('visit ')).length, 1);

  await page.goto(`${shop.url}/basket/`);
  assert.match(await page.locator('.basket-items').innerText(), /Choir for beginners club/);
  await page.evaluate(() => {
    window.motivo.push({ type: 'order', value: 24.5 });
    window.motivo.push({ type: 'order', value: 24.5 });
  });
  await until(() => told().some((text) => text.startsWith('conversion ')), 'the conversion');
  // 24.50 is under this owner's second bound, 30.
  assert.deepEqual(told().filter((text) => text.startsWith('conversion ')).map((text) => text.split(' ').at(-1)), ['2']);
  await until(
    async () => (await collector.cells()).some((cell) => cell.marginal === 'visits' && cell.measure === 'converted'),
    'the converted cell',
  );
});
