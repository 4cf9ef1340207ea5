// In a real shop, Oscar, tagged by rules in its owner's config: what a shopper reads decides what they are shown.
// Never uses the sample shop's config, tags or seed.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as config from '../lib/config.mjs';
import { throughOscar } from '../lib/journeys.mjs';
import { shownNote } from '../lib/note.mjs';
import { until } from '../lib/until.mjs';
import { world } from '../lib/world.mjs';
import { OSCAR as SEED } from '../lib/seeds.mjs';

const BELONGING = { likes: 'belonging', skips: 'thrill' };
const THRILL = { likes: 'thrill', skips: 'belonging' };

async function shownAfter(t, journey, ownerConfig) {
  const here = await world(t, { shop: 'oscar', seed: SEED, config: ownerConfig });
  await throughOscar(here, journey);
  return { ...here, note: await shownNote(here.page) };
}

test('a shopper who reads about clubs and skips the steep things is shown the belonging note, in the owner\'s words', async (t) => {
  const { note, seen, page, shop, collector } = await shownAfter(t, BELONGING, config.oscar({ only: config.NOTE }));
  assert.deepEqual([note.kind, note.variant, note.part], ['welcome_note', 'belonging', 'card']);
  assert.match(note.text, /There is a chair for you/);

  await page.locator('motivo-view a[part~="action"]').click();
  await page.waitForURL(`${shop.url}/catalogue/category/clubs-and-gatherings_1/`);
  const told = () => seen.records().map((record) => record.text);
  await until(() => told().some((text) => text.includes(' engaged ')), 'the outcome');
  // Belonging is this owner's third motivator.
  assert.match(told().find((text) => text.startsWith('decision ')), /^decision 0 2 \w+ welcome_note\/2 0 19 \d+$/);
  const engaged = (await collector.cells()).filter((cell) => cell.storefront === 'oscar' && cell.key.includes('engaged'));
  assert.ok(engaged.length > 0);
});

test('the mirror-image shopper is shown the thrill note, not the belonging one', async (t) => {
  const { note } = await shownAfter(t, THRILL, config.oscar({ only: config.NOTE }));
  assert.deepEqual([note.kind, note.variant], ['welcome_note', 'thrill']);
  assert.doesNotMatch(note.text, /There is a chair for you/);
});

test('changing a tag changes the outcome: with the two tags exchanged the same shopper gets the other note', async (t) => {
  const { note } = await shownAfter(t, BELONGING, config.withTagsSwapped(config.oscar({ only: config.NOTE }), 'belonging', 'thrill'));
  assert.equal(note.variant, 'thrill');
});
