// A shop that pushes without end is not slowed down by being read.
// Never a sum of times: the browser says which tasks were long.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factsOn } from '../lib/facts.mjs';

test('10,000 pushes in a second: no task over 50 ms, one product, and the order at their end', async (t) => {
  const here = await factsOn(t, 'plain-split', { path: '/pan', scripts: ['window.dataLayer = [];'] });
  const longest = await here.page.evaluate(async () => {
    let longest = 0;
    const observer = new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => (longest = Math.max(longest, duration))));
    observer.observe({ type: 'longtask' });
    for (let round = 0; round < 100; round++) {
      for (let n = 0; n < 100; n++) dataLayer.push({ event: 'view_item', ecommerce: { currency: 'USD', items: [{ item_id: 'PAN-26', item_name: 'Cast iron pan', price: 40 + n / 100 }] } });
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    dataLayer.push({ event: 'purchase', ecommerce: { transaction_id: 'LAST', value: 1, currency: 'USD' } });
    await new Promise((resolve) => setTimeout(resolve, 1000));
    observer.disconnect();
    return longest;
  });
  assert.equal(longest, 0, `a task of ${longest} ms`);
  assert.equal((await here.facts('order'))[0].id, 'LAST');
  assert.equal((await here.product()).price, 40.99);
  assert.ok((await here.facts('product')).length < 400, `told ${(await here.facts('product')).length} times`);
});
