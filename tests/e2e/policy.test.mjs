// What the shop's records say of each arm reaches the draw, and never delays or breaks a decision.
// Never a test of how it is drawn: that is core's.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as config from '../lib/config.mjs';
import { looksAround } from '../lib/journeys.mjs';
import { until } from '../lib/until.mjs';
import { world } from '../lib/world.mjs';

const note = () => config.sample({ only: config.NOTE, evidence: 2 });

/** A policy file by which one of two arms is worth everything. */
const file = (shown, nothing) => ({
  v: 1,
  version: 77,
  period: '2026-11-01/2026-11-21',
  arms: { 'welcome_note/neutral': { all: shown, p: { recognize: shown } }, nothing: { all: nothing, p: { recognize: nothing } } },
});
const [GOOD, BAD] = [[90_000, 10_000], [10_000, 90_000]];

/** Visits a shop whose collector answers with this policy; gives the record of the first decision. */
async function decided(t, answer, { seed, path } = {}) {
  const here = await world(t, { seed, config: note() });
  const asked = [];
  await here.context.route('**/v1/policy/*', (route) => {
    asked.push(route.request());
    return answer(route);
  });
  await looksAround(here, { pieces: 2, path });
  const decision = await until(() => here.seen.records().find(({ type }) => type === 'decision'), 'a decision');
  return { ...here, asked, decision: decision.text.split(' ') };
}
const json = (body) => (route) => route.fulfill({ json: body, headers: { 'access-control-allow-origin': '*' } });

for (const [which, shown, nothing] of [['welcome_note/neutral', GOOD, BAD], ['nothing', BAD, GOOD]]) {
  test(`counts that speak for ${which} give it 19 of 20 tickets, and the record names the file`, async (t) => {
    const drawn = [];
    for (const seed of [1, 2, 3]) drawn.push((await decided(t, json(file(shown, nothing)), { seed })).decision);
    for (const [, version, , , arm, , tickets] of drawn) {
      assert.equal(version, '77');
      assert.equal(tickets, arm === which ? '19' : '1', `${arm} of ${tickets} tickets`);
    }
  });
}

test('the file is asked for once, without cookies or referrer, at the collector', async (t) => {
  const { asked, collector, seen } = await decided(t, json(file(GOOD, BAD)));
  assert.deepEqual(asked.map((request) => request.url()), [`${collector.url}/v1/policy/sample`]);
  const headers = await asked[0].allHeaders();
  assert.equal(headers.cookie ?? headers.referer, undefined);
  assert.deepEqual([seen.console, seen.errors], [[], []]);
});

test('the collector serves the file itself', async (t) => {
  const { decision, seen } = await decided(t, (route) => route.continue());
  assert.equal(decision[1], '0', 'nothing was learned yet');
  assert.deepEqual([seen.console, seen.errors], [[], []]);
});

test('a file that never comes delays nothing: the built-in policy decides', async (t) => {
  const { decision } = await decided(t, () => new Promise(() => {}));
  assert.equal(decision[1], '0');
});

test('nothing is asked for without consent to inference, not even when the shopper opens the panel', async (t) => {
  const here = await world(t, { consent: 'none', config: note() });
  await here.page.goto(`${here.shop.url}/`);
  await here.page.evaluate(() => window.motivo.panel());
  await here.page.locator('motivo-view [part~="panel"]').waitFor();
  assert.deepEqual(here.seen.requests.filter(({ url }) => url.includes('/v1/policy/')), []);
});

const damaged = (change) => json(Object.assign(file(GOOD, BAD), change));
for (const [damage, answer] of [
  ['no JSON', (route) => route.fulfill({ body: '{', headers: { 'access-control-allow-origin': '*' } })],
  ['null', json(null)],
  ['of a later form', damaged({ v: 2 })],
  ['without a version', damaged({ version: undefined })],
  ['of a version that is none', damaged({ version: 4096 })],
  ['without arms', damaged({ arms: [] })],
  ['with negative counts', damaged({ arms: { nothing: { all: [-1, 4] } } })],
  ['with counts that are text', damaged({ arms: { nothing: { all: ['9', '1'] } } })],
  ['with an arm that is none', damaged({ arms: { nothing: null } })],
]) {
  test(`a policy file that is ${damage}: the built-in policy decides, and only a preview says so`, async (t) => {
    const { decision, seen } = await decided(t, answer);
    assert.equal(decision[1], '0');
    assert.deepEqual([seen.console, seen.errors], [[], []]);
  });
}

test('a preview says once that the policy file cannot be used', async (t) => {
  const here = await world(t, { config: note() });
  await here.context.route('**/v1/policy/*', json({ v: 2 }));
  await here.page.goto(`${here.shop.url}/?motivo=preview`);
  await until(() => here.seen.said().some((line) => line.includes('the built-in policy decides')), 'the line');
  assert.equal(here.seen.said().length, 1);
});
