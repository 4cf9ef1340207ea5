// In the mode `ldp` a visit sends one record, told by chance, and nothing else: when the shop is left.
// Never asks the widget what it sent: a server between it and the collector writes that down.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as clock from '../lib/clock.mjs';
import * as config from '../lib/config.mjs';
import { startCollector } from '../lib/collector.mjs';
import { looksAround } from '../lib/journeys.mjs';
import { card, shownNote } from '../lib/note.mjs';
import { dialog, openPanel } from '../lib/panel.mjs';
import { strange } from '../lib/privacy-page.mjs';
import { HELD_OUT, SAMPLE } from '../lib/seeds.mjs';
import { until } from '../lib/until.mjs';
import { startWire } from '../lib/wire.mjs';
import { world } from '../lib/world.mjs';

const privacy = { mode: 'ldp', epsilon: 4, visits_a_month: 10_000_000 };
const shop = (changes = {}) => config.sample({ only: config.NOTE, evidence: 2, holdout: 0.05, privacy, ...changes });

/** Ten motivators and the abstention, each without an order and with one. */
const ABSTAINED = 20;

/** Runs before the page: of 64 random bits the first are set, and with these the truth is told. */
function honestDice() {
  const real = crypto.getRandomValues.bind(crypto);
  let isHigh = false;
  crypto.getRandomValues = (numbers) => {
    real(numbers);
    isHigh = !isHigh;
    return isHigh ? numbers.fill(0xffffffff) : numbers;
  };
}

/** What the collector counted, of anything but repeats and refusals: `marginal key value`. */
const counted = async (collector) =>
  (await collector.cells())
    .filter(({ marginal }) => marginal !== 'health')
    .map(({ mode, marginal, key, value }) => `${mode} ${marginal} ${key} ${value}`);

/** A shopper of a shop in this mode, with all that they send written down by `wire`. */
async function visits(t, { config: changes, ...options }) {
  const collector = await startCollector({ configs: [shop(changes)] });
  t.after(() => collector.remove());
  const wire = await startWire(collector);
  t.after(() => wire.stop());
  const here = await world(t, { scripts: [honestDice], ...options, collector, src: wire.loader });
  return { ...here, wire };
}

/** The one record is all that was ever sent, as the page on privacy allows it, and is all that was counted. */
async function assertOnly({ wire, collector, seen }, text) {
  await until(async () => (await counted(collector)).length > 0, 'the record to be counted');
  assert.deepEqual(wire.records().map((record) => record.text), [text]);
  assert.deepEqual(wire.records().flatMap(strange), []);
  assert.ok(wire.sent.every(({ method, path }) => method === 'POST' && path === '/v1/records'));
  const [, holdout, kind, epsilon, symbols, told] = text.split(' ');
  const key = `${epsilon}|${symbols}|${holdout}|${kind}`;
  assert.deepEqual(await counted(collector), [`ldp private ${key} 1`, `ldp private_symbols ${key}|abstained|${told % 2} 1`]);
  const health = (await collector.cells()).filter(({ marginal }) => marginal === 'health');
  assert.deepEqual(health.map(({ key, value }) => [key, value]), [['none|m1|none', 1]], 'nothing was refused or came twice');
  const posts = seen.requests.filter(({ method, url }) => method !== 'GET' && !url.startsWith(wire.url));
  assert.deepEqual(posts, [], 'nobody else was told anything');
}

/** Of every record that was sent: one that was not answered before its page went away comes again. */
const ids = ({ wire }) => new Set(wire.records().map(({ id }) => id));

/** As a script of the shop opens another of its pages. */
async function opens({ page, shop }, path) {
  await page.evaluate((to) => void location.assign(to), path);
  await page.waitForURL(`${shop.url}${path}`);
  await attends(page);
}

/** Until what tells is there. */
async function attends(page) {
  await page.waitForFunction(() => performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/decisions_bg.wasm')));
  await page.waitForTimeout(300);
}

/** Goes to the page of somebody else, as the address bar does. */
const leaves = ({ page, collector }) => page.goto(`${collector.url}/v1/privacy/sample`);

/** From the cart to the order. */
async function orders(here) {
  const { page, shop } = here;
  await opens(here, '/product-lantern.html');
  await page.locator('#lantern-add-to-cart button').click();
  await page.waitForURL(/cart\.html/);
  await page.locator('#place-order button').click();
  await page.waitForURL(/order\.html/);
  await attends(page);
  assert.ok(page.url().startsWith(shop.url));
  await page.waitForTimeout(1_500); // Whatever would be told with the order has time to be.
}

test('a visit without an order tells one record when the shop is left, and nothing before', async (t) => {
  const here = await visits(t, { seed: SAMPLE });
  await looksAround(here, { pieces: 2 });
  await shownNote(here.page);
  await here.page.waitForTimeout(1_500);
  await opens(here, '/product-lantern.html');
  await opens(here, '/cart.html');
  await here.page.waitForTimeout(500);
  assert.deepEqual(here.wire.records(), []);
  assert.deepEqual(await counted(here.collector), []);
  await leaves(here);
  await assertOnly(here, `private 0 welcome_note 4 22 ${ABSTAINED}`);
});

test('a visit with an order tells one record, when the shop is left and not with the order', async (t) => {
  const here = await visits(t, { seed: SAMPLE });
  await looksAround(here, { pieces: 2 });
  await shownNote(here.page);
  await orders(here);
  assert.deepEqual(here.wire.records(), []);
  await leaves(here);
  await assertOnly(here, `private 0 welcome_note 4 22 ${ABSTAINED + 1}`);
});

for (const buys of [false, true]) {
  test(`a holdout shopper ${buys ? 'with' : 'without'} an order tells one record too, of nothing shown`, async (t) => {
    const here = await visits(t, { seed: HELD_OUT.sample, config: { holdout: 0.5 } });
    await looksAround(here, { pieces: 2 });
    await attends(here.page);
    await here.page.waitForTimeout(1_000);
    if (buys) await orders(here);
    await leaves(here);
    await assertOnly(here, `private 1 nothing 4 22 ${ABSTAINED + Number(buys)}`);
  });
}

test('what came after the record is not told, and the next visit tells its own', async (t) => {
  const here = await visits(t, { seed: SAMPLE });
  await looksAround(here, { pieces: 2 });
  await shownNote(here.page);
  await leaves(here);
  await until(() => ids(here).size === 1, 'the first record');
  await looksAround(here, { pieces: 2 });
  await orders(here);
  await leaves(here);
  await here.page.waitForTimeout(500);
  assert.equal(ids(here).size, 1, 'one visit');
  await clock.later(here.context, 31 * clock.MINUTE);
  await looksAround(here, { pieces: 2 });
  await attends(here.page);
  await here.page.waitForTimeout(1_000);
  await leaves(here);
  await until(() => ids(here).size === 2, 'the next visit’s');
  assert.deepEqual(here.wire.records().flatMap(strange), []);
  const told = new Set(here.wire.records().map(({ id, text }) => `${id} ${text}`));
  assert.deepEqual([...told].map((line) => line.slice(33)), Array(2).fill(`private 0 welcome_note 4 22 ${ABSTAINED}`));
});

test('who goes from the cart to pay elsewhere is in the visit still, and told when the next begins, once', async (t) => {
  const here = await visits(t, { seed: SAMPLE });
  const { page, collector, wire } = here;
  await looksAround(here, { pieces: 2 });
  await shownNote(page);
  await opens(here, '/cart.html');
  await page.evaluate((to) => void location.assign(to), `${collector.url}/v1/privacy/sample`);
  await page.waitForURL(/privacy/);
  await page.waitForTimeout(500);
  assert.deepEqual(wire.records(), []);
  await clock.later(here.context, 31 * clock.MINUTE);
  for (let visit = 0; visit < 3; visit += 1) {
    await page.goto(`${here.shop.url}/`);
    await attends(page);
    await page.waitForTimeout(700);
  }
  await assertOnly(here, `private 0 welcome_note 4 22 ${ABSTAINED}`);
});

test('going back and reloading are no end of the visit', async (t) => {
  const here = await visits(t, { seed: SAMPLE });
  const { page } = here;
  await looksAround(here, { pieces: 2 });
  await shownNote(page);
  await opens(here, '/product-lantern.html');
  await page.evaluate(() => history.back());
  await page.waitForURL(`${here.shop.url}/`);
  await attends(page);
  await page.evaluate(() => location.reload());
  await page.waitForTimeout(1_000);
  await attends(page);
  assert.deepEqual(here.wire.records(), []);
  await leaves(here);
  await assertOnly(here, `private 0 welcome_note 4 22 ${ABSTAINED}`);
});

test('where there is no Navigation API, links and forms of the shop are no end of the visit either', async (t) => {
  const without = () => Object.defineProperty(window, 'navigation', { value: undefined });
  const here = await visits(t, { seed: SAMPLE, scripts: [honestDice, without] });
  const { page } = here;
  await looksAround(here, { pieces: 2 });
  await shownNote(page);
  await card(page).locator('[part~="action"]').click(); // A link, as a shopper follows it.
  await page.waitForURL(/category\.html/);
  await attends(page);
  assert.deepEqual(here.wire.records(), []);
  await leaves(here);
  await assertOnly(here, `private 0 welcome_note 4 22 ${ABSTAINED}`);
});

test('the panel has the record as it was told, what was shown, and nothing as sent before', async (t) => {
  const here = await visits(t, { seed: SAMPLE });
  const { page, wire } = here;
  const lines = () => dialog(page).locator('[part~="lines"] code').allTextContents();
  await looksAround(here, { pieces: 2 });
  await shownNote(page);
  await page.waitForTimeout(1_500);
  await openPanel(page);
  assert.deepEqual(await lines(), []);
  assert.match(await dialog(page).locator('[part~="shown"]').innerText(), /note/i);
  await leaves(here);
  await until(() => wire.records().length > 0, 'the record');
  await page.goto(here.shop.url);
  await attends(page);
  await openPanel(page);
  await until(async () => (await lines()).length > 0, 'the line');
  assert.deepEqual(await lines(), [`m1 ldp sample … ${wire.records()[0].text}`]);
});

test('without consent to storage a page is a visit, and tells when it goes away', async (t) => {
  const here = await visits(t, { seed: SAMPLE, consent: 'none' });
  await here.context.addInitScript(() => {
    (window.motivo = window.motivo || []).push(['consent', { inference: true, storage: false, reporting: true }]);
  });
  await looksAround(here, { pieces: 2 });
  await shownNote(here.page);
  await here.page.waitForTimeout(1_500);
  await here.page.evaluate(() => void location.assign('/help.html'));
  await here.page.waitForURL(/help/);
  await assertOnly(here, `private 0 welcome_note 4 22 ${ABSTAINED}`);
});

test('a record that was not acknowledged waits, and is sent again as it was', async (t) => {
  const here = await visits(t, { seed: SAMPLE, scripts: [] }); // With true dice.
  const { page, collector, wire } = here;
  await looksAround(here, { pieces: 2 });
  await shownNote(page);
  await page.waitForTimeout(1_500);
  await collector.kill9();
  await page.goto('about:blank');
  await collector.restart();
  await page.goto(`${here.shop.url}/help.html`);
  await until(async () => (await counted(collector)).length > 0, 'the record to be counted');
  const lines = wire.sent.map(({ body }) => body);
  assert.ok(lines.length > 1 && new Set(lines).size === 1, lines.join('\n'));
  assert.deepEqual(wire.records().flatMap(strange), []);
});
