// With the keyboard alone everything that is shown can be reached, read, used and sent away, in every engine.
// Never a pointer: consent is given by keyboard too.

import assert from 'node:assert/strict';
import { sample } from '../lib/config.mjs';
import { inEveryEngine } from '../lib/engine.mjs';
import { arrives, goes } from '../lib/engine-shopper.mjs';
import { appears, goesAway, heard, nodes, patiently, shownCard, textsOurs } from '../lib/engine-view.mjs';
import { visit } from '../lib/engine-visit.mjs';

/** Far more than a page of the shop has controls. */
const MOST_TABS = 120;

/** Where the focus is: a part of what is shown, or an id, or an element's name. */
const focused = (tab) =>
  tab.evaluate(() => {
    const host = document.activeElement;
    const inner = host?.shadowRoot?.activeElement;
    return inner ? inner.getAttribute('part') ?? inner.localName : host?.id || host?.localName;
  });

/** Presses Tab until the focus is there; gives where it was on the way. */
async function tabsTo(tab, wanted, key = 'Tab') {
  const met = [];
  for (let turn = 0; turn < MOST_TABS; turn += 1) {
    await tab.press(key);
    met.push(await focused(tab));
    if (met.at(-1) === wanted) return met;
  }
  throw new Error(`${key} never reaches ${wanted}: ${met.join(', ')}`);
}

async function opened(t, engine) {
  const here = await visit(t, engine, { config: sample() });
  await goes(here, '/');
  await patiently(() => here.tab.evaluate(() => typeof window.motivo?.show === 'function'), 'the tag');
  await tabsTo(here.tab, 'consent-accept');
  await here.tab.press('Enter');
  return here;
}

inEveryEngine('the note takes no focus; Tab reaches its controls in order, Enter opens its reasons and follows its link', async (t, engine) => {
  const here = await opened(t, engine);
  const { tab } = here;
  await tab.evaluate(() => document.getElementById('menu-journal').focus());
  await tab.evaluate(() => window.motivo.show('welcome'));
  await shownCard(tab);
  assert.equal(await focused(tab), 'menu-journal');

  const met = await tabsTo(tab, 'close');
  assert.deepEqual(met.slice(met.indexOf('action')), ['action', 'dismiss', 'summary', 'close']);
  await tabsTo(tab, 'summary', 'Shift+Tab');
  await tab.press('Enter');
  await patiently(async () => /everybody can get/.test((await textsOurs(tab, 'details'))[0]), 'the reasons');
  await tabsTo(tab, 'action', 'Shift+Tab');
  await tab.press('Enter');
  await arrives(tab, '/category.html');
  assert.deepEqual(await heard(tab), []);
});

inEveryEngine('Escape sends the note away, from inside and from the shop, and so do the keys on its buttons', async (t, engine) => {
  const here = await opened(t, engine);
  const { tab } = here;
  const show = async () => {
    await tab.evaluate(() => window.motivo.show('welcome'));
    await shownCard(tab);
  };
  for (const [control, key] of [['dismiss', 'Space'], ['close', 'Enter'], ['action', 'Escape'], [null, 'Escape']]) {
    await show();
    if (control) await tabsTo(tab, control);
    else await tab.evaluate(() => document.getElementById('menu-journal').focus());
    await tab.press(key);
    await patiently(async () => (await nodes(tab)) === 0, `the note to go: ${key} on ${control ?? 'the shop'}`);
  }
  assert.equal(await focused(tab), 'menu-journal', 'the shop keeps its focus');
  assert.deepEqual(await heard(tab), []);
});

inEveryEngine('the panel opens from the shop’s link, keeps the focus inside, closes by Escape and gives the focus back', async (t, engine) => {
  const here = await opened(t, engine);
  const { tab } = here;
  await tabsTo(tab, 'your-personalisation');
  await tab.press('Enter');
  await appears(tab, 'dialog[open] [part~=controls]');
  assert.notEqual(await focused(tab), 'your-personalisation');
  const inside = new Set();
  // Round once, and past the browser's own bars where they are between.
  for (let turn = 0; turn < 60; turn += 1) {
    await tab.press('Tab');
    inside.add(await focused(tab));
  }
  const ofTheShop = await tab.evaluate(() => [...document.querySelectorAll('a[href],button,summary,input')].map(({ id }) => id).filter(Boolean));
  assert.deepEqual([...inside].filter((name) => ofTheShop.includes(name)), [], 'nothing behind it has the focus');
  assert.ok(inside.size > 4, [...inside].join(', '));
  await tab.press('Escape');
  await goesAway(tab, 'dialog[open]');
  assert.equal(await focused(tab), 'your-personalisation');
  assert.deepEqual(await heard(tab), []);
});

inEveryEngine('the size guide opens and closes by keyboard, and the focus is back on the nudge', async (t, engine) => {
  const here = await opened(t, engine);
  const { tab } = here;
  await goes(here, '/product-jacket.html');
  await patiently(() => tab.evaluate(() => typeof window.motivo?.show === 'function'), 'the tag');
  await tab.evaluate(() => window.motivo.show('jacket-size'));
  await shownCard(tab, 'coach_nudge');
  await tabsTo(tab, 'action');
  await tab.press('Enter');
  await appears(tab, 'dialog[open] table');
  assert.equal(await focused(tab), 'sheet-title', 'reading begins at the title');
  await tab.press('Escape');
  await goesAway(tab, 'dialog[open]');
  assert.equal(await focused(tab), 'action');
  assert.equal(await nodes(tab), 1, 'the nudge is where it was');
  assert.deepEqual(await heard(tab), []);
});
