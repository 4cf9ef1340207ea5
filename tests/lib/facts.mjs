// Opens a fixture page and starts the page facts in it as the widget would, straight from their sources.
// Never builds anything, and never starts them where a test only wants the page.

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join, normalize, sep } from 'node:path';
import { after, before } from 'node:test';
import { launch } from './browser.mjs';
import { root, tests } from './paths.mjs';

const FIXTURES = join(tests, 'fixtures', 'facts');
const FOLDERS = { '/observer/': join(root, 'www', 'observer'), '/fixtures/': FIXTURES };

let browser;
let server;
before(async () => {
  browser = await launch();
  server = createServer(answer);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
});
after(async () => {
  await browser?.close();
  server?.closeAllConnections();
  await new Promise((resolve) => server?.close(resolve));
});

/** `/~name/any/path` is the fixture `name`, so that a page has the address that its platform gives it. */
function answer({ url, method }, response) {
  const { pathname, searchParams } = new URL(url, 'http://shop');
  const [, name] = /^\/~([\w-]+)/.exec(pathname) ?? [];
  const folder = Object.keys(FOLDERS).find((path) => pathname.startsWith(path));
  const reply = (status, type, body) => response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
  try {
    if (method === 'POST' || searchParams.has('wc-ajax')) return reply(searchParams.has('fail') ? 422 : 200, 'text/html', '<h1>Your basket</h1>');
    if (name) return reply(200, 'text/html; charset=utf-8', name === 'inline' ? '<!doctype html><html lang="en"><body></body></html>' : readFileSync(join(FIXTURES, `${name}.html`)));
    const file = folder && normalize(join(FOLDERS[folder], pathname.slice(folder.length)));
    if (!file?.startsWith(FOLDERS[folder] + sep)) return reply(404, 'text/plain', 'nothing here');
    return reply(200, 'text/javascript; charset=utf-8', readFileSync(file));
  } catch (error) {
    return reply(404, 'text/plain', error.message);
  }
}

/** Runs in the page: what the loader gives a script, and what the observer gives the facts. */
async function begin() {
  const stop = new AbortController();
  const seen = (window.__seen = { facts: [], frictions: [], stop: () => stop.abort() });
  const loaded = new Promise((resolve) => (window.motivo = { $: (name, start) => resolve(start) }));
  await import('/observer/facts/main.js');
  const start = await loaded;
  seen.handle = start({ signal: stop.signal, fact: (fact) => seen.facts.push(fact), friction: (kind) => seen.frictions.push(kind) });
}

/**
 * A page of the fixture, at `path` below it. `html` is the body of the fixture `inline`; `before` runs in
 * the page before the facts start; `start: false` leaves them out.
 */
export async function factsOn(t, fixture, { path = '/', html, before: prepare, start = true, scripts = [] } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  t.after(() => context.close());
  const page = await context.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  for (const script of scripts) await page.addInitScript(script);
  await page.goto(`http://127.0.0.1:${server.address().port}/~${fixture}${path}`);
  if (html) await page.evaluate((body) => document.body.append(document.createRange().createContextualFragment(body)), html);
  if (prepare) await page.evaluate(prepare);
  if (start) await page.evaluate(begin);
  const facts = (type) => page.evaluate((wanted) => window.__seen.facts.filter((fact) => !wanted || fact.type === wanted), type);
  return {
    page,
    errors,
    begin: () => page.evaluate(begin),
    facts,
    /** The last product that was told. */
    product: async () => (await facts('product')).pop(),
    frictions: () => page.evaluate(() => window.__seen.frictions),
    stop: () => page.evaluate(() => window.__seen.stop()),
  };
}

/** A fact without where its fields are from. */
export const bare = ({ from, ...fact }) => fact;
