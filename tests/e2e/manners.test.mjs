// Nobody is pestered: one interruption a page, a pause between two, and a no stays a no.
// Never takes an absent card alone for proof: the same steps bring one once they may.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, later } from '../lib/clock.mjs';
import * as config from '../lib/config.mjs';
import { looksAround } from '../lib/journeys.mjs';
import { card, nodes, shownNote } from '../lib/note.mjs';
import { SAMPLE } from '../lib/seeds.mjs';
import { shopperOn } from '../lib/shopper.mjs';
import { until } from '../lib/until.mjs';
import { world } from '../lib/world.mjs';

const decisions = ({ seen }) => seen.records().filter(({ type }) => type === 'decision').length;
/** A note and a nudge, both as cards in the corner, so that either may come on a product's page. */
const two = () => config.sample({ only: ['welcome', 'sleep-on-it'], evidence: 2 });

/** A shopper to whom the note has come, and a browser in which it has been seen. */
async function noted(t, ownerConfig = config.sample({ only: config.NOTE, evidence: 2 })) {
  const here = await world(t, { seed: SAMPLE, config: ownerConfig });
  await looksAround(here, { pieces: 2 });
  assert.equal((await shownNote(here.page)).kind, 'welcome_note');
  await until(() => here.seen.records().some(({ text }) => text.includes(' shown ')), 'the note to have been seen');
  return here;
}

async function dismissed(t, ownerConfig) {
  const here = await noted(t, ownerConfig);
  await here.page.keyboard.press('Escape');
  await until(async () => (await nodes(here.page)) === 0, 'the note to go');
  await until(() => here.seen.records().some(({ text }) => text.includes(' dismissed ')), 'the outcome');
  return here;
}

/** The same shopper's next tab. */
async function inNewTab(here) {
  const page = await here.context.newPage();
  return { ...here, page, shopper: shopperOn(page) };
}

test('one interruption a page, however long the shopper stays', async (t) => {
  const here = await noted(t, two());
  await looksAround(here, { pieces: 6, stay: true });
  assert.equal(await card(here.page).count(), 1);
  assert.equal(decisions(here), 1);
});

test('two minutes lie between two interruptions', async (t) => {
  const here = await noted(t, two());
  await looksAround(here, { pieces: 3, path: '/product-lantern.html' });
  assert.equal(await nodes(here.page), 0, 'a moment later nothing comes');
  assert.equal(decisions(here), 1);
  await later(here.context, 3);
  await looksAround(here, { pieces: 3, path: '/product-lantern.html' });
  await until(() => decisions(here) === 2, 'a decision three minutes later');
});

test('after one was sent away, nothing interrupts for half an hour', async (t) => {
  const here = await dismissed(t, two());
  await later(here.context, 20);
  await looksAround(here, { pieces: 3, path: '/product-lantern.html' });
  assert.equal(await nodes(here.page), 0);
  assert.equal(decisions(here), 1);
});

test('sent away, it does not come back on the next page, in another tab, or on a visit next week', async (t) => {
  const here = await dismissed(t);
  await looksAround(here, { pieces: 3, path: '/category.html' });
  assert.equal(await nodes(here.page), 0, 'on the next page');
  const tab = await inNewTab(here);
  await looksAround(tab, { pieces: 3 });
  assert.equal(await nodes(tab.page), 0, 'in another tab');
  await later(here.context, 7 * DAY);
  await looksAround(here, { pieces: 4 });
  assert.equal(await nodes(here.page), 0, 'next week');
  assert.equal(decisions(here), 1);
});

test('after 30 days it may come again', async (t) => {
  const here = await dismissed(t);
  await later(here.context, 31 * DAY);
  await looksAround(here, { pieces: 4 });
  await until(() => decisions(here) === 2, 'another decision');
});

/** Where nobody is interrupted: how the page gets there, and how it is left. */
const QUIET = [
  ['with a password field on the page', () => document.body.insertAdjacentHTML('beforeend', '<p id="ask">Password <input type="password"></p>')],
  ['with a consent bar of the usual kind open', () => document.body.insertAdjacentHTML('beforeend', '<p id="ask" class="cookie-banner">May we?</p>')],
  ['with a part that the shop marked as quiet', () => document.body.insertAdjacentHTML('beforeend', '<p id="ask" data-motivo-quiet>One moment</p>')],
  ['with a dialog of the shop open', () => {
    document.body.insertAdjacentHTML('beforeend', '<dialog id="ask">A question of the shop</dialog>');
    document.getElementById('ask').show();
  }],
  ['while the shopper types', () => {
    document.body.insertAdjacentHTML('beforeend', '<p id="ask" style="position: fixed; inset-block-start: 0">Name <input></p>');
    document.querySelector('#ask input').focus();
  }],
];
for (const [where, ask] of QUIET) {
  test(`nobody is interrupted ${where}; once that is over, the note comes`, async (t) => {
    const here = await world(t, { seed: SAMPLE, config: config.sample({ only: config.NOTE, evidence: 2 }) });
    const { page } = here;
    await looksAround(here, { pieces: 1 });
    await page.evaluate(ask);
    await looksAround(here, { pieces: 4, stay: true });
    assert.equal(await card(page).count(), 0);
    await page.evaluate(() => document.getElementById('ask').remove());
    await looksAround(here, { pieces: 2, stay: true });
    await shownNote(page);
  });
}

test('nobody is interrupted while the shop asks again for consent in its own bar', async (t) => {
  const here = await world(t, {
    // As embed.md tells an owner to mark a bar that Motivo cannot know.
    edit: (html) => html.replace('id="consent-bar"', 'id="consent-bar" data-motivo-quiet'),
    seed: SAMPLE,
    config: config.sample({ only: config.NOTE, evidence: 5 }),
  });
  const { page } = here;
  await looksAround(here, { pieces: 1 });
  await page.locator('#consent-again').click();
  await page.locator('#consent-bar').waitFor({ state: 'visible' });
  assert.equal(await nodes(page), 0, 'not before it either');
  await looksAround(here, { pieces: 7, stay: true });
  assert.equal(await nodes(page), 0);
  await page.locator('#consent-accept').click();
  await looksAround(here, { pieces: 9, stay: true });
  await shownNote(page);
});

test('nobody is interrupted while their panel is open', async (t) => {
  const here = await world(t, { seed: SAMPLE, config: config.sample({ only: config.NOTE, evidence: 2 }) });
  const { page } = here;
  await looksAround(here, { pieces: 1 });
  await page.evaluate(() => window.motivo.panel());
  await page.locator('motivo-view dialog[open]').waitFor();
  for (const hour of ['first-light', 'one-pot', 'no-plan', 'long-forecast']) {
    await page.evaluate((id) => document.getElementById(id).scrollIntoView({ block: 'center' }), hour);
    await here.shopper.looks(500);
  }
  assert.equal(await card(page).count(), 0);
});

test('nobody is interrupted at the checkout', async (t) => {
  const here = await noted(t, two());
  await later(here.context, 5);
  const { page, shop } = here;
  await page.goto(`${shop.url}/checkout.html`);
  await page.waitForLoadState('networkidle');
  await here.shopper.turnsAway();
  assert.equal(await nodes(page), 0);
  assert.equal(decisions(here), 1);
});

test('nobody is interrupted on an error page', async (t) => {
  const here = await world(t, { seed: SAMPLE, config: config.sample({ only: config.NOTE, evidence: 2 }) });
  const { page, context } = here;
  await context.route('**/lost.html', async (route) => {
    const response = await route.fetch({ url: `${here.shop.url}/index.html` });
    await route.fulfill({ response, status: 404 });
  });
  await looksAround(here, { pieces: 4, path: '/lost.html' });
  assert.equal(await nodes(page), 0);
  await looksAround(here, { pieces: 2 });
  await shownNote(page);
});
