// What the collector cannot read it refuses with the field's name, and counts nothing of it.
// Never needs a browser.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startCollector, sum } from '../lib/collector.mjs';
import * as config from '../lib/config.mjs';
import { until } from '../lib/until.mjs';

const ID = '00112233445566778899aabbccddeeff';
const GOOD = `m1 counts sample ${ID} visit 0 no 5 2`;

let collector;
before(async () => (collector = await startCollector({ configs: [config.sample()] })));
after(() => collector?.remove());

const BROKEN = [
  ['version', GOOD.replace('m1', 'm9')],
  ['mode', GOOD.replace('counts', 'everything')],
  ['storefront', GOOD.replace('sample', 'Sample_Shop')],
  ['id', GOOD.replace(ID, 'shopper@example.org')],
  ['type', GOOD.replace(' visit ', ' purchase ')],
  ['holdout', GOOD.replace(' 0 no', ' 2 no')],
  ['returning', GOOD.replace(' no ', ' maybe ')],
  ['motivator', GOOD.replace(' 5 2', ' 12 2')],
  ['strength', GOOD.replace(' 5 2', ' 5 4')],
  ['strength', GOOD.replace(' 5 2', ' 5 02')],
  ['strength', GOOD.replace(' 5 2', ' 5')],
  ['end', `${GOOD} lantern`],
  ['version', ''],
  ['version', '{"type":"visit"}'],
  ['arm', `m1 counts sample ${ID} decision 0 5 request welcome_note/12 0 17 12`],
  ['outcome', `m1 counts sample ${ID} outcome 0 5 request welcome_note/5 0 17 12 bought 0 3`],
  ['kind tickets', `m1 counts sample ${ID} decision 0 5 request welcome_note/5 0 21 12`],
];

for (const [field, text] of BROKEN) {
  test(`a record with a wrong ${field} gets 400, the field's name, and raises no cell: ${JSON.stringify(text.slice(0, 60))}`, async () => {
    const answer = await collector.send(text);
    assert.equal(answer.status, 400, answer.text);
    assert.match(answer.text, new RegExp(`"${field}"`));
    assert.doesNotMatch(answer.text, /shopper@example\.org.*shopper@example\.org/);
    const raised = (await collector.cells()).filter((cell) => cell.marginal !== 'health');
    assert.deepEqual(raised, []);
  });
}

test('refused records are counted by reason, so that the owner can see them', async (t) => {
  const own = await startCollector({ configs: [config.sample()] });
  t.after(() => own.remove());
  const counted = async (reason) => sum(await own.cells(), 'health', 'n', new RegExp(`^${reason}\\|`));
  for (let turn = 0; turn < 3; turn += 1) await own.send(GOOD.replace(' no ', ' maybe '));
  await own.send(GOOD.replace(' 5 2', ' 5 4'));
  await until(async () => (await counted('returning')) === 3 && (await counted('strength')) === 1, 'the counts of refusals');
});

test('a record of a storefront that nobody serves is refused by name', async () => {
  const answer = await collector.send(GOOD.replace('sample', 'another-shop'));
  assert.equal(answer.status, 400);
  assert.match(answer.text, /storefront/);
});

test('a record from a page of another origin is refused with 403 and raises no cell', async () => {
  const answer = await collector.send(GOOD, { origin: 'https://elsewhere.example' });
  assert.equal(answer.status, 403);
  assert.equal(sum(await collector.cells(), 'visits', 'visits'), 0);
});

test('a body past the cap is refused with 413', async () => {
  const answer = await collector.send('m1 '.repeat(400_000));
  assert.equal(answer.status, 413);
});

test('a good record is 204, and the same one again is 204 and counted once', async () => {
  assert.equal((await collector.send(GOOD)).status, 204);
  assert.equal((await collector.send(GOOD)).status, 204);
  assert.equal(sum(await collector.cells(), 'visits', 'visits'), 1);
});
