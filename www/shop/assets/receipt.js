// The lines of an order with what they cost, as a description list.
// Never decides what is in it.

import { cents, wares } from './basket.js';
import { euros, make, nameOf, say } from './words.js';

/** Fills the list with `items`, `{id, n}`, and their total. */
export function writeReceipt(list, items) {
  const line = (what, much, className = '') =>
    [make('dt', { className, textContent: what }), make('dd', { className, textContent: much })];
  list.replaceChildren(
    ...items.flatMap((l) => line(`${l.n} × ${nameOf(l.id)}`, euros(l.n * wares[l.id].cents))),
    ...line(say('delivery'), say('free')),
    ...line(say('total'), euros(cents(items)), 'total'),
  );
}
