// motivo.doctor() in the page's console: what is wrong, and what to change, with and without consent.
// Never stores or sends anything for its answer.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startCollector } from '../lib/collector.mjs';
import * as config from '../lib/config.mjs';
import { stored } from '../lib/recorder.mjs';
import { until } from '../lib/until.mjs';
import { world } from '../lib/world.mjs';

const gpc = () => Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true, configurable: true });

/** The sample shop's page, and what its doctor finds wrong. */
async function examined(t, { policy, before, ...options } = {}) {
  const collector = options.collector ?? (await startCollector({ configs: [config.sample()] }));
  if (!options.collector) t.after(() => collector.remove());
  const headers = policy ? { 'content-security-policy': policy(collector.url) } : {};
  const here = await world(t, { ...options, collector, headers });
  await before?.(here);
  await here.page.goto(here.shop.url);
  const all = await here.page.evaluate(() => window.motivo.doctor());
  const wrong = all.filter(({ ok }) => !ok);
  return { ...here, all, wrong, said: wrong.map(({ what }) => what).join('\n'), fixes: wrong.map(({ fix }) => fix).join('\n') };
}

const strict = (origin) => `default-src 'self'; script-src 'self' ${origin} 'wasm-unsafe-eval'; connect-src ${origin}; style-src 'self'`;

test('on a clean page with consent all is well, under a strict policy too', async (t) => {
  const { all, wrong, seen } = await examined(t, { policy: strict });
  assert.deepEqual(wrong, []);
  assert.ok(all.length >= 10, all.map(({ what }) => what).join('\n'));
  await until(() => seen.console.some(({ text }) => text === 'motivo.doctor(): all is well'), 'the console');
});

test('before consent it says so and what to call, stores nothing and sends nothing', async (t) => {
  const { wrong, page, seen, collector } = await examined(t, { consent: 'none' });
  assert.equal(wrong.length, 1, JSON.stringify(wrong));
  assert.match(wrong[0].what, /no consent: nobody on this page was asked/);
  assert.match(wrong[0].fix, /motivo\.consent\(\{ inference: true/);
  assert.deepEqual((await stored(page)).local.filter((key) => key.startsWith('motivo:')), []);
  assert.ok(seen.to(collector.url).every(({ method, body }) => method === 'GET' && !body));
  assert.deepEqual(await collector.cells(), []);
});

test('a page that forbids requests to the files is told the directive', async (t) => {
  const { said, fixes, collector } = await examined(t, {
    policy: (origin) => strict(origin).replace(`connect-src ${origin}`, "connect-src 'self'"),
  });
  assert.ok(said.includes(`the page's policy (connect-src) forbids requests to ${collector.url}`), said);
  assert.ok(fixes.includes(`add ${collector.url} to connect-src`), fixes);
});

test('a page that forbids wasm is told the word that is missing', async (t) => {
  const { said, fixes } = await examined(t, { policy: (origin) => strict(origin).replace(" 'wasm-unsafe-eval'", '') });
  assert.match(said, /policy does not let wasm run/);
  assert.match(fixes, /add 'wasm-unsafe-eval' to script-src/);
});

test('two tags are told to be one too many', async (t) => {
  const { said } = await examined(t, { copies: 2 });
  assert.match(said, /the tag stands 2 times/);
});

test('under Global Privacy Control it answers, and says that nothing is to be changed', async (t) => {
  const { wrong } = await examined(t, { scripts: [gpc] });
  assert.deepEqual(wrong.map(({ what }) => what), ['global privacy control is on in this browser: nothing runs']);
});

test('who turned Motivo off gets an answer too', async (t) => {
  const { said } = await examined(t, { scripts: [() => localStorage.setItem('motivo:off', '1')] });
  assert.match(said, /the shopper turned Motivo off in this browser/);
});

test('a collector that does not know the shop is told with the option to start it with', async (t) => {
  const collector = await startCollector({ configs: [config.sample()], args: ['--origin', 'sample=https://elsewhere.example'] });
  t.after(() => collector.remove());
  const { said, fixes, shop } = await examined(t, { collector });
  assert.match(said, /the collector takes no records from http:\/\/127\.0\.0\.1/);
  assert.ok(fixes.includes(`--origin sample=${shop.url}`), fixes);
});

test('a storefront that is not served is told', async (t) => {
  const { said, fixes } = await examined(t, { data: { storefront: 'nobody' } });
  assert.match(said, /v1\/plan\/nobody\/plan\.txt is answered with 404/);
  assert.match(fixes, /check data-storefront/);
});

test('a holdout is told as one', async (t) => {
  const collector = await startCollector({ configs: [config.sample({ holdout: 0.5 })] });
  t.after(() => collector.remove());
  const { said } = await examined(t, { collector, seed: 1 });
  assert.match(said, /this visit is in the holdout/);
});

test('a page on which nothing is tagged is told so', async (t) => {
  const { said } = await examined(t, { edit: (html) => html.replaceAll('data-motivo=', 'data-other=') });
  assert.match(said, /nothing on this page is tagged/);
});

test('touchpoints of the page are named, and one that the config does not know', async (t) => {
  const { all } = await examined(t, { edit: (html) => html.replace('<main', '<p class="delivery-times">Two days</p><main') });
  assert.match(all.map(({ what }) => what).join(), /touchpoints that are met here by being seen: .*delivery/);
  const marked = await examined(t, { edit: (html) => html.replace('<main', '<main data-motivo-touchpoint="weather_report"') });
  assert.match(marked.said, /data-motivo-touchpoint="weather_report" is no touchpoint/);
  assert.match(marked.fixes, /add \{ "id": "weather_report" \} to "touchpoints"/);
});

test('a form that hides what scripts need is named', async (t) => {
  const { said } = await examined(t, { edit: (html) => html.replace('</body>', '<form name="activeElement"></form></body>') });
  assert.match(said, /named activeElement and hide document\.activeElement/);
});

test('a plan that was cut off is told', async (t) => {
  const cut = async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).slice(0, 300) });
  };
  const { said } = await examined(t, { before: ({ context }) => context.route(/plan\.txt$/, cut) });
  assert.match(said, /the plan is damaged/);
});

test('a browser that refuses storage is told', async (t) => {
  const refuse = () =>
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('no', 'SecurityError');
      },
    });
  const { wrong } = await examined(t, { scripts: [refuse] });
  assert.deepEqual(wrong.map(({ what }) => what), ['this browser refuses storage: a visit ends with the page']);
});

test('a page that asks the shopper something is told to be quiet', async (t) => {
  const { said } = await examined(t, { edit: (html) => html.replace('<body>', '<body><dialog open>A question</dialog>') });
  assert.match(said, /nothing may appear now: nobody is interrupted on this page or at this moment/);
});

test('a plan without a place on this page is told', async (t) => {
  const collector = await startCollector({ configs: [config.sample({ only: ['jacket-size'] })] });
  t.after(() => collector.remove());
  const { said } = await examined(t, { collector });
  assert.match(said, /no experience of the plan has a place on this page/);
});

const notOurs = { 'access-control-allow-origin': 'https://elsewhere.example', 'content-type': 'application/wasm' };
for (const [name, change, expected] of [
  ['of a wrong type', { contentType: 'application/octet-stream' }, /is sent as "application\/octet-stream"/],
  ['that are not shared with the page', { headers: notOurs }, /the page may not read .*observer_bg\.wasm/],
  ['that something on the way changed', { body: 'other bytes' }, /its content is not what its hash names/],
]) {
  test(`files ${name} are told`, async (t) => {
    const before = ({ context }) =>
      context.route(/observer_bg\.wasm$/, async (route) => route.fulfill({ response: await route.fetch(), ...change }));
    const { said } = await examined(t, { before });
    assert.match(said, expected);
  });
}

test('where the observer cannot be loaded it still answers, with the reason', async (t) => {
  const { said } = await examined(t, { before: ({ context }) => context.route(/\/observer\.js$/, (route) => route.abort()) });
  assert.match(said, /not personalising: observer\.js cannot be loaded/);
});

test('where not even its own script may be loaded the loader says why', async (t) => {
  const { wrong, shop } = await examined(t, {
    policy: (origin) => `${strict(origin)}; require-trusted-types-for 'script'; trusted-types 'none'`,
  });
  assert.equal(wrong.length, 1);
  assert.match(wrong[0].what, /policy/i);
  assert.equal(wrong[0].fix, `motivo doctor ${shop.url}/`);
});

test('called twice at once both calls are answered', async (t) => {
  const { page } = await examined(t);
  const both = await page.evaluate(() => Promise.all([window.motivo.doctor(), window.motivo.doctor()]));
  assert.equal(both[0].length, both[1].length);
});

test('after motivo.stop() it says that nothing runs', async (t) => {
  const { page } = await examined(t);
  await page.evaluate(() => window.motivo.stop());
  const all = await page.evaluate(() => window.motivo.doctor());
  assert.ok(all.some(({ ok, what }) => !ok && /motivo\.stop\(\) was called/.test(what)), JSON.stringify(all));
});
