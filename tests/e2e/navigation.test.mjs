// The belief comes along from page to page where storage is allowed, and only there.
// Never longer than a visit's memory: what is stored is read back by the widget alone.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as config from '../lib/config.mjs';
import { looksAround } from '../lib/journeys.mjs';
import { nodes, shownNote } from '../lib/note.mjs';
import { SAMPLE } from '../lib/seeds.mjs';
import { until } from '../lib/until.mjs';
import { world } from '../lib/world.mjs';

const four = () => config.sample({ only: config.NOTE, evidence: 4 });

test('two pieces here and two pieces on the next page are four', async (t) => {
  const here = await world(t, { seed: SAMPLE, config: four() });
  await looksAround(here, { pieces: 2 });
  assert.equal(await nodes(here.page), 0);
  await looksAround(here, { pieces: 2, path: '/product-lantern.html' });
  await shownNote(here.page);
  await until(() => here.seen.records().length > 1, 'the records');
  assert.equal(here.seen.records().filter((record) => record.type === 'visit').length, 1);
});

test('without leave to store, every page begins anew', async (t) => {
  const memory = () => {
    (window.motivo = window.motivo || []).push(['consent', { inference: true, storage: false, reporting: true }]);
  };
  const here = await world(t, { seed: SAMPLE, config: four(), consent: 'none', scripts: [memory] });
  await looksAround(here, { pieces: 2 });
  await looksAround(here, { pieces: 2, path: '/product-lantern.html' });
  assert.equal(await nodes(here.page), 0);
  await looksAround(here, { pieces: 4, stay: true });
  await shownNote(here.page);
  await until(() => here.seen.records().length > 0, 'the records');
  assert.match(here.seen.records()[0].text, /^visit 0 unknown/);
});

test('a note that was sent away does not come back in this visit', async (t) => {
  const here = await world(t, { seed: SAMPLE, config: config.sample({ only: config.NOTE, evidence: 2 }) });
  const { page, seen } = here;
  await looksAround(here, { pieces: 2 });
  await shownNote(page);
  await until(() => seen.records().some((record) => record.text.includes(' shown ')), 'the note to have been seen');
  await page.keyboard.press('Escape');
  await until(async () => (await nodes(page)) === 0, 'the note to go');
  for (const path of ['/product-lantern.html', '/product-jacket.html']) {
    await looksAround(here, { pieces: 2, path });
    assert.equal(await nodes(page), 0, path);
  }
  assert.equal(seen.records().filter((record) => record.text.includes(' shown ')).length, 1);
});

test('a shopper who leaves the note unanswered is counted as one who ignored it', async (t) => {
  const here = await world(t, { seed: SAMPLE, config: config.sample({ only: config.NOTE, evidence: 2 }) });
  const { page, seen, collector, shop } = here;
  await looksAround(here, { pieces: 2 });
  await shownNote(page);
  await until(() => seen.records().some((record) => record.text.includes(' shown ')), 'the note to have been seen');
  await page.goto(`${shop.url}/product-lantern.html`);
  const ignored = (cell) => cell.marginal === 'kinds' && cell.key.endsWith('|ignored') && cell.value === 1;
  await until(async () => (await collector.cells()).some(ignored), 'the cell "ignored"');
});

test('the note is not shown where a shopper must not be interrupted', async (t) => {
  const here = await world(t, { seed: SAMPLE, config: config.sample({ only: config.NOTE, evidence: 2 }) });
  const { page } = here;
  await looksAround(here, { pieces: 1 });
  await page.evaluate(() => history.pushState(null, '', '/checkout/payment'));
  await looksAround(here, { pieces: 3, stay: true });
  assert.equal(await nodes(page), 0);
});
