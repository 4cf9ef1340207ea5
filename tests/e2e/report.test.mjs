// The owner's pages with real numbers in them: everybody can read them, on any screen and on paper.
// Never about which numbers: the collector's own tests know those.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { faultsInBoth } from '../lib/axe.mjs';
import { launch } from '../lib/browser.mjs';
import { startCollector } from '../lib/collector.mjs';
import { sample } from '../lib/config.mjs';
import { simulate } from '../lib/simulated.mjs';

const SCREENS = [
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
];
/** A4 between usual margins. */
const PAPER = { width: 718, height: 1000 };
const PAGES = { figures: '&period=all', 'figures by motivator': '&period=all&by=motivator&who=new', staff: '&period=all&view=staff', policy: '&period=all&view=policy' };

let browser;
let collector;
before(async () => {
  browser = await launch();
  collector = await startCollector({ configs: [sample({ holdout: 0.2 })], args: ['--demo'] });
  await simulate(collector, { visits: 3_000, days: 21 });
});
after(async () => {
  await browser.close();
  await collector.remove();
});

async function open(t, address, viewport) {
  const page = await browser.newPage({ viewport });
  t.after(() => page.close());
  const answer = await page.goto(address);
  assert.equal(answer.status(), 200, await answer.text());
  return page;
}

for (const [name, query] of Object.entries(PAGES)) {
  for (const screen of SCREENS) {
    test(`${name}, ${screen.width} pixels wide: axe finds nothing, and nothing is wider than the screen or the paper`, async (t) => {
      const page = await open(t, collector.report() + query, screen);
      assert.deepEqual(await faultsInBoth(page), []);
      const tooWide = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(await tooWide(), 0);
      await page.emulateMedia({ media: 'print' });
      await page.setViewportSize(PAPER);
      assert.equal(await tooWide(), 0);
    });
  }
}

test('every plot has a title that says what it shows, and drawings for the eye alone are hidden', async (t) => {
  const page = await open(t, `${collector.report()}&period=all`, SCREENS[0]);
  const silent = await page.locator('svg').evaluateAll((all) =>
    all.filter((svg) => svg.getAttribute('aria-hidden') !== 'true').filter((svg) => !(svg.querySelector('title')?.textContent.length > 20)).length,
  );
  assert.equal(silent, 0);
  assert.ok((await page.locator('svg[role=img]').count()) >= 4, 'there are plots');
});

test('a link changes whom the lift is of and keeps the rest of the view', async (t) => {
  const page = await open(t, `${collector.report()}&period=all&by=phase`, SCREENS[0]);
  await page.getByRole('navigation', { name: 'Lift of' }).getByRole('link', { name: 'those who are new' }).click();
  await page.getByRole('heading', { name: 'Lift of those who are new' }).waitFor();
  const chosen = page.getByRole('navigation', { name: 'Experiences by' }).locator('[aria-current]');
  assert.equal(await chosen.innerText(), 'phase');
  assert.match(page.url(), /period=all.*who=new&by=phase/);
});
