// In the sample shop, tagged in its markup: what a shopper reads and opens decides what they are shown.
// Never uses Oscar's config, tags or seed.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as config from '../lib/config.mjs';
import { HOURS_MET, throughSample } from '../lib/journeys.mjs';
import { shownNote } from '../lib/note.mjs';
import { SAMPLE } from '../lib/seeds.mjs';
import { until } from '../lib/until.mjs';
import { world } from '../lib/world.mjs';

async function shownAfter(t, likes, options = {}) {
  const here = await world(t, { seed: SAMPLE, config: config.sample({ only: config.NOTE, evidence: HOURS_MET }), ...options });
  await throughSample(here, { likes });
  return { ...here, note: await shownNote(here.page) };
}

test('a shopper who reads and opens what speaks to belonging and skips the rest is shown the belonging variant', async (t) => {
  const { note, seen, page, collector } = await shownAfter(t, 'belonging');
  assert.deepEqual([note.kind, note.variant, note.part], ['welcome_note', 'belonging', 'card']);
  assert.ok(await page.evaluate(() => document.querySelector('motivo-view').shadowRoot?.mode === 'open'));

  const shown = () => seen.records().find((record) => record.text.includes(' shown '));
  await until(shown, 'the outcome "shown"');
  assert.match(shown().text, /^outcome 0 5 \w+ welcome_note\/5 0 19 \d+ shown 0 0$/);
  const isShown = (cell) => cell.marginal === 'kinds' && cell.key === 'welcome_note|belonging|0|shown';
  const cells = await until(async () => (await collector.cells()).filter(isShown), 'the cell');
  assert.deepEqual(cells.map((cell) => cell.value), [1]);
});

test('the mirror-image shopper, who lives for the rush, is not', async (t) => {
  const { note } = await shownAfter(t, 'thrill');
  assert.deepEqual([note.kind, note.variant], ['welcome_note', 'thrill']);
});

test('changing a tag changes the outcome: with the two tags exchanged in the markup, the same shopper gets the other note', async (t) => {
  const other = { belonging: 'thrill', thrill: 'belonging' };
  const edit = (html) =>
    html.replace(/data-motivo="([^"]*)"/g, (_all, tags) => `data-motivo="${tags.replace(/belonging|thrill/g, (tag) => other[tag])}"`);
  const { note } = await shownAfter(t, 'belonging', { edit });
  assert.equal(note.variant, 'thrill');
});
