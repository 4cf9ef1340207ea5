// Behind ?motivo=preview the developer sees the belief move, why nothing appears, and any experience by hand.
// Never sends anything there, and never reaches a page that is no preview.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import * as config from '../lib/config.mjs';
import { looksAround } from '../lib/journeys.mjs';
import { card, nodes } from '../lib/note.mjs';
import { root } from '../lib/paths.mjs';
import { SAMPLE } from '../lib/seeds.mjs';
import { until } from '../lib/until.mjs';
import { world } from '../lib/world.mjs';

const inspector = (page) => page.locator('motivo-inspector');
const messages = (locale) => JSON.parse(readFileSync(join(root, 'www', 'messages', `${locale}.json`), 'utf8'));
const chance = async (page, motivator) =>
  parseFloat(await inspector(page).locator(`[data-section="belief"] tr[data-motivator="${motivator}"] td`).first().textContent());
const refusal = (page, id) => inspector(page).locator(`tr[data-experience="${id}"]`).getAttribute('data-refusal');

/** A preview at the front page, with the inspector open. */
async function preview(t, { path = '/', ...options } = {}) {
  const here = await world(t, { seed: SAMPLE, config: config.sample({ only: config.NOTE, evidence: 3 }), ...options });
  await here.page.goto(`${here.shop.url}${path}?motivo=preview`);
  await inspector(here.page).locator('[data-section="belief"] tr[data-motivator]').first().waitFor();
  return here;
}

function assertNothingSent({ seen, collector }) {
  assert.deepEqual(seen.requests.filter(({ method }) => method !== 'GET'), []);
  return collector.cells().then((cells) => assert.deepEqual(cells, []));
}

test('the belief moves as the shopper reads, and each piece of evidence is in the ledger', async (t) => {
  const here = await preview(t);
  const { page, shopper } = here;
  const before = await chance(page, 'belonging');
  await shopper.reads(page.locator('#one-pot'));
  await shopper.turnsAway();
  await until(async () => (await chance(page, 'belonging')) > before + 0.5, 'the bar of belonging to grow');
  const read = inspector(page).locator('[data-section="ledger"] tr[data-response="read"]');
  assert.match(await read.first().innerText(), /One pot, nine spoons[\s\S]*belonging/);
  await assertNothingSent(here);
});

test('it says why an experience does not appear, until it may, and then what was drawn', async (t) => {
  const here = await preview(t);
  const { page } = here;
  assert.equal(await refusal(page, 'welcome'), 'evidence');
  await looksAround(here, { pieces: 4, stay: true });
  await card(page).waitFor({ state: 'visible' });
  await until(async () => (await refusal(page, 'welcome')) === 'page_had_one', 'the reason to change');
  assert.match(await inspector(page).locator('[data-section="decision"]').innerText(), /welcome_note\/neutral/);
  assert.match(await inspector(page).locator('[data-section="records"]').innerText(), /m1 counts sample … decision 0 /, 'what would be sent');
  await assertNothingSent(here);
});

test('any experience can be fired by hand, in German and, from right to left, in Arabic', async (t) => {
  const here = await preview(t, { path: '/product-lantern.html', config: config.sample() });
  const { page, seen } = here;
  const choose = (name, value) => inspector(page).locator(`select[name="${name}"]`).selectOption(value);
  for (const { id, kind } of config.sample().experiences) {
    for (const [locale, direction] of [['de', 'ltr'], ['ar', 'rtl']]) {
      await choose('experience', id);
      await choose('locale', locale);
      // By keyboard, because a card may lie over the button.
      await inspector(page).locator('[part~="fire"]').press('Enter');
      const host = page.locator(`motivo-view[lang="${locale}"]`);
      await host.locator(`[data-kind="${kind}"]`).waitFor({ state: 'attached' });
      assert.equal(await host.getAttribute('dir'), direction, `${id} in ${locale}`);
      const label = messages(locale)[`${kind}.label`];
      assert.ok((await host.locator('[data-kind]').textContent()).includes(label), `${id} says "${label}"`);
      assert.equal(await nodes(page), 1, 'one at a time');
    }
  }
  assert.deepEqual([seen.console, seen.errors], [[], []]);
  await assertNothingSent(here);
});

test('fired in a motivator and in the dark, it speaks to that motivator on a dark ground', async (t) => {
  const { page } = await preview(t);
  await inspector(page).locator('select[name="variant"]').selectOption('thrill');
  await inspector(page).locator('select[name="theme"]').selectOption('dark');
  await inspector(page).locator('[part~="fire"]').click();
  await card(page).waitFor({ state: 'visible' });
  assert.equal(await card(page).getAttribute('data-variant'), 'thrill');
  const ground = await card(page).evaluate((element) => getComputedStyle(element).backgroundColor.match(/\d+/g).slice(0, 3).map(Number));
  assert.ok(Math.max(...ground) < 100, String(ground));
});

test('closed, the inspector leaves nothing in the page', async (t) => {
  const { page } = await preview(t);
  await inspector(page).locator('[part~="close"]').click();
  await until(async () => (await inspector(page).count()) === 0, 'the inspector to go');
});

test('without ?motivo=preview none of its files is fetched', async (t) => {
  const here = await world(t, { seed: SAMPLE, config: config.sample({ only: config.NOTE, evidence: 2 }) });
  await looksAround(here, { pieces: 2 });
  await card(here.page).waitFor({ state: 'visible' });
  await here.page.evaluate(() => window.motivo.panel());
  await here.page.locator('motivo-view dialog[open]').waitFor();
  assert.deepEqual(here.seen.requests.filter(({ url }) => /inspector/.test(url)), []);
  assert.equal(await inspector(here.page).count(), 0);
});
