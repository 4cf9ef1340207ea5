// What a shopper reads decides which of the shop's products an offer begins with, and the offer says why.
// Never trusts the offer's own word for what a product speaks to: the shop's feed says that.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as config from '../lib/config.mjs';
import { HOURS_MET, throughSample } from '../lib/journeys.mjs';
import { card, shownNote } from '../lib/note.mjs';
import { feedOf, offered, speaksTo } from '../lib/offer.mjs';
import { SAMPLE } from '../lib/seeds.mjs';
import { world } from '../lib/world.mjs';

const REASONS = { belonging: /^For being part of something$/, thrill: /^For a bit of adventure$/ };

/** The offer after a day in the shop of somebody who likes one thing. */
async function offeredAfter(t, likes, changeFeed) {
  const here = await world(t, { seed: SAMPLE, config: config.sample({ only: ['picks'], evidence: HOURS_MET }) });
  if (changeFeed) {
    await here.context.route('**/feed.json', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: changeFeed(await response.text()) });
    });
  }
  await throughSample(here, { likes });
  const shown = await shownNote(here.page);
  return { ...here, shown, offers: await offered(here.page), feed: await feedOf(here.shop) };
}

for (const likes of ['belonging', 'thrill']) {
  test(`a shopper who reads what speaks to ${likes} is offered a product that speaks to it first, and told why`, async (t) => {
    const { shown, offers, feed } = await offeredAfter(t, likes);
    assert.deepEqual([shown.kind, shown.variant], ['curated_offer', likes]);
    assert.equal(offers.length, 3);
    assert.equal(speaksTo(feed.get(offers[0].path)), likes, offers[0].title);
    assert.match(offers[0].reason, REASONS[likes]);
  });
}

test('with two tags exchanged in the feed, the same shopper is offered the other products first', async (t) => {
  const other = { belonging: 'thrill', thrill: 'belonging' };
  const { offers, feed } = await offeredAfter(t, 'belonging', (text) => text.replace(/"(belonging|thrill)"/g, (_all, tag) => `"${other[tag]}"`));
  assert.equal(speaksTo(feed.get(offers[0].path)), 'thrill', offers[0].title);
  assert.match(offers[0].reason, REASONS.belonging);
});

test('what is sold out is not offered, and each product is offered once', async (t) => {
  const { offers, feed } = await offeredAfter(t, 'belonging', (text) => {
    const read = JSON.parse(text);
    for (const product of read.products) product.available = !product.tags.belonging;
    return JSON.stringify(read);
  });
  for (const { path, title } of offers) assert.equal(feed.get(path).tags.belonging, undefined, title);
  assert.equal(new Set(offers.map(({ path }) => path)).size, offers.length);
});

test('"Why am I seeing this?" answers with the guess, and that it is one', async (t) => {
  const { page } = await offeredAfter(t, 'belonging');
  await card(page).locator('summary').click();
  assert.match(await card(page).innerText(), /suggested what seems to matter to you today: being part of something\. It is only a guess/);
});
