// Whoever may know what the shopper allows is asked: consent platforms, the shop's platform, the tag.
// Never takes "not answered yet" for a yes, and the most restrictive answer wins.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as config from '../lib/config.mjs';
import { looksAround } from '../lib/journeys.mjs';
import { nodes, shownNote } from '../lib/note.mjs';
import { stored } from '../lib/recorder.mjs';
import { SAMPLE } from '../lib/seeds.mjs';
import { until } from '../lib/until.mjs';
import { EVERYTHING } from '../lib/views.mjs';
import { world } from '../lib/world.mjs';

const quick = () => config.sample({ only: config.NOTE, evidence: 2 });

/**
 * What a page's own scripts do before ours. `window.answer(word)` passes on the shopper's answer the
 * way that source does: 'pending', 'granted', 'denied'.
 */
const SOURCES = {
  // https://github.com/InteractiveAdvertisingBureau/GDPR-Transparency-and-Consent-Framework, CMP API v2.
  'a platform of the Transparency and Consent Framework': () => {
    const listeners = new Map();
    let data = { gdprApplies: undefined, eventStatus: 'cmpuishown', purpose: { consents: {} } };
    window.__tcfapi = (command, _version, callback, id) => {
      if (command === 'removeEventListener') return callback(listeners.delete(id));
      const listenerId = listeners.size + 1;
      listeners.set(listenerId, callback);
      callback({ ...data, listenerId }, true);
    };
    window.answer = (word) => {
      if (word === 'pending') return;
      const consents = Object.fromEntries([1, 5, 6, 8].map((purpose) => [purpose, word === 'granted']));
      data = { gdprApplies: true, eventStatus: 'useractioncomplete', purpose: { consents } };
      for (const [listenerId, callback] of listeners) callback({ ...data, listenerId }, true);
    };
    window.listenersLeft = () => listeners.size;
  },
  // https://developers.google.com/tag-platform/security/guides/consent
  "Google's consent mode": () => {
    window.dataLayer = window.dataLayer || [];
    function gtag() {
      window.dataLayer.push(arguments);
    }
    gtag('consent', 'default', { personalization_storage: 'denied', analytics_storage: 'denied' });
    const before = window.dataLayer.push;
    window.answer = (word) => {
      if (word === 'pending') return;
      gtag('consent', 'update', { personalization_storage: word, analytics_storage: word });
    };
    window.listenersLeft = () => (window.dataLayer.push === before ? 0 : 1);
  },
  // https://shopify.dev/docs/api/customer-privacy
  "Shopify's customer privacy": () => {
    let consent = '';
    window.Shopify = {
      loadFeatures() {},
      customerPrivacy: {
        preferencesProcessingAllowed: () => consent === 'yes',
        analyticsProcessingAllowed: () => consent === 'yes',
        currentVisitorConsent: () => ({ preferences: consent, analytics: consent }),
      },
    };
    window.answer = (word) => {
      consent = { pending: '', granted: 'yes', denied: 'no' }[word];
      document.dispatchEvent(new CustomEvent('visitorConsentCollected', { detail: {} }));
    };
  },
  // https://github.com/WordPress/wp-consent-level-api
  'the WP Consent API': () => {
    const values = {};
    window.wp_consent_type = 'optin';
    window.wp_has_consent = (category) => values[category] === 'allow';
    window.answer = (word) => {
      for (const category of ['preferences', 'statistics-anonymous']) {
        if (word === 'pending') delete values[category];
        else values[category] = word === 'granted' ? 'allow' : 'deny';
        document.dispatchEvent(new CustomEvent('wp_listen_for_consent_change', { detail: { [category]: values[category] } }));
      }
    };
  },
};

const answers = (page, word) => page.evaluate((word) => window.answer(word), word);
const ours = async (page) => (await stored(page)).local.filter((key) => key.startsWith('motivo'));

for (const [name, script] of Object.entries(SOURCES)) {
  test(`${name}: nothing before an answer, all after a yes, nothing and no key after a no`, async (t) => {
    const here = await world(t, { consent: 'none', scripts: [script], config: quick(), seed: SAMPLE });
    const { page, seen, collector } = here;
    await looksAround(here, { pieces: 3 });
    await answers(page, 'pending');
    await looksAround(here, { pieces: 2, stay: true });
    assert.deepEqual([await nodes(page), await ours(page), await collector.cells()], [0, [], []]);

    await answers(page, 'granted');
    await looksAround(here, { pieces: 3, stay: true });
    await shownNote(page);
    await until(() => seen.records().length > 1, 'the records');
    assert.ok((await ours(page)).includes('motivo:visit'));

    const left = await page.evaluate(() => {
      window.answer('denied');
      return [document.querySelectorAll('motivo-view').length, Object.keys(localStorage).filter((key) => key.startsWith('motivo'))];
    });
    assert.deepEqual(left, [0, []], 'in the same turn of the event loop');
    const asked = seen.requests.length;
    await looksAround(here, { pieces: 2, stay: true });
    assert.deepEqual(seen.requests.slice(asked).filter(({ url }) => url.startsWith(collector.url)), []);
    assert.deepEqual(seen.errors, []);
  });

  test(`${name}: its no holds against a yes of the tag and of the shop's call`, async (t) => {
    const here = await world(t, { consent: 'tag', scripts: [script], config: quick(), seed: SAMPLE });
    const { page, collector } = here;
    await page.goto(here.shop.url);
    await page.evaluate((all) => window.motivo.consent(all), EVERYTHING);
    await looksAround(here, { pieces: 3, stay: true });
    await answers(page, 'denied');
    await looksAround(here, { pieces: 2, stay: true });
    assert.deepEqual([await nodes(page), await ours(page), await collector.cells()], [0, [], []]);
  });
}

/** The platform's own script comes when the page calls `window.arrives()`. */
const late = (name) => `window.arrives = ${SOURCES[name]}`;

test('a platform that comes after us is asked too: until it is answered nothing goes on, whatever the tag says', async (t) => {
  for (const name of ['a platform of the Transparency and Consent Framework', "Google's consent mode"]) {
    const here = await world(t, { consent: 'tag', scripts: [{ content: late(name) }], config: quick(), seed: SAMPLE });
    const { page } = here;
    await looksAround(here, { pieces: 2 });
    await shownNote(page);
    await page.evaluate(() => window.arrives());
    await until(async () => (await nodes(page)) === 0, `${name} to be heard of`, 40);
    await answers(page, 'denied');
    assert.deepEqual(await ours(page), []);
  }
});

test('a yes of a platform that comes after us begins the visit', async (t) => {
  const here = await world(t, { consent: 'none', scripts: [{ content: late('a platform of the Transparency and Consent Framework') }], config: quick(), seed: SAMPLE });
  const { page } = here;
  await page.goto(here.shop.url);
  await page.evaluate(() => {
    window.arrives();
    window.answer('granted');
  });
  await page.evaluate(() => new Promise((resolve) => document.addEventListener('motivo:ready', resolve)));
});

test('stop() takes every listener out of the consent platform and gives the data layer back', async (t) => {
  for (const name of ['a platform of the Transparency and Consent Framework', "Google's consent mode"]) {
    const here = await world(t, { consent: 'none', scripts: [SOURCES[name]], config: quick(), seed: SAMPLE });
    const { page } = here;
    await page.goto(here.shop.url);
    await until(() => page.evaluate(() => window.listenersLeft() === 1), 'the observer to listen');
    await page.evaluate(() => window.motivo.stop());
    assert.equal(await page.evaluate(() => window.listenersLeft()), 0, name);
  }
});

test('a purpose that is not granted stays denied: inference without storage keeps nothing', async (t) => {
  const script = () => {
    window.dataLayer = [];
    window.__tcfapi = (_command, _version, callback) =>
      callback({ gdprApplies: true, eventStatus: 'tcloaded', purpose: { consents: { 1: true, 5: true, 6: true } } }, true);
  };
  const here = await world(t, { consent: 'none', scripts: [script], config: quick(), seed: SAMPLE });
  await looksAround(here, { pieces: 3 });
  await shownNote(here.page);
  assert.deepEqual(here.seen.records(), [], 'purpose 8 was not granted');
});

test('where data protection law does not apply a platform has no say, and the tag decides', async (t) => {
  const script = () => {
    window.__tcfapi = (_command, _version, callback) => callback({ gdprApplies: false, eventStatus: 'tcloaded' }, true);
  };
  const here = await world(t, { consent: 'tag', scripts: [script], config: quick(), seed: SAMPLE });
  await looksAround(here, { pieces: 3 });
  await shownNote(here.page);
});

test('a platform with faults is no answer, and no error of ours', async (t) => {
  const script = () => {
    window.__tcfapi = () => {
      throw new Error('a fault of the platform');
    };
    window.Shopify = { loadFeatures() {}, customerPrivacy: 'nonsense' };
    window.wp_consent_type = 'optin';
    window.wp_has_consent = () => undefined.x;
    window.dataLayer = [null, 0, 'consent', ['consent', 'update'], { 0: 'consent', 1: 'update', 2: 7 }];
  };
  const here = await world(t, { consent: 'tag', scripts: [script], config: quick(), seed: SAMPLE });
  await looksAround(here, { pieces: 3 });
  assert.deepEqual([await nodes(here.page), here.seen.errors, await ours(here.page)], [0, [], []]);
});

test('a page that was put by and comes back after consent was withdrawn elsewhere stays quiet', async (t) => {
  const here = await world(t, { config: quick(), seed: SAMPLE });
  const { page, context, collector, seen, shop } = here;
  await looksAround(here, { pieces: 1 });
  await page.evaluate(() => dispatchEvent(new Event('blur')));
  await until(async () => (await ours(page)).includes('motivo:visit'), 'the visit to be stored');
  const other = await context.newPage();
  await other.goto(`${shop.url}/category.html`);
  await other.evaluate(() => window.motivo.consent({}));
  // What a page hears when the browser brings it back; Playwright cannot put one by.
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  const asked = seen.requests.length;
  await page.bringToFront();
  await looksAround(here, { pieces: 3, stay: true });
  assert.deepEqual([await nodes(page), await ours(page), await collector.cells()], [0, [], []]);
  assert.deepEqual(seen.requests.slice(asked).filter(({ method }) => method === 'POST'), []);
});
