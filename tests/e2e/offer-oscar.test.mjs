// In a real shop, Oscar, without a feed: an offer is made of the products on the shop's own page.
// Never helps the shop: its templates are Oscar's own, and its basket is asked over its own pages.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as config from '../lib/config.mjs';
import { throughOscar } from '../lib/journeys.mjs';
import { card, shownNote } from '../lib/note.mjs';
import { outcomes } from '../lib/nudge.mjs';
import { offered } from '../lib/offer.mjs';
import { OSCAR as SEED } from '../lib/seeds.mjs';
import { until } from '../lib/until.mjs';
import { world } from '../lib/world.mjs';

const only = ['shelf'];

async function offeredAfter(t, likes, skips, ownerConfig = config.oscar({ only })) {
  const here = await world(t, { shop: 'oscar', seed: SEED, config: ownerConfig });
  await throughOscar(here, { likes, skips });
  return { ...here, shown: await shownNote(here.page), offers: await offered(here.page) };
}

test('a shopper who reads about clubs is offered clubs, one who reads the steep things those', async (t) => {
  const clubs = await offeredAfter(t, 'belonging', 'thrill');
  assert.deepEqual([clubs.shown.kind, clubs.shown.variant], ['curated_offer', 'belonging']);
  assert.equal(clubs.offers.length, 2);
  for (const { path, reason } of clubs.offers) {
    assert.match(path, /-club_\d+\/$/);
    assert.equal(reason, 'For being part of something');
  }
  const steep = await offeredAfter(t, 'thrill', 'belonging');
  for (const { path } of steep.offers) assert.match(path, /-steep-/);
});

test('with the two tags exchanged the same shopper is offered the same things for the other reason', async (t) => {
  // Here a product's card is what is read and what is offered, so its tag says both what is believed and what fits.
  const { shown, offers } = await offeredAfter(t, 'belonging', 'thrill', config.withTagsSwapped(config.oscar({ only }), 'belonging', 'thrill'));
  assert.equal(shown.variant, 'thrill');
  for (const { path, reason } of offers) {
    assert.match(path, /-club_\d+\/$/);
    assert.equal(reason, 'For a bit of adventure');
  }
});

test('title and price are those of Oscar\'s own card, and opening one leads to its page', async (t) => {
  const here = await offeredAfter(t, 'belonging', 'thrill');
  const { page, offers } = here;
  for (const { path, price, title } of offers) {
    const own = page.locator(`article.product_pod:has(a[href="${path}"])`);
    assert.equal(price, (await own.locator('.price_color').innerText()).trim());
    assert.equal(title, (await own.locator('h3 a').innerText()).trim());
  }
  await card(page).locator('[part~="open"]').first().click();
  await page.waitForURL((url) => url.pathname === offers[0].path);
  await until(() => outcomes(here).includes('engaged'), 'the outcome');
});

test('"Add to cart" lands in Oscar\'s basket, past its protection against forged requests', async (t) => {
  const here = await offeredAfter(t, 'belonging', 'thrill');
  const { page, shop, offers } = here;
  const button = card(page).locator('[part~="cart"]').first();
  const [post] = await Promise.all([
    page.waitForRequest((request) => request.method() === 'POST' && /\/basket\/add\/\d+\/$/.test(request.url())),
    button.click(),
  ]);
  assert.match(post.postData(), /csrfmiddlewaretoken=\w+/);
  await until(async () => (await button.getAttribute('data-state')) === 'done', 'the shop to take it');
  await until(() => outcomes(here).includes('engaged'), 'the outcome');
  await page.goto(`${shop.url}/basket/`);
  const lines = page.locator('.basket-items');
  assert.equal(await lines.count(), 1);
  assert.ok((await lines.innerText()).includes(offers[0].title.replace(/…$/, '').trim()));
});
