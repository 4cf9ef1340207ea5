// What the collector could not take now is told again on the next page, word for word, and counted once.
// Never what it refused for good: that would be sent for a day.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as config from '../lib/config.mjs';
import { looksAround } from '../lib/journeys.mjs';
import { shownNote } from '../lib/note.mjs';
import { SAMPLE } from '../lib/seeds.mjs';
import { until } from '../lib/until.mjs';
import { world } from '../lib/world.mjs';

/** A visit whose first records are answered with `status`; gives the bodies of all requests in order. */
async function answered(t, status) {
  const here = await world(t, { seed: SAMPLE, config: config.sample({ only: config.NOTE, evidence: 2 }) });
  const { page, shop, seen, collector } = here;
  const bodies = () => seen.requests.filter(({ url, method }) => url === collector.records && method === 'POST').map(({ body }) => body);
  const refuse = (route) => route.fulfill({ status, headers: { 'access-control-allow-origin': '*' } });
  await page.route(collector.records, refuse);
  await looksAround(here, { pieces: 2 });
  await shownNote(page);
  await until(() => seen.answers.some((answer) => answer.status === status), 'the answer');
  await page.unroute(collector.records, refuse);
  await page.goto(`${shop.url}/category.html`);
  return { ...here, bodies };
}

for (const status of [408, 429, 500, 503]) {
  test(`after ${status} the records wait and come again`, async (t) => {
    const { bodies, collector } = await answered(t, status);
    const first = bodies()[0].split('\n');
    await until(() => bodies().slice(1).some((body) => first.every((line) => body.includes(line))), 'the same lines');
    const visits = async () => (await collector.cells()).filter(({ marginal, measure }) => marginal === 'visits' && measure === 'visits');
    await until(async () => (await visits()).length > 0, 'the visit to be counted');
    assert.deepEqual((await visits()).map(({ value }) => value), [1]);
  });
}

test('after 400 they do not, and the console says so', async (t) => {
  const { bodies, seen } = await answered(t, 400);
  await until(() => bodies().length > 1, 'what came after');
  const [first, ...others] = bodies();
  const visit = first.split('\n').find((line) => / visit /.test(line));
  assert.ok(visit && others.every((body) => !body.includes(visit)), 'the refused ones');
  assert.ok(seen.said().some((line) => line.includes('records are refused by the collector (400)')));
});
