// Every look that is compared with a picture: what, how wide, light or dark, in which language.
// Never a state that only differs in words: those have tests of their own.

import { join } from 'node:path';
import { tests } from './paths.mjs';
import { EXPERIENCES, PANELS } from './states.mjs';

export const LOOKS_FOLDER = join(tests, 'looks');
export const fileOf = (name) => join(LOOKS_FOLDER, `${name}.png`);

const SIZES = { 360: 740, 768: 800, 1440: 860 };
const OURS = {
  note: EXPERIENCES['a welcome note'],
  'offer-slot': EXPERIENCES['an offer in its slot'],
  'offer-corner': EXPERIENCES['an offer in the corner'],
  nudge: EXPERIENCES['a nudge that says why'],
  comparison: EXPERIENCES['the comparison in a sheet'],
  'size-guide': EXPERIENCES['the size guide in a sheet'],
  reminder: EXPERIENCES['an offer to remind'],
  panel: PANELS['with a guess'],
};
const PAGES = { home: '/', category: '/category.html', product: '/product-jacket.html' };
/** Long words, and a language that is read from the right. */
const LANGUAGES = { de: ['note', 'offer-corner', 'comparison', 'reminder', 'panel'], ar: ['note', 'offer-slot', 'offer-corner', 'nudge', 'reminder', 'panel'] };
/** A narrow phone is where words get tight. */
const LANGUAGE_AT = { de: [360], ar: [360, 1440] };

/** The shop has German pages and no Arabic ones. */
const inLanguage = (state, locale) => ({ ...state, locale, path: locale === 'de' ? `/de${state.path}` : state.path });

/** Looks by the name of their picture. */
export function looks() {
  const all = {};
  const add = (name, width, dark, look) => {
    all[`${name}-${width}${dark ? '-dark' : ''}`] = { width: Number(width), height: SIZES[width], dark, ...look };
  };
  for (const width of Object.keys(SIZES))
    for (const dark of [false, true]) {
      for (const [name, state] of Object.entries(OURS)) add(name, width, dark, state);
      for (const [name, path] of Object.entries(PAGES)) add(`shop-${name}`, width, dark, { path, whole: true });
    }
  for (const [locale, names] of Object.entries(LANGUAGES))
    for (const width of LANGUAGE_AT[locale])
      for (const name of names) add(`${name}-${locale}`, width, locale === 'ar' && width > 360, inLanguage(OURS[name], locale));
  return all;
}
