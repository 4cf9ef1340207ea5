// One visit, from the first page to the order, raises exactly the expected cells, and what is sent is only that.
// Never reads the expected numbers from the product: lib/ordered.mjs has them, written by hand.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as config from '../lib/config.mjs';
import { looksAround, ordersAfterNote } from '../lib/journeys.mjs';
import { shownNote } from '../lib/note.mjs';
import { assertCounted, assertTold, isAllTold, isEndTold } from '../lib/ordered.mjs';
import { SAMPLE } from '../lib/seeds.mjs';
import { until } from '../lib/until.mjs';
import { world } from '../lib/world.mjs';

test('one visit that ends in an order raises exactly the expected cells', async (t) => {
  const here = await world(t, { seed: SAMPLE, config: config.sample({ only: config.NOTE, evidence: 2 }) });
  const { page, seen, collector } = here;
  await looksAround(here, { pieces: 2 });
  await shownNote(page);
  await until(() => seen.records().length === 3, 'the note to have been seen');
  await ordersAfterNote(here);
  await until(() => isAllTold(seen.records()), 'the last record');
  await page.reload();
  await looksAround(here, { pieces: 2 });
  await until(() => isEndTold(seen.records()), 'how it ended');

  assertTold(seen.records());
  await assertCounted(collector);
});

test('what is sent is a simple request without cookies, referrer, address or words', async (t) => {
  const here = await world(t, { seed: SAMPLE, config: config.sample({ only: config.NOTE, evidence: 2 }) });
  const { page, shop, collector } = here;
  const sent = page.waitForRequest((request) => request.url() === collector.records);
  await page.goto(`${shop.url}/?from=newsletter-8812#day`);
  await looksAround(here, { pieces: 2, stay: true });
  const request = await sent;
  const headers = await request.allHeaders();
  assert.equal(request.method(), 'POST');
  assert.match(headers['content-type'], /^text\/plain/);
  assert.equal(headers.cookie, undefined);
  assert.equal(headers.referer, undefined);
  assert.equal(headers.authorization, undefined);
  for (const line of request.postData().split('\n')) {
    assert.ok(line.length <= 240, line);
    assert.match(line, /^m1 counts sample [0-9a-f]{32} (visit|decision|outcome|conversion|touchpoints)( [a-z0-9_/]+)+$/);
  }
  assert.equal((await request.response()).status(), 204);
});
