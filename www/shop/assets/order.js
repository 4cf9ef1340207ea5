// The thank-you page: shows the order and tells Motivo about it once.
// Never pushes the same order twice, whatever is reloaded or gone back to.

import { cents, keep, recall, showCount, wares } from './basket.js';
import { writeReceipt } from './receipt.js';

/** The order in the address, `?order=OW-1234&items=lantern:1,pot:2`, or null. */
function arriving() {
  const asked = new URLSearchParams(location.search);
  const number = asked.get('order') ?? '';
  if (!/^OW-\d{4}$/.test(number)) return null;
  const items = (asked.get('items') ?? '').split(',')
    .map((part) => part.split(':'))
    .filter(([id, n]) => Object.hasOwn(wares, id) && /^[1-9]\d?$/.test(n ?? ''))
    .map(([id, n]) => ({ id, n: Number(n) }));
  return items.length > 0 ? { number, items } : null;
}

function show(order) {
  document.getElementById('order-found').hidden = !order;
  document.getElementById('order-none').hidden = Boolean(order);
  if (!order) return;
  document.getElementById('order-name').textContent = order.number;
  writeReceipt(document.getElementById('receipt'), order.items);
}

const fresh = arriving();
const last = recall('order');
if (fresh) history.replaceState(null, '', location.pathname);
if (fresh && fresh.number !== last?.number) {
  keep('order', fresh);
  keep('cart', null);
  showCount([]);
  (window.motivo = window.motivo || []).push({ type: 'order', value: cents(fresh.items) / 100 });
}
show(fresh ?? (Array.isArray(last?.items) ? last : null));
