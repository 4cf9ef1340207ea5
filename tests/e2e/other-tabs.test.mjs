// A visit is one visit in all tabs of the shop: what is learned, allowed and withdrawn in one holds in the others.
// Never longer than a second behind.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as config from '../lib/config.mjs';
import { looksAround } from '../lib/journeys.mjs';
import { nodes, shownNote } from '../lib/note.mjs';
import { bars, dialog, openPanel, stateOf } from '../lib/panel.mjs';
import { stored } from '../lib/recorder.mjs';
import { SAMPLE } from '../lib/seeds.mjs';
import { shopperOn } from '../lib/shopper.mjs';
import { until } from '../lib/until.mjs';
import { world } from '../lib/world.mjs';

async function inNewTab(here) {
  const page = await here.context.newPage();
  return { ...here, page, shopper: shopperOn(page) };
}

/** The shopper changes to this tab; the driver would have all of them looked at. */
async function changesTo({ context, page }) {
  for (const tab of context.pages()) {
    const session = await context.newCDPSession(tab);
    await session.send('Emulation.setFocusEmulationEnabled', { enabled: false });
  }
  await page.bringToFront();
  await until(() => page.evaluate(() => document.hasFocus()), 'the tab to be looked at');
}

test('two pieces of evidence in one tab and two in another are four', async (t) => {
  const here = await world(t, { seed: SAMPLE, config: config.sample({ only: config.NOTE, evidence: 4 }) });
  const second = await inNewTab(here);
  await second.page.goto(`${here.shop.url}/product-lantern.html`);
  await changesTo(here);
  await looksAround(here, { pieces: 2 });
  assert.equal(await nodes(here.page), 0);
  await changesTo(second);
  await looksAround(second, { pieces: 2, stay: true });
  await shownNote(second.page);
  await until(() => here.seen.records().length > 0, 'the records');
  assert.equal(here.seen.records().filter(({ type }) => type === 'visit').length, 1);
});

test('what is read in one tab shows in the panel that is open in the other', async (t) => {
  const here = await world(t, { seed: SAMPLE, config: config.sample({ only: config.NOTE, evidence: 20 }) });
  const second = await inNewTab(here);
  await second.page.goto(`${here.shop.url}/category.html`);
  await openPanel(second.page);
  await dialog(second.page).locator('li[data-motivator]').first().waitFor();
  const before = (await bars(second.page)).toString();
  await changesTo(here);
  await looksAround(here, { pieces: 3 });
  await changesTo(second);
  await until(async () => (await bars(second.page)).toString() !== before, 'the other tab to know');
});

test('consent that is withdrawn in one tab ends it in the other within a second', async (t) => {
  const here = await world(t, { seed: SAMPLE, config: config.sample({ only: config.NOTE, evidence: 2 }) });
  await looksAround(here, { pieces: 2 });
  await shownNote(here.page);
  await until(() => here.seen.records().length === 3, 'the note to have been seen');
  const second = await inNewTab(here);
  await second.page.goto(`${here.shop.url}/category.html`);
  await openPanel(second.page);
  await until(async () => (await stateOf(second.page)) === 'on', 'the second tab to run');
  const began = Date.now();
  await second.page.evaluate(() => window.motivo.consent({ inference: false, storage: false, reporting: false }));
  await until(async () => (await nodes(here.page)) === 0, 'the note in the first tab to go', 1);
  t.diagnostic(`the other tab had ended after ${Date.now() - began} ms`);
  assert.deepEqual((await stored(here.page)).local.filter((key) => key.startsWith('motivo')), []);
  const sent = here.seen.records().length;
  await here.page.bringToFront();
  await looksAround(here, { pieces: 3, stay: true });
  assert.equal(await nodes(here.page), 0);
  assert.equal(here.seen.records().length, sent);
  assert.deepEqual((await stored(here.page)).local.filter((key) => key.startsWith('motivo')), []);
});
