// Everything that a whole visit sends is in docs/privacy.md, word for word.
// Never keeps a list of its own: what the page tells the owner is the list.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import * as config from '../lib/config.mjs';
import { looksAround, ordersAfterNote } from '../lib/journeys.mjs';
import { shownNote } from '../lib/note.mjs';
import { root } from '../lib/paths.mjs';
import { SAMPLE } from '../lib/seeds.mjs';
import { until } from '../lib/until.mjs';
import { world } from '../lib/world.mjs';

/** By section of the page: the words of its table, each with what it can be. */
const TABLES = (() => {
  const sections = readFileSync(join(root, 'docs/privacy.md'), 'utf8').split(/^#+ /m);
  const rows = (section) => [...section.matchAll(/^\| (?!word|---)([^|]+) \| ([^|]+) \|/gm)].map(([, word, can]) => ({ word, can }));
  return Object.fromEntries(sections.map((section) => [section.split('\n', 1)[0], rows(section)]));
})();

/** `a`, `b` are words, `0` to `11` is a range; where the page has neither, it describes an identifier. */
function isAllowed(can, word) {
  const spans = [...can.matchAll(/`([^`]+)`( to `(\d+)`)?/g)];
  return spans.some(([, from, range, to]) => (range ? /^(0|[1-9]\d*)$/.test(word) && +word >= +from && +word <= +to : word === from));
}

/** What a record's words say that the page does not allow. */
function strange({ version, mode, storefront, id, type, fields }) {
  const table = type === 'outcome' ? [...TABLES.decision, ...TABLES.outcome] : TABLES[type];
  const words = fields.flatMap((field) => (field === 'nothing' ? ['nothing', 'nothing'] : field.split('/')));
  const expected = [...TABLES['What is sent'], ...table];
  const told = [version, mode, storefront, id, type, ...words];
  if (told.length !== expected.length) return [`${type} has ${told.length} words, the page ${expected.length}`];
  return expected.flatMap(({ word, can }, index) => {
    if (word === 'storefront') return told[index] === 'sample' ? [] : [`storefront ${told[index]}`];
    if (word === 'id') return /^[0-9a-f]{32}$/.test(told[index]) ? [] : [`id ${told[index]}`];
    return isAllowed(can, told[index]) ? [] : [`${word} ${told[index]}`];
  });
}

test('the page has a table for each type of record, and a word that is not in it is found', () => {
  for (const type of ['visit', 'decision', 'outcome', 'conversion', 'friction', 'control', 'touchpoints']) assert.ok(TABLES[type].length > 0, type);
  const record = { version: 'm1', mode: 'counts', storefront: 'sample', id: '0'.repeat(32), type: 'visit', fields: ['0', 'no', '11', '3'] };
  assert.deepEqual(strange(record), []);
  assert.deepEqual(strange({ ...record, fields: ['0', 'no', '12', '3'] }), ['motivator 12']);
  assert.deepEqual(strange({ ...record, fields: ['0', 'no', '11', '3', 'lantern'] }), ['visit has 10 words, the page 9']);
  assert.deepEqual(strange({ ...record, type: 'friction', fields: ['rage', 'request', 'none', 'seen', '0'] }), []);
  assert.deepEqual(strange({ ...record, type: 'control', fields: ['belonging'] }), ['control belonging']);
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
