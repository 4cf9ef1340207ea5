// The page interface's types say what the widget does, to a shop's developer and to the compiler.
// Never runs the code it compiles.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { looksAround } from '../lib/journeys.mjs';
import { tests } from '../lib/paths.mjs';
import { SAMPLE } from '../lib/seeds.mjs';
import { until } from '../lib/until.mjs';
import { world } from '../lib/world.mjs';

test("a shop's code compiles where it is right and does not where it is wrong", async () => {
  const tsc = join(tests, 'node_modules', 'typescript', 'bin', 'tsc');
  const { stdout } = await promisify(execFile)(process.execPath, [tsc, '-p', join(tests, 'types')]).catch((error) => error);
  assert.equal(stdout, '');
});

test('every call that the types name is there before and after the observer has come', async (t) => {
  const ready = () => document.addEventListener('motivo:ready', () => (window.isReady = true));
  const here = await world(t, { seed: SAMPLE, scripts: [ready] });
  const calls = ['push', 'consent', 'on', 'show', 'panel', 'erase', 'stop'];
  const missing = () => here.page.evaluate((calls) => calls.filter((name) => typeof window.motivo[name] !== 'function'), calls);
  await here.page.goto(here.shop.url, { waitUntil: 'domcontentloaded' });
  await until(async () => (await here.page.evaluate(() => !!window.motivo.$)) && (await missing()).length === 0, 'the calls');
  await until(() => here.page.evaluate(() => window.isReady), 'the visit to run');
  assert.deepEqual(await missing(), []);
  await looksAround(here, { pieces: 1, stay: true });
  assert.deepEqual(here.seen.errors, []);
});
