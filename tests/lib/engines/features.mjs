// What Motivo and its tests use of a browser, and how a page finds out whether it is there.
// Never by the browser's name.

import { until } from '../until.mjs';

const says = (task) => (tab) => tab.evaluate(task);

/** `probe(tab, page)` by the names of the table in docs/embed.md; the tab stands at the address `page`. */
export const FEATURES = {
  'WebAssembly with bulk memory, sign extension, reference types and several results': says(async () => {
    // A module with a function () -> (i32, funcref) that fills no memory and extends a sign.
    const bytes = [0, 97, 115, 109, 1, 0, 0, 0, 1, 6, 1, 96, 0, 2, 127, 112, 3, 2, 1, 0, 5, 3, 1, 0, 1,
      10, 18, 1, 16, 0, 65, 0, 65, 0, 65, 0, 252, 11, 0, 65, 0, 192, 208, 112, 11];
    return WebAssembly.validate(new Uint8Array(bytes));
  }),
  'style sheets adopted by a shadow root': says(() => {
    const root = document.createElement('div').attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [new CSSStyleSheet()];
    return root.adoptedStyleSheets.length === 1;
  }),
  'listeners that end with a signal': says(() => {
    let heard = 0;
    const target = new EventTarget();
    const stop = new AbortController();
    target.addEventListener('x', () => (heard += 1), { signal: stop.signal });
    stop.abort();
    target.dispatchEvent(new Event('x'));
    return heard === 0;
  }),
  'files refused by their hash': says(() =>
    fetch(location.href, { integrity: 'sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=' }).then(() => false, () => true)),
  'requests that outlive the page': says(() => 'keepalive' in Request.prototype),
  'modal dialogs': says(() => 'showModal' in HTMLDialogElement.prototype),
  'popovers': says(() => 'showPopover' in HTMLElement.prototype),
  "colours mixed, containers asked, heights of a phone's window": says(() =>
    ['color: color-mix(in srgb, red, blue)', 'container-type: inline-size', 'height: 1dvh'].every((one) => CSS.supports(...one.split(': ')))
      && CSS.supports('selector(:has(a))')),
  'requestIdleCallback': says(() => 'requestIdleCallback' in window),
  'Navigation API': says(() => 'navigation' in window),
  'Global Privacy Control of its own': says(() => 'globalPrivacyControl' in Navigator.prototype),
  'Trusted Types': says(() => 'trustedTypes' in window),
  'a back-forward cache': async (tab, page) => {
    await tab.evaluate(() => (window.kept = true));
    await tab.goto(`${page}?next`);
    await tab.back();
    await until(() => tab.evaluate(() => location.search === '').catch(() => false), 'the page before');
    return tab.evaluate(() => window.kept === true);
  },
  'layout shifts told to the page': says(() => PerformanceObserver.supportedEntryTypes.includes('layout-shift')),
  'a finger through the driver': async (tab) => {
    await tab.evaluate(() => addEventListener('pointerdown', ({ pointerType }) => (window.touchedBy = pointerType), { once: true }));
    await tab.tap(20, 20);
    return tab.evaluate(() => window.touchedBy === 'touch');
  },
  'a tab brought to the front': async (tab, page, another) => {
    const other = await another();
    await other.goto(page);
    await tab.front();
    return until(() => tab.evaluate(() => document.hasFocus()), 'the focus', 2).catch(() => false);
  },
};
