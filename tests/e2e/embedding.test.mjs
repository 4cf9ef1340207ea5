// The tag in places where a widget must wait or stay away: rendered ahead, in a frame, on an AMP page.
// Never a pretended answer: each test shows that the same page runs it where it may.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import * as config from '../lib/config.mjs';
import { looksAround } from '../lib/journeys.mjs';
import { nodes, shownNote } from '../lib/note.mjs';
import { SAMPLE } from '../lib/seeds.mjs';
import { until } from '../lib/until.mjs';
import { world } from '../lib/world.mjs';

const quick = () => config.sample({ only: config.NOTE, evidence: 2 });
const files = ({ seen, collector }) => seen.to(collector.url).map(({ url }) => new URL(url).pathname);

test('a page that is rendered ahead loads nothing until somebody looks at it', async (t) => {
  // Chromium renders ahead only what it chooses to; the page is told the same.
  const ahead = () => {
    let prerendering = true;
    Object.defineProperty(Document.prototype, 'prerendering', { get: () => prerendering });
    window.look = () => {
      prerendering = false;
      document.dispatchEvent(new Event('prerenderingchange'));
    };
  };
  const here = await world(t, { seed: SAMPLE, config: quick(), scripts: [ahead] });
  await here.page.goto(here.shop.url);
  await here.page.waitForLoadState('networkidle');
  assert.deepEqual(files(here), ['/motivo.js']);
  await here.page.evaluate(() => window.look());
  await looksAround(here, { pieces: 2, stay: true });
  await shownNote(here.page);
});

test('in a frame of another origin it does nothing and says why', async (t) => {
  const here = await world(t, { seed: SAMPLE, config: quick() });
  const outer = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(`<!doctype html><title>outer</title><iframe src="${here.shop.url}/" width="900" height="700"></iframe>`);
  });
  await new Promise((listening) => outer.listen(0, 'localhost', listening));
  t.after(() => outer.close());
  await here.page.goto(`http://localhost:${outer.address().port}/`);
  await until(() => here.seen.said().length > 0, 'a line that says why');
  assert.match(here.seen.said()[0], /frame/);
  assert.deepEqual(files(here), ['/motivo.js']);
});

test('in a frame of the shop itself it works', async (t) => {
  const here = await world(t, { seed: SAMPLE, config: quick() });
  await here.page.goto(`${here.shop.url}/returns.html`);
  await here.page.evaluate(() => {
    document.body.innerHTML = '<iframe src="/" width="900" height="700"></iframe>';
  });
  await until(() => files(here).some((path) => path.endsWith('/observer_bg.wasm')), 'the core to be loaded');
});

test('on an AMP page it does nothing and says why', async (t) => {
  const here = await world(t, { seed: SAMPLE, config: quick(), edit: (html) => html.replace('<html', '<html amp') });
  await here.page.goto(here.shop.url);
  await until(() => here.seen.said().length > 0, 'a line that says why');
  assert.match(here.seen.said()[0], /AMP/);
  await looksAround(here, { pieces: 2, stay: true });
  assert.deepEqual([await nodes(here.page), files(here)], [0, ['/motivo.js']]);
});

test('10,000 events in a second, a clock that jumps and half an hour out of sight break nothing', async (t) => {
  const here = await world(t, { seed: SAMPLE, config: quick() });
  const { page, seen } = here;
  await looksAround(here, { pieces: 1 });
  const flood = async () => {
    let longest = 0;
    const tasks = new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => (longest = Math.max(longest, duration))));
    tasks.observe({ type: 'longtask' });
    const target = document.querySelector('main');
    const types = ['pointermove', 'scroll', 'wheel', 'click', 'focus', 'blur', 'change', 'submit', 'visibilitychange', 'popstate'];
    // A hundred at a time, as a busy page would.
    for (let batch = 0; batch < 100; batch += 1) {
      for (let at = 0; at < 100; at += 1) target.dispatchEvent(new Event(types[at % types.length], { bubbles: true }));
      await new Promise((done) => setTimeout(done, 5));
    }
    tasks.disconnect();
    return longest;
  };
  // What else the machine does makes tasks longer: of three floods the least disturbed counts.
  const longest = [];
  while (longest.length < 3 && !longest.includes(0)) longest.push(await page.evaluate(flood));
  assert.ok(longest.includes(0), `tasks of ${longest} ms`);
  await page.evaluate(() => {
    const now = Date.now;
    for (const jump of [-3_600_000, 86_400_000 * 400, 0]) {
      Date.now = () => now() + jump;
      dispatchEvent(new Event('blur'));
      dispatchEvent(new Event('focus'));
    }
    Date.now = now;
  });
  // Out of sight for half an hour: the clock goes on, the page is told nothing.
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { get: () => true, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
    const now = Date.now;
    Date.now = () => now() + 31 * 60_000;
    delete document.hidden;
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await looksAround(here, { pieces: 3, stay: true });
  assert.deepEqual(seen.errors, []);
  assert.deepEqual(seen.said(), []);
});
