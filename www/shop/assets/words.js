// What scripts say, in the page's language: names, prices, sentences.
// Never holds a word itself: those are in the page, put there when it was made.

import { wares } from './wares.js';

export const language = document.documentElement.lang.slice(0, 2);

const LOCALES = { en: 'en-IE', de: 'de-DE', fr: 'fr-FR' };
const money = new Intl.NumberFormat(LOCALES[language] ?? LOCALES.en, { style: 'currency', currency: 'EUR' });
const said = JSON.parse(document.getElementById('say').textContent);

/** A sentence of the page's word list, its `{names}` filled in. */
export const say = (key, values = {}) =>
  (said[key] ?? '').replace(/\{(\w+)\}/g, (all, name) => String(values[name] ?? all));

export const nameOf = (id) => wares[id].name[language] ?? wares[id].name.en;
export const optionName = (id, option) => (wares[id].options[language] ?? {})[option] ?? '';
export const euros = (amount) => money.format(amount / 100);

/** A picture of the shop, from whichever folder the page is in. */
export const art = (file) => new URL(`art/${file}`, import.meta.url).href;

/** Makes an element with properties and children. Text goes in as text, never as markup. */
export function make(tag, props = {}, ...children) {
  const element = Object.assign(document.createElement(tag), props);
  element.append(...children);
  return element;
}
