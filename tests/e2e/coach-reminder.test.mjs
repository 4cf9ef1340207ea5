// A reminder that a shopper sets: kept on the device, shown when it is due, gone once it was answered.
// Never sent: every request of the context is looked through for it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { card, nodes } from '../lib/note.mjs';
import { nudged, outcomes } from '../lib/nudge.mjs';
import { until } from '../lib/until.mjs';

const KEY = 'motivo:reminders';
const kept = (page) => page.evaluate((key) => JSON.parse(localStorage.getItem(key) ?? '[]'), KEY);
const due = (page) => card(page, 'coach_nudge').and(page.locator('[data-step="due"]'));

/** A shopper who was offered a reminder about the lantern and chose tomorrow. */
async function reminded(t) {
  const here = await nudged(t, 'sleep-on-it', '/product-lantern.html');
  await card(here.page).locator('[data-when="tomorrow"]').click();
  await until(() => outcomes(here).includes('engaged'), 'the outcome');
  return here;
}

/** The same shopper on another page, when tomorrow's hour has come. */
async function atTheTime(t) {
  const here = await reminded(t);
  await here.page.evaluate((key) => {
    const [reminder] = JSON.parse(localStorage.getItem(key));
    localStorage.setItem(key, JSON.stringify([{ ...reminder, due: Math.floor(Date.now() / 60_000) - 1 }]));
  }, KEY);
  await here.page.goto(`${here.shop.url}/category.html`);
  await due(here.page).waitFor({ state: 'visible' });
  return here;
}

test('it is kept on the device for tomorrow morning, and in no request is a word of it', async (t) => {
  const { page, seen, shop, collector } = await reminded(t);
  assert.match(await card(page).innerText(), /We will remind you here tomorrow/);
  const [reminder, ...others] = await kept(page);
  assert.deepEqual(others, []);
  assert.equal(reminder.title, 'Late Lantern');
  assert.equal(reminder.url, `${shop.url}/product-lantern.html`);
  const wanted = new Date();
  wanted.setDate(wanted.getDate() + 1);
  wanted.setHours(9, 0, 0, 0);
  assert.equal(reminder.due * 60_000, wanted.getTime());

  await page.goto(`${shop.url}/category.html`);
  assert.equal(await due(page).count(), 0, 'not before its time');
  for (const { method, url, body } of seen.requests) {
    const { origin } = new URL(url);
    assert.ok(origin === shop.url ? method === 'GET' : origin === collector.url, `${method} ${url}`);
    assert.doesNotMatch(body ?? '', /lantern|remind/i);
    if (origin === collector.url) assert.doesNotMatch(url, /lantern|remind/i);
  }
});

test('"Take it back" takes it off the device', async (t) => {
  const { page } = await reminded(t);
  await card(page).locator('[data-when=""]').click();
  assert.equal(await page.evaluate((key) => localStorage.getItem(key), KEY), null);
});

test('when it is due it comes on another page; opened, it has done its work and does not come again', async (t) => {
  const { page, shop } = await atTheTime(t);
  assert.match(await due(page).innerText(), /Late Lantern/);
  await due(page).locator('[part~="action"]').click();
  await page.waitForURL(/product-lantern\.html/);
  assert.deepEqual(await kept(page), []);
  await page.goto(`${shop.url}/category.html`);
  await until(() => page.evaluate(() => !!window.motivo?.$), 'the tag');
  await page.waitForLoadState('networkidle');
  assert.equal(await nodes(page), 0);
});

test('sent away it does not come again, and nothing of it is told', async (t) => {
  const here = await atTheTime(t);
  const { page, shop } = here;
  const told = () => here.seen.records().filter(({ type }) => type !== 'touchpoints').length;
  const before = told();
  await due(page).locator('[part~="dismiss"]').click();
  await until(async () => (await nodes(page)) === 0, 'the reminder to go');
  assert.deepEqual(await kept(page), []);
  await page.goto(`${shop.url}/search.html`);
  await page.waitForLoadState('networkidle');
  assert.equal(await nodes(page), 0);
  assert.equal(told(), before);
});

test('it does not come on the product\'s own page, nor at the checkout', async (t) => {
  const { page, shop } = await atTheTime(t);
  for (const path of ['/product-lantern.html', '/checkout.html']) {
    await page.goto(`${shop.url}${path}`);
    await page.waitForLoadState('networkidle');
    assert.equal(await nodes(page), 0, path);
  }
  await page.goto(`${shop.url}/help.html`);
  await due(page).waitFor({ state: 'visible' });
});

test('while it is shown, nothing else interrupts on that page', async (t) => {
  const here = await atTheTime(t);
  await here.shopper.skips(here.page.locator('[data-motivo]').nth(2));
  await here.shopper.turnsAway();
  assert.equal(await nodes(here.page), 1);
});
