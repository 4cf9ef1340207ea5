// What is in the cart, and the one place that touches storage.
// Never throws: where storage is refused, the cart lives as long as the page.

import { wares } from './wares.js';

export { wares };

const most = 9;

/** What was stored under the shop's key, or null. */
export function recall(key) {
  try {
    return JSON.parse(localStorage.getItem(`shop:${key}`));
  } catch {
    return null;
  }
}

/** Keeps a value under the shop's key; null forgets it. */
export function keep(key, value) {
  try {
    if (value === null) localStorage.removeItem(`shop:${key}`);
    else localStorage.setItem(`shop:${key}`, JSON.stringify(value));
  } catch {
    // Storage is refused: this page still works, the next one starts empty.
  }
}

/** Whether the shop sells it today. */
export const isSold = (id) => Object.hasOwn(wares, id) && wares[id].available;

/** The option that was asked for, or the one a product's page has chosen already. */
export function optionOf(id, asked) {
  const { first, options } = wares[id];
  return asked && Object.hasOwn(options.en ?? {}, asked) ? asked : first;
}

/** The cart's lines, `{id, option, n}`, without anything the shop does not sell. */
export function lines() {
  const stored = recall('cart');
  if (!Array.isArray(stored)) return [];
  return stored
    .filter((l) => l && isSold(l.id) && Number.isInteger(l.n) && l.n > 0)
    .map(({ id, option, n }) => ({ id, option: optionOf(id, option), n: Math.min(most, n) }));
}

/** Puts `n` of a ware into `cart` and returns it, most recent first, at most nine of a line. */
export function put(cart, id, option, n) {
  const same = cart.find((l) => l.id === id && l.option === option);
  if (same) same.n = Math.min(most, same.n + n);
  else cart.unshift({ id, option, n: Math.min(most, n) });
  return cart;
}

export const canAddMore = (line) => line.n < most;
export const pieces = (cart) => cart.reduce((sum, l) => sum + l.n, 0);
export const cents = (cart) => cart.reduce((sum, l) => sum + l.n * wares[l.id].cents, 0);

/** The cart as an address carries it: `lantern:1,pot:2`. Options stay in the shop. */
export function packed(cart) {
  const sums = new Map();
  for (const { id, n } of cart) sums.set(id, (sums.get(id) ?? 0) + n);
  return [...sums].map(([id, n]) => `${id}:${n}`).join(',');
}

/** A number for a new order. */
export const orderNumber = () => `OW-${Math.floor(1000 + Math.random() * 9000)}`;

/** Shows how many pieces are in the cart, in the header of every page. */
export function showCount(cart) {
  const count = document.getElementById('cart-count');
  if (count) count.textContent = String(pieces(cart));
}
