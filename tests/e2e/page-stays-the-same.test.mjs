// The shop's page with the widget is the shop's page: no console line, no shift, no style, no global of ours.
// Never compares with a picture: it compares with the same page without the tag.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as config from '../lib/config.mjs';
import { looksAround } from '../lib/journeys.mjs';
import { card, nodes, shownNote } from '../lib/note.mjs';
import { differences, globals, looks } from '../lib/page.mjs';
import { OSCAR, SAMPLE } from '../lib/seeds.mjs';
import { until } from '../lib/until.mjs';
import { world } from '../lib/world.mjs';

const SEEDS = { oscar: OSCAR, sample: SAMPLE };
const NEXT = { oscar: '/catalogue/category/clubs-and-gatherings_1/', sample: '/category.html' };

for (const shop of ['sample', 'oscar']) {
  test(`${shop}: computed styles, places and attributes of the host page are unchanged while the note is shown`, async (t) => {
    const alone = await world(t, { shop, tag: false, config: config[shop]({ only: config.NOTE }) });
    await looksAround(alone, { pieces: 2 });
    const without = { looks: await looks(alone.page), globals: await globals(alone.page) };

    const here = await world(t, { shop, seed: SEEDS[shop], config: config[shop]({ only: config.NOTE, evidence: 2 }) });
    await looksAround(here, { pieces: 2 });
    await shownNote(here.page);
    const changed = await looks(here.page);
    assert.deepEqual(differences(without.looks, changed), []);
    assert.ok(Object.keys(changed).length > 80, 'a page of some size was compared');
    const added = (await globals(here.page)).filter((name) => !without.globals.includes(name));
    assert.deepEqual(added, [], 'window.motivo is there on both pages, put there by the shop');
  });

  test(`${shop}: the console is empty and nothing shifts, from the first page to the note, its dismissal and the next page`, async (t) => {
    const here = await world(t, { shop, seed: SEEDS[shop], config: config[shop]({ only: config.NOTE, evidence: 2 }) });
    const { page, seen } = here;
    await looksAround(here, { pieces: 2 });
    await shownNote(page);
    await until(() => seen.records().some((record) => record.text.includes(' shown ')), 'the note to have been seen');
    await card(page).locator('[part~="dismiss"]').click();
    await until(async () => (await nodes(page)) === 0, 'the note to go');
    await looksAround(here, { pieces: 2, path: NEXT[shop] });
    assert.deepEqual(seen.console, []);
    assert.deepEqual(seen.errors, []);
    assert.deepEqual(seen.shifts, []);
  });

  test(`${shop}: a page without the tag is what these tests take it for: no console line, no shift`, async (t) => {
    const here = await world(t, { shop, tag: false, config: config[shop]({ only: config.NOTE }) });
    await looksAround(here, { pieces: 2 });
    assert.deepEqual([here.seen.console, here.seen.errors, here.seen.shifts], [[], [], []]);
  });
}
