// A comparison: this page's product beside others of its shelf, with the facts of the shop's feed.
// Never a fact that the shop did not write.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { action, nudged, outcomes, sheet } from '../lib/nudge.mjs';
import { feedOf } from '../lib/offer.mjs';
import { until } from '../lib/until.mjs';

test('the lantern stands beside two other things for the home, fact by fact', async (t) => {
  const here = await nudged(t, 'side-by-side', '/product-lantern.html');
  const { page, shop, url } = here;
  await action(page).click();
  const table = sheet(page).locator('table');
  await table.waitFor({ state: 'visible' });
  const feed = await feedOf(shop);
  const paths = await table.locator('thead a').evaluateAll((links) => links.map((link) => new URL(link.href).pathname));
  assert.equal(paths.length, 3);
  assert.equal(paths[0], '/product-lantern.html', 'this page\'s own comes first');
  for (const path of paths) assert.equal(feed.get(path).category, 'home', path);

  const rows = await table.locator('tbody tr').evaluateAll((all) =>
    all.map((row) => [row.querySelector('th').innerText, ...[...row.querySelectorAll('td')].map((cell) => cell.textContent)]),
  );
  const facts = paths.map((path) => feed.get(path).facts.en);
  const names = new Set(facts.flatMap(Object.keys));
  assert.deepEqual(rows.map(([name]) => name).sort(), [...names].sort());
  for (const [name, ...values] of rows) {
    values.forEach((value, place) => assert.equal(value.replace('–', ''), facts[place][name] ?? 'not stated', `${name} of ${paths[place]}`));
  }
  assert.equal(page.url(), url);
  assert.ok(!outcomes(here).includes('engaged'), 'to look is not to choose');
});

test('opening one of them leads to its page, and that is told', async (t) => {
  const here = await nudged(t, 'side-by-side', '/product-lantern.html');
  const { page } = here;
  await action(page).click();
  const other = sheet(page).locator('thead a').nth(1);
  const { pathname } = new URL(await other.evaluate((link) => link.href));
  await other.click();
  await page.waitForURL((url) => url.pathname === pathname);
  await until(() => outcomes(here).includes('engaged'), 'the outcome');
  assert.equal(outcomes(here).filter((name) => name === 'ignored' || name === 'dismissed').length, 0);
});
