// On a phone and on a desktop, in every engine: what is shown fits, can be touched, and moves nothing of the shop.
// Never compares with a picture: places are measured before and after, shifts are counted where the engine tells them.

import assert from 'node:assert/strict';
import { NOTE, sample } from '../lib/config.mjs';
import { has, inEveryEngine } from '../lib/engine.mjs';
import { accepts, agrees, eventually, goes, looksAround, pressesOurs } from '../lib/engine-shopper.mjs';
import { appears, attributeOurs, goesAway, heard, nodes, patiently, shownCard } from '../lib/engine-view.mjs';
import { DESKTOP, PHONE, visit } from '../lib/engine-visit.mjs';

/** Runs before the page: adds up what shifts without the shopper doing anything. */
const measure = () => {
  window.shifted = [];
  if (!PerformanceObserver.supportedEntryTypes.includes('layout-shift')) return;
  const keep = (list) => list.getEntries().forEach(({ value, hadRecentInput }) => hadRecentInput || window.shifted.push(value));
  new PerformanceObserver(keep).observe({ type: 'layout-shift', buffered: true });
};

/** Where everything of the shop is, in whole pixels of the page. */
const places = (tab) =>
  tab.evaluate(() =>
    [...document.body.querySelectorAll('*')]
      .filter((element) => !element.closest('motivo-view,script,#consent-bar'))
      .map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        return [element.localName, element.id, ...[x + scrollX, y + scrollY, width, height].map(Math.round)].join(' ');
      }));

/** What of ours sticks out of the window or is wider than its box. */
const misfits = (tab) =>
  tab.evaluate(() => {
    const found = [];
    if (document.scrollingElement.scrollWidth > innerWidth) found.push(`the page is ${document.scrollingElement.scrollWidth} wide`);
    for (const { shadowRoot } of document.querySelectorAll('motivo-view'))
      for (const element of (shadowRoot.querySelector('dialog[open]') ?? shadowRoot).querySelectorAll('*')) {
        const { left, right, width } = element.getBoundingClientRect();
        const name = `${element.getAttribute('part') ?? element.localName} "${(element.innerText ?? '').slice(0, 30)}"`;
        if (!width || element.closest('.unseen') || !element.checkVisibility() || element.closest('.prose table')) continue;
        if (left < -1 || right > innerWidth + 1) found.push(`${name} reaches from ${left} to ${right} of ${innerWidth}`);
        const small = element.matches('button,a[part~=action]') && Math.min(element.offsetWidth, element.offsetHeight) < 44;
        if (small) found.push(`${name} is ${element.offsetWidth} x ${element.offsetHeight}`);
      }
    return found;
  });

for (const [device, size] of [['a phone', PHONE], ['a desktop', DESKTOP]]) {
  inEveryEngine(`on ${device} the note comes, fits, moves nothing and can be sent away`, async (t, engine) => {
    const here = await visit(t, engine, { config: sample({ only: NOTE, evidence: 2 }), size, scripts: [measure] });
    const { tab } = here;
    await goes(here, '/');
    assert.deepEqual(await tab.evaluate(() => [innerWidth, innerHeight]), [size.width, size.height]);
    await agrees(here);
    await looksAround(here, 1);
    const before = await places(tab);
    await looksAround(here, 2);
    await shownCard(tab);
    await patiently(() => here.records().length === 3, 'the note to have been seen');
    assert.deepEqual(await places(tab), before);
    assert.deepEqual(await misfits(tab), []);
    await pressesOurs(here, '[part~=dismiss]');
    await goesAway(tab, '[data-kind]');
    assert.deepEqual(await places(tab), before);
    assert.deepEqual(await tab.evaluate(() => window.shifted), []);
    assert.equal(before.length > 100, true, 'a page of some size was measured');
    assert.deepEqual(await heard(tab), []);
    assert.equal((await tab.evaluate(() => PerformanceObserver.supportedEntryTypes)).includes('layout-shift'), has(engine, 'layout shifts told to the page'));
  });

  inEveryEngine(`on ${device} offer, coaching and panel fit, and each can be pressed`, async (t, engine) => {
    const here = await visit(t, engine, { config: sample(), size });
    const { tab } = here;
    const shop = async (path) => {
      await goes(here, path);
      await eventually(tab, 'the tag', () => typeof window.motivo.show === 'function');
    };
    await shop('/product-lantern.html');
    await accepts(here);
    await tab.evaluate(() => window.motivo.show('picks'));
    await shownCard(tab, 'curated_offer');
    assert.deepEqual(await misfits(tab), []);
    await pressesOurs(here, '[part~=cart]');
    await appears(tab, '[part~=cart][data-state=done]');

    await shop('/product-jacket.html');
    await tab.evaluate(() => window.motivo.show('jacket-size'));
    await shownCard(tab, 'coach_nudge');
    assert.deepEqual(await misfits(tab), []);
    await pressesOurs(here, '[part~=action]');
    await appears(tab, 'dialog[open] table');
    assert.deepEqual(await misfits(tab), []);
    await pressesOurs(here, 'dialog[open] [aria-label=Close]');
    await goesAway(tab, 'dialog[open]');

    await tab.evaluate(() => window.motivo.panel());
    await appears(tab, 'dialog[open] [part~=controls]');
    assert.deepEqual(await misfits(tab), []);
    assert.equal(await attributeOurs(tab, '[part~=state]', 'data-state'), 'on');
    await pressesOurs(here, '[data-control=pause]');
    await patiently(async () => (await attributeOurs(tab, '[part~=state]', 'data-state')) === 'paused', 'the panel to say so');
    assert.ok((await nodes(tab)) > 0);
    assert.deepEqual(await heard(tab), []);
  });
}
