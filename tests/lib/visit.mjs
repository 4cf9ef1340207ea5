// A visit of the sample shop as a browser remembered it: somebody who likes company walked through the day.
// Never made up: `node lib/screens.mjs --visit` walks again and writes tests/looks/visit.txt.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tests } from './paths.mjs';

export const VISIT_FILE = join(tests, 'looks', 'visit.txt');
/** Stands in the file where the minute of the visit stood. */
const NOW = '{now}';

/** A minute since 1970 as the core writes it: six characters of 6 bits each, `0` for nothing. */
const digits = (minute) =>
  [5, 4, 3, 2, 1, 0].map((place) => String.fromCharCode(48 + (Math.floor(minute / 64 ** place) % 64))).join('');
const minutesAgo = (minutes) => digits(Math.floor(Date.now() / 60_000) - minutes);

/** What the browser remembers, without the minute it was last seen in. */
export const timeless = (text) => text.replaceAll(text.split(' ')[2].slice(0, 6), NOW);

/** A script to run before the page: the visit goes on. */
export const remembered = {
  get content() {
    const visit = readFileSync(VISIT_FILE, 'utf8').trim().replaceAll(NOW, minutesAgo(1));
    return `try { localStorage.setItem('motivo:visit', ${JSON.stringify(visit)}); } catch {}`;
  },
};
