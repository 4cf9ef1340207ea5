// How shoppers with different minds go through the two shops.
// Never says what the widget should make of it.

import { card } from './note.mjs';

/** Oscar's cards by the word in their address; the shop lists clubs first, then the steep things. */
const SHELF = { belonging: '-club_', thrill: '-steep-', security: '-sturdy-', well_being: '-calm-' };

/** The sample shop's day, by the id of its hours, as far as the shoppers here walk through it. */
const HOURS = [
  'first-light', 'one-pot', 'no-plan', 'long-forecast', 'ridge-run', 'mend-it',
  'yellow-one', 'nothing-much', 'wet-walkers', 'dry-inside', 'said-you-would', 'tide-race',
];
/** How many pieces of evidence that is. */
export const HOURS_MET = HOURS.length;
/** Who goes there to be with others, and who for the rush: what they read, and what they open. */
const MINDS = {
  belonging: { reads: ['one-pot'], opens: ['wet-walkers'] },
  thrill: { reads: ['first-light', 'ridge-run'], opens: ['tide-race'] },
};

/** Scrolls through the day: reads and opens what speaks to one mind, skips the rest. */
export async function throughSample({ page, shopper, shop }, { likes }) {
  await page.goto(`${shop.url}/`);
  for (const hour of HOURS) {
    const told = page.locator(`#${hour}`);
    if (MINDS[likes].opens.includes(hour)) await shopper.unfolds(told);
    else if (MINDS[likes].reads.includes(hour)) await shopper.reads(told);
    else await shopper.skips(told);
  }
  await shopper.turnsAway();
}

/** Reads the cards of the shelf they like, skips those of the shelf they do not, in the shop's order. */
export async function throughOscar({ page, shopper, shop }, { likes, skips }) {
  await page.goto(`${shop.url}/catalogue/`);
  for (const shelf of ['belonging', 'thrill', 'security', 'well_being']) {
    if (shelf !== likes && shelf !== skips) continue;
    const cards = page.locator(`article.product_pod:has(a[href*="${SHELF[shelf]}"])`);
    for (let place = 0; place < (await cards.count()); place += 1) {
      if (shelf === likes) await shopper.reads(cards.nth(place));
      else await shopper.skips(cards.nth(place));
    }
  }
  await shopper.turnsAway();
}

/** What is tagged on the two shops' pages, in the page's order. */
const TAGGED = { sample: '[data-motivo]', oscar: 'article.product_pod' };

/** Goes past the first few tagged pieces without stopping: as much evidence as pieces, and no belief. */
export async function looksAround({ page, shopper, shop }, { pieces, stay = false, path }) {
  const { kind } = shop;
  if (!stay) await page.goto(`${shop.url}${path ?? (kind === 'oscar' ? '/catalogue/' : '/')}`);
  const tagged = page.locator(TAGGED[kind]);
  for (let place = 0; place < pieces; place += 1) await shopper.skips(tagged.nth(place));
  await shopper.turnsAway();
}

/** Takes what the note offers, then puts the lantern in the cart and orders it. */
export async function ordersAfterNote({ page, shop }) {
  await card(page).locator('[part~="action"]').click();
  await page.waitForURL(/category\.html/);
  await page.goto(`${shop.url}/product-lantern.html`);
  await page.locator('#lantern-add-to-cart button').click();
  await page.waitForURL(/cart\.html/);
  await page.locator('#place-order button').click();
  await page.waitForURL(/order\.html/);
}
