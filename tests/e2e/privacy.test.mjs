// Everything that a whole visit sends is in docs/privacy.md, word for word.
// Never keeps a list of its own: what the page tells the owner is the list (lib/privacy-page.mjs).

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as config from '../lib/config.mjs';
import { looksAround, ordersAfterNote } from '../lib/journeys.mjs';
import { shownNote } from '../lib/note.mjs';
import { TABLES, strange } from '../lib/privacy-page.mjs';
import { SAMPLE } from '../lib/seeds.mjs';
import { until } from '../lib/until.mjs';
import { world } from '../lib/world.mjs';

test('the page has a table for each type of record, and a word that is not in it is found', () => {
  for (const type of ['visit', 'decision', 'outcome', 'conversion', 'friction', 'control', 'touchpoints', 'private']) assert.ok(TABLES[type].length > 0, type);
  const record = { version: 'm1', mode: 'counts', storefront: 'sample', id: '0'.repeat(32), type: 'visit', fields: ['0', 'no', '11', '3'] };
  assert.deepEqual(strange(record), []);
  assert.deepEqual(strange({ ...record, fields: ['0', 'no', '12', '3'] }), ['motivator 12']);
  assert.deepEqual(strange({ ...record, fields: ['0', 'no', '11', '3', 'lantern'] }), ['visit has 10 words, the page 9']);
  assert.deepEqual(strange({ ...record, type: 'friction', fields: ['rage', 'request', 'none', 'seen', '0'] }), []);
  assert.deepEqual(strange({ ...record, type: 'control', fields: ['belonging'] }), ['control belonging']);
  const told = { ...record, mode: 'ldp', type: 'private', fields: ['0', 'nothing', '2', '22', '7'] };
  assert.deepEqual(strange(told), []);
  assert.deepEqual(strange({ ...told, fields: ['0', 'welcome_note', '3', '22', '7', '1'] }), ['private has 11 words, the page 10']);
  assert.deepEqual(strange({ ...record, mode: 'all', id: 'me' }), ['mode all', 'id me']);
});

test('a whole visit, from the first page to the order, sends nothing that the page does not name', async (t) => {
  const here = await world(t, { seed: SAMPLE, config: config.sample({ only: config.NOTE, evidence: 2 }) });
  const { page, shop, seen, collector } = here;
  await page.goto(`${shop.url}/?from=newsletter-8812`);
  await looksAround(here, { pieces: 2 });
  await shownNote(page);
  await until(() => seen.records().length === 3, 'the note to have been seen');
  await ordersAfterNote(here);
  await until(() => seen.records().some(({ type }) => type === 'conversion'), 'the order to be told');

  const types = new Set(seen.records().map(({ type }) => type));
  assert.deepEqual([...types].sort(), ['conversion', 'decision', 'outcome', 'touchpoints', 'visit']);
  assert.deepEqual(seen.records().flatMap(strange), []);

  const others = seen.to(collector.url).filter(({ method }) => method !== 'POST');
  assert.ok(others.length > 4, 'files, plan and policy');
  for (const { url, body, method } of others) {
    assert.equal(method, 'GET');
    assert.equal(body, null);
    const path = new URL(url).pathname;
    assert.ok(!url.includes('?'), url);
    assert.match(path, /^\/(motivo\.js|v\/[0-9a-f]+\/[a-z_]+\.(js|wasm)|v1\/(plan\/sample\/[a-z.]+|policy\/sample))$/);
  }
  const away = seen.requests.filter(({ url }) => ![shop.url, collector.url].includes(new URL(url).origin));
  assert.deepEqual(away, []);
});
