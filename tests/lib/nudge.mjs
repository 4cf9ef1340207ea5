// A coach nudge that came about by looking round on its page, and the sheet that it opens.
// Never opened by a call: the shopper looks at things, then presses.

import * as config from './config.mjs';
import { looksAround } from './journeys.mjs';
import { card, shownNote } from './note.mjs';
import { SAMPLE } from './seeds.mjs';
import { world } from './world.mjs';

/** Goes past two things at the front and some on `path`; resolves once the nudge `id` is there. */
export async function nudged(t, id, path, { pieces = 2, ...options } = {}) {
  const here = await world(t, { seed: SAMPLE, config: config.sample({ only: [id], evidence: 3 }), ...options });
  await looksAround(here, { pieces: 2 });
  await looksAround(here, { pieces, path });
  const shown = await shownNote(here.page);
  return { ...here, shown, url: here.page.url() };
}

/** The button of the nudge that does what it offers. */
export const action = (page) => card(page, 'coach_nudge').locator('[part~="action"]');

/** The sheet that the nudge opens. */
export const sheet = (page) => page.locator('motivo-view dialog[part~="sheet"]');

/** The outcomes told so far, in order. */
export const outcomes = ({ seen }) => seen.records().filter(({ type }) => type === 'outcome').map(({ text }) => text.split(' ')[8]);
