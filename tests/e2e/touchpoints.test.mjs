// Touchpoints are met by being seen for a second or used, without tagging; what only leads to one is not it.
// Never asks the widget: the page hears of each, and of eight the collector.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as config from '../lib/config.mjs';
import { looksAround } from '../lib/journeys.mjs';
import { shownNote } from '../lib/note.mjs';
import { SAMPLE } from '../lib/seeds.mjs';
import { noticing } from '../lib/signals.mjs';
import { until } from '../lib/until.mjs';
import { world } from '../lib/world.mjs';

const hears = () => document.addEventListener('motivo:touchpoint', ({ detail }) => (window.met = [...(window.met ?? []), detail]));

async function open(t, path, options = {}) {
  const here = await world(t, { seed: SAMPLE, config: config.sample({ only: config.NOTE, evidence: 2, ...options.config }), scripts: [hears], ...options.world });
  await here.page.goto(here.shop.url + path);
  await noticing(here.page);
  return here;
}
const met = (page) => page.evaluate(() => window.met ?? []);
const meets = (page, id) => until(async () => (await met(page)).includes(id), `${id} to be met`);
/** Long enough to be met, had it been one. */
const A_WHILE = 2_500;

test('what is seen for a second is met, what is passed or only linked to is not', async (t) => {
  const { page, shopper } = await open(t, '/product-jacket.html');
  await meets(page, 'price');
  await shopper.skips(page.locator('#reviews'));
  await shopper.glances(page.locator('#size-guide'));
  await meets(page, 'size_guide');
  const before = await met(page);
  for (const id of ['reviews', 'delivery', 'returns', 'search', 'gallery', 'support']) assert.ok(!before.includes(id), `${id} of ${before}`);
  await shopper.glances(page.locator('#reviews'));
  await meets(page, 'reviews');
  const all = await met(page);
  assert.deepEqual([...new Set(all)], all, 'each once a page');
});

test('a tab that is not looked at meets nothing', async (t) => {
  const here = await world(t, {
    seed: SAMPLE,
    scripts: [hears, () => (document.hasFocus = () => false)],
    config: config.sample({ only: config.NOTE }),
  });
  await here.page.goto(`${here.shop.url}/product-jacket.html`);
  await noticing(here.page);
  await here.page.waitForTimeout(A_WHILE);
  assert.deepEqual(await met(here.page), []);
});

test('a tool is met by using it: pictures, a search, a film, a link to the size guide', async (t) => {
  const { page, shop } = await open(t, '/product-jacket.html');
  await page.locator('#thumbs a').nth(1).click();
  await meets(page, 'gallery');
  // The page that opens is the touchpoint too; here the click is what counts.
  await page.evaluate(() => addEventListener('click', (event) => event.preventDefault()));
  await page.locator('#to-size-guide').click();
  await meets(page, 'size_guide');
  await page.locator('#assure-returns').click();
  await meets(page, 'returns');
  await page.goto(`${shop.url}/search.html`);
  await noticing(page);
  await page.evaluate(() => addEventListener('submit', (event) => event.preventDefault()));
  const field = page.locator('main input[type=search]').first();
  await field.fill('kite');
  await field.press('Enter');
  await meets(page, 'search');
});

test('a pointer that moves over a picture for two seconds looks closely, one that rests does not', async (t) => {
  const { page } = await open(t, '/product-jacket.html');
  const { x, y } = await page.locator('#gallery-main').boundingBox();
  await page.mouse.move(x + 50, y + 50);
  await page.waitForTimeout(A_WHILE);
  assert.ok(!(await met(page)).includes('gallery'));
  await page.mouse.move(x + 80, y + 70);
  await meets(page, 'gallery');
});

test('a page of delivery, returns or help is that touchpoint after a second', async (t) => {
  const { page, shop } = await open(t, '/returns.html');
  await meets(page, 'returns');
  await page.goto(`${shop.url}/help.html`);
  await meets(page, 'support');
});

test('somebody on a keyboard meets what somebody with a mouse meets', async (t) => {
  const { page } = await open(t, '/product-jacket.html');
  await page.evaluate(() => addEventListener('click', (event) => event.preventDefault()));
  await page.locator('#to-size-guide').focus();
  await page.keyboard.press('Enter');
  await meets(page, 'size_guide');
  await page.locator('#thumbs a').nth(1).focus();
  await page.keyboard.press('Enter');
  await meets(page, 'gallery');
});

test('the owner names touchpoints in the markup and in the config, their own and built-in ones', async (t) => {
  const touchpoints = [
    { id: 'care_guide', match: { selector: '#care' } },
    { id: 'front_page', match: { url: '/product-jacket.html' } },
    { id: 'delivery', match: { selector: '#assure' } },
    { id: 'weather_report' },
  ];
  const marks = () =>
    addEventListener('DOMContentLoaded', () => {
      const mark = (selector, id) => document.querySelector(selector).setAttribute('data-motivo-touchpoint', id);
      mark('#size-guide', 'comparison');
      mark('#page-title', 'weather_report');
      mark('#buy', 'nobody_knows_it');
    });
  const { page, shopper } = await open(t, '/product-jacket.html', { config: { touchpoints }, world: { scripts: [hears, marks] } });
  await meets(page, 'front_page');
  await meets(page, 'weather_report');
  await shopper.glances(page.locator('#assure'));
  await meets(page, 'delivery');
  await shopper.glances(page.locator('#size-guide'));
  await meets(page, 'comparison');
  await shopper.glances(page.locator('#care'));
  await meets(page, 'care_guide');
  assert.ok(!(await met(page)).includes('nobody_knows_it'));
});

const touchpointRecords = ({ seen }) => seen.records().filter(({ type }) => type === 'touchpoints');
/** Words of a touchpoints record; see docs/privacy.md. */
const parsed = ({ fields }) => ({ drawn: fields.slice(0, 8).map(Number), first: fields[9], before: Number(fields[10]), after: Number(fields[15]) });

test('a visit with a decision tells of eight touchpoints, drawn once, what it met since it last told', async (t) => {
  const here = await world(t, { seed: SAMPLE, config: config.sample({ only: config.NOTE, evidence: 2 }), scripts: [hears] });
  const { page, shop, seen } = here;
  await looksAround(here, { pieces: 2 });
  await shownNote(page);
  for (const path of ['/product-jacket.html', '/returns.html', '/help.html']) {
    await page.goto(shop.url + path);
    await until(async () => (await met(page)).length > 0, `something to be met on ${path}`);
  }
  await page.goto(`${shop.url}/category.html`);
  await until(() => touchpointRecords(here).length > 0, 'the record');
  const told = touchpointRecords(here).map(parsed);
  for (const { drawn } of told) assert.deepEqual(drawn, told[0].drawn, 'the same eight');
  assert.equal(new Set(told[0].drawn).size, 8);
  assert.deepEqual([told[0].first, told[0].before], ['1', 0]);
  told.slice(1).forEach(({ first, before }, index) => assert.deepEqual([first, before], ['0', told[index].after]));
  assert.deepEqual([seen.errors, seen.said()], [[], []]);
});

test('what was met before the first decision counts too', async (t) => {
  const here = await world(t, { seed: SAMPLE, config: config.sample({ only: config.NOTE, evidence: 4 }), scripts: [hears] });
  const { page, shop } = here;
  await looksAround(here, { pieces: 1 });
  await page.goto(`${shop.url}/product-jacket.html`);
  await noticing(page);
  await meets(page, 'price');
  const [, decisions, places] = await page.evaluate(() => localStorage.getItem('motivo:visit').split('\n'));
  assert.equal(decisions, '', 'nothing was decided yet');
  assert.ok(places.split(',').includes('11'), places);
});
