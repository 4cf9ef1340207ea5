// Before consent, and under Global Privacy Control, a proxy sees the widget's own files and nothing else, in every engine.
// Never takes the browser's word for it, and never silence for an answer: consent starts it in the same page.

import assert from 'node:assert/strict';
import { NOTE, sample } from '../lib/config.mjs';
import { has, inEveryEngine } from '../lib/engine.mjs';
import { accepts, agrees, declines, goes, looksAround } from '../lib/engine-shopper.mjs';
import { heard, kept, keys, nodes, patiently } from '../lib/engine-view.mjs';
import { visit } from '../lib/engine-visit.mjs';

const quick = () => sample({ only: NOTE, evidence: 2 });
/** The loader and the shell: all that a shopper who has not agreed may load. */
const SHELL = /^\/(motivo\.js|v\/[\w-]+\/observer\.js)$/;
const LOADER = /^\/motivo\.js$/;

async function assertNothingHappened(here, files) {
  for (const { method, url, body } of here.asked()) {
    const { origin, pathname, search } = new URL(url);
    assert.equal(origin, here.collector.url, `${method} ${url}`);
    assert.ok(method === 'GET' && files.test(pathname) && !search && !body, `${method} ${url} ${body}`);
  }
  for (const file of [`${here.shop.url}/`, here.collector.loader])
    assert.ok(here.requests().some(({ url }) => url === file), `the proxy sees ${file}`);
  assert.deepEqual(await kept(here.tab), []);
  assert.equal(await nodes(here.tab), 0);
  assert.deepEqual(await here.collector.cells(), []);
}

inEveryEngine('before consent, and after it was declined, only the loader and the shell are asked for and nothing is kept; consent starts it', async (t, engine) => {
  const here = await visit(t, engine, { config: quick() });
  await goes(here, '/');
  await looksAround(here, 3);
  await goes(here, '/category.html');
  await looksAround(here, 3);
  await assertNothingHappened(here, SHELL);
  await declines(here);
  await goes(here, '/');
  await looksAround(here, 3);
  await assertNothingHappened(here, SHELL);
  assert.deepEqual(await heard(here.tab), []);

  await here.tab.evaluate(() => document.getElementById('consent-again').click());
  await agrees(here);
  await looksAround(here, 3);
  await patiently(() => here.records().some(({ type }) => type === 'visit'), 'the first record after consent');
  assert.ok((await keys(here.tab)).includes('motivo:visit'));
});

inEveryEngine('under Global Privacy Control only the loader is asked for, whatever the shopper answers', async (t, engine) => {
  const here = await visit(t, engine, { config: quick(), gpc: true });
  await goes(here, '/');
  assert.equal(await here.tab.evaluate(() => navigator.globalPrivacyControl), true);
  await accepts(here);
  await looksAround(here, 3);
  await goes(here, '/category.html');
  await looksAround(here, 3);
  await assertNothingHappened(here, LOADER);
  assert.match((await heard(here.tab)).join('\n'), /^motivo: not personalising: global privacy control$/);
  if (has(engine, 'Global Privacy Control of its own')) {
    const asked = here.requests().find(({ url }) => url === `${here.shop.url}/category.html`);
    assert.equal(asked.headers['sec-gpc'], '1', 'it is the browser that objects');
  }
});
