// What a page tells of its product: name, price, currency, id and availability, in every way that shops write them.
// Never the wrong price: each fixture has the old, the taxless, the partial and the neighbour's beside the one to pay.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bare, factsOn } from '../lib/facts.mjs';

/** The fixture, where it lies, what is told, and the source that its price is from. */
const PRODUCTS = [
  ['woocommerce-simple', '/product/harbour-jumper/', ['SW-HJ-59', 'Harbour jumper', 59, 'GBP', 'in_stock', 'Jumpers'], 'json-ld'],
  ['woocommerce-variable', '/product/ridge-parka/', ['RP-1', 'Ridge parka', 189, 'USD', 'in_stock', undefined], 'json-ld'],
  ['shopify-dawn', '/products/dovetail-desk', [undefined, 'Dovetail desk', 1299, 'USD', 'in_stock', undefined], 'open-graph'],
  ['shopify-standard', '/products/cedar-lamp', ['702', 'Cedar lamp - Short', 64, 'CAD', 'in_stock', 'Lamps'], 'shopify-page'],
  ['prestashop', '/27-carafe.html', ['27', 'Carafe en grès', 1234.56, 'EUR', 'in_stock', 'Table'], 'prestashop-page'],
  ['magento', '/strive-shoulder-pack.html', ['24-MB04', 'Strive shoulder pack', 32.5, 'USD', 'in_stock', 'Bags'], 'magento-page'],
  ['bigcommerce', '/able-brewing-system/', ['ABS', 'Able brewing system', 225, 'USD', 'in_stock', 'Kitchen'], 'bigcommerce-page'],
  ['json-ld-group', '/coat', ['44E01-M', 'Wool coat, medium', 99.99, 'GBP', 'in_stock', 'Coats'], 'json-ld'],
  ['json-ld-group', '/coat?size=l', ['44E01-L', 'Wool coat, large', 109.99, 'GBP', 'backorder', 'Coats'], 'json-ld'],
  ['json-ld-group', '/coat?size=s', ['44E01-S', 'Wool coat, small', 39.99, 'GBP', 'out_of_stock', 'Coats'], 'json-ld'],
  ['microdata', '/field-notes', ['FN-3', 'Field notes', 11.5, 'GBP', 'in_stock', undefined], 'microdata'],
  ['plain-oscar', '/catalogue/coders-at-work_209/', [undefined, 'Coders at work', 19.99, 'GBP', 'in_stock', 'Books'], 'dom'],
  ['plain-split', '/pan', ['PAN-26', 'Cast iron pan', 49.99, 'USD', 'in_stock', undefined], 'dom'],
  ['plain-german', '/muehle', [undefined, 'Kaffeemühle Eisen', 1234.56, 'EUR', 'out_of_stock', undefined], 'dom'],
  ['plain-state', '/shell', [undefined, 'Rain shell', 1150, 'AUD', 'in_stock', undefined], 'dom'],
  ['clobbered', '/bell', [undefined, 'Brass bell', 35, 'USD', 'in_stock', undefined], 'dom'],
];

for (const [fixture, path, [id, name, price, currency, availability, category], source] of PRODUCTS) {
  test(`${fixture}${path}: ${name} for ${price} ${currency}, and no other price`, async (t) => {
    const here = await factsOn(t, fixture, { path });
    const product = await here.product();
    const found = [product?.id, product?.name, product?.price, product?.currency, product?.availability, product?.category];
    assert.deepEqual(found, [id, name, price, currency, availability, category], JSON.stringify(product));
    assert.equal(product.from.price, source);
    for (const field of Object.keys(bare(product)).filter((field) => field !== 'type')) assert.ok(product.from[field], `${field} says where it is from`);
    assert.deepEqual(here.errors, []);
  });
}

/** JSON-LD as shops write it, right and wrong; `undefined` is told as no product. */
const LD = (data) => `<script type="application/ld+json">${typeof data === 'string' ? data : JSON.stringify(data)}</script>`;
const offer = { '@type': 'Offer', price: '12.50', priceCurrency: 'EUR', availability: 'InStock' };
const pot = { '@context': 'http://schema.org', '@type': 'Product', name: 'Pot', sku: 'P1', offers: offer };
const SHAPES = [
  ['http and a bare type', LD(pot), 12.5],
  ['a type with its address', LD({ ...pot, '@type': 'https://schema.org/Product' }), 12.5],
  ['several types', LD({ ...pot, '@type': ['Thing', 'Product'] }), 12.5],
  ['an array of nodes', LD([{ '@type': 'Organization' }, pot]), 12.5],
  ['a graph', LD({ '@graph': [{ '@type': 'WebSite' }, pot] }), 12.5],
  ['a graph with references', LD({ '@graph': [{ '@type': 'WebPage', mainEntity: { '@id': '#p' } }, { ...pot, '@id': '#p', offers: { '@id': '#o' } }, { ...offer, '@id': '#o' }] }), 12.5],
  ['an array of offers, the first sold out', LD({ ...pot, offers: [{ ...offer, price: 9, availability: 'http://schema.org/SoldOut' }, offer] }), 12.5],
  ['an aggregate of offers', LD({ ...pot, offers: { '@type': 'AggregateOffer', lowPrice: 12.5, highPrice: 80, priceCurrency: 'EUR' } }), 12.5],
  ['an aggregate that holds its offers', LD({ ...pot, offers: { '@type': 'AggregateOffer', offers: [offer] } }), 12.5],
  ['a price with a comma', LD({ ...pot, offers: { ...offer, price: '12,50' } }), 12.5],
  ['six decimals', LD({ ...pot, offers: { ...offer, price: '12.500000' } }), 12.5],
  ['a trailing comma', LD('{"@type":"Product","name":"Pot","sku":"P1","offers":{"price":12.5,"priceCurrency":"EUR",},}'), 12.5],
  ['a line break inside a text', LD('{"@type":"Product","name":"Pot","description":"two\nlines","sku":"P1","offers":{"price":12.5,"priceCurrency":"EUR"}}'), 12.5],
  ['a member price and an instalment', LD({ ...pot, offers: { ...offer, price: undefined, priceSpecification: [{ price: 10, validForMemberTier: {} }, { price: 4, priceComponentType: 'Installment', billingDuration: 3 }, { price: 12.5, priceCurrency: 'EUR' }] } }), 12.5],
  ['broken beyond repair', LD('{"@type":"Product","name":"Pot", offers: oops'), undefined],
  ['a price that is none', LD({ ...pot, offers: { ...offer, price: 'call us' } }), 'unpriced'],
  ['another page\'s product', LD({ ...pot, url: '/somewhere/else' }), undefined],
  ['a name with an address of a person', LD({ ...pot, name: 'mara@post.example', sku: 'P1' }), 'unnamed'],
];

for (const [shape, html, price] of SHAPES) {
  test(`JSON-LD, ${shape}`, async (t) => {
    const here = await factsOn(t, 'inline', { html });
    const product = await here.product();
    if (price === undefined) assert.equal(product, undefined);
    else if (price === 'unpriced') assert.deepEqual([product.id, 'price' in product], ['P1', false]);
    else if (price === 'unnamed') assert.deepEqual([product.id, 'name' in product], ['P1', false]);
    else assert.deepEqual([product.id, product.name, product.price, product.currency], ['P1', 'Pot', price, 'EUR']);
    assert.deepEqual(here.errors, []);
  });
}

/** Prices in the DOM, the page's language, and what they are. */
const WRITTEN = [
  ['de', '1.234,56 €', 1234.56, 'EUR'],
  ['en-GB', '£1,234.56', 1234.56, 'GBP'],
  ['fr', '1 234,56 €', 1234.56, 'EUR'],
  ['fr', '1\u202f234,56\u00a0€', 1234.56, 'EUR'],
  ['de-CH', "CHF 1'234.50", 1234.5, 'CHF'],
  ['de-CH', 'CHF 49.–', 49, 'CHF'],
  ['nl', '€ 49,-', 49, 'EUR'],
  ['sv', '1 299 kr', 1299, 'SEK'],
  ['da', '1.299,00 kr.', 1299, 'DKK'],
  ['pl', '1 299,99 zł', 1299.99, 'PLN'],
  ['ja', '¥12,800', 12800, 'JPY'],
  ['en-IN', '₹1,23,456.00', 123456, 'INR'],
  ['en-CA', '$1,299', 1299, 'CAD'],
  ['en-US', 'US$ 1,299.5', 1299.5, 'USD'],
  ['pt-BR', 'R$ 1.299,90', 1299.9, 'BRL'],
  ['ar', '٤٩٫٩٩ ر.س', 49.99, 'SAR'],
  ['en', 'KWD 12.500', 12.5, 'KWD'],
  ['en', '1.299 USD', 1299, 'USD'],
];

for (const [language, text, price, currency] of WRITTEN) {
  test(`a shop in ${language} writes ${text}`, async (t) => {
    const html = `<main><h1>Pot</h1><p><s>${text.replace(/[1٤]/, '9')}</s></p><p class="price">${text}</p><button>Add to cart</button></main>`;
    const here = await factsOn(t, 'inline', { html, scripts: [`document.addEventListener('DOMContentLoaded', () => (document.documentElement.lang = '${language}'))`] });
    const product = await here.product();
    assert.deepEqual([product?.price, product?.currency], [price, currency]);
  });
}

/** Ways to write the same price, and wrong ones that stand beside it. */
const BESIDE = [
  ['cents in a sup', '<p class="price"><span>$49</span><sup>99</sup></p>'],
  ['cents and sign apart', '<p class="price"><span>49</span><sup>99</sup> <span>$</span></p>'],
  ['cents in a small span', '<p class="price"><span class="whole">$49</span><span class="price-cents">99</span></p>'],
  ['the sign in its own element', '<p class="price"><span>$</span><span>49.99</span></p>'],
  ['an old price by its class', '<p class="price price--was">$89.00</p><p class="price">$49.99</p>'],
  ['an old price by style', '<p class="price" style="font-size: 60px; text-decoration: line-through">$89.00</p><p class="price">$49.99</p>'],
  ['an old price by its word', '<p style="font-size: 40px">RRP $89.00</p><p class="price">$49.99</p>'],
  ['del and ins', '<p class="price"><del>$89.00</del> <ins>$49.99</ins></p>'],
  ['ex tax', '<p style="font-size: 40px">$41.66 ex. VAT</p><p class="price">$49.99</p>'],
  ['instalments', '<p style="font-size: 40px">4 x 12.50 $</p><p class="price">$49.99</p>'],
  ['by the month', '<p style="font-size: 40px">$4.17 / month</p><p class="price">$49.99</p>'],
  ['per unit', '<p style="font-size: 40px">$12.50 / 100 g</p><p class="price">$49.99 <small>($12.50 / 100 g)</small></p>'],
  ['from', '<p style="font-size: 40px">from $29.99</p><p class="price">$49.99</p>'],
  ['hidden', '<p style="font-size: 40px; visibility: hidden">$29.99</p><p class="price">$49.99</p>'],
  ['only for screen readers', '<p style="position: absolute; width: 1px; height: 1px; overflow: hidden">$29.99</p><p class="price">$49.99</p>'],
  ['a saving', '<p style="font-size: 40px">Save $29.99</p><p class="price">$49.99</p>'],
  ['shipping', '<p style="font-size: 40px">Delivery $9.99</p><p class="price">$49.99</p>'],
];

for (const [what, html] of BESIDE) {
  test(`the live price with ${what} is 49.99`, async (t) => {
    const here = await factsOn(t, 'inline', { html: `<main><h1>Pot</h1>${html}<button>Add to cart</button></main><section class="related"><b style="font-size: 70px">$5.00</b></section>` });
    const product = await here.product();
    assert.deepEqual([product?.price, product?.currency, product?.from.price], [49.99, 'USD', 'dom']);
  });
}

test('a page of many products has none of its own, and its list is told', async (t) => {
  const here = await factsOn(t, 'listing', { path: '/teapots' });
  assert.equal(await here.product(), undefined);
  const [list] = await here.facts('list');
  assert.deepEqual(list.items, [{ id: 'BB', name: 'Brown Betty', price: 24 }, { id: 'IK', name: 'Iron kettle', price: 61.5 }, { id: 'GP', name: 'Glass pot', price: 18.9 }]);
});

test('sold out is a friction, once for the product', async (t) => {
  const here = await factsOn(t, 'plain-german', { path: '/muehle' });
  await here.page.evaluate(() => window.__seen.handle.read());
  assert.deepEqual(await here.frictions(), ['out_of_stock']);
});
