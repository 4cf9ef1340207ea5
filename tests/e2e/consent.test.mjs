// Before consent and under Global Privacy Control nothing leaves the page and nothing is kept.
// Never takes silence for an answer: each test shows that the same steps do something once they may.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as config from '../lib/config.mjs';
import { looksAround } from '../lib/journeys.mjs';
import { card, nodes, shownNote } from '../lib/note.mjs';
import { stored } from '../lib/recorder.mjs';
import { OSCAR, SAMPLE } from '../lib/seeds.mjs';
import { until } from '../lib/until.mjs';
import { EVERYTHING } from '../lib/views.mjs';
import { world } from '../lib/world.mjs';

const SEEDS = { oscar: OSCAR, sample: SAMPLE };
/** Files of the widget and of its owner; the owner's plan says what consent it needs. */
const FILE = /^\/(motivo\.js|v\/[\w-]+\/[\w.-]+|v1\/plan\/[\w-]+\/(plan\.txt|messages\.[\w-]+\.json))$/;
const LOADER = /^\/motivo\.js$/;
/** What the shops store themselves: the sample shop's own keys, Oscar's cookies. */
const OF_THE_SHOP = /^(shop:.*|csrftoken|oscar_history|oscar_open_basket|messages|sessionid)$/;

async function assertNothingHappened({ page, seen, collector, shop }, files) {
  for (const { method, url } of seen.requests) {
    const { origin, pathname, search } = new URL(url);
    if (origin === shop.url) continue;
    assert.equal(origin, collector.url, `a request to ${url}`);
    assert.ok(method === 'GET' && files.test(pathname) && search === '', `${method} ${url}`);
  }
  const names = Object.values(await stored(page)).flat();
  assert.deepEqual(names.filter((name) => !OF_THE_SHOP.test(name)), []);
  assert.equal(await nodes(page), 0);
  assert.deepEqual(await collector.cells(), []);
}

const gpc = () => Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true, configurable: true });

for (const shop of ['sample', 'oscar']) {
  const quick = () => config[shop]({ only: config.NOTE, evidence: 2 });

  test(`${shop}: before consent only files are fetched and no key is stored; consent starts it, without the past`, async (t) => {
    const here = await world(t, { shop, consent: 'none', config: quick(), seed: SEEDS[shop] });
    await looksAround(here, { pieces: 3 });
    await here.page.reload();
    await looksAround(here, { pieces: 3, stay: true });
    await assertNothingHappened(here, FILE);

    await here.page.evaluate((all) => window.motivo.consent(all), EVERYTHING);
    await looksAround(here, { pieces: 2, stay: true });
    await until(() => here.seen.records().some((record) => record.type === 'visit'), 'the first record after consent');
    assert.ok((await stored(here.page)).local.includes('motivo:visit'));
  });

  test(`${shop}: under Global Privacy Control nothing happens, whatever the page says about consent`, async (t) => {
    const here = await world(t, { shop, consent: 'page', scripts: [gpc], config: quick(), seed: SEEDS[shop] });
    await looksAround(here, { pieces: 3 });
    await here.page.evaluate((all) => window.motivo.consent?.(all), EVERYTHING);
    await looksAround(here, { pieces: 3, stay: true });
    await here.page.reload();
    await assertNothingHappened(here, LOADER);
  });
}

test('sample: a shopper who declines in the shop\'s own bar is left alone; one who accepts there is not', async (t) => {
  const here = await world(t, { consent: 'none', config: config.sample({ only: config.NOTE, evidence: 2 }), seed: SAMPLE });
  await here.page.goto(here.shop.url);
  await here.page.locator('#consent-decline').click();
  await looksAround(here, { pieces: 3 });
  await assertNothingHappened(here, FILE);
  await here.page.locator('#consent-again').click();
  await here.page.locator('#consent-accept').click();
  await looksAround(here, { pieces: 2, stay: true });
  await shownNote(here.page);
});

test('sample: withdrawing consent takes the note, the keys and every further request away', async (t) => {
  const here = await world(t, { config: config.sample({ only: config.NOTE, evidence: 2 }), seed: SAMPLE });
  const { page, seen } = here;
  await looksAround(here, { pieces: 2 });
  await shownNote(page);
  const left = await page.evaluate(() => {
    window.motivo.consent({ inference: false, storage: false, reporting: false });
    return [document.querySelectorAll('motivo-view').length, Object.keys(localStorage).filter((key) => key.startsWith('motivo'))];
  });
  assert.deepEqual(left, [0, []], 'in the same turn of the event loop');
  const sent = seen.records().length;
  await looksAround(here, { pieces: 2, stay: true });
  await page.goto(`${here.shop.url}/category.html`);
  assert.equal(seen.records().length, sent);
});

test('sample: inference without storage and reporting shows the note, keeps nothing and sends nothing', async (t) => {
  const here = await world(t, { consent: 'none', config: config.sample({ only: config.NOTE, evidence: 2 }), seed: SAMPLE });
  await here.page.goto(here.shop.url);
  await here.page.evaluate(() => {
    (window.motivo = window.motivo || []).push(['consent', { inference: true, storage: false, reporting: false }]);
  });
  await looksAround(here, { pieces: 2, stay: true });
  await shownNote(here.page);
  assert.deepEqual(here.seen.records(), []);
  assert.deepEqual(Object.values(await stored(here.page)).flat().filter((name) => !OF_THE_SHOP.test(name)), []);
});

test('sample: data-consent="granted" is consent, for an owner who asked elsewhere', async (t) => {
  const here = await world(t, { consent: 'tag', config: config.sample({ only: config.NOTE, evidence: 2, consent: 'granted' }), seed: SAMPLE });
  await looksAround(here, { pieces: 2 });
  await shownNote(here.page);
});

test('sample: a shopper who turned it off for good is never asked again and only that one key stays', async (t) => {
  const here = await world(t, { config: config.sample({ only: config.NOTE, evidence: 2 }), seed: SAMPLE });
  const { page, seen, collector } = here;
  await looksAround(here, { pieces: 2 });
  await shownNote(page);
  await card(page).locator('summary').click();
  await card(page).locator('[part~="off"]').click();
  await until(async () => (await nodes(page)) === 0, 'the note to go');
  const before = seen.requests.length;
  await page.reload();
  await looksAround(here, { pieces: 3, stay: true });
  const asked = seen.requests.slice(before).filter((request) => request.url.startsWith(collector.url));
  assert.deepEqual(asked.map((request) => new URL(request.url).pathname), ['/motivo.js']);
  assert.deepEqual((await stored(page)).local.filter((key) => key.startsWith('motivo')), ['motivo:off']);
  assert.equal(await nodes(page), 0);
});
