// Google's data layer in its three encodings: what was pushed before is replayed, what comes is followed.
// Never a word about a person, though entries carry them; never a change of what the page gets back.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bare, factsOn } from '../lib/facts.mjs';
import { until } from '../lib/until.mjs';

const JACKET = { item_id: 'SKU-9', item_name: 'Shell jacket', item_brand: 'North', item_category: 'Jackets', price: 89.5, quantity: 1 };
const HTML = '<main><h1>Shell jacket</h1><s>$120.00</s><p class="price">$95.00</p><button>Add to cart</button></main>';

const start = (t, entries, options = {}) =>
  factsOn(t, 'inline', { html: HTML, scripts: [`window.dataLayer = ${JSON.stringify(entries)}; window.gtag = function () { dataLayer.push(arguments); };`], ...options });
const push = (here, ...entries) => here.page.evaluate((all) => all.forEach((entry) => window.dataLayer.push(entry)), entries);
async function told(here, type, count = 1) {
  await until(async () => (await here.facts(type)).length >= count, `${type}, ${JSON.stringify(await here.facts())}`);
  return (await here.facts(type)).map(bare);
}

test('what was pushed before is replayed, and goes before what the page shows', async (t) => {
  const here = await start(t, [{ ecommerce: null }, { event: 'view_item', ecommerce: { currency: 'EUR', value: 89.5, items: [JACKET] }, user_data: { email: 'mara@post.example' } }]);
  await until(async () => (await here.product())?.from.price === 'data-layer', 'the replay');
  const product = await here.product();
  assert.deepEqual(bare(product), { type: 'product', id: 'SKU-9', name: 'Shell jacket', price: 89.5, currency: 'EUR', category: 'Jackets', availability: 'in_stock' });
  assert.equal(product.from.availability, 'dom');
  assert.doesNotMatch(JSON.stringify(await here.page.evaluate(() => window.__seen.handle.facts())), /example/);
});

test('`{event, ecommerce}`: every event of a visit, in order', async (t) => {
  const here = await start(t, []);
  const ecommerce = { currency: 'EUR', value: 89.5, items: [JACKET] };
  const events = ['view_item_list', 'select_item', 'add_to_cart', 'remove_from_cart', 'view_cart', 'add_to_wishlist', 'begin_checkout', 'add_shipping_info', 'add_payment_info', 'search'];
  for (const event of events) await push(here, { ecommerce: null }, { event, ecommerce });
  await push(here, { event: 'purchase', ecommerce: { transaction_id: 'T-77', value: '72,93', currency: 'eur', items: [JACKET] } });
  await told(here, 'order');
  const all = (await here.facts()).filter(({ type }) => type !== 'product').map(bare);
  const item = { id: 'SKU-9', name: 'Shell jacket', price: 89.5 };
  assert.deepEqual(all, [
    { type: 'list', items: [item] },
    { type: 'cart', action: 'add', items: [item], value: 89.5 },
    { type: 'cart', action: 'remove', items: [item], value: 89.5 },
    { type: 'cart', action: 'view', items: [item], value: 89.5 },
    { type: 'wishlist' },
    { type: 'checkout', step: 1 },
    { type: 'checkout', step: 2 },
    { type: 'checkout', step: 3 },
    { type: 'search' },
    { type: 'order', id: 'T-77', value: 72.93, currency: 'EUR' },
  ]);
});

test('gtag\'s arguments tell the same', async (t) => {
  const here = await start(t, []);
  await here.page.evaluate((item) => {
    gtag('js', new Date());
    gtag('consent', 'default', { ad_storage: 'denied' });
    gtag('event', 'add_to_cart', { currency: 'USD', value: 89.5, items: [{ id: item.item_id, name: item.item_name, price: '89.50' }] });
    gtag('event', 'purchase', { transaction_id: 'G-1', value: 89.5, currency: 'USD', items: [item] });
  }, JACKET);
  assert.deepEqual(await told(here, 'order'), [{ type: 'order', id: 'G-1', value: 89.5, currency: 'USD' }]);
  assert.deepEqual(await told(here, 'cart'), [{ type: 'cart', action: 'add', items: [{ id: 'SKU-9', name: 'Shell jacket', price: 89.5 }], value: 89.5 }]);
});

test('the older encoding tells the same', async (t) => {
  const products = [{ name: 'Shell jacket', id: 'SKU-9', price: '89.50', brand: 'North', category: 'Jackets', quantity: 1 }];
  const here = await start(t, [{ ecommerce: { currencyCode: 'GBP', detail: { actionField: { list: 'Sale' }, products } } }]);
  await push(
    here,
    { event: 'impressions', ecommerce: { currencyCode: 'GBP', impressions: products } },
    { event: 'addToCart', ecommerce: { currencyCode: 'GBP', add: { products } } },
    { event: 'removeFromCart', ecommerce: { remove: { products } } },
    { event: 'checkout', ecommerce: { checkout: { actionField: { step: 2, option: 'Visa' }, products } } },
    { event: 'eePurchase', ecommerce: { currencyCode: 'GBP', purchase: { actionField: { id: 'T12345', revenue: '35.43', tax: '4.90' }, products } } },
  );
  const item = { id: 'SKU-9', name: 'Shell jacket', price: 89.5 };
  assert.deepEqual(await told(here, 'order'), [{ type: 'order', id: 'T12345', value: 35.43, currency: 'GBP' }]);
  assert.deepEqual(await told(here, 'cart', 2), [{ type: 'cart', action: 'add', items: [item] }, { type: 'cart', action: 'remove', items: [item] }]);
  assert.deepEqual(await told(here, 'list'), [{ type: 'list', items: [item] }]);
  assert.deepEqual(await told(here, 'checkout'), [{ type: 'checkout', step: 2 }]);
  const product = await here.product();
  assert.deepEqual([product.id, product.price, product.currency, product.from.price], ['SKU-9', 89.5, 'GBP', 'data-layer']);
});

test('ecommerce data that comes before its event is kept until `ecommerce: null`', async (t) => {
  const here = await start(t, [{ ecommerce: { currency: 'EUR', items: [JACKET] } }, { event: 'view_item' }]);
  await until(async () => (await here.product())?.id === 'SKU-9', 'the product');
  await push(here, { ecommerce: null }, { event: 'add_to_cart' });
  assert.deepEqual(await told(here, 'cart'), [{ type: 'cart', action: 'add' }]);
});

test('an order is told once: pushed again, by the owner too, and in another encoding', async (t) => {
  const order = { event: 'purchase', ecommerce: { transaction_id: 'T-1', value: 10, currency: 'EUR' } };
  const here = await start(t, [order]);
  await told(here, 'order');
  await push(here, order, { ecommerce: { purchase: { actionField: { id: 'T-1', revenue: 10 } } } });
  await here.page.evaluate(() => window.__seen.handle.push({ type: 'order', value: 10 }));
  await here.page.evaluate(() => gtag('event', 'purchase', { transaction_id: 'T-1', value: 10 }));
  await here.page.waitForTimeout(300);
  assert.equal((await here.facts('order')).length, 1);
  await push(here, { event: 'purchase', ecommerce: { transaction_id: 'T-2', value: 30, currency: 'EUR' } });
  assert.equal((await told(here, 'order', 2))[1].id, 'T-2', 'another order is another fact');
});

test('the owner\'s push goes before the data layer, field by field', async (t) => {
  const here = await start(t, [{ event: 'view_item', ecommerce: { currency: 'EUR', items: [JACKET] } }]);
  await until(async () => (await here.product())?.id === 'SKU-9', 'the product');
  await here.page.evaluate(() => window.__seen.handle.push({ type: 'product', name: 'Shell jacket', price: 79, currency: 'EUR' }));
  const product = await here.product();
  assert.deepEqual([product.id, product.price, product.from.id, product.from.price], ['SKU-9', 79, 'data-layer', 'owner']);
});

test('a product of another name is not mixed with this page\'s', async (t) => {
  const here = await start(t, [{ event: 'view_item', ecommerce: { currency: 'EUR', items: [{ item_id: 'Q-1', item_name: 'Wool socks', price: 12 }] } }]);
  await until(async () => (await here.product())?.id === 'Q-1', 'what was looked at quickly');
  assert.deepEqual(bare(await here.product()), { type: 'product', id: 'Q-1', name: 'Wool socks', price: 12, currency: 'EUR' });
});

test('push gives back what the page\'s own push gives, which is called first; a layer that comes later is followed too', async (t) => {
  const here = await factsOn(t, 'inline', { html: HTML });
  await here.page.evaluate(() => {
    window.order = [];
    const layer = (window.dataLayer = []);
    layer.push = function (...entries) {
      window.order.push('page');
      Array.prototype.push.apply(this, entries);
      return 'given by the page';
    };
    window.__seen.handle.read();
  });
  const given = await here.page.evaluate(() => window.dataLayer.push(Object.defineProperty({}, 'event', { get: () => window.order.push('read') && 'add_to_cart' })));
  assert.equal(given, 'given by the page');
  await told(here, 'cart');
  assert.deepEqual(await here.page.evaluate(() => window.order.slice(0, 2)), ['page', 'read']);
});
