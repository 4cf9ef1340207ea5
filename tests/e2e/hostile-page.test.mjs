// Pages with strict policies, clobbered names and a dialog of their own: the note comes, or waits, without a sound.
// Never loosens a policy for the widget beyond what the embedding page asks an owner to write.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startCollector } from '../lib/collector.mjs';
import * as config from '../lib/config.mjs';
import { looksAround } from '../lib/journeys.mjs';
import { card, nodes, shownNote } from '../lib/note.mjs';
import { SAMPLE } from '../lib/seeds.mjs';
import { until } from '../lib/until.mjs';
import { world } from '../lib/world.mjs';

async function withPolicy(t, policy, options = {}) {
  const collector = await startCollector({ configs: [config.sample({ only: config.NOTE, evidence: 2 })] });
  t.after(() => collector.remove());
  const headers = { 'content-security-policy': policy(collector.url) };
  const here = await world(t, { collector, seed: SAMPLE, headers, ...options });
  await looksAround(here, { pieces: 2 });
  return here;
}

/** The shop's own scripts need 'self'; the rest is what the widget needs. */
const strict = (origin) =>
  `default-src 'none'; script-src 'self' ${origin} 'wasm-unsafe-eval'; connect-src ${origin}; style-src 'self'; img-src 'self'; form-action 'self'`;

test('under a strict Content Security Policy the note is shown and nothing is reported', async (t) => {
  const { page, seen } = await withPolicy(t, strict);
  await shownNote(page);
  await until(() => seen.records().some((record) => record.text.includes(' shown ')), 'the record');
  assert.deepEqual([seen.console, seen.errors], [[], []]);
  const ground = await card(page).evaluate((element) => getComputedStyle(element).backgroundColor);
  assert.notEqual(ground, 'rgba(0, 0, 0, 0)', 'the card has its style');
});

test('under Trusted Types the note is shown with the one policy named motivo', async (t) => {
  const { page, seen } = await withPolicy(t, (origin) => `${strict(origin)}; require-trusted-types-for 'script'; trusted-types motivo`);
  await shownNote(page);
  await card(page).locator('summary').click();
  assert.match(await card(page).innerText(), /everybody can get/);
  assert.deepEqual([seen.console, seen.errors], [[], []]);
});

test('a page that allows no policy at all is left alone, with one line that says so', async (t) => {
  const { page, seen } = await withPolicy(t, (origin) => `${strict(origin)}; require-trusted-types-for 'script'; trusted-types 'none'`);
  assert.equal(await nodes(page), 0);
  assert.deepEqual(seen.errors, []);
  assert.equal(seen.said().length, 1, seen.said().join('\n'));
  assert.match(seen.said()[0], /trusted.types|policy/i);
});

test('names that the page\'s markup has taken do not mislead the widget', async (t) => {
  const clobber = '<form name="dataLayer"><input name="id"></form><img name="currentScript" alt=""><form id="cart"></form>';
  const here = await world(t, {
    seed: SAMPLE,
    config: config.sample({ only: config.NOTE, evidence: 2 }),
    edit: (html) => html.replace('<body>', `<body><div hidden>${clobber}</div>`),
  });
  await looksAround(here, { pieces: 2 });
  await shownNote(here.page);
  assert.deepEqual([here.seen.console, here.seen.errors], [[], []]);
});

test('while the shop has a dialog open, nobody is interrupted', async (t) => {
  const here = await world(t, {
    seed: SAMPLE,
    config: config.sample({ only: config.NOTE, evidence: 3 }),
    edit: (html) => html.replace('<body>', '<body><dialog id="asks">A question of the shop <button>Later</button></dialog>'),
  });
  const { page } = here;
  await looksAround(here, { pieces: 2 });
  await page.evaluate(() => document.getElementById('asks').showModal());
  await looksAround(here, { pieces: 3, stay: true });
  assert.equal(await card(page).count(), 0);
  await page.evaluate(() => document.getElementById('asks').close());
  await looksAround(here, { pieces: 2, stay: true });
  await shownNote(page);
});
