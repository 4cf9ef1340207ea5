// Size guide, guide and film: the nudge shows them without leaving the page.
// Never takes an opened sheet for enough: what it shows is what the shop's own page says.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { card } from '../lib/note.mjs';
import { action, nudged, outcomes, sheet } from '../lib/nudge.mjs';
import { until } from '../lib/until.mjs';

/** Pages that were loaded as such, and where the shopper is. */
const visited = ({ seen, shop }) => seen.to(shop.url).filter(({ type }) => type === 'document').length;

const SIZES = [
  ['jacket-size', '/product-jacket.html', 'jackets'],
  ['boot-size', '/product-boots.html', 'boots'],
];
for (const [id, path, part] of SIZES) {
  test(`${path}: a nudge beside the button opens the table of ${part} over the page, and that is told`, async (t) => {
    const here = await nudged(t, id, path);
    const { page, shown, url, context, shop } = here;
    assert.deepEqual([shown.kind, shown.variant], ['coach_nudge', 'neutral']);
    assert.equal(await sheet(page).isVisible(), false, 'it opens nothing by itself');
    const pages = visited(here);
    await action(page).click();
    await sheet(page).locator('table').waitFor({ state: 'visible' });

    const own = await context.newPage();
    await own.goto(`${shop.url}/size-guide.html`);
    const cells = (locator) => locator.locator('th, td').evaluateAll((all) => all.map((cell) => cell.textContent.trim()));
    const theirs = await cells(own.locator(`#${part} table`));
    assert.ok(theirs.length > 10, 'the shop has a table of some size');
    assert.deepEqual(await cells(sheet(page).locator('table')), theirs);
    await own.close();

    assert.equal(page.url(), url);
    assert.equal(visited(here) - pages, 1, 'only the tab that this test opened has loaded a page');
    await until(() => outcomes(here).includes('engaged'), 'the outcome');
    await page.keyboard.press('Escape');
    await sheet(page).waitFor({ state: 'hidden' });
    assert.equal(page.url(), url);
    assert.deepEqual([here.seen.console, here.seen.errors], [[], []]);
  });
}

test('the nudge stands beside the button it speaks of, and not over it', async (t) => {
  const { page } = await nudged(t, 'jacket-size', '/product-jacket.html');
  const nudge = card(page, 'coach_nudge');
  await nudge.evaluate((element) => Promise.all(element.getAnimations().map((animation) => animation.finished)));
  assert.equal(await page.locator('motivo-view').getAttribute('data-place'), 'popover');
  const [one, other] = await Promise.all([nudge.boundingBox(), page.locator('#buy .add-to-cart').boundingBox()]);
  // How far apart they are along each axis; below 0 they share some of it.
  const apart = [['x', 'width'], ['y', 'height']].map(([at, size]) => Math.max(one[at] - other[at] - other[size], other[at] - one[at] - one[size]));
  assert.ok(Math.max(...apart) >= 0, `over it: ${JSON.stringify({ one, other })}`);
  assert.ok(Math.max(...apart) <= 40, `far from it: ${JSON.stringify({ one, other })}`);
});

test('a guide of the journal is read on the page of returns', async (t) => {
  const here = await nudged(t, 'waxing', '/returns.html');
  const { page, url } = here;
  await action(page).click();
  await until(async () => /Brush and sponge/.test(await sheet(page).innerText()), 'the guide');
  assert.equal(page.url(), url);
  assert.equal(await sheet(page).locator('script, style, form, iframe, [onclick]').count(), 0);
  const pictures = await sheet(page).locator('img').evaluateAll((all) => all.map((image) => new URL(image.src).pathname));
  assert.deepEqual(pictures, ['/art/wax-tin.svg']);
  await until(() => outcomes(here).includes('engaged'), 'the outcome');
});

test('a guide that cannot be had is said to be missing, with the way to its page', async (t) => {
  const here = await nudged(t, 'waxing', '/returns.html', { scripts: [] });
  const { page } = here;
  await here.context.route('**/journal-guide.html*', (route) => route.fulfill({ status: 500, body: 'out of order' }));
  await action(page).click();
  const instead = sheet(page).locator('[part~="instead"]');
  await instead.waitFor({ state: 'visible' });
  assert.match(await sheet(page).innerText(), /cannot be shown here/);
  assert.equal(new URL(await instead.getAttribute('href'), here.shop.url).pathname, '/journal-guide.html');
});

test('the film loads nothing before it is asked for, plays in the page, and is an engagement at play', async (t) => {
  const here = await nudged(t, 'mending-film', '/journal.html', { pieces: 4 });
  const { page, seen, url } = here;
  const asked = () => seen.requests.filter((request) => /\.webm$/.test(request.url)).length;
  assert.equal(asked(), 0);
  await action(page).click();
  const film = sheet(page).locator('video');
  await film.waitFor({ state: 'visible' });
  assert.equal(await film.evaluate((video) => video.paused), true, 'it does not play by itself');
  assert.equal(asked(), 0);
  assert.ok(!outcomes(here).includes('engaged'), 'to open it is not to watch it');
  await film.focus();
  await page.keyboard.press('Space');
  await until(() => film.evaluate((video) => video.currentTime > 0.2), 'the film to run');
  await until(() => outcomes(here).includes('engaged'), 'the outcome');
  assert.match(await film.locator('track').getAttribute('src'), /mending\.en\.vtt$/);
  assert.equal(page.url(), url);
  assert.deepEqual([seen.console, seen.errors], [[], []]);
});
