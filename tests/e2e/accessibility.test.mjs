// The note can be met, understood, used and sent away by every shopper: keyboard, screen reader, eyes, motion, language.
// Never relies on a mouse, except to bring the note about.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import axe from '@axe-core/playwright';
import * as config from '../lib/config.mjs';
import { looksAround } from '../lib/journeys.mjs';
import { card, nodes, shownNote } from '../lib/note.mjs';
import { root } from '../lib/paths.mjs';
import { OSCAR, SAMPLE } from '../lib/seeds.mjs';
import { until } from '../lib/until.mjs';
import { world } from '../lib/world.mjs';

const AxeBuilder = axe.default ?? axe;
const SEEDS = { oscar: OSCAR, sample: SAMPLE };
const messages = (locale) => JSON.parse(readFileSync(join(root, 'www', 'messages', `${locale}.json`), 'utf8'));

async function noted(t, options = {}) {
  const shop = options.shop ?? 'sample';
  const here = await world(t, { seed: SEEDS[shop], config: config[shop]({ only: config.NOTE, evidence: 2 }), ...options });
  await looksAround(here, { pieces: 2 });
  await shownNote(here.page);
  await card(here.page).evaluate((element) => Promise.all(element.getAnimations().map((animation) => animation.finished)));
  return here;
}

/** Where the focus is: in the shop, or in the note, and on what. */
const focus = (page) =>
  page.evaluate(() => {
    const name = (element) => element?.id || element?.getAttribute?.('part') || element?.localName || null;
    const outer = document.activeElement;
    return { shop: name(outer), note: outer?.localName === 'motivo-view' ? name(outer.shadowRoot.activeElement) : null };
  });

test('who only uses the keyboard is not taken for somebody who skips: no evidence until something is opened', async (t) => {
  const here = await world(t, { seed: SAMPLE, config: config.sample({ only: config.NOTE, evidence: 2 }) });
  const { page, shop } = here;
  // A visit without evidence is not worth a key.
  const isKept = () => page.evaluate(() => localStorage.getItem('motivo:visit') !== null);
  const goesBy = async (move) => {
    await page.goto(shop.url);
    for (let screen = 0; screen < 6; screen += 1) {
      await move();
      await page.waitForTimeout(450);
    }
    await page.evaluate(() => window.dispatchEvent(new Event('blur')));
  };
  await goesBy(() => page.keyboard.press('PageDown'));
  assert.ok((await page.evaluate(() => scrollY)) > 1_000, 'much went by');
  assert.equal(await isKept(), false);
  assert.equal(await nodes(page), 0);
  await goesBy(() => page.mouse.wheel(0, 600));
  await until(isKept, 'evidence of somebody who goes by with a wheel');
});

test('the note takes no focus when it appears', async (t) => {
  const here = await world(t, { seed: SAMPLE, config: config.sample({ only: config.NOTE, evidence: 2 }) });
  await looksAround(here, { pieces: 1 });
  await here.page.locator('#walk-to-day').focus();
  await looksAround(here, { pieces: 2, stay: true });
  await shownNote(here.page);
  assert.equal((await focus(here.page)).shop, 'walk-to-day');
});

test('by keyboard alone: Tab reaches everything in the note, Escape closes it, the shop keeps working', async (t) => {
  const { page, seen } = await noted(t);
  await page.locator('#foot').locator('a, button').last().focus();
  const met = [];
  for (let turn = 0; turn < 8; turn += 1) {
    await page.keyboard.press('Tab');
    const { note } = await focus(page);
    if (!note) break;
    met.push(note);
  }
  assert.deepEqual([...met].sort(), ['action', 'close', 'dismiss', 'summary']);
  const outlined = await page.evaluate(() => {
    document.querySelector('motivo-view').shadowRoot.querySelector('[part~="action"]').focus();
    const style = getComputedStyle(document.querySelector('motivo-view').shadowRoot.activeElement);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
  });
  assert.ok(outlined, 'the focus can be seen');
  await page.keyboard.press('Escape');
  await until(async () => (await nodes(page)) === 0, 'the note to go');
  await until(() => seen.records().some((record) => record.text.includes(' dismissed ')), 'the outcome dismissed');
  await page.locator('#walk-to-all').press('Enter');
  await page.waitForURL(/category\.html/);
  assert.deepEqual([seen.console, seen.errors], [[], []]);
});

test('"Why am I seeing this?" opens by keyboard and answers without claiming to know the shopper', async (t) => {
  const { page } = await noted(t);
  await card(page).locator('summary').press('Enter');
  assert.equal(await card(page).locator('details').getAttribute('open'), '');
  assert.ok((await card(page).innerText()).includes(messages('en')['why.abstained']));
});

test('declining is as easy as accepting: one press each, the same size', async (t) => {
  const { page } = await noted(t);
  const boxes = await Promise.all(['action', 'dismiss'].map((part) => card(page).locator(`[part~="${part}"]`).boundingBox()));
  assert.ok(Math.abs(boxes[0].height - boxes[1].height) < 2, JSON.stringify(boxes));
  assert.ok(boxes[1].width >= 0.8 * boxes[0].width, JSON.stringify(boxes));
  for (const box of boxes) assert.ok(box.height >= 44 && box.width >= 44, 'large enough for a finger');
});

test('the note has a name and tells a screen reader politely that it is there', async (t) => {
  const { page } = await noted(t);
  assert.equal(await page.getByRole('region', { name: messages('en')['welcome_note.label'] }).count(), 1);
  const said = card(page).getByRole('status');
  await until(async () => /Carrow Strand/.test((await said.textContent()) ?? ''), 'the announcement');
  assert.equal(await card(page).getByRole('button', { name: messages('en').close, exact: true }).count(), 1);
});

for (const shop of ['sample', 'oscar']) {
  for (const colorScheme of ['light', 'dark']) {
    test(`${shop}: axe finds nothing wrong with the note in ${colorScheme}, folded and unfolded`, async (t) => {
      const { page } = await noted(t, { shop, context: { colorScheme } });
      for (const unfolded of [false, true]) {
        if (unfolded) await card(page).locator('summary').click();
        const { violations, passes } = await new AxeBuilder({ page }).include('motivo-view').analyze();
        assert.deepEqual(violations.map(({ id, nodes: all }) => [id, all.map((node) => node.html)]), []);
        assert.ok(passes.some(({ id }) => id === 'color-contrast'), 'axe has looked into the shadow root');
      }
    });
  }
}

test('axe finds nothing wrong with the whole sample shop while the note is shown', async (t) => {
  const { page } = await noted(t);
  const { violations } = await new AxeBuilder({ page }).analyze();
  assert.deepEqual(violations.map(({ id, nodes: all }) => [id, all.map((node) => node.html)]), []);
});

test('in the dark the card is dark', async (t) => {
  const light = async (colorScheme) => {
    const { page } = await noted(t, { context: { colorScheme } });
    const ground = await card(page).evaluate((element) => getComputedStyle(element).backgroundColor);
    return ground.match(/\d+/g).slice(0, 3).reduce((sum, channel) => sum + Number(channel), 0) / 3;
  };
  assert.ok((await light('light')) > 128);
  assert.ok((await light('dark')) < 128);
});

test('who wants less motion gets none', async (t) => {
  const moves = (page) =>
    card(page).evaluate((element) => {
      const { animationName, animationDuration } = getComputedStyle(element);
      return animationName !== 'none' && parseFloat(animationDuration) > 0.01;
    });
  assert.equal(await moves((await noted(t)).page), true, 'otherwise it moves in');
  assert.equal(await moves((await noted(t, { context: { reducedMotion: 'reduce' } })).page), false);
});

test('on the narrowest phone the note fits and the page does not scroll sideways', async (t) => {
  const { page } = await noted(t, { context: { viewport: { width: 320, height: 568 } } });
  const box = await card(page).boundingBox();
  assert.ok(box.x >= 0 && box.x + box.width <= 320 && box.y >= 0 && box.y + box.height <= 568, JSON.stringify(box));
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 320));
});

test('with data-locale="de" the note speaks German, and says so', async (t) => {
  const { page } = await noted(t, { data: { locale: 'de' } });
  const words = messages('de');
  const text = await card(page).innerText();
  for (const key of ['why', 'not_for_me']) assert.ok(text.includes(words[key]), text);
  assert.match(text, /Ein Gruß vom Carrow Strand/);
  assert.match(await page.evaluate(() => document.querySelector('motivo-view').lang), /^de/);
});

test('without data-locale the page\'s own language is used, and a language nobody wrote falls back to the first', async (t) => {
  const german = await noted(t, { edit: (html) => html.replace('<html lang="en">', '<html lang="de-AT">') });
  assert.match(await card(german.page).innerText(), /Ein Gruß vom Carrow Strand/);
  const basque = await noted(t, { data: { locale: 'eu' } });
  assert.match(await card(basque.page).innerText(), /Hello from Carrow Strand/);
  assert.deepEqual(basque.seen.console, []);
});
