// Something put in the cart of a shop that tells nothing, in the four shapes that shops have.
// Never told twice for one act, and never for one that the shopper did not start.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bare, factsOn } from '../lib/facts.mjs';
import { until } from '../lib/until.mjs';

const carts = async (here) => (await here.facts('cart')).map(bare);
const settled = async (here) => {
  await until(async () => (await carts(here)).length > 0, 'a fact of the cart');
  await here.page.waitForTimeout(1500);
  return carts(here);
};

test('a form that posts and loads another page: told before the page goes', async (t) => {
  const here = await factsOn(t, 'plain-oscar', { path: '/catalogue/coders-at-work_209/' });
  // What is told while a page goes away reaches nobody outside of it; the next page finds it.
  await here.page.evaluate(() => (window.__seen.facts.push = (fact) => sessionStorage.setItem('told', JSON.stringify(fact))));
  await Promise.all([here.page.waitForEvent('load'), here.page.click('#add_to_basket_form button')]);
  const told = await here.page.evaluate(() => JSON.parse(sessionStorage.getItem('told')));
  assert.deepEqual([told].map(bare), [{ type: 'cart', action: 'add', items: [{ name: 'Coders at work', price: 19.99 }] }]);
});

test('a request by jQuery: form, request and badge are one act', async (t) => {
  const here = await factsOn(t, 'woocommerce-simple', { path: '/product/harbour-jumper/' });
  await here.page.evaluate(() =>
    document.querySelector('form.cart').addEventListener('submit', (event) => {
      event.preventDefault();
      const request = new XMLHttpRequest();
      request.open('POST', '/?wc-ajax=add_to_cart');
      request.onload = () => (document.querySelector('.cart-contents-count').textContent = '2');
      request.send();
    }),
  );
  await here.page.click('form.cart button');
  assert.deepEqual(await settled(here), [{ type: 'cart', action: 'add', items: [{ id: 'SW-HJ-59', name: 'Harbour jumper', price: 59 }] }]);
});

test('fetch and publish: the platform\'s word, not the form\'s', async (t) => {
  const here = await factsOn(t, 'shopify-dawn', { path: '/products/dovetail-desk' });
  await here.page.click('form button');
  assert.deepEqual(await settled(here), [{ type: 'cart', action: 'add', items: [{ id: '43210', name: 'Dovetail desk' }] }]);
  assert.equal((await here.facts('cart'))[0].from.items, 'shopify-theme');
});

test('fetch that fails: an error and no act', async (t) => {
  const here = await factsOn(t, 'shopify-dawn', { path: '/products/dovetail-desk' });
  await here.page.route('**/cart/add.js', (route) => route.fulfill({ status: 422, body: '{}' }));
  await here.page.click('form button');
  await until(async () => (await here.frictions()).length > 0, 'the error');
  await here.page.waitForTimeout(1500);
  assert.deepEqual(await carts(here), []);
  assert.deepEqual(await here.frictions(), ['cart_error']);
});

test('pure state: the badge counts up after a press, and down', async (t) => {
  const here = await factsOn(t, 'plain-state', { path: '/shell' });
  await here.page.click('.cta');
  assert.deepEqual(await settled(here), [{ type: 'cart', action: 'add', items: [{ name: 'Rain shell', price: 1150 }] }]);
  await here.page.waitForTimeout(1800);
  await here.page.click('#less');
  await until(async () => (await carts(here)).length === 2, 'the badge');
  assert.deepEqual((await carts(here))[1], { type: 'cart', action: 'remove' });
});

test('a badge that counts by itself, a click of a script and a request nobody started are no act', async (t) => {
  const here = await factsOn(t, 'plain-state', { path: '/shell' });
  await here.page.evaluate(async () => {
    document.querySelector('.cta').click();
    document.querySelector('.cart-badge').textContent = '7';
    await fetch('/cart/add.js', { method: 'POST' });
  });
  await here.page.waitForTimeout(1500);
  assert.deepEqual(await carts(here), []);
});

test('a card\'s button adds the card\'s product', async (t) => {
  const here = await factsOn(t, 'woocommerce-simple', { path: '/product/harbour-jumper/' });
  await here.page.evaluate(() => document.querySelector('.ajax_add_to_cart').addEventListener('click', (event) => event.preventDefault()));
  await here.page.click('.ajax_add_to_cart');
  assert.deepEqual(await settled(here), [{ type: 'cart', action: 'add', items: [{ id: 'SW-TH-24' }] }]);
});

test('a quantity that a shopper types is not read', async (t) => {
  const here = await factsOn(t, 'plain-oscar', { path: '/catalogue/coders-at-work_209/' });
  await here.page.evaluate(() => {
    const { get, set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
    window.read = 0;
    Object.defineProperty(HTMLInputElement.prototype, 'value', { get() { window.read++; return get.call(this); }, set });
    document.querySelector('form').addEventListener('submit', (event) => event.preventDefault());
  });
  await here.page.fill('[name=quantity]', '7341');
  const before = await here.page.evaluate(() => window.read);
  await here.page.click('#add_to_basket_form button');
  await settled(here);
  await here.page.evaluate(() => window.__seen.handle.read());
  assert.equal(await here.page.evaluate(() => window.read), before);
  assert.doesNotMatch(JSON.stringify(await here.facts()), /7341/);
});
