// Pause, erase and off: each does what its line says, at once, here and in the shop's other tabs.
// Never takes the panel's word for it: storage, requests and pages are looked at.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as config from '../lib/config.mjs';
import { looksAround } from '../lib/journeys.mjs';
import { card, nodes, shownNote } from '../lib/note.mjs';
import { bars, closePanel, dialog, openPanel, press, stateOf } from '../lib/panel.mjs';
import { stored } from '../lib/recorder.mjs';
import { SAMPLE } from '../lib/seeds.mjs';
import { shopperOn } from '../lib/shopper.mjs';
import { until } from '../lib/until.mjs';
import { world } from '../lib/world.mjs';

const own = async (page) => (await stored(page)).local.filter((key) => key.startsWith('motivo'));
const quick = () => config.sample({ only: config.NOTE, evidence: 3 });

/** Two pieces of evidence in a first tab, and a second tab on another page of the shop. */
async function twoTabs(t) {
  const here = await world(t, { seed: SAMPLE, config: quick() });
  await looksAround(here, { pieces: 2 });
  const page = await here.context.newPage();
  const second = { ...here, page, shopper: shopperOn(page) };
  await page.goto(`${here.shop.url}/category.html`);
  await until(async () => (await openPanel(page)) && (await stateOf(page)) === 'on', 'the second tab to run');
  return { here, second };
}

/** Of nobody in particular, the likeliest motivator is believed with this many per cent. */
const MOST_BY_PRIOR = 16;

test('paused: nothing appears, on this page and the next; resumed: it does', async (t) => {
  const here = await world(t, { seed: SAMPLE, config: quick() });
  const { page, seen } = here;
  await looksAround(here, { pieces: 2 });
  await openPanel(page);
  await press(page, 'pause');
  assert.equal(await stateOf(page), 'paused');
  await closePanel(page);
  await looksAround(here, { pieces: 4, stay: true });
  await looksAround(here, { pieces: 2, path: '/product-lantern.html' });
  assert.equal(await nodes(page), 0);
  assert.deepEqual(seen.records().map(({ text }) => text), ['control paused'], 'that it was paused, and no more');

  await openPanel(page);
  assert.equal(await stateOf(page), 'paused', 'it lasts');
  await press(page, 'resume');
  assert.equal(await stateOf(page), 'on');
  await closePanel(page);
  await looksAround(here, { pieces: 4, stay: true });
  await shownNote(page);
});

test('while paused, nothing is guessed from what is read', async (t) => {
  const here = await world(t, { seed: SAMPLE, config: quick() });
  const { page } = here;
  await looksAround(here, { pieces: 2 });
  await openPanel(page);
  await press(page, 'pause');
  const before = await bars(page);
  await closePanel(page);
  await here.shopper.reads(page.locator('#one-pot'));
  await here.shopper.turnsAway();
  await openPanel(page);
  assert.deepEqual(await bars(page), before);
});

test('erased: no key is left, nothing is believed, and the other tab knows nothing either', async (t) => {
  const { here, second } = await twoTabs(t);
  const { page, shopper } = here;
  await page.bringToFront();
  await shopper.reads(page.locator('#one-pot'));
  await shopper.turnsAway();
  await until(async () => (await own(page)).includes('motivo:visit'), 'the visit to be stored');
  await openPanel(page);
  await until(async () => (await bars(page))[0][1] > MOST_BY_PRIOR, 'a guess');
  await press(page, 'erase');
  assert.deepEqual(await own(page), []);
  const unmoved = async (tab) => (await bars(tab)).every(([, value]) => value <= MOST_BY_PRIOR);
  await until(() => unmoved(page), 'the belief here to be gone', 1);
  await until(() => unmoved(second.page), 'the belief in the other tab to be gone', 1);
  assert.deepEqual(await own(second.page), [], 'the other tab has not brought it back');
});

test('erased, the records that were waiting are gone too', async (t) => {
  const here = await world(t, { seed: SAMPLE, config: quick() });
  const { page, collector } = here;
  await page.route('**/v1/records', (route) => route.abort('connectionrefused'));
  await looksAround(here, { pieces: 3 });
  await until(async () => (await own(page)).includes('motivo:outbox'), 'records that wait');
  await page.evaluate(() => window.motivo.panel());
  await dialog(page).locator('[data-control="erase"]').click();
  assert.deepEqual(await own(page), []);
  await page.unroute('**/v1/records');
  await page.goto(`${here.shop.url}/category.html`);
  await page.waitForLoadState('networkidle');
  assert.deepEqual(await collector.cells(), []);
});

test('off: this tab at once, the other within a second, no page after it, and the panel can turn it on again', async (t) => {
  const { here, second } = await twoTabs(t);
  const { page, seen, collector, shop } = here;
  await page.bringToFront();
  await looksAround(here, { pieces: 3, stay: true });
  await shownNote(page);
  await card(page).locator('summary').click();
  await card(page).locator('[part~="open-panel"]').click();
  await dialog(page).locator('[part~="state"]').waitFor();
  await press(page, 'off');
  const pressed = Date.now();
  assert.equal(await card(page).count(), 0, 'the note is gone at once');
  assert.equal(await stateOf(page), 'off');
  await until(async () => (await stateOf(second.page)) === 'off', 'the other tab to be off', 1);
  t.diagnostic(`the other tab was off after ${Date.now() - pressed} ms`);
  assert.deepEqual(await own(page), ['motivo:off']);

  const before = seen.requests.length;
  await closePanel(page);
  for (const path of ['/category.html', '/product-lantern.html']) await looksAround(here, { pieces: 2, path });
  const asked = seen.requests.slice(before).filter(({ url }) => url.startsWith(collector.url));
  assert.deepEqual(asked.map(({ url }) => new URL(url).pathname), ['/motivo.js', '/motivo.js']);
  assert.equal(await nodes(page), 0);

  await openPanel(page);
  assert.equal(await stateOf(page), 'off');
  await dialog(page).locator('[part~="resume"]').click();
  await until(async () => (await stateOf(page)) === 'on', 'it to run again');
  assert.ok(!(await own(page)).includes('motivo:off'));
  await page.goto(`${shop.url}/`);
  await openPanel(page);
  assert.equal(await stateOf(page), 'on');
});
