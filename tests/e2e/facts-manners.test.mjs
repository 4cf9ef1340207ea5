// Reading a page never harms it: nothing stays after the end, nothing is thrown into it, nothing is written to it.
// Never trusts the script's word for it: the debugger and a ledger of timers do the counting.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bare, factsOn } from '../lib/facts.mjs';
import { alive, ledger, listeners } from '../lib/page.mjs';
import { until } from '../lib/until.mjs';

for (const [fixture, path] of [['shopify-dawn', '/products/dovetail-desk'], ['prestashop', '/27-carafe.html'], ['magento', '/strive.html'], ['woocommerce-variable', '/product/ridge-parka/']]) {
  test(`${fixture}: after the end no listener, timer, observer, handler or wrapped push is left`, async (t) => {
    const prepare = () => {
      window.dataLayer = [];
      window.adobeDataLayer = [];
    };
    const here = await factsOn(t, fixture, { path, start: false, before: prepare, scripts: [ledger] });
    const count = () =>
      here.page.evaluate(() => ({
        jquery: window.handlersOf ? handlersOf(document) + handlersOf(document.body) : 0,
        prestashop: window.prestashop?.count(),
        theme: typeof subscribers === 'object' ? Object.values(subscribers).flat().length : 0,
        pushes: [window.dataLayer, window.adobeDataLayer].map((layer) => Object.hasOwn(layer, 'push')),
      }));
    const before = [await listeners(here.page), await alive(here.page), await count()];
    await here.begin();
    await here.page.evaluate(() => document.body.append('something new'));
    assert.notDeepEqual(await listeners(here.page), before[0], 'running, it listens');
    assert.notDeepEqual(await count(), before[2]);
    await here.stop();
    assert.deepEqual([await listeners(here.page), await alive(here.page), await count()], before);
    const told = (await here.facts()).length;
    await here.page.evaluate(() => {
      window.dataLayer.push({ event: 'purchase', ecommerce: { transaction_id: '1', value: 1 } });
      window.jQuery?.(document.body).trigger('added_to_cart', [{}, '', null]);
      window.__seen.handle.push({ type: 'order', value: 3 });
      window.__seen.handle.read();
    });
    await here.page.waitForTimeout(1200);
    assert.equal((await here.facts()).length, told, 'and nothing more is told');
    assert.deepEqual(here.errors, []);
  });
}

test('a push that somebody wrapped after us stays theirs, and only passes on', async (t) => {
  const here = await factsOn(t, 'inline', { scripts: ['window.dataLayer = [];'] });
  const given = await here.page.evaluate(() => {
    const ours = dataLayer.push;
    const theirs = (dataLayer.push = function (...entries) { return ours.apply(this, entries); });
    window.__seen.stop();
    return [dataLayer.push === theirs, dataLayer.push({ event: 'add_to_cart' }), dataLayer.length];
  });
  assert.deepEqual(given, [true, 1, 1]);
  await here.page.waitForTimeout(200);
  assert.deepEqual(await here.facts(), []);
});

test('names that elements have taken are no globals, and the page\'s product is still told', async (t) => {
  const here = await factsOn(t, 'clobbered', { path: '/bell' });
  await here.page.evaluate(() => window.__seen.handle.read());
  assert.equal((await here.product()).price, 35);
  assert.equal(await here.page.evaluate(() => window.dataLayer.push instanceof HTMLInputElement), true, 'and nothing was wrapped');
  await here.stop();
  assert.deepEqual(here.errors, []);
});

test('getters that throw, entries without shape and a push that throws: the page sees only its own errors', async (t) => {
  const here = await factsOn(t, 'inline', {
    html: '<div id="product-details" data-product="{oops"></div><div class="productView" data-entity-id="1"></div><script type="application/ld+json">{"@type":"Product","name":{},"offers":[null,7,"x"],"@graph":3}</script>',
    scripts: [
      () => {
        const trap = { get: () => { throw new Error('do not touch'); } };
        for (const name of ['Shopify', 'ShopifyAnalytics', 'BCData', 'subscribe']) Object.defineProperty(window, name, trap);
        window.dataLayer = [null, 7, 'x', [], () => {}, Object.defineProperty({}, 'event', trap), Object.defineProperty({ event: 'purchase' }, 'ecommerce', trap), { event: 'view_item', ecommerce: { items: 5 } }];
        window.adobeDataLayer = [null, { event: 'place-order' }, { event: 'constructor' }];
        localStorage.setItem('mage-cache-storage', '{"cart":');
      },
    ],
  });
  const thrown = await here.page.evaluate(() => {
    const hostile = new Proxy({}, { get: () => { throw new Error('do not touch'); }, has: () => { throw new Error('nor look'); } });
    window.dataLayer.push(hostile, { event: 'add_to_cart', ecommerce: { items: [hostile, { item_id: 'A' }] } });
    document.dispatchEvent(Object.assign(new Event('shopify:product:view'), { context: 'page', product: hostile }));
    document.dispatchEvent(Object.assign(new Event('shopify:cart:lines-update'), { action: 'add', promise: Promise.reject(new Error('network')) }));
    window.__seen.handle.push(hostile);
    window.__seen.handle.push(null);
    window.__seen.handle.push({ type: 'product', price: Infinity, name: 'x'.repeat(5000), id: '<b>'.repeat(99) });
    window.dataLayer.push({ event: 'purchase', ecommerce: { transaction_id: 'T-5', value: 5 } });
  });
  assert.equal(thrown, undefined);
  await until(async () => (await here.facts('order')).length === 1, 'an order after all that');
  const product = await here.product();
  assert.deepEqual([product.name.length, product.id.length, 'price' in product], [200, 64, false]);
  assert.deepEqual(here.errors, []);
});

test('a fact that throws in who is told does not reach the page', async (t) => {
  const here = await factsOn(t, 'inline', { scripts: ['window.dataLayer = [];'] });
  await here.page.evaluate(() => (window.__seen.facts.push = () => { throw new Error('ours'); }));
  assert.equal(await here.page.evaluate(() => dataLayer.push({ event: 'add_to_cart' })), 1);
  await here.page.waitForTimeout(300);
  assert.deepEqual(here.errors, []);
});

test('JSON-LD that comes late, and a price that changes, are told soon', async (t) => {
  const here = await factsOn(t, 'plain-split', { path: '/pan' });
  await here.page.evaluate(() => {
    const script = document.createElement('script');
    script.type = 'application/ld+json';
    script.textContent = JSON.stringify({ '@type': 'Product', name: 'Cast iron pan', sku: 'PAN-26', offers: { price: 44, priceCurrency: 'USD' } });
    document.head.append(script);
  });
  await until(async () => (await here.product()).price === 44, 'the late price');
  assert.equal((await here.product()).from.price, 'json-ld');
});

test('another route: what the last page told is forgotten, and the new one is told', async (t) => {
  const here = await factsOn(t, 'plain-split', { path: '/pan' });
  await here.page.evaluate(() => {
    history.pushState(null, '', '/~plain-split/lid');
    document.querySelector('main').innerHTML = '<h1>Glass lid</h1><p class="price">$18.50</p><s>$20.00</s><button>Add to cart</button>';
  });
  const facts = await here.page.evaluate(() => window.__seen.handle.read());
  assert.deepEqual(facts.map(bare), [{ type: 'product', name: 'Glass lid', price: 18.5, currency: 'USD', availability: 'in_stock' }]);
  assert.deepEqual(bare(await here.product()), bare(facts[0]));
});

test('what the data layer says of a new route is not forgotten with the last page', async (t) => {
  const here = await factsOn(t, 'plain-split', { path: '/pan', scripts: ['window.dataLayer = [];'] });
  await here.page.evaluate(() => {
    history.pushState(null, '', '/~plain-split/lid');
    dataLayer.push({ event: 'view_item', ecommerce: { currency: 'USD', items: [{ item_id: 'LID-26', item_name: 'Glass lid', price: 18.5 }] } });
  });
  await until(async () => (await here.product()).id === 'LID-26', 'the lid');
  const [lid] = await here.page.evaluate(() => window.__seen.handle.read());
  assert.deepEqual(bare(lid), { type: 'product', id: 'LID-26', name: 'Glass lid', price: 18.5, currency: 'USD' });
});

test('the page keeps its looks: reading a page writes nothing to it', async (t) => {
  const here = await factsOn(t, 'prestashop', { path: '/27-carafe.html', start: false });
  const before = await here.page.evaluate(() => document.documentElement.outerHTML);
  await here.begin();
  await here.page.waitForTimeout(600);
  assert.equal(await here.page.evaluate(() => document.documentElement.outerHTML), before);
  assert.deepEqual(await here.page.evaluate(() => [Object.keys(localStorage), document.cookie]), [[], '']);
});
