// The shopper's panel opens, tells, erases and turns off for good, in every engine.
// Never takes its word for it: storage and the proxy are looked at.

import assert from 'node:assert/strict';
import { NOTE, sample } from '../lib/config.mjs';
import { inEveryEngine } from '../lib/engine.mjs';
import { goes, looksAround, meetsNote, presses, pressesOurs } from '../lib/engine-shopper.mjs';
import { appears, attributeOurs, countOurs, goesAway, heard, keys, nodes, patiently, textsOurs } from '../lib/engine-view.mjs';
import { visit } from '../lib/engine-visit.mjs';

const state = (tab) => attributeOurs(tab, 'dialog [part~=state]', 'data-state');
const says = (tab, wanted) => patiently(async () => (await state(tab)) === wanted, `the panel to say ${wanted}`);

/** By the shop's own link; all of the panel is there. */
async function opens(here) {
  await patiently(() => here.tab.evaluate(() => typeof window.motivo?.panel === 'function'), 'the tag');
  await presses(here, '#your-personalisation');
  await appears(here.tab, 'dialog[open] [part~=human]');
}

inEveryEngine('the panel tells what is guessed and exactly what was sent, and erases both', async (t, engine) => {
  const here = await visit(t, engine, { config: sample({ only: NOTE, evidence: 2 }) });
  const { tab } = here;
  await meetsNote(here);
  await pressesOurs(here, '[part~=dismiss]');
  await goesAway(tab, '[data-kind]');
  await patiently(() => here.records().length === 4, 'that it was sent away');
  await opens(here);
  await says(tab, 'on');
  assert.ok((await countOurs(tab, 'li[data-motivator] [role=meter]')) >= 3);
  const told = await tab.evaluate(() =>
    [...document.querySelector('motivo-view').shadowRoot.querySelectorAll('[part~=lines] code')].map(({ textContent }) => textContent));
  const sent = here.records().map(({ version, mode, storefront, text }) => `${version} ${mode} ${storefront} … ${text}`);
  assert.deepEqual(told, sent);
  await pressesOurs(here, '[data-control=erase]');
  await patiently(async () => (await keys(tab)).length === 0, 'the keys to go');
  await patiently(async () => (await countOurs(tab, '[part~=lines] code')) === 0, 'the lines to go');
  await tab.press('Escape');
  await goesAway(tab, 'dialog[open]');
  await patiently(async () => (await nodes(tab)) === 0, 'the last node to go');
  assert.deepEqual(await heard(tab), []);
});

inEveryEngine('turned off for good: one key stays, later pages ask for the loader alone, and the panel turns it on again', async (t, engine) => {
  const here = await visit(t, engine, { config: sample({ only: NOTE, evidence: 2 }) });
  const { tab } = here;
  await meetsNote(here);
  await pressesOurs(here, 'summary');
  await pressesOurs(here, '[part~=open-panel]');
  await appears(tab, 'dialog[open] [part~=controls]');
  await pressesOurs(here, '[data-control=off]');
  await says(tab, 'off');
  assert.equal(await countOurs(tab, '[data-kind]'), 0, 'the note is gone');
  assert.deepEqual(await keys(tab), ['motivo:off']);

  const since = here.now();
  for (const path of ['/category.html', '/product-lantern.html']) {
    await goes(here, path);
    await looksAround(here, 2);
  }
  const asked = here.asked(since).map(({ url }) => new URL(url).pathname);
  // A browser may keep the loader for some minutes.
  assert.deepEqual(asked.filter((path) => path !== '/motivo.js'), []);
  assert.equal(await nodes(tab), 0);

  await opens(here);
  await says(tab, 'off');
  assert.match((await textsOurs(tab, '[part~=resume]'))[0], /./);
  await pressesOurs(here, '[part~=resume]');
  await says(tab, 'on');
  assert.ok(!(await keys(tab)).includes('motivo:off'));
});
