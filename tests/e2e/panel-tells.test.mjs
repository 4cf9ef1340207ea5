// The panel tells exactly what was sent and keeps nothing back; before consent and under an objection it works too.
// Never the other way round: what it needs is a few files of its own, and nothing is kept for it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as config from '../lib/config.mjs';
import { looksAround } from '../lib/journeys.mjs';
import { card, nodes, shownNote } from '../lib/note.mjs';
import { bars, closePanel, dialog, openPanel, stateOf } from '../lib/panel.mjs';
import { stored } from '../lib/recorder.mjs';
import { SAMPLE } from '../lib/seeds.mjs';
import { until } from '../lib/until.mjs';
import { world } from '../lib/world.mjs';

const quick = () => config.sample({ only: config.NOTE, evidence: 2 });
/** The lines that the panel says were sent. */
const lines = (page) => dialog(page).locator('[part~="lines"] code').allTextContents();
/** Those of the widget's own addresses that a panel may need. */
const FILE = /^\/(motivo\.js|v\/[\w-]+\/[\w.-]+|v1\/plan\/sample\/(plan\.txt|messages\.en\.json))$/;

test('exactly what was sent: the lines in the panel are the bodies of the requests, but for the random number', async (t) => {
  const here = await world(t, { seed: SAMPLE, config: quick() });
  const { page, seen, collector } = here;
  await looksAround(here, { pieces: 2 });
  await shownNote(page);
  await until(() => seen.records().length === 3, 'the note to have been seen');
  await card(page).locator('[part~="action"]').click();
  await page.waitForURL(/category\.html/);
  await until(() => seen.records().length === 5, 'the outcome, and how the visit stood');
  await openPanel(page);
  await until(async () => (await lines(page)).length === 5, 'the lines');
  const sent = seen.to(collector.url).filter(({ method }) => method === 'POST');
  const bodies = [...new Set(sent.flatMap(({ body }) => body.split('\n')))].map((line) => line.replace(/ [0-9a-f]{32} /, ' … '));
  assert.deepEqual(await lines(page), bodies);
  assert.match(await dialog(page).locator('[part~="shown"]').innerText(), /note/i, 'and what was shown');
});

test('where reporting was not agreed to, the panel says that nothing was sent', async (t) => {
  const some = () => (window.motivo = window.motivo || []).push(['consent', { inference: true, storage: true, reporting: false }]);
  const here = await world(t, { seed: SAMPLE, config: quick(), consent: 'none', scripts: [some, () => localStorage.setItem('shop:consent', '"none"')] });
  const { page } = here;
  await page.goto(here.shop.url);
  await page.locator('#consent-bar').evaluate((bar) => bar.remove());
  await looksAround(here, { pieces: 2, stay: true });
  await shownNote(page);
  await openPanel(page);
  await dialog(page).locator('[part~="sent"]').waitFor();
  assert.deepEqual(await lines(page), []);
  assert.deepEqual(here.seen.records(), []);
});

test('the shop\'s own link opens it, Escape closes it, and the focus is back on the link', async (t) => {
  const { page, shop } = await world(t, { config: quick() });
  await page.goto(shop.url);
  await until(() => page.evaluate(() => typeof window.motivo?.panel === 'function'), 'the tag');
  await page.locator('#your-personalisation').click();
  await dialog(page).locator('[part~="state"]').waitFor({ state: 'visible' });
  await closePanel(page);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'your-personalisation');
  assert.equal(await nodes(page), 0);
});

test('reminders are listed and can be forgotten', async (t) => {
  const here = await world(t, { seed: SAMPLE, config: config.sample({ only: ['sleep-on-it'], evidence: 3 }) });
  const { page } = here;
  await looksAround(here, { pieces: 2 });
  await looksAround(here, { pieces: 2, path: '/product-lantern.html' });
  await shownNote(page);
  await card(page).locator('[data-when="week"]').click();
  await openPanel(page);
  const all = dialog(page).locator('[part~="reminders"] li');
  await all.first().waitFor();
  assert.equal(await all.count(), 1);
  assert.match(await all.innerText(), /Late Lantern/);
  await all.locator('[part~="forget"]').click();
  await until(async () => (await all.count()) === 0, 'the reminder to be forgotten');
  assert.ok(!(await stored(page)).local.includes('motivo:reminders'));
});

/** Opening it asked only for the widget's own files and the shop's feed, and kept nothing. */
async function assertOnlyFiles({ page, seen, shop, collector }) {
  for (const { method, url } of seen.requests) {
    const { origin, pathname, search } = new URL(url);
    assert.equal(method, 'GET', url);
    if (origin !== shop.url) assert.ok(origin === collector.url && FILE.test(pathname) && search === '', url);
  }
  const names = Object.values(await stored(page)).flat();
  assert.deepEqual(names.filter((name) => !name.startsWith('shop:')), []);
  assert.deepEqual(await collector.cells(), []);
}

test('before consent it says so, guesses nothing, and asks for nothing beyond its files', async (t) => {
  const here = await world(t, { consent: 'none', config: quick(), seed: SAMPLE });
  await looksAround(here, { pieces: 2 });
  await openPanel(here.page);
  assert.equal(await stateOf(here.page), 'asking');
  assert.deepEqual(await bars(here.page), []);
  assert.match(await dialog(here.page).innerText(), /hello@oddweather\.example/, 'the way to a human is there');
  await assertOnlyFiles(here);
});

test('under Global Privacy Control it says so, and there is nothing to turn on', async (t) => {
  const gpc = () => Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true, configurable: true });
  const here = await world(t, { scripts: [gpc], config: quick(), seed: SAMPLE });
  await looksAround(here, { pieces: 2 });
  await openPanel(here.page);
  assert.equal(await stateOf(here.page), 'gpc');
  assert.deepEqual(await bars(here.page), []);
  assert.equal(await dialog(here.page).locator('[part~="resume"]').count(), 0);
  await closePanel(here.page);
  await looksAround(here, { pieces: 3, stay: true });
  await assertOnlyFiles(here);
});

test('who opens the panel before anything is due gets the note all the same, when it is', async (t) => {
  const here = await world(t, { seed: SAMPLE, config: config.sample({ only: config.NOTE, evidence: 4 }) });
  const { page } = here;
  await page.goto(here.shop.url);
  await openPanel(page);
  await until(async () => (await stateOf(page)) === 'on', 'the visit to run');
  await closePanel(page);
  await looksAround(here, { pieces: 4, stay: true });
  await shownNote(page);
});
