// Where the owner leaves a text to the text tagger, its words move the belief; where not, nobody loads it.
// Never a tag of an owner near: what is believed here comes from the words alone.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as config from '../lib/config.mjs';
import { shownNote } from '../lib/note.mjs';
import { SAMPLE } from '../lib/seeds.mjs';
import { until } from '../lib/until.mjs';
import { world } from '../lib/world.mjs';

/** What is pinned to the board of the journal's page; nobody has tagged it. */
const SUPPER = '#pin-supper', RIDE = '#pin-ride', BEACH = '#pin-beach', CHOIR = '#pin-choir', SAUNA = '#pin-sauna';

const note = (changes) => config.sample({ only: config.NOTE, ...changes });
const files = ({ seen }) => seen.requests.map(({ url }) => new URL(url).pathname).filter((path) => /\/tagger/.test(path));
const inspector = (page) => page.locator('motivo-inspector');
const chances = (page) =>
  inspector(page)
    .locator('[data-section="belief"] tr[data-motivator]')
    .evaluateAll((rows) => Object.fromEntries(rows.map((row) => [row.dataset.motivator, row.querySelector('td').textContent])));
const ledger = (page) => inspector(page).locator('[data-section="ledger"] tbody tr');

/** The page without any tag of the owner, its pins far enough apart to be met one by one. */
const untagged = (html) =>
  html.replace(/ data-motivo="[^"]*"/g, '').replace('</head>', '<style>.voices { display: block } .pin { margin-block: 70vh }</style></head>');
const onBoard = (t, options) => world(t, { seed: SAMPLE, edit: untagged, ...options });
const open = ({ page, shop }, path) => page.goto(shop.url + path);

for (const path of ['/journal.html', '/de/journal.html']) {
  test(`${path}: who reads and opens what speaks of belonging is believed to be moved by it, without any tag`, async (t) => {
    const here = await onBoard(t, { config: note({ evidence: 6 }) });
    const { page, shopper, seen } = here;
    await open(here, path);
    await shopper.reads(page.locator(SUPPER));
    for (const pin of [RIDE, BEACH]) await shopper.skips(page.locator(pin));
    await shopper.unfolds(page.locator(CHOIR));
    await shopper.skips(page.locator(SAUNA));
    await shopper.reads(page.locator(SUPPER));
    await shopper.unfolds(page.locator(SUPPER));
    await shopper.turnsAway();
    assert.equal((await shownNote(page)).variant, 'belonging');
    assert.deepEqual(files(here).map((file) => file.split('/').pop()).sort(), ['tagger.js', 'tagger_bg.wasm']);
    assert.deepEqual([seen.errors, seen.console.filter(({ type }) => type === 'error')], [[], []]);
  });
}

test('the inspector lists what the tagger said of a text, and that it was the tagger', async (t) => {
  const here = await onBoard(t, { config: note() });
  const { page, shopper } = here;
  await open(here, '/journal.html?motivo=preview');
  await inspector(page).locator('[data-section="belief"] tr[data-motivator]').first().waitFor();
  await shopper.reads(page.locator(BEACH));
  await shopper.turnsAway();
  const entry = ledger(page).filter({ hasText: 'A clean beach' });
  await entry.first().waitFor();
  assert.match(await entry.first().innerText(), /environment:0\.9[\s\S]*tagger/);
});

test('where all content has tags of the owner, and before consent, no file of the tagger is asked for', async (t) => {
  const tagged = await world(t, { seed: SAMPLE, config: note({ evidence: 2 }) });
  await tagged.page.goto(`${tagged.shop.url}/`);
  for (const id of ['#first-light', '#one-pot', '#no-plan']) await tagged.shopper.skips(tagged.page.locator(id));
  await tagged.shopper.turnsAway();
  await shownNote(tagged.page);
  assert.deepEqual(files(tagged), []);

  const asked = await world(t, { seed: SAMPLE, config: note({ evidence: 2 }), consent: 'none' });
  await asked.page.goto(`${asked.shop.url}/journal.html`);
  await asked.shopper.reads(asked.page.locator(SUPPER));
  await asked.shopper.turnsAway();
  assert.deepEqual(files(asked), []);
  await asked.page.evaluate(() => window.motivo.consent({ inference: true }));
  await until(() => files(asked).length === 2, 'the two files after consent');
});

for (const blocked of ['tagger.js', 'tagger_bg.wasm']) {
  test(`with ${blocked} out of reach the shop works, nothing is believed, and only a preview says why`, async (t) => {
    const here = await onBoard(t, { config: note({ evidence: 1 }) });
    const { page, context, shopper, seen } = here;
    await context.route(new RegExp(`/${blocked.replace('.', '\\.')}$`), (route) => route.abort());
    await open(here, '/journal.html');
    await shopper.reads(page.locator(SUPPER));
    await shopper.unfolds(page.locator(CHOIR));
    await shopper.turnsAway();
    await until(() => files(here).length > 0, 'the file to be asked for');
    assert.deepEqual([here.seen.said(), seen.errors, seen.records()], [[], [], []]);
    // Of the browser itself, about the file that was blocked.
    for (const { type, text } of seen.console) assert.ok(type !== 'error' || /ERR_FAILED/.test(text), text);
    await open(here, '/journal.html?motivo=preview');
    const why = 'motivo: texts are not tagged: the text tagger cannot be loaded';
    await until(() => seen.said().some((text) => text.startsWith(why)), 'the reason in the preview');
    assert.equal(seen.said().length, 1);
  });
}

test('a text that the tagger abstains from moves the belief nowhere and is no evidence', async (t) => {
  const here = await onBoard(t, {
    config: note(),
    // A timetable on every pin: figures speak to nobody.
    edit: (html) => untagged(html).replace(/(<article class="pin"[^>]*>)[\s\S]*?(<\/article>)/g, '$1<h3>Ferry</h3><p>07:10, 09:40, 13:20, 17:05</p><details><summary>08:00</summary><p>19:30</p></details>$2'),
  });
  const { page, shopper } = here;
  await open(here, '/journal.html?motivo=preview');
  await inspector(page).locator('[data-section="belief"] tr[data-motivator]').first().waitFor();
  const before = await chances(page);
  for (const pin of [SUPPER, CHOIR]) await shopper.reads(page.locator(pin));
  await shopper.turnsAway();
  await until(() => files(here).length === 2, 'the tagger');
  assert.deepEqual(await chances(page), before);
  assert.equal(await ledger(page).count(), 0);
});

test('under a strict policy with Trusted Types the tagger runs like the rest', async (t) => {
  const here = await world(t, { seed: SAMPLE, config: note({ evidence: 1 }), consent: 'none' });
  const { collector, shop, page, shopper, seen } = here;
  const policy = `script-src 'self' ${collector.url} 'wasm-unsafe-eval'; connect-src 'self' ${collector.url}; require-trusted-types-for 'script'; trusted-types motivo`;
  await page.context().route(`${shop.url}/journal.html`, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, headers: { ...answer.headers(), 'content-security-policy': policy } });
  });
  await page.goto(`${shop.url}/journal.html`);
  await page.locator('#consent-accept').click();
  await shopper.reads(page.locator(SUPPER));
  await shopper.turnsAway();
  await shownNote(page);
  assert.equal(files(here).length, 2);
  assert.deepEqual([seen.errors, seen.console.filter(({ type }) => type === 'error')], [[], []]);
});
