// An offer of the sample shop from its appearance to its outcome: opened, put in the cart, sent away.
// Never counts a press as an outcome: the product's page opens, or the shop's own cart holds it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as config from '../lib/config.mjs';
import { looksAround } from '../lib/journeys.mjs';
import { card, nodes, shownNote } from '../lib/note.mjs';
import { outcomes } from '../lib/nudge.mjs';
import { offered } from '../lib/offer.mjs';
import { SAMPLE } from '../lib/seeds.mjs';
import { until } from '../lib/until.mjs';
import { world } from '../lib/world.mjs';

const told = (here, name) => outcomes(here).filter((outcome) => outcome === name);
const cart = (page, place = 0) => card(page, 'curated_offer').locator('[part~="cart"]').nth(place);
const shopsCount = (page) => page.locator('#cart-count').innerText();

/** An offer below the page's content, and the shopper scrolled to it. */
async function offer(t, options = {}) {
  const here = await world(t, { seed: SAMPLE, config: config.sample({ only: ['picks'], evidence: 2 }), ...options });
  await looksAround(here, { pieces: 2, path: options.path });
  await shownNote(here.page);
  await here.shopper.scrollsTo(here.page.locator('motivo-slot'));
  return here;
}

test('opening a product leads to its page, and that is told once', async (t) => {
  const here = await offer(t);
  const [first] = await offered(here.page);
  await until(() => told(here, 'shown').length === 1, 'the offer to have been seen');
  await card(here.page).locator('[part~="open"]').first().click();
  await here.page.waitForURL((url) => url.pathname === first.path);
  assert.ok((await here.page.locator('h1').innerText()).includes(first.title));
  await until(() => told(here, 'engaged').length === 1, 'the outcome');
  const engaged = (cell) => cell.marginal === 'kinds' && cell.key === 'curated_offer|neutral|0|engaged' && cell.value === 1;
  await until(async () => (await here.collector.cells()).some(engaged), 'the cell');
  assert.equal(told(here, 'ignored').length, 0, 'who used it did not ignore it');
});

test('"Add to cart" puts just this product in the shop\'s own cart, and that is told once', async (t) => {
  const here = await offer(t);
  const { page, shop } = here;
  const offers = await offered(page);
  assert.equal(await shopsCount(page), '0');
  await cart(page, 1).click();
  await until(async () => (await cart(page, 1).getAttribute('data-state')) === 'done', 'the shop to say that it landed');
  assert.equal(await shopsCount(page), '1');
  // It says that it is done; who presses again all the same gets no second one.
  await cart(page, 1).click({ force: true });
  await cart(page, 0).click();
  await until(async () => (await shopsCount(page)) === '2', 'the second product');
  await until(() => told(here, 'engaged').length > 0, 'the outcome');
  await page.goto(`${shop.url}/cart.html`);
  const lines = await page.locator('#lines li').evaluateAll((all) => all.map((line) => `${line.querySelector('h2').innerText} ${line.querySelector('output').innerText}`));
  assert.deepEqual(lines.sort(), [`${offers[0].title} 1`, `${offers[1].title} 1`].sort());
  assert.equal(told(here, 'engaged').length, 1);
});

test('when the shop refuses, the offer does not say that it is in the cart, and offers the way to the product', async (t) => {
  const refuses = () => document.addEventListener('shop:add', (event) => {
    event.stopImmediatePropagation();
    event.detail.done(false);
  });
  const here = await offer(t, { scripts: [refuses] });
  await cart(here.page).click();
  await until(async () => (await cart(here.page).getAttribute('data-state')) === 'failed', 'the answer');
  assert.equal(await shopsCount(here.page), '0');
  const [first] = await offered(here.page);
  const instead = card(here.page).locator('[part~="instead"]').first();
  assert.equal(new URL(await instead.getAttribute('href')).pathname, first.path);
  assert.equal(told(here, 'engaged').length, 0);
});

test('while the belief abstains the offer is neutral and claims nothing about the shopper', async (t) => {
  const here = await offer(t);
  const shown = await shownNote(here.page);
  assert.equal(shown.variant, 'neutral');
  assert.ok((await offered(here.page)).every(({ reason }) => !reason.startsWith('For ')), shown.text);
  await card(here.page).locator('summary').click();
  assert.match(await card(here.page).innerText(), /did not point clearly one way/);
});

test('beside a product, a neutral offer begins with its own shelf and says so', async (t) => {
  const here = await offer(t, { path: '/product-jacket.html' });
  const [first] = await offered(here.page);
  assert.match(first.path, /product-(boots|mittens|hat)\.html/);
  assert.equal(first.reason, 'Close to what you are looking at');
  assert.ok((await offered(here.page)).every(({ path }) => path !== '/product-jacket.html'), 'not the product that is looked at');
});

test('each price shown is the price on the product\'s own page, before and now', async (t) => {
  const here = await offer(t, { config: { ...config.sample({ only: ['picks'], evidence: 2 }), experiences: [
    { ...config.sample({ only: ['picks'] }).experiences[0], offers: 4, when: { evidence: 2 } },
  ] } });
  const { page, shop } = here;
  const offers = await offered(page);
  assert.equal(offers.length, 4);
  for (const { path, price, title } of offers) {
    await page.goto(`${shop.url}${path}`);
    const digits = (text) => text.match(/\d+\.\d\d/g);
    assert.deepEqual(digits(price), digits(await page.locator('#buy .price').innerText()), title);
  }
});

test('nothing of the page moves when the offer appears, is used and goes', async (t) => {
  const here = await offer(t);
  const { page, seen } = here;
  await cart(page).click();
  await until(async () => (await cart(page).getAttribute('data-state')) === 'done', 'the shop to say that it landed');
  assert.deepEqual(seen.shifts.filter(({ recentInput }) => !recentInput), []);
  await card(page).locator('[part~="dismiss"]').click();
  await until(async () => (await nodes(page)) === 0, 'the offer to go');
  assert.equal(told(here, 'dismissed').length, 0, 'closing what was used is no dismissal');
  assert.deepEqual([seen.console, seen.errors], [[], []]);
});

test('an offer is told as shown only once the shopper has it in view', async (t) => {
  const here = await world(t, { seed: SAMPLE, config: config.sample({ only: ['picks'], evidence: 2 }) });
  await looksAround(here, { pieces: 2 });
  await shownNote(here.page);
  await here.shopper.looks(1500);
  assert.deepEqual(here.seen.records().map(({ type }) => type), ['visit', 'decision']);
  await here.shopper.scrollsTo(here.page.locator('motivo-slot'));
  await until(() => told(here, 'shown').length === 1, 'the outcome shown');
});
