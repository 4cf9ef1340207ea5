// What the shop sells, what is in the cart, and the one place that touches storage.
// Never throws: where storage is refused, the cart lives as long as the page.

export const wares = {
  lantern: { name: 'Late Lantern', cents: 6800, page: 'product-lantern.html' },
  jacket: { name: 'Downpour Jacket', cents: 18900, page: 'product-jacket.html' },
  boots: { name: 'Scramble Boots', cents: 15400, page: 'category.html#boots' },
  pack: { name: 'No-Plan Pack', cents: 11900, page: 'category.html#pack' },
  flask: { name: 'Second-Cup Flask', cents: 3400, page: 'category.html#flask' },
  pot: { name: 'Nine-Spoon Pot', cents: 5900, page: 'category.html#pot' },
  blanket: { name: 'Slow Blanket', cents: 8800, page: 'category.html#blanket' },
  kite: { name: 'Gale Kite', cents: 4600, page: 'category.html#kite' },
  logbook: { name: 'Summit Logbook', cents: 2200, page: 'category.html#logbook' },
};

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

/** The cart's lines, `{id, option, n}`, without anything the shop does not sell. */
export function lines() {
  const stored = recall('cart');
  if (!Array.isArray(stored)) return [];
  return stored.filter((l) => l && Object.hasOwn(wares, l.id) && Number.isInteger(l.n) && l.n > 0);
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
export const euros = (amount) => `€${(amount / 100).toFixed(2)}`;

/** Shows how many pieces are in the cart, in the header of every page. */
export function showCount(cart) {
  const count = document.getElementById('cart-count');
  if (count) count.textContent = String(pieces(cart));
}

/** Makes an element with properties and children. Text goes in as text, never as markup. */
export function make(tag, props = {}, ...children) {
  const element = Object.assign(document.createElement(tag), props);
  element.append(...children);
  return element;
}
