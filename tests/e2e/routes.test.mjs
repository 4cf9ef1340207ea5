// A shop that shows its pages without loading them: each path is a page, and nothing is left of the last.
// Never a pretended router: the page's own history is what changes.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as config from '../lib/config.mjs';
import { looksAround } from '../lib/journeys.mjs';
import { nodes, shownNote } from '../lib/note.mjs';
import { SAMPLE } from '../lib/seeds.mjs';
import { until } from '../lib/until.mjs';
import { world } from '../lib/world.mjs';

const quick = () => config.sample({ only: config.NOTE, evidence: 2 });
const goTo = (page, path) => page.evaluate((path) => history.pushState(null, '', path), path);
/** A browser without the Navigation API. */
const withoutNavigation = () => Object.defineProperty(window, 'navigation', { value: undefined });

for (const [name, scripts] of [
  ['with the Navigation API', []],
  ['without it', [withoutNavigation]],
]) {
  test(`${name}: another path takes the note away, and it is counted as ignored`, async (t) => {
    const here = await world(t, { seed: SAMPLE, config: quick(), scripts });
    const { page, seen } = here;
    await looksAround(here, { pieces: 2 });
    await shownNote(page);
    await until(() => seen.records().some(({ text }) => text.includes(' shown ')), 'the note to have been seen');
    await goTo(page, '/elsewhere');
    await until(async () => (await nodes(page)) === 0, 'the note to go', 1);
    await looksAround(here, { pieces: 1, stay: true });
    await page.goto(`${here.shop.url}/category.html`);
    await until(() => seen.records().some(({ text }) => text.includes(' ignored ')), 'the outcome');
  });

  test(`${name}: a path that is written again, a query and a fragment are no other page`, async (t) => {
    const here = await world(t, { seed: SAMPLE, config: quick(), scripts });
    const { page } = here;
    await looksAround(here, { pieces: 2 });
    await shownNote(page);
    const { pathname } = new URL(page.url());
    for (const path of [pathname, '?colour=red', '#size']) await goTo(page, path);
    assert.equal(await nodes(page), 1);
  });

  test(`${name}: a path that is kept in the fragment is a page too`, async (t) => {
    const here = await world(t, { seed: SAMPLE, config: quick(), scripts });
    const { page } = here;
    await looksAround(here, { pieces: 2 });
    await shownNote(page);
    await page.evaluate(() => (location.hash = '#/shelf/kites'));
    await until(async () => (await nodes(page)) === 0, 'the note to go', 1);
  });

  test(`${name}: after consent was withdrawn no path starts anything`, async (t) => {
    const here = await world(t, { seed: SAMPLE, config: quick(), scripts });
    const { page, seen, collector } = here;
    await looksAround(here, { pieces: 1 });
    await page.evaluate(() => window.motivo.consent({}));
    const asked = seen.requests.length;
    await goTo(page, '/elsewhere');
    await looksAround(here, { pieces: 3, stay: true });
    assert.deepEqual([await nodes(page), await collector.cells()], [0, []]);
    assert.deepEqual(seen.requests.slice(asked).filter(({ url }) => url.startsWith(collector.url)), []);
    assert.deepEqual(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('motivo'))), []);
  });
}

test('stop() gives the history back as it was', async (t) => {
  const here = await world(t, { seed: SAMPLE, config: quick(), scripts: [withoutNavigation] });
  const { page } = here;
  await looksAround(here, { pieces: 1 });
  const isNative = () => page.evaluate(() => [history.pushState, history.replaceState].every((of) => /native code/.test(of)));
  assert.equal(await isNative(), false, 'it listens');
  await page.evaluate(() => window.motivo.stop());
  assert.equal(await isNative(), true);
});

test('500 routes with their own content leave less than a megabyte and no listener', async (t) => {
  const here = await world(t, { seed: SAMPLE, config: config.sample({ only: config.NOTE, evidence: 50 }) });
  const { page, context } = here;
  await looksAround(here, { pieces: 2 });
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable');
  const measure = async () => {
    await page.waitForTimeout(1_000); // What waits for the page to settle has had its turn.
    await session.send('HeapProfiler.collectGarbage');
    const { metrics } = await session.send('Performance.getMetrics');
    const of = (name) => metrics.find((metric) => metric.name === name).value;
    return { heap: of('JSHeapUsedSize'), listeners: of('JSEventListeners'), nodes: of('Nodes') };
  };
  // The shop's own part of it: content comes and goes with its path, and is looked at.
  const walk = (routes) =>
    page.evaluate(async (routes) => {
      const main = document.querySelector('main');
      for (let route = 0; route < routes; route += 1) {
        history.pushState(null, '', `/route-${route}`);
        const content = Object.assign(document.createElement('section'), { textContent: 'Out together '.repeat(20) });
        content.setAttribute('data-motivo', 'belonging:0.8 security');
        main.replaceChildren(content);
        await new Promise((done) => setTimeout(done, 20));
      }
    }, routes);
  await walk(50); // What the browser keeps of any page is there then.
  const before = await measure();
  await walk(500);
  const after = await measure();
  const grown = after.heap - before.heap;
  t.diagnostic(`500 routes: ${Math.round(grown / 1024)} KiB, ${after.listeners - before.listeners} listeners, ${after.nodes - before.nodes} nodes`);
  assert.ok(grown < 1_000_000, `${grown} B more`);
  // One of each may be on its way; a listener that each route left would be 500.
  assert.ok(after.listeners - before.listeners < 5, `${before.listeners} listeners became ${after.listeners}`);
});
