// What ids, classes and addresses call a touchpoint is understood, and what only sounds like one is not.
// Never in a whole widget: the finder alone, on small pages and on those of platforms.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factsOn } from '../lib/facts.mjs';

/** `seen`: touchpoints and the elements that show them; `used`: those that controls belong to. */
async function found(t, fixture, options = {}) {
  const { page } = await factsOn(t, fixture, { path: '/shelf', start: false, ...options });
  return page.evaluate(async () => {
    const { finder } = await import('/observer/signals/find.js');
    const find = finder('touchpoint\t20\tcare_guide\t#care\t\n');
    const say = (element) => (place) => `${find.ids[place]}: ${element.id || element.className}`;
    return {
      seen: [...find.shown()].flatMap(([element, places]) => places.map(say(element))),
      used: [...document.querySelectorAll('a,button,select,input')].flatMap((element) => find.around(element).map(say(element))),
    };
  });
}
const inline = (t, html) => found(t, 'inline', { html });

test('names in the ways shops write them', async (t) => {
  const names = ['size-guide', 'sizeGuide', 'size_chart', 'productReviews', 'shop-section--new-arrivals', 'versand-info', 'prix'];
  const { seen } = await inline(t, names.map((name) => `<div id="${name}">x</div>`).join(''));
  assert.deepEqual(seen, [
    'size_guide: size-guide', 'size_guide: sizeGuide', 'size_guide: size_chart', 'reviews: productReviews',
    'new_items: shop-section--new-arrivals', 'delivery: versand-info', 'price: prix',
  ]);
});

test('what only has the letters of one is none', async (t) => {
  const names = ['preview', 'livestock', 'product instock', 'priceless', 'researcher', 'helper', 'contactless', 'newsletter'];
  assert.deepEqual(await inline(t, names.map((name) => `<div class="${name}"><button class="go">x</button></div>`).join('')), { seen: [], used: [] });
});

test('a control is a tool by its name, its address, or what it lies in; a button beside reviews or a price is none of them', async (t) => {
  const { used } = await inline(t, `
    <form role="search" class="site-search"><input type="text" id="words"></form>
    <div class="facets"><label><input type="checkbox" id="red"></label></div>
    <a id="policy" href="/policies/shipping-policy">Read</a> <a id="below" href="#reviews">4.5</a> <a id="kite" href="/products/gift-guide">Kite</a>
    <div class="reviews price stock"><button id="buy" class="availability">Buy</button></div>
    <section id="care"><button id="wash">How to wash</button></section>`);
  assert.deepEqual(used, ['search: words', 'filters: red', 'delivery: policy', 'reviews: below', 'care_guide: wash']);
});

test("platforms' own words: WooCommerce calls a product instock, Magento has its cart under checkout", async (t) => {
  const woo = await found(t, 'woocommerce-simple');
  assert.deepEqual(woo.seen.filter((line) => line.startsWith('stock')), ['stock: stock in-stock']);
  assert.deepEqual(woo.used, []);
  const magento = await found(t, 'magento');
  assert.deepEqual(magento.used, []);
  assert.ok(magento.seen.includes('stock: stock available'), `${magento.seen}`);
});
