// One shop and one collector for a file of tests that only look at what they show.
// Never for tests about what is decided, sent or kept: those have a world of their own.

import { after, before } from 'node:test';
import { startCollector } from './collector.mjs';
import { startShop } from './shop.mjs';
import { everything } from './states.mjs';
import { visitorOf } from './world.mjs';

/** Nothing moves, so that nothing has to be waited for. */
const STILL = { reducedMotion: 'reduce' };

/** Gives `visit(t, {path, bring, ...}, context)`: a new shopper on that page, after `bring`. */
export function stand({ config = everything(), data = {}, edit } = {}) {
  let collector;
  let shop;
  before(async () => {
    collector = await startCollector({ configs: [config] });
    shop = await startShop({ tag: { src: collector.loader, data: { storefront: 'sample', ...data } }, edit });
  });
  after(async () => {
    await shop?.stop();
    await collector?.remove();
  });
  return async (t, { path, bring, ...options }, context = {}) => {
    const here = await visitorOf(t, { ...options, context: { ...STILL, ...context } });
    await here.page.goto(shop.url + path);
    await bring?.(here.page);
    return { ...here, shop };
  };
}
