// Strict policies, refused storage and a collector that is gone: in every engine the page works and hears no exception.
// Never loosens a policy beyond what docs/embed.md asks an owner to write; the tests' own scripts have a nonce.

import assert from 'node:assert/strict';
import { NOTE, sample } from '../lib/config.mjs';
import { has, inEveryEngine } from '../lib/engine.mjs';
import { accepts, agrees, arrives, goes, looksAround, presses, pressesOurs } from '../lib/engine-shopper.mjs';
import { goesAway, heard, nodes, patiently, shownCard, textsOurs } from '../lib/engine-view.mjs';
import { NONCE, visit } from '../lib/engine-visit.mjs';

const quick = () => sample({ only: NOTE, evidence: 2 });
const strict = (origin) =>
  `default-src 'none'; script-src 'self' ${NONCE} ${origin} 'wasm-unsafe-eval'; connect-src ${origin}; style-src 'self'; img-src 'self'; form-action 'self'`;
const withTypes = (names) => (origin) => `${strict(origin)}; require-trusted-types-for 'script'; trusted-types ${names}`;
const policy = (text) => (origin) => ({ 'content-security-policy': text(origin) });

async function looked(t, engine, options, answers = agrees) {
  const here = await visit(t, engine, { config: quick(), ...options });
  await goes(here, '/');
  await answers(here);
  await looksAround(here, 2);
  return here;
}

async function putsInCart(here) {
  await goes(here, '/product-lantern.html');
  await presses(here, '#lantern-add-to-cart button');
  await arrives(here.tab, '/cart.html');
  assert.match(await here.tab.evaluate(() => document.getElementById('lines').innerText), /Late Lantern/);
}

inEveryEngine('under a strict Content Security Policy the note is shown, has its style, can be used, and breaks no rule', async (t, engine) => {
  const here = await looked(t, engine, { headers: policy(strict) });
  await shownCard(here.tab);
  await patiently(() => here.records().length === 3, 'the note to have been seen');
  const ground = await here.tab.evaluate(() =>
    getComputedStyle(document.querySelector('motivo-view').shadowRoot.querySelector('[data-kind]')).backgroundColor);
  assert.notEqual(ground, 'rgba(0, 0, 0, 0)');
  await pressesOurs(here, '[part~=dismiss]');
  await goesAway(here.tab, '[data-kind]');
  assert.deepEqual(await heard(here.tab), []);
});

inEveryEngine('under Trusted Types the note is shown by the one policy named motivo', async (t, engine) => {
  assert.ok(has(engine, 'Trusted Types'));
  const here = await looked(t, engine, { headers: policy(withTypes('motivo')) });
  await shownCard(here.tab);
  await pressesOurs(here, 'summary');
  assert.match((await textsOurs(here.tab, '[data-kind]'))[0], /everybody can get/);
  assert.deepEqual(await heard(here.tab), []);
});

inEveryEngine('a page that allows no policy of Trusted Types is left alone, with one line that says so', async (t, engine) => {
  const here = await looked(t, engine, { headers: policy(withTypes("'none'")) }, accepts);
  assert.equal(await nodes(here.tab), 0);
  const lines = await heard(here.tab);
  assert.equal(lines.filter((line) => line.startsWith('motivo: ')).length, 1, lines.join('\n'));
  assert.deepEqual(lines.filter((line) => /^(error|rejection): /.test(line)), []);
});

/** Storage that throws is the page's own in the one case, and the browser's in the other. */
const throwing = () => {
  for (const name of ['localStorage', 'sessionStorage'])
    Object.defineProperty(window, name, {
      configurable: true,
      get() {
        throw new DOMException(`${name} is refused here`, 'SecurityError');
      },
    });
};

inEveryEngine('storage that throws: the note is shown, one line names the storage, nothing else is heard', async (t, engine) => {
  const here = await looked(t, engine, { scripts: [throwing] });
  await shownCard(here.tab);
  await patiently(() => here.records().length === 3, 'the note to have been seen');
  assert.match(here.records()[0].text, /^visit 0 unknown/, 'without storage nobody is known to return');
  const lines = await heard(here.tab);
  assert.equal(lines.length, 1, lines.join('\n'));
  assert.match(lines[0], /^motivo: .*storage/);
});

inEveryEngine('in a sandboxed page, which has neither storage nor an origin, Motivo breaks nothing', async (t, engine) => {
  const headers = policy(() => 'sandbox allow-scripts');
  // The shop's own bar is a module, which needs an origin.
  const agree = () => (window.motivo = [['consent', { inference: true, storage: true, reporting: true }]]);
  const here = await visit(t, engine, { config: quick(), headers, scripts: [agree] });
  await goes(here, '/');
  assert.equal(await here.tab.evaluate(() => self.origin), 'null');
  await looksAround(here, 3);
  const lines = await heard(here.tab);
  assert.deepEqual(lines.filter((line) => /^(error|rejection): /.test(line)), []);
  const own = lines.filter((line) => line.startsWith('motivo: '));
  assert.equal(new Set(own).size, own.length, 'each line is said once');
});

inEveryEngine('a collector that cannot be reached: the shop works, nothing of ours is in it, and nothing is thrown', async (t, engine) => {
  const here = await visit(t, engine, { config: quick() });
  await here.collector.kill9();
  await goes(here, '/');
  await accepts(here);
  await looksAround(here, 2);
  assert.equal(await nodes(here.tab), 0);
  assert.deepEqual(await heard(here.tab), []);
  await putsInCart(here);
  assert.deepEqual(await heard(here.tab), []);
});

inEveryEngine('a collector that goes away later: the note comes, one line says why nothing is counted, and the shop works', async (t, engine) => {
  const here = await visit(t, engine, { config: quick() });
  await goes(here, '/');
  await accepts(here);
  await looksAround(here, 1);
  await patiently(() => here.asked().some(({ url }) => url.includes('/v1/policy/')), 'all that it loads');
  await here.collector.kill9();
  await looksAround(here, 2);
  await shownCard(here.tab);
  await patiently(async () => (await heard(here.tab)).length > 0, 'a line that says what is wrong');
  const lines = await heard(here.tab);
  assert.equal(lines.length, 1, lines.join('\n'));
  assert.match(lines[0], /^motivo: .*collector/);
  await putsInCart(here);
});
