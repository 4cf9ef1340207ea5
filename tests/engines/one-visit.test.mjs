// A shopper who agrees, looks, follows the note and orders is counted exactly, in every engine.
// Never by a call into the widget: wheel, pointer and the shop's own buttons do it all.

import assert from 'node:assert/strict';
import { NOTE, sample } from '../lib/config.mjs';
import { inEveryEngine } from '../lib/engine.mjs';
import { arrives, goes, meetsNote, presses, pressesOurs } from '../lib/engine-shopper.mjs';
import { heard, patiently } from '../lib/engine-view.mjs';
import { visit } from '../lib/engine-visit.mjs';
import { assertCounted, assertTold, isAllTold, isEndTold } from '../lib/ordered.mjs';

inEveryEngine('consent, a look round, the note, what it leads to and an order raise exactly the expected cells', async (t, engine) => {
  const here = await visit(t, engine, { config: sample({ only: NOTE, evidence: 2 }) });
  const { tab, collector } = here;
  await meetsNote(here);
  await pressesOurs(here, '[part~=action]');
  await arrives(tab, '/category.html');
  await goes(here, '/product-lantern.html');
  await presses(here, '#lantern-add-to-cart button');
  await arrives(tab, '/cart.html');
  await presses(here, '#place-order button');
  await arrives(tab, '/order.html');
  await patiently(() => isAllTold(here.records()), 'the last record');
  await goes(here, '/category.html');
  await patiently(() => isEndTold(here.records()), 'how it ended');
  assertTold(here.records());
  await assertCounted(collector);
  assert.deepEqual(await heard(tab), []);
  const origins = new Set(here.asked().map(({ url }) => new URL(url).origin));
  assert.deepEqual([...origins], [collector.url], 'nobody else was asked for anything');
});
