// Every page of the sample shop can be seen, understood and used by everybody.
// Never with anything of Motivo's in it, except the tag: what it shows has tests of its own.

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { faults, faultsInBoth } from '../lib/axe.mjs';
import { site } from '../lib/paths.mjs';
import { stand } from '../lib/stand.mjs';

const visit = stand();
const PHONE = { width: 360, height: 740 };

const pagesOf = (folder) => readdirSync(join(site, folder)).filter((name) => name.endsWith('.html')).map((name) => `/${folder}${name}`);
/** Every page in English; of the other languages one of each layout. */
const SAMPLED = ['index', 'category', 'product-jacket', 'checkout', 'help'];
const PAGES = [...pagesOf(''), ...['de/', 'fr/'].flatMap((folder) => SAMPLED.map((name) => `/${folder}${name}.html`))];
/** Pages that say something else with something to say. */
const FILLED = ['/cart.html', '/checkout.html', '/search.html?q=wool', '/search.html?q=zeppelin', '/order.html'];

/** Something is in the cart. */
const fillCart = () => localStorage.setItem('shop:cart', JSON.stringify([{ id: 'lantern', n: 2 }, { id: 'jacket', n: 1 }]));

/** What is wider than the window: the page itself, or an element that it hides. */
const tooWide = (page) =>
  page.evaluate(() => {
    const { scrollWidth } = document.scrollingElement;
    return scrollWidth > innerWidth ? [`${location.pathname} is ${scrollWidth} wide in ${innerWidth}`] : [];
  });

/** Buttons and fields smaller than a finger; links in text are exempt, of the others the spacing counts. */
const small = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('button, select, input, summary, .button')]
      .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .flatMap((element) => {
        const label = element.matches('[type=radio],[type=checkbox]') && (element.closest('label') ?? element.labels[0]);
        const { width, height } = (label || element).getBoundingClientRect();
        const name = element.id || element.name || element.innerText;
        return width > 1 && Math.min(width, height) < 43.98 ? [`${location.pathname} ${name} is ${width} x ${height}`] : [];
      }));

const check = (name, path, scripts = []) =>
  test(`${name}: axe finds nothing wrong, wide and narrow, light and dark; it fits at twice the text; targets fit a finger`, async (t) => {
    const { page } = await visit(t, { path, scripts });
    assert.deepEqual(await faultsInBoth(page), []);
    assert.deepEqual(await small(page), []);
    await page.setViewportSize(PHONE);
    assert.deepEqual(await faultsInBoth(page), []);
    assert.deepEqual([...(await tooWide(page)), ...(await small(page))], []);
    await page.setViewportSize({ width: 1280, height: 720 });
    await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
    assert.deepEqual(await tooWide(page), []);
  });

for (const path of PAGES) check(path, path);
for (const path of FILLED) check(`${path}, with something in the cart`, path, [fillCart]);

test('the consent bar: axe finds nothing wrong, and by keyboard it is answered first', async (t) => {
  const { page } = await visit(t, { path: '/', consent: 'none' });
  await page.locator('#consent-bar').waitFor();
  assert.deepEqual(await faultsInBoth(page), []);
  const met = [];
  for (let turn = 0; turn < 4; turn += 1) {
    await page.keyboard.press('Tab');
    met.push(await page.evaluate(() => document.activeElement.id));
  }
  assert.deepEqual(met, ['skip', 'consent-more', 'consent-accept', 'consent-decline']);
});

test('a form that is sent with mistakes says so, and axe finds nothing wrong with how', async (t) => {
  const { page } = await visit(t, { path: '/checkout.html', scripts: [fillCart] });
  await page.locator('main form [type=submit], main form button:not([type=button])').last().click();
  await page.locator('[aria-invalid=true], :user-invalid').first().waitFor();
  assert.deepEqual(await faults(page), []);
});

for (const path of ['/', '/category.html', '/product-jacket.html', '/checkout.html', '/journal-film.html']) {
  test(`${path}: Tab reaches every control of the page, in order, and each shows that it has the focus`, async (t) => {
    const { page } = await visit(t, { path, scripts: [fillCart] });
    const all = await page.evaluate(() => {
      const found = [...document.querySelectorAll('a[href],button,input,select,textarea,summary,[tabindex="0"],video[controls]')].filter(
        (element) => element.checkVisibility({ visibilityProperty: true }) && !element.disabled,
      );
      // Of a group of radio buttons Tab reaches one.
      const reached = found.filter((element) => element.type !== 'radio' || element.checked);
      reached.forEach((element, index) => (element.dataset.met = index));
      return reached.map((element) => element.id || element.name || element.innerText);
    });
    const met = [];
    const unseen = [];
    for (let turn = 0; turn < all.length + 8; turn += 1) {
      await page.keyboard.press('Tab');
      const now = await page.evaluate(() => {
        const element = document.activeElement;
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
        const label = element.labels?.[0] && getComputedStyle(element.labels[0]);
        const shown = [outlineStyle !== 'none' && parseFloat(outlineWidth) > 0, boxShadow !== 'none', label && label.outlineStyle !== 'none'];
        return { index: element.dataset.met, shows: shown.some(Boolean), name: element.id || element.localName };
      });
      // A film's own controls take several presses.
      if (now.index === undefined || now.index === met.at(-1)) continue;
      met.push(now.index);
      if (!now.shows) unseen.push(now.name);
    }
    const names = (indexes) => indexes.map((index) => all[index]);
    assert.deepEqual(names(met.slice(0, all.length)), all);
    assert.deepEqual(unseen, []);
  });
}
