// A shopper who hesitates in the cart is given a moment: two signs of it, never one, and nowhere else.
// Never a made-up event: a real wheel, and a field that really has the caret.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as config from '../lib/config.mjs';
import { looksAround } from '../lib/journeys.mjs';
import { nodes, shownNote } from '../lib/note.mjs';
import { SAMPLE } from '../lib/seeds.mjs';
import { noticing } from '../lib/signals.mjs';
import { world } from '../lib/world.mjs';

/** On the first page nobody is interrupted; every page has room to scroll, and a coupon field. */
const prepares = () =>
  addEventListener('DOMContentLoaded', () => {
    const add = (html) => document.body.append(document.createRange().createContextualFragment(html));
    if (location.pathname === '/') add('<p data-motivo-quiet>Closed for a moment</p>');
    add('<div style="height:2000px"><label>Coupon <input id="coupon-code"></label></div>');
  });

/** A shopper of whom enough is known, on another page without anything to learn from. */
async function arrivesAt(t, path) {
  const here = await world(t, { seed: SAMPLE, config: config.sample({ only: config.NOTE, evidence: 2 }), scripts: [prepares] });
  await looksAround(here, { pieces: 3 });
  await here.page.goto(here.shop.url + path);
  await noticing(here.page);
  return here;
}

async function turnsUpAndDown({ page }) {
  await page.mouse.move(640, 300);
  for (const way of [600, -400, 400, -400]) {
    await page.mouse.wheel(0, way);
    await page.waitForTimeout(400);
  }
}
async function thinksOfACoupon({ page }) {
  await page.locator('#coupon-code').focus();
  await page.locator('#coupon-code').blur();
}

test('a coupon field and three turns up and down the cart are a moment', async (t) => {
  const here = await arrivesAt(t, '/cart.html');
  await thinksOfACoupon(here);
  await here.page.waitForTimeout(1_500);
  assert.equal(await nodes(here.page), 0, 'one sign is none');
  await turnsUpAndDown(here);
  await shownNote(here.page);
});

test('the same anywhere else is nothing', async (t) => {
  const here = await arrivesAt(t, '/order.html');
  await thinksOfACoupon(here);
  await turnsUpAndDown(here);
  await here.page.waitForTimeout(1_500);
  assert.equal(await nodes(here.page), 0);
});
