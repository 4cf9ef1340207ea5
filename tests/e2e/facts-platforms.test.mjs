// What platforms tell by their events becomes a fact, once, with the platform as its source.
// Never what they know of the shopper: each page here has a name or an address beside what is read.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bare, factsOn } from '../lib/facts.mjs';
import { until } from '../lib/until.mjs';

/** The facts of a kind, without their sources, once there are `count`. */
async function told(here, type, count = 1) {
  await until(async () => (await here.facts(type)).length >= count, `${count} facts of ${type}: ${JSON.stringify(await here.facts())}`);
  return (await here.facts(type)).map(bare);
}
const soon = (here, ms = 1500) => here.page.waitForTimeout(ms);

test('WooCommerce: added, removed, another variation, a payment that failed and a field that is missing', async (t) => {
  const here = await factsOn(t, 'woocommerce-variable', { path: '/product/ridge-parka/' });
  await here.page.evaluate(() => {
    const button = document.createElement('button');
    Object.assign(button.dataset, { product_id: '88', product_sku: 'SW-TH-24' });
    const body = jQuery(document.body);
    body.trigger('adding_to_cart', [jQuery(button), {}]);
    body.trigger('added_to_cart', [{}, 'hash', jQuery(button)]);
    body.trigger('removed_from_cart', [{}, 'hash', jQuery(button)]);
    jQuery('form.variations_form').trigger('found_variation', [{ sku: 'RP-1-XL', variation_id: 31, display_price: 229, display_regular_price: 260, is_in_stock: false }]);
    body.trigger('checkout_error', ['<ul class="woocommerce-error"><li>mara.quill@post.example was declined</li></ul>']);
  });
  const cart = await told(here, 'cart', 2);
  assert.deepEqual(cart, [{ type: 'cart', action: 'add', items: [{ id: 'SW-TH-24' }] }, { type: 'cart', action: 'remove', items: [{ id: 'SW-TH-24' }] }]);
  const product = await here.product();
  assert.deepEqual([product.id, product.name, product.price, product.availability, product.from.price, product.from.name], ['RP-1-XL', 'Ridge parka', 229, 'out_of_stock', 'woocommerce', 'json-ld']);
  assert.deepEqual((await here.frictions()).sort(), ['out_of_stock', 'payment_error']);
  await here.page.evaluate(() => {
    document.querySelector('form').classList.add('woocommerce-invalid');
    jQuery(document.body).trigger('checkout_error', ['']);
  });
  assert.ok((await here.frictions()).includes('form_error'));
});

test('WooCommerce: an event of core that its blocks tell again is one act', async (t) => {
  const here = await factsOn(t, 'woocommerce-simple', { path: '/product/harbour-jumper/' });
  await here.page.evaluate(() => {
    jQuery(document.body).trigger('added_to_cart', [{}, 'hash', jQuery(document.querySelector('.ajax_add_to_cart'))]);
    document.body.dispatchEvent(new CustomEvent('wc-blocks_added_to_cart', { bubbles: true }));
  });
  await soon(here);
  assert.deepEqual(await told(here, 'cart'), [{ type: 'cart', action: 'add', items: [{ id: 'SW-TH-24' }] }]);
});

test('WooCommerce: the thank-you page tells the order, and nothing of who ordered', async (t) => {
  const here = await factsOn(t, 'woocommerce-thanks', { path: '/checkout/order-received/10452/' });
  const [order] = await told(here, 'order');
  assert.deepEqual([order.id, order.value], ['10452', 1124.5]);
  assert.doesNotMatch(JSON.stringify(await here.facts()), /Mara|Quill|example|Slip Lane/);
});

test('Shopify: the page\'s product, another variant, a card that is not it', async (t) => {
  const here = await factsOn(t, 'shopify-standard', { path: '/products/cedar-lamp' });
  const variant = (id, amount, availableForSale = true) => ({ id: `gid://shopify/ProductVariant/${id}`, title: 'Tall', availableForSale, price: { amount, currencyCode: 'CAD' } });
  await here.page.evaluate((other) => window.tell('shopify:product:view', { context: 'recommendation', product: { id: 'gid://shopify/Product/9', title: 'Linen shade', selectedVariant: other } }), variant(9, '22.0'));
  assert.equal((await here.product()).name, 'Cedar lamp - Short');
  await here.page.evaluate((tall) => window.tell('shopify:product:select', { product: { id: 'gid://shopify/Product/70', title: 'Cedar lamp' }, promise: Promise.resolve({ variant: tall }) }), variant(701, '99.0', false));
  await until(async () => (await here.product()).price === 99, 'the tall lamp');
  const product = await here.product();
  assert.deepEqual([product.id, product.currency, product.availability, product.from.price], ['701', 'CAD', 'out_of_stock', 'shopify']);
});

test('Shopify: lines of the cart, the cart itself, a search that finds nothing, an error', async (t) => {
  const here = await factsOn(t, 'shopify-standard', { path: '/products/cedar-lamp' });
  await here.page.evaluate(() => {
    const lines = [{ merchandiseId: 'gid://shopify/ProductVariant/702', quantity: 1 }];
    window.tell('shopify:cart:lines-update', { action: 'add', context: 'product', lines, promise: Promise.resolve({ cart: null }) });
    window.tell('shopify:cart:lines-update', { action: 'update', context: 'cart', lines, promise: Promise.resolve({ cart: null }) });
    window.tell('shopify:cart:view', { context: 'page', cart: { id: 'gid://shopify/Cart/c1', cost: { totalAmount: { amount: '64.0', currencyCode: 'CAD' } }, lines: [] } });
    window.tell('shopify:search:update', { search: { query: 'mara@post.example' }, promise: Promise.resolve({ totalCount: 0 }) });
  });
  assert.deepEqual(await told(here, 'cart', 2), [{ type: 'cart', action: 'view', value: 64 }, { type: 'cart', action: 'add', items: [{ id: '702' }] }]);
  assert.deepEqual(await told(here, 'search'), [{ type: 'search', found: 0 }]);
  assert.deepEqual(await here.frictions(), ['no_results']);
  await here.page.evaluate(() => {
    window.tell('shopify:cart:lines-update', { action: 'add', lines: [], promise: Promise.resolve({ userErrors: [{ message: 'too many' }] }) });
    window.tell('shopify:cart:error', { error: 'Sold out', code: 'INVALID' });
  });
  await until(async () => (await here.frictions()).length === 2, 'the error, once');
  assert.deepEqual(await here.frictions(), ['no_results', 'cart_error']);
  assert.equal((await told(here, 'cart')).length, 2, 'what the cart declined is no act');
});

test('Shopify\'s older themes: published updates and errors, prices in hundredths', async (t) => {
  const here = await factsOn(t, 'shopify-dawn', { path: '/products/dovetail-desk' });
  await here.page.evaluate(() => {
    publish('cart-update', { source: 'cart-items', cartData: {} });
    publish('cart-update', { source: 'product-form', productVariantId: '43210', cartData: { product_title: 'Dovetail desk' } });
    publish('variant-change', { data: { variant: { id: 43211, name: 'Dovetail desk - Oak', price: 139900, compare_at_price: 149900, available: true } } });
    publish('cart-error', { source: 'product-form', errors: 'All 3 desks are in your cart.' });
  });
  assert.deepEqual(await told(here, 'cart'), [{ type: 'cart', action: 'add', items: [{ id: '43210', name: 'Dovetail desk' }] }]);
  const product = await here.product();
  assert.deepEqual([product.id, product.name, product.price, product.from.price, product.from.currency], ['43211', 'Dovetail desk', 1399, 'shopify-theme', 'open-graph']);
  assert.deepEqual(await here.frictions(), ['cart_error']);
});

test('PrestaShop: the cart, a filter that leaves nothing, errors, and never the customer', async (t) => {
  const here = await factsOn(t, 'prestashop', { path: '/27-carafe.html' });
  await here.page.evaluate(() => {
    prestashop.emit('updateCart', { reason: { idProduct: 27, linkAction: 'add-to-cart', cart: { customer: prestashop.customer } }, resp: { hasError: false } });
    prestashop.emit('updateCart', { reason: { linkAction: 'add-voucher' }, resp: {} });
    prestashop.emit('updateProductList', { rendered_products: '', pagination: { total_items: 0 } });
    prestashop.emit('handleError', { eventType: 'updateAddressForm', resp: { firstname: 'Odile' } });
    prestashop.emit('handleError', { eventType: 'addProductToCart' });
    prestashop.emit('updateCart', { reason: { idProduct: 27, linkAction: 'delete-from-cart' }, resp: {} });
  });
  assert.deepEqual(await told(here, 'cart', 2), [{ type: 'cart', action: 'add', items: [{ id: '27' }] }, { type: 'cart', action: 'remove', items: [{ id: '27' }] }]);
  assert.deepEqual(await told(here, 'search'), [{ type: 'search', found: 0, refined: true }]);
  assert.deepEqual(await here.frictions(), ['no_results', 'form_error', 'cart_error']);
  assert.doesNotMatch(JSON.stringify(await here.facts()), /Odile|Marchand|example/);
});

test('Magento: added by jQuery, but not when it sends the shopper elsewhere', async (t) => {
  const here = await factsOn(t, 'magento', { path: '/strive-shoulder-pack.html' });
  await here.page.evaluate(() => {
    jQuery(document).trigger('ajax:addToCart', { sku: '24-WB02', productIds: ['9'], response: { backUrl: '/choose-a-size' } });
    jQuery(document).trigger('ajax:addToCart', { sku: '24-MB04', productIds: ['2'], form: {}, response: [] });
  });
  await soon(here);
  assert.deepEqual(await told(here, 'cart'), [{ type: 'cart', action: 'add', items: [{ id: '24-MB04' }] }]);
});

test('Magento: the cart from storage, and never the customer who lies beside it', async (t) => {
  const here = await factsOn(t, 'magento-cart', { path: '/checkout/cart/' });
  assert.deepEqual(await told(here, 'cart'), [{ type: 'cart', action: 'view', items: [{ id: '24-MB04', name: 'Strive shoulder pack', price: 32.5 }], value: 65 }]);
  assert.doesNotMatch(JSON.stringify(await here.facts()), /Veronica|Costello|example/);
});

test('Magento: Adobe\'s data layer, contexts beside events or inside them', async (t) => {
  const here = await factsOn(t, 'magento', {
    path: '/strive-shoulder-pack.html',
    before: () => {
      window.adobeDataLayer = [{ shopperContext: { shopperId: 'logged-in', email: 'roni@costello.example' } }, { productContext: null }, { productContext: { sku: '24-MB04', name: 'Strive shoulder pack', pricing: { regularPrice: 48, specialPrice: 31.5, currencyCode: 'USD' } } }, { event: 'product-page-view' }];
    },
  });
  await until(async () => (await here.product()).from.price === 'adobe', 'the product of the layer');
  assert.equal((await here.product()).price, 31.5);
  await here.page.evaluate(() => {
    const item = { product: { sku: '24-MB04', name: 'Strive shoulder pack' }, prices: { price: { value: 31.5, currency: 'USD' } }, quantity: 1 };
    const shoppingCartContext = { items: [item], prices: { subtotalIncludingTax: { value: 31.5, currency: 'USD' } } };
    window.adobeDataLayer.push({ event: 'add-to-cart', eventInfo: { shoppingCartContext, changedProductsContext: { items: [item] } } });
    window.adobeDataLayer.push({ event: 'place-order', eventInfo: { shoppingCartContext, orderContext: { orderId: '000000042', grandTotal: 36.5, payments: [{ paymentMethodName: 'Card of Roni' }] } } });
  });
  assert.deepEqual(await told(here, 'order'), [{ type: 'order', id: '000000042', value: 36.5, currency: 'USD' }]);
  assert.deepEqual(await told(here, 'cart'), [{ type: 'cart', action: 'add', items: [{ id: '24-MB04', name: 'Strive shoulder pack', price: 31.5 }] }]);
  assert.doesNotMatch(JSON.stringify(await here.facts()), /Roni|example|logged-in/);
});

test('BigCommerce: the count of the cart, up and down', async (t) => {
  const here = await factsOn(t, 'bigcommerce', { path: '/able-brewing-system/' });
  await here.page.evaluate(() => {
    for (const quantity of [0, 2, 2, 1]) jQuery('body').trigger('cart-quantity-update', quantity);
  });
  assert.deepEqual(await told(here, 'cart', 2), [{ type: 'cart', action: 'add' }, { type: 'cart', action: 'remove' }]);
});

test('a search page that found nothing is a friction, and the words are not read', async (t) => {
  const here = await factsOn(t, 'search-none', { path: '/search?q=zeppelin' });
  assert.deepEqual(await told(here, 'search'), [{ type: 'search', found: 0 }]);
  assert.deepEqual(await here.frictions(), ['no_results']);
  assert.doesNotMatch(JSON.stringify(await here.facts()), /zeppelin/);
  const other = await factsOn(t, 'listing', { path: '/search?q=teapots' });
  assert.deepEqual(await other.frictions(), []);
});
