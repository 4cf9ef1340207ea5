// motivo.stop() leaves no node, no listener, no timer, no key: the page is as it was.
// Never trusts the widget's word for it: the debugger and a ledger of timers do the counting.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as config from '../lib/config.mjs';
import { looksAround } from '../lib/journeys.mjs';
import { nodes, shownNote } from '../lib/note.mjs';
import { alive, ledger, listeners } from '../lib/page.mjs';
import { stored } from '../lib/recorder.mjs';
import { OSCAR, SAMPLE } from '../lib/seeds.mjs';
import { until } from '../lib/until.mjs';
import { world } from '../lib/world.mjs';

const SEEDS = { oscar: OSCAR, sample: SAMPLE };

for (const shop of ['sample', 'oscar']) {
  test(`${shop}: stop() while the note is shown leaves no node, listener, timer or key`, async (t) => {
    const alone = await world(t, { shop, tag: false, scripts: [ledger], config: config[shop]({ only: config.NOTE }) });
    await looksAround(alone, { pieces: 2 });
    const without = {
      listeners: await listeners(alone.page),
      alive: await alive(alone.page),
      keys: Object.values(await stored(alone.page)).flat(),
    };

    const here = await world(t, { shop, seed: SEEDS[shop], scripts: [ledger], config: config[shop]({ only: config.NOTE, evidence: 2 }) });
    const { page, seen } = here;
    await looksAround(here, { pieces: 2 });
    await shownNote(page);
    assert.notDeepEqual(await listeners(page), without.listeners, 'running, it listens');
    await page.evaluate(() => window.motivo.stop());
    assert.equal(await nodes(page), 0, 'at once');
    assert.deepEqual(await listeners(page), without.listeners);
    assert.deepEqual(await alive(page), without.alive);
    assert.deepEqual(Object.values(await stored(page)).flat(), without.keys);
    const ours = await page.evaluate((origin) =>
      [...document.querySelectorAll('script,link,style,iframe')].map((node) => node.src || node.href || '').filter((url) => url.startsWith(origin)),
      here.collector.url);
    assert.deepEqual(ours, [here.collector.loader], 'only the owner\'s own tag');
    assert.equal(await page.evaluate(() => document.adoptedStyleSheets.length), 0);

    const before = seen.requests.length;
    await looksAround(here, { pieces: 3, stay: true });
    assert.equal(await nodes(page), 0);
    assert.equal(seen.requests.slice(before).filter((request) => request.url.startsWith(here.collector.url)).length, 0);
    await page.evaluate(() => window.motivo.stop());
    assert.deepEqual([seen.console, seen.errors], [[], []]);
  });
}

test('stop() that is called before the widget has loaded holds', async (t) => {
  const here = await world(t, {
    seed: SAMPLE,
    config: config.sample({ only: config.NOTE, evidence: 2 }),
    scripts: [() => (window.motivo = window.motivo || []).push(['stop'])],
  });
  await looksAround(here, { pieces: 3 });
  assert.equal(await nodes(here.page), 0);
  assert.deepEqual(here.seen.records(), []);
});

test('erase() forgets the shopper: no key stays and the next visit knows nothing', async (t) => {
  const here = await world(t, { seed: SAMPLE, config: config.sample({ only: config.NOTE, evidence: 2 }) });
  const { page } = here;
  await looksAround(here, { pieces: 2 });
  await shownNote(page);
  await until(async () => (await stored(page)).local.includes('motivo:visit'), 'the state to be stored');
  await page.evaluate(() => window.motivo.erase());
  assert.deepEqual((await stored(page)).local.filter((key) => key.startsWith('motivo')), []);
});
