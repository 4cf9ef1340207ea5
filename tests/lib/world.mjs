// One shop, one collector, one shopper's browser, put together for one test and taken apart after it.
// Never keeps state between tests: each has its own storage, data folder and ports.

import { after, before } from 'node:test';
import { startOscar } from '../oscar/serve.mjs';
import { launch } from './browser.mjs';
import { startCollector } from './collector.mjs';
import * as config from './config.mjs';
import { record } from './recorder.mjs';
import { startShop } from './shop.mjs';
import { shopperOn } from './shopper.mjs';
import { EVERYTHING, VIEWS, grant } from './views.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

/**
 * Options: `shop` ('sample' or 'oscar'), `config` (object), `seed`, `data` (more data attributes),
 * `consent` ('page': the page calls motivo.consent; 'tag': data-consent="granted"; 'none'),
 * `context` (Playwright's), `scripts` (functions run before the page's), `headers`, `edit`, `src`.
 */
export async function world(t, options = {}) {
  const kind = options.shop ?? 'sample';
  // First to come and first to go: no page outlives the servers that it asks.
  const visitor = await visitorOf(t, { ...options, kind });
  const collector = options.collector ?? (await startCollector({ configs: [options.config ?? config[kind]()] }));
  if (!options.collector) t.after(() => collector.remove());
  const data = { storefront: kind, ...(options.data ?? {}) };
  if (options.seed !== undefined) data.seed = options.seed;
  if (options.consent === 'tag') data.consent = 'granted';
  const one = { src: options.src ?? collector.loader, data };
  const tag = options.tag === false ? undefined : Array(options.copies ?? 1).fill(one);
  const shop =
    kind === 'oscar'
      ? await startOscar({ tag: tag?.[0] })
      : await startShop({ tag, headers: options.headers, edit: options.edit });
  shop.kind = kind;
  t.after(() => shop.stop());
  return { collector, shop, ...visitor };
}

/** A new shopper with an empty browser, for a shop that runs already. */
export async function visitorOf(t, { kind = 'sample', context: settings = {}, scripts = [], consent = 'page' } = {}) {
  const context = await browser.newContext({ viewport: VIEWS[kind], locale: 'en-GB', ...settings });
  t.after(async () => {
    // A page may still be asking for a file that a test answers in the server's stead. A context
    // that the test has closed itself has no routes left.
    await context.unrouteAll({ behavior: 'ignoreErrors' }).catch(() => {});
    await context.close();
  });
  const seen = await record(context);
  if (consent === 'page') await context.addInitScript(grant, EVERYTHING);
  for (const script of scripts) await context.addInitScript(script);
  const page = await context.newPage();
  return { context, page, seen, shopper: shopperOn(page) };
}
