// What Motivo shows and keeps, as any engine's page has it: elements, texts, keys.
// Never asks the widget.

import { until } from './until.mjs';

/** Three engines on a busy machine: how long something takes is told by other tests. */
const SECONDS = 60;

export const patiently = (check, what) => until(check, what, SECONDS);

export const nodes = (tab) => tab.evaluate(() => document.querySelectorAll('motivo-view').length);

/** How many elements match in what is shown. */
export const countOurs = (tab, selector) =>
  tab.evaluate(
    (given) => [...document.querySelectorAll('motivo-view')].flatMap(({ shadowRoot }) => [...shadowRoot.querySelectorAll(given)]).length,
    selector,
  );

/** Texts of all elements that match in what is shown. */
export const textsOurs = (tab, selector) =>
  tab.evaluate(
    (given) =>
      [...document.querySelectorAll('motivo-view')]
        .flatMap(({ shadowRoot }) => [...shadowRoot.querySelectorAll(given)])
        .map((element) => element.innerText.trim()),
    selector,
  );

/** An attribute of the first element that matches in what is shown, or null. */
export const attributeOurs = (tab, selector, name) =>
  tab.evaluate(
    (given, attribute) => {
      const roots = [...document.querySelectorAll('motivo-view')].map(({ shadowRoot }) => shadowRoot);
      return roots.map((root) => root.querySelector(given)).find(Boolean)?.getAttribute(attribute) ?? null;
    },
    selector,
    name,
  );

export const appears = (tab, selector) =>
  patiently(async () => (await countOurs(tab, selector)) > 0, `${selector} to be shown`);

export const goesAway = (tab, selector) =>
  patiently(async () => (await countOurs(tab, selector)) === 0, `${selector} to go`);

/** Waits for a card of that kind and for its words. */
export async function shownCard(tab, kind = 'welcome_note') {
  await appears(tab, `[data-kind=${kind}]`);
  await patiently(async () => (await textsOurs(tab, `[data-kind=${kind}]`))[0]?.length > 20, 'its words');
}

/** The keys in the shop's storage that are Motivo's. */
export const keys = (tab) => tab.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('motivo')).sort());

/** Everything that is kept, of every kind, but for what the shop keeps itself. */
export const kept = (tab) =>
  tab.evaluate(async () =>
    [
      ...Object.keys(localStorage),
      ...Object.keys(sessionStorage),
      ...((await indexedDB.databases?.()) ?? []).map(({ name }) => name),
      ...(await caches.keys()),
      ...document.cookie.split(/; */).filter(Boolean),
    ].filter((name) => !name.startsWith('shop:')));

/** What the page has said in its console, and every error that reached it. */
export const heard = (tab) => tab.evaluate(() => [...window.heard]);
