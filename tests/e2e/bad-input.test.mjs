// Whatever is broken behind the tag, the shop works as if Motivo were not there, and the console says once what is wrong.
// Never counts the browser's own lines about failed requests: those no script can prevent.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as config from '../lib/config.mjs';
import { looksAround } from '../lib/journeys.mjs';
import { nodes, shownNote } from '../lib/note.mjs';
import { SAMPLE } from '../lib/seeds.mjs';
import { until } from '../lib/until.mjs';
import { world } from '../lib/world.mjs';

const quick = () => config.sample({ only: config.NOTE, evidence: 2 });

/** A shopper can still put a lantern in the cart and order it. */
async function assertShopWorks({ page, shop, seen }) {
  await page.goto(`${shop.url}/product-lantern.html`);
  await page.locator('#lantern-add-to-cart button').click();
  await page.waitForURL(/cart\.html/);
  assert.match(await page.locator('#lines').innerText(), /Late Lantern/);
  assert.deepEqual(seen.errors, []);
}

function assertSaidOnce(seen, cause) {
  const said = seen.said();
  assert.equal(said.length, 1, `the console said: ${JSON.stringify(seen.console)}`);
  assert.match(said[0], cause);
  const others = seen.console.filter(({ text }) => !text.startsWith('motivo: ') && !text.startsWith('Failed to load resource'));
  assert.deepEqual(others, []);
}

/** Changes the answer to one of the widget's files on its way to the page. */
async function tampering(context, file, change) {
  await context.route(file, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, ...change(await response.body()) });
  });
}

const DAMAGES = [
  ['cut in half', (body) => ({ body: body.subarray(0, body.length / 2) })],
  ['empty', () => ({ body: '' })],
  ['a page of the shop', () => ({ body: '<!doctype html><title>Not found</title>' })],
  ['of a later version', (body) => ({ body: String(body).replace(/\d+/, '999') })],
  ['missing', () => ({ status: 404, body: 'not found' })],
  ['huge and random', () => ({ body: 'z9 '.repeat(200_000) })],
];

for (const [damage, change] of DAMAGES) {
  test(`a plan that is ${damage}: one line names the plan, nothing is shown or sent`, async (t) => {
    const here = await world(t, { seed: SAMPLE, config: quick() });
    await tampering(here.context, '**/plan.txt', change);
    await looksAround(here, { pieces: 2 });
    await until(() => here.seen.said().length > 0, 'a line that says what is wrong');
    assertSaidOnce(here.seen, /plan/i);
    assert.equal(await nodes(here.page), 0);
    assert.deepEqual(here.seen.records(), []);
    await assertShopWorks(here);
  });
}

test('a message file that is missing: one line names it', async (t) => {
  const here = await world(t, { seed: SAMPLE, config: quick() });
  await tampering(here.context, '**/messages.*.json', () => ({ status: 404, body: '' }));
  await looksAround(here, { pieces: 2 });
  await until(() => here.seen.said().length > 0, 'a line that says what is wrong');
  assertSaidOnce(here.seen, /message|text|words/i);
  assert.equal(await nodes(here.page), 0, 'no card without words');
  await assertShopWorks(here);
});

for (const file of ['observer.js', 'observer_bg.wasm', 'views.js', 'views_bg.wasm', 'decisions_bg.wasm']) {
  test(`${file} that is not what the loader was built with is refused by its hash, in one line`, async (t) => {
    const here = await world(t, { seed: SAMPLE, config: quick() });
    await tampering(here.context, `**/${file}`, (body) => ({ body: Buffer.concat([body, Buffer.from('\n')]) }));
    await looksAround(here, { pieces: 2 });
    await until(() => here.seen.said().length > 0, 'a line that says what is wrong');
    const said = here.seen.said();
    assert.equal(said.length, 1, said.join('\n'));
    assert.match(said[0], new RegExp(file.split(/[._]/)[0]));
    assert.equal(await nodes(here.page), 0);
    await assertShopWorks(here);
  });
}

test('a storefront the collector does not know: one line names it', async (t) => {
  const here = await world(t, { seed: SAMPLE, config: quick(), data: { storefront: 'nobody' } });
  await looksAround(here, { pieces: 2 });
  await until(() => here.seen.said().length > 0, 'a line that says what is wrong');
  assertSaidOnce(here.seen, /nobody|plan|storefront/);
  await assertShopWorks(here);
});

test('a tag without data-storefront: one line says what to write', async (t) => {
  const here = await world(t, { config: quick(), edit: (html) => html.replace(/ data-storefront="[^"]*"/, '') });
  await here.page.goto(here.shop.url);
  await until(() => here.seen.said().length > 0, 'a line that says what is wrong');
  assertSaidOnce(here.seen, /data-storefront/);
  await assertShopWorks(here);
});

test('a collector that cannot be reached at all: the shop works and nothing of ours is in the page', async (t) => {
  const here = await world(t, { seed: SAMPLE, config: quick() });
  await here.collector.kill9();
  await looksAround(here, { pieces: 2 });
  assert.equal(await nodes(here.page), 0);
  assert.deepEqual(here.seen.said(), []);
  await assertShopWorks(here);
});

test('a collector that goes away after the page has loaded: the note comes, one line says why nothing is counted, and it is counted later', async (t) => {
  const here = await world(t, { seed: SAMPLE, config: quick() });
  const { page, seen, collector, shop } = here;
  await looksAround(here, { pieces: 1 });
  await page.route('**/v1/records', (route) => route.abort('connectionrefused'));
  await looksAround(here, { pieces: 2, stay: true });
  await shownNote(page);
  await until(() => seen.said().length > 0, 'a line that says what is wrong');
  assertSaidOnce(seen, /collector|reach|sent|record/i);
  const waiting = await page.evaluate(() => localStorage.getItem('motivo:outbox'));
  assert.match(waiting ?? '', /visit/);
  assert.deepEqual(await collector.cells(), []);

  await page.unroute('**/v1/records');
  await page.goto(`${shop.url}/category.html`);
  const counted = async () => (await collector.cells()).filter((cell) => cell.marginal === 'visits' && cell.measure === 'visits');
  await until(async () => (await counted()).length > 0, 'the visit to be counted');
  assert.deepEqual((await counted()).map((cell) => cell.value), [1]);
  await assertShopWorks(here);
});

const throwing = () => {
  for (const name of ['localStorage', 'sessionStorage']) {
    Object.defineProperty(window, name, {
      configurable: true,
      get() {
        throw new DOMException(`${name} is refused here`, 'SecurityError');
      },
    });
  }
};

test('storage that throws: the shop works, and one line names the storage', async (t) => {
  const here = await world(t, { seed: SAMPLE, config: quick(), scripts: [throwing] });
  await looksAround(here, { pieces: 2 });
  await until(() => here.seen.said().length > 0, 'a line that says what is wrong');
  assertSaidOnce(here.seen, /storage/i);
  const visit = here.seen.records().find((record) => record.type === 'visit');
  assert.match(visit?.text ?? 'visit 0 unknown', /^visit 0 unknown/, 'without storage nobody is known to return');
  await here.page.goto(`${here.shop.url}/cart.html`);
  assert.deepEqual(here.seen.errors, []);
});

test('storage that is full: the shop works, and one line names the storage', async (t) => {
  const full = () => {
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = function (key, value) {
      if (key.startsWith('motivo')) throw new DOMException('the quota has been exceeded', 'QuotaExceededError');
      return setItem.call(this, key, value);
    };
  };
  const here = await world(t, { seed: SAMPLE, config: quick(), scripts: [full] });
  await looksAround(here, { pieces: 2 });
  await shownNote(here.page);
  await until(() => here.seen.said().length > 0, 'a line that says what is wrong');
  assertSaidOnce(here.seen, /storage/i);
  await assertShopWorks(here);
});

test('state that is damaged in storage is no reason to fail: the visit begins anew', async (t) => {
  const damaged = () => {
    try {
      localStorage.setItem('motivo:visit', 'motivo 1 sample 99 0 no ☃ \u0000');
      localStorage.setItem('motivo:outbox', '{"not":"an outbox"}');
    } catch {
      // The opening blank page has no storage.
    }
  };
  const here = await world(t, { seed: SAMPLE, config: quick(), scripts: [damaged] });
  await looksAround(here, { pieces: 2 });
  await shownNote(here.page);
  assert.deepEqual(here.seen.errors, []);
  assert.ok(here.seen.said().length <= 1, here.seen.said().join('\n'));
});

test('a second copy of the tag: one line says so, one visit is counted, one note is shown', async (t) => {
  const here = await world(t, { seed: SAMPLE, config: quick(), copies: 2 });
  await looksAround(here, { pieces: 2 });
  await shownNote(here.page);
  assertSaidOnce(here.seen, /second|twice|two|copy|copies/i);
  assert.equal(await nodes(here.page), 1);
  await until(() => here.seen.records().length >= 2, 'the records');
  assert.equal(here.seen.records().filter((record) => record.type === 'visit').length, 1);
  await assertShopWorks(here);
});

test('facts that make no sense are no evidence and no error', async (t) => {
  const here = await world(t, { seed: SAMPLE, config: quick() });
  await looksAround(here, { pieces: 2 });
  await shownNote(here.page);
  await here.page.evaluate(() => {
    const odd = [null, undefined, 7, 'order', [], {}, { type: 5 }, { type: 'order', value: 'a lot' }, { type: 'nothing known' }, () => {}];
    odd.forEach((fact) => window.motivo.push(fact));
    window.motivo.consent(null);
    window.motivo.on('shown');
    window.motivo.on(3, () => {});
  });
  assert.deepEqual(here.seen.errors, []);
});

test('a page\'s own listener that throws does not reach the shopper\'s note or the shop', async (t) => {
  const here = await world(t, { seed: SAMPLE, config: quick() });
  await here.page.goto(here.shop.url);
  await here.page.evaluate(() => {
    window.heard = [];
    for (const name of ['shown', 'dismissed']) {
      (window.motivo.on ?? ((...args) => window.motivo.push(['on', ...args])))(name, () => {
        window.heard.push(name);
        throw new Error('a mistake in the shop');
      });
    }
  });
  await looksAround(here, { pieces: 2, stay: true });
  await shownNote(here.page);
  await until(() => here.page.evaluate(() => window.heard.includes('shown')), 'the event');
  await here.page.keyboard.press('Escape');
  await until(async () => (await nodes(here.page)) === 0, 'the note to go');
});
