// The shopper's word counts: what they say in the panel holds for the very next decision.
// Never asks the widget what it decided: the records and the page tell.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as config from '../lib/config.mjs';
import { HOURS_MET, looksAround, throughSample } from '../lib/journeys.mjs';
import { nodes, shownNote } from '../lib/note.mjs';
import { bars, closePanel, correct, dial, openPanel } from '../lib/panel.mjs';
import { SAMPLE } from '../lib/seeds.mjs';
import { until } from '../lib/until.mjs';
import { world } from '../lib/world.mjs';

const INDEX = { thrill: 4, belonging: 5 };
const decided = ({ seen }) => seen.records().filter(({ type }) => type === 'decision').map(({ fields }) => fields);

/** A day of somebody who likes company, one thing short of a decision. */
async function almostDecided(t) {
  const here = await world(t, { seed: SAMPLE, config: config.sample({ only: config.NOTE, evidence: HOURS_MET + 1 }) });
  await throughSample(here, { likes: 'belonging' });
  await openPanel(here.page);
  const [[top]] = await bars(here.page);
  assert.equal(top, 'belonging', 'the panel says what this shopper read');
  return here;
}

/** The one thing that was missing. */
async function goesOn(here) {
  await closePanel(here.page);
  await here.shopper.skips(here.page.locator('#goes-anyway'));
  await here.shopper.turnsAway();
}

test('"Not me" on what is believed: the very next decision does not believe it', async (t) => {
  const here = await almostDecided(t);
  await correct(here.page, 'belonging', 'less');
  const now = async () => (await bars(here.page)).find(([id]) => id === 'belonging')[1];
  await until(async () => (await now()) === 0, 'the bar to go down');
  await goesOn(here);
  await until(() => decided(here).length > 0, 'the decision');
  const [, motivator, , arm] = decided(here)[0];
  assert.notEqual(motivator, String(INDEX.belonging));
  assert.notEqual(arm, `welcome_note/${INDEX.belonging}`);
});

test('"More of this" on something else: the very next decision believes it, and the note speaks to it', async (t) => {
  const here = await almostDecided(t);
  await correct(here.page, 'thrill', 'more');
  await until(async () => (await bars(here.page))[0][0] === 'thrill', 'the bar to go up');
  await goesOn(here);
  const shown = await shownNote(here.page);
  assert.equal(shown.variant, 'thrill');
  await until(() => decided(here).length > 0, 'the decision');
  assert.equal(decided(here)[0][1], String(INDEX.thrill));
});

test('a correction that is taken back leaves the belief to what was read', async (t) => {
  const here = await almostDecided(t);
  const before = await bars(here.page);
  const of = async (motivator) => (await bars(here.page)).find(([id]) => id === motivator)[1];
  await correct(here.page, 'belonging', 'less');
  await until(async () => (await of('belonging')) === 0, 'the bar to go down');
  await correct(here.page, 'belonging', 'less');
  await until(async () => (await of('belonging')) > 0, 'the bar to come back');
  assert.deepEqual(await bars(here.page), before);
});

test('a correction comes along to the next page', async (t) => {
  const here = await world(t, { seed: SAMPLE, config: config.sample({ only: config.NOTE, evidence: 9 }) });
  await looksAround(here, { pieces: 2 });
  await openPanel(here.page);
  await correct(here.page, 'freedom', 'more');
  await until(async () => (await bars(here.page))[0][0] === 'freedom', 'the bar to go up');
  await here.page.goto(`${here.shop.url}/category.html`);
  await openPanel(here.page);
  assert.equal((await bars(here.page))[0][0], 'freedom');
});

test('the dial on "Answer": nothing appears unasked; back on "Coach" it does again', async (t) => {
  const here = await world(t, { seed: SAMPLE, config: config.sample({ evidence: 2 }) });
  const { page } = here;
  await page.goto(here.shop.url);
  await until(() => page.evaluate(() => typeof window.motivo?.panel === 'function'), 'the tag');
  await openPanel(page);
  await dial(page, 'answer');
  await closePanel(page);
  await looksAround(here, { pieces: 4, stay: true });
  await looksAround(here, { pieces: 2, path: '/product-lantern.html' });
  assert.equal(await nodes(page), 0);
  assert.deepEqual(decided(here), []);
  await openPanel(page);
  await dial(page, 'coach');
  await closePanel(page);
  await looksAround(here, { pieces: 2, stay: true });
  await until(() => decided(here).length > 0, 'a decision');
});

test('the dial on "Show": no coaching, while notes still come', async (t) => {
  const here = await world(t, { seed: SAMPLE, config: config.sample({ only: ['welcome', 'sleep-on-it'], evidence: 3 }) });
  const { page } = here;
  await looksAround(here, { pieces: 2 });
  await openPanel(page);
  await dial(page, 'show');
  await closePanel(page);
  await looksAround(here, { pieces: 2, path: '/product-lantern.html' });
  await until(() => decided(here).length > 0, 'a decision');
  // With one kind left and nothing else, the note is certain but for one ticket of twenty.
  assert.match(decided(here)[0].join(' '), /^0 \w+ \w+ (welcome_note\/\w+|nothing) 0 (19|1) \d+$/);
  assert.equal(await page.locator('motivo-view [data-kind="coach_nudge"]').count(), 0);
});
