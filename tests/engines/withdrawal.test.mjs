// Consent that is withdrawn is withdrawn in every engine: in this tab, in another, on the next page and on one that comes back.
// Never only in what the page says: the proxy sees what is still asked for.

import assert from 'node:assert/strict';
import { NOTE, sample } from '../lib/config.mjs';
import { has, inEveryEngine } from '../lib/engine.mjs';
import { agrees, declines, eventually, goes, looksAround, meetsNote, turnsBack } from '../lib/engine-shopper.mjs';
import { goesAway, heard, keys, nodes, patiently, shownCard } from '../lib/engine-view.mjs';
import { visit } from '../lib/engine-visit.mjs';

const SHELL = /^\/(motivo\.js|v\/[\w-]+\/observer\.js)$/;
const quick = () => sample({ only: NOTE, evidence: 2 });

/** What was asked for since then is at most what a page before consent asks for. */
function assertSilence(here, since) {
  const asked = here.asked(since).map(({ method, url }) => `${method} ${new URL(url).pathname}`);
  assert.deepEqual(asked.filter((line) => !SHELL.test(line.replace(/^GET /, ''))), []);
}

async function withNote(t, engine) {
  const here = await visit(t, engine, { config: quick() });
  await meetsNote(here);
  return here;
}

inEveryEngine('withdrawn in one tab it is withdrawn in both: no note, no key, no request, also on the next page', async (t, engine) => {
  const here = await withNote(t, engine);
  const second = await here.another('/category.html');
  // The policy file is the last thing that is asked for, perhaps of the browser's own cache.
  const all = () => performance.getEntriesByType('resource').some(({ name }) => name.includes('/v1/policy/'));
  await eventually(second.tab, 'the visit in the other tab, with all that it loads', all);
  const since = here.now();
  await declines(second);
  // A tab that hears of it may write the one word "withdrawn" for some milliseconds.
  await patiently(async () => (await keys(second.tab)).length === 0, 'the keys to go');
  await patiently(async () => (await nodes(here.tab)) === 0, 'the note in the first tab to go');

  await looksAround(second, 3);
  if (has(engine, 'a tab brought to the front')) await here.tab.front();
  await looksAround(here, 3);
  assert.deepEqual(here.asked(since), [], 'where it ran, nothing is asked for any more');
  await goes(here, '/product-lantern.html');
  await looksAround(here, 2);
  assertSilence(here, since);
  for (const tab of [here.tab, second.tab]) assert.deepEqual([await nodes(tab), await keys(tab), await heard(tab)], [0, [], []]);
});

inEveryEngine('a page that comes back from the back-forward cache obeys what was withdrawn after it was left', async (t, engine) => {
  const here = await withNote(t, engine);
  const { tab } = here;
  await tab.evaluate(() => addEventListener('pageshow', ({ persisted }) => (window.cameBack = persisted)));
  await goes(here, '/category.html');
  await declines(here);
  await patiently(async () => (await keys(tab)).length === 0, 'the keys to go');
  const since = here.now();
  await turnsBack(here, '/');
  assert.equal(await tab.evaluate(() => window.cameBack), true, 'it is the page that was left');
  await goesAway(tab, '[data-kind]');
  await looksAround(here, 4);
  assertSilence(here, since);
  assert.deepEqual([await nodes(tab), await keys(tab), await heard(tab)], [0, [], []]);
});

inEveryEngine('a page that comes back from the back-forward cache goes on where consent holds', async (t, engine) => {
  const here = await visit(t, engine, { config: sample({ only: NOTE, evidence: 4 }) });
  const { tab } = here;
  await goes(here, '/');
  await agrees(here);
  await looksAround(here, 2);
  await tab.evaluate(() => addEventListener('pageshow', ({ persisted }) => (window.cameBack = persisted)));
  await goes(here, '/category.html');
  await turnsBack(here, '/');
  assert.equal(await tab.evaluate(() => window.cameBack), true, 'it is the page that was left');
  await looksAround(here, 4);
  await shownCard(tab);
  assert.deepEqual(await heard(tab), []);
});
