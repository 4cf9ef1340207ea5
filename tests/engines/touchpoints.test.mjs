// A touchpoint is met by being seen and by being used, and a friction is noticed, in every engine.
// Never before consent, and what is met is told to nobody but the page.

import assert from 'node:assert/strict';
import { NOTE, sample } from '../lib/config.mjs';
import { inEveryEngine } from '../lib/engine.mjs';
import { accepts, goes, presses, scrollsTo } from '../lib/engine-shopper.mjs';
import { heard, patiently } from '../lib/engine-view.mjs';
import { visit } from '../lib/engine-visit.mjs';

inEveryEngine('a touchpoint is met by being seen and by being used, and what fails is a friction', async (t, engine) => {
  const here = await visit(t, engine, { config: sample({ only: NOTE }) });
  const { tab } = here;
  const met = () => tab.evaluate(() => window.met);
  await goes(here, '/product-jacket.html');
  await tab.evaluate(() => {
    window.met = [];
    for (const name of ['touchpoint', 'friction']) document.addEventListener(`motivo:${name}`, ({ detail }) => window.met.push(detail));
    document.addEventListener('click', (event) => event.target.closest('main a') && event.preventDefault());
    document.body.append(document.createRange().createContextualFragment('<form id="refusing"><input required><button>Send</button></form>'));
  });
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  assert.deepEqual(await met(), [], 'nothing before consent');
  await accepts(here);
  await scrollsTo(here, '#buy .price');
  await patiently(async () => (await met()).includes('price'), 'the price to be met');
  assert.ok(!(await met()).includes('size_guide'));
  await presses(here, '#to-size-guide');
  await patiently(async () => (await met()).includes('size_guide'), 'the size guide to be met');
  await scrollsTo(here, '#reviews');
  await patiently(async () => (await met()).includes('reviews'), 'the reviews to be met');
  await presses(here, '#refusing button');
  await patiently(async () => (await met()).includes('form_error'), 'the refusal to be noticed');
  assert.deepEqual([here.records(), await heard(tab)], [[], []]);
});
