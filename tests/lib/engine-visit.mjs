// One shop and one collector for one test, in a browser whose every request goes through a proxy.
// Never a driver's own recording, and never another test's storage: each shop is an origin of its own.

import { after } from 'node:test';
import { startCollector } from './collector.mjs';
import { has } from './engine.mjs';
import { startProxy } from './proxy.mjs';
import { parseRecord } from './recorder.mjs';
import { SAMPLE } from './seeds.mjs';
import { startShop } from './shop.mjs';

export const DESKTOP = { width: 1280, height: 720 };
export const PHONE = { width: 360, height: 740, touch: true };

/** For pages whose policy allows inline scripts by it alone. */
export const NONCE = "'nonce-before'";

/** Runs before anything of the page: keeps what an owner would see in the console, and whether Motivo has begun. */
function listen() {
  const heard = [];
  Object.defineProperty(window, 'heard', { value: heard });
  document.addEventListener('motivo:ready', () => (window.hasBegun = true));
  for (const level of ['warn', 'error']) {
    const said = console[level];
    console[level] = (...words) => {
      heard.push(words.join(' ').trim());
      said.apply(console, words);
    };
  }
  addEventListener('error', ({ message, target }) => message && target === window && heard.push(`error: ${message}`));
  addEventListener('unhandledrejection', ({ reason }) => heard.push(`rejection: ${reason}`));
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => heard.push(`policy: ${violatedDirective} ${blockedURI}`));
}

/** One browser and one proxy for each engine and its settings: Firefox takes seconds to start. */
const browsers = new Map();
after(async () => {
  for (const running of browsers.values()) {
    const { browser, proxy } = await running;
    await browser.close();
    await proxy.stop();
  }
});

async function launch(engine, settings) {
  const proxy = await startProxy();
  return { proxy, browser: await engine.start({ proxy: proxy.port, ...settings }) };
}

function browserOf(engine, settings) {
  const key = JSON.stringify([engine.name, settings]);
  if (!browsers.has(key)) browsers.set(key, launch(engine, settings));
  return browsers.get(key);
}

const gpcOn = () => Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true, configurable: true });

const early = (scripts) => (html) => {
  const tags = scripts.map((script) => `<script nonce="before">(${script})()</script>`).join('');
  if (!html.includes('<head>')) throw new Error('the page has no <head>');
  return html.replace('<head>', () => `<head>${tags}`);
};

/**
 * Options: `config`, `tag` (false: the shop alone), `headers(collector's origin)`, `scripts` (run before the page's),
 * `size`, `dark`, `gpc`.
 */
export async function visit(t, engine, { config, tag = true, headers, scripts = [], size = DESKTOP, dark = false, gpc = false }) {
  const { browser, proxy } = await browserOf(engine, { dark, gpc, touch: !!size.touch });
  const begun = proxy.requests.length;
  const tabs = [];
  const open = async () => {
    tabs.push(await browser.open());
    await tabs.at(-1).size(size.width, size.height);
    return tabs.at(-1);
  };
  // First to come and first to go: no page outlives the servers that it asks.
  t.after(async () => {
    for (const tab of tabs) await tab.close();
  });
  const collector = await startCollector({ configs: [config] });
  t.after(() => collector.remove());
  const before = [listen, ...scripts];
  if (gpc && !has(engine, 'Global Privacy Control of its own')) before.push(gpcOn);
  const shop = await startShop({
    tag: tag ? { src: collector.loader, data: { storefront: 'sample', seed: SAMPLE } } : undefined,
    // With no-store Firefox keeps no page for the way back.
    headers: { 'cache-control': 'no-cache', ...headers?.(collector.url) },
    edit: early(before),
  });
  t.after(() => shop.stop());

  const here = {
    engine,
    shop,
    collector,
    size,
    /** Everything that was asked for so far, by whomever. */
    requests: () => proxy.requests.slice(begun),
    /** How much that is, for `asked`. */
    now: () => proxy.requests.length,
    /** Everything that neither the shop nor the browser asked for, from then on. */
    asked: (since = begun) =>
      proxy.requests.slice(since).filter(({ url }) => !url.startsWith(`${shop.url}/`) && !engine.asks.test(url)),
    records: () =>
      here
        .requests()
        .filter(({ method, url }) => method === 'POST' && url === collector.records)
        .flatMap(({ body }) => body.split('\n').filter(Boolean))
        .map(parseRecord)
        // One that was not answered before its page went away comes again with its id.
        .filter((record, index, all) => all.findIndex(({ id }) => id === record.id) === index),
    /** Another tab of the same browser, standing at `path`. */
    async another(path) {
      const tab = await open();
      await tab.goto(shop.url + path);
      return { ...here, tab };
    },
  };
  return Object.assign(here, { tab: await open() });
}
