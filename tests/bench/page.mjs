// What the tag costs a shop's page: the bare page and the page with it in turns, node bench/page.mjs [--json].
// Never a test: how fast a machine is decides nothing; what is compared was measured side by side.

import { launch } from '../lib/browser.mjs';
import { startCollector } from '../lib/collector.mjs';
import * as config from '../lib/config.mjs';
import { SAMPLE } from '../lib/seeds.mjs';
import { startShop } from '../lib/shop.mjs';
import { shopperOn } from '../lib/shopper.mjs';
import { EVERYTHING, VIEWS, grant } from '../lib/views.mjs';

const ROUNDS = 9;
/** About a phone of the lower half. */
const SLOWER = 4;
const SETTLED = 1_500;

/** Runs before the page: `window.__cost(origin)` says what it came to, with the scripts of that origin. */
function watched() {
  const all = { 'largest-contentful-paint': [], 'layout-shift': [], event: [], longtask: [], 'long-animation-frame': [] };
  for (const type of Object.keys(all))
    new PerformanceObserver((list) => all[type].push(...list.getEntries())).observe({ type, buffered: true, durationThreshold: 16 });
  window.__cost = (origin) => {
    const sum = (list, of) => list.reduce((total, entry) => total + of(entry), 0);
    const most = (list, of) => Math.max(0, ...list.map(of));
    const ours = all['long-animation-frame'].flatMap(({ scripts }) => scripts).filter(({ sourceURL }) => sourceURL.startsWith(origin));
    return {
      lcp: most(all['largest-contentful-paint'], ({ startTime }) => startTime),
      shift: sum(all['layout-shift'], ({ value }) => value),
      inp: most(all.event.filter(({ interactionId }) => interactionId), ({ duration }) => duration),
      tasks: all.longtask.length,
      blocked: sum(all.longtask, ({ duration }) => Math.max(0, duration - 50)),
      script: sum(ours, ({ duration }) => duration),
      longest: most(ours, ({ duration }) => duration),
    };
  };
}

async function visit(browser, shop, origin) {
  const context = await browser.newContext({ viewport: VIEWS.sample });
  await context.addInitScript(grant, EVERYTHING);
  await context.addInitScript(watched);
  const page = await context.newPage();
  const cpu = await context.newCDPSession(page);
  await cpu.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await page.goto(`${shop.url}/`);
  await page.waitForTimeout(SETTLED);
  const shopper = shopperOn(page);
  for (const hour of ['first-light', 'one-pot', 'long-forecast']) await shopper.reads(page.locator(`#${hour}`));
  await page.locator('summary').first().click();
  await page.keyboard.press('Tab');
  await page.waitForTimeout(SETTLED);
  const cost = await page.evaluate((origin) => window.__cost(origin), origin);
  await context.close();
  return cost;
}

const collector = await startCollector({ configs: [config.sample({ only: config.NOTE, evidence: 50 })] });
const tag = { src: collector.loader, data: { storefront: 'sample', seed: SAMPLE } };
const shops = { bare: await startShop({}), tagged: await startShop({ tag }) };
const browser = await launch();
const costs = { bare: [], tagged: [] };
try {
  // The first of anything is another thing.
  for (const name of ['bare', 'tagged']) await visit(browser, shops[name], collector.url);
  for (let round = 0; round < ROUNDS; round += 1)
    for (const name of round % 2 ? ['tagged', 'bare'] : ['bare', 'tagged'])
      costs[name].push(await visit(browser, shops[name], collector.url));
} finally {
  await browser.close();
  await Promise.all([shops.bare.stop(), shops.tagged.stop(), collector.remove()]);
}

const sorted = (numbers) => [...numbers].sort((one, other) => one - other);
const median = (numbers) => sorted(numbers)[numbers.length >> 1];
const rows = [
  ['lcp', 'largest contentful paint', 'ms'],
  ['inp', 'slowest interaction', 'ms'],
  ['shift', 'layout shift', ''],
  ['tasks', 'tasks over 50 ms', ''],
  ['blocked', 'blocking time', 'ms'],
  ['script', 'of our scripts, in frames over 50 ms', 'ms'],
  ['longest', 'the longest of ours', 'ms'],
].map(([name, what, unit]) => {
  const of = (page) => costs[page].map((cost) => cost[name]);
  // Each round is a pair: what one machine was doing then is in both.
  const differences = sorted(costs.tagged.map((cost, round) => cost[name] - costs.bare[round][name]));
  const [least, most] = [differences[1], differences.at(-2)];
  return { what, unit, bare: median(of('bare')), tagged: median(of('tagged')), difference: median(differences), least, most };
});
if (process.argv.includes('--json')) {
  console.log(JSON.stringify({ rounds: ROUNDS, slower: SLOWER, rows }, null, 2));
} else {
  const shown = (number) => (Number.isInteger(number) ? String(number) : number.toFixed(number < 1 ? 4 : 1));
  const line = (...cells) => console.log(cells.map((cell, at) => (at ? cell.padStart(12) : cell.padEnd(44))).join(''));
  line(`${ROUNDS} pairs at ${SLOWER}x, medians`, 'bare', 'with the tag', 'difference', '  7 of 9 pairs');
  for (const { what, unit, bare, tagged, difference, least, most } of rows)
    line(unit ? `${what}, ${unit}` : what, shown(bare), shown(tagged), shown(difference), `${shown(least)} to ${shown(most)}`.padStart(18));
}
