// In a shop of one document each path is a page, in every engine: with the Navigation API and without.
// Never a new document here: the page only changes its address.

import assert from 'node:assert/strict';
import { NOTE, sample } from '../lib/config.mjs';
import { inEveryEngine } from '../lib/engine.mjs';
import { meetsNote } from '../lib/engine-shopper.mjs';
import { goesAway, heard, patiently, shownCard } from '../lib/engine-view.mjs';
import { visit } from '../lib/engine-visit.mjs';

const ROUTES = {
  pushed: () => history.pushState(null, '', '/spring'),
  replaced: () => history.replaceState(null, '', '/summer'),
  'gone back to': () => void setTimeout(() => history.back()),
};

inEveryEngine('what is open goes with a route that is pushed, replaced or gone back to, and counts as ignored', async (t, engine) => {
  const here = await visit(t, engine, { config: sample({ only: NOTE, evidence: 2 }) });
  const { tab } = here;
  await meetsNote(here);
  for (const [way, route] of Object.entries(ROUTES)) {
    if (way !== 'pushed') {
      await tab.evaluate(() => window.motivo.show('welcome'));
      await shownCard(tab);
    }
    await tab.evaluate(route);
    await goesAway(tab, '[data-kind]');
  }
  await patiently(() => here.records().some(({ text }) => / ignored /.test(text)), 'the record');
  assert.deepEqual(await heard(tab), []);
});
