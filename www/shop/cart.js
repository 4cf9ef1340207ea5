// The cart page: takes in what a product's form sent, then lists, changes and removes.
// Never tells Motivo that something was added: the observer sees the form itself.

import { canAddMore, cents, euros, keep, lines, make, put, showCount, wares } from './basket.js';

const list = document.getElementById('lines');
const news = document.getElementById('cart-news');
let cart = lines();

/** Reads `?add=lantern&option=brass&n=1` once; a reload must not add it again. */
function takeIn() {
  const asked = new URLSearchParams(location.search);
  const id = asked.get('add');
  if (!id) return;
  if (Object.hasOwn(wares, id)) {
    const n = Math.max(1, Number.parseInt(asked.get('n') ?? '1', 10) || 1);
    const option = ['size', 'colour', 'option'].map((k) => asked.get(k)).filter(Boolean).join(', ').slice(0, 40);
    cart = put(cart, id, option, n);
    keep('cart', cart);
    news.textContent = `${wares[id].name} is in your cart.`;
  }
  history.replaceState(null, '', location.pathname);
}

function change(line, by) {
  line.n += by;
  cart = cart.filter((l) => l.n > 0);
  keep('cart', cart);
  news.textContent = line.n > 0 ? `${wares[line.id].name}: ${line.n} in your cart.` : `${wares[line.id].name} was taken out.`;
  draw();
}

function row(line) {
  const ware = wares[line.id];
  const key = [line.id, line.option].join('-').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/-$/, '');
  const button = (id, text, label, by, className = '') => {
    const b = make('button', { id: `${id}-${key}`, type: 'button', textContent: text, className });
    b.setAttribute('aria-label', label);
    b.addEventListener('click', () => {
      change(line, by);
      const next = document.getElementById(b.id) ?? document.querySelector('#lines button, #empty a');
      if (next && !next.disabled) next.focus();
    });
    return b;
  };
  const more = button('more', '+', `One more ${ware.name}`, 1);
  more.disabled = !canAddMore(line);
  return make('li', { id: `line-${key}` },
    make('img', { src: `art/${line.id}.svg`, width: 480, height: 480, alt: '' }),
    make('div', {},
      make('h2', {}, make('a', { href: ware.page, textContent: ware.name })),
      line.option ? make('p', { className: 'option', textContent: line.option }) : '',
      make('div', { className: 'steps' },
        button('fewer', '−', `One ${ware.name} fewer`, -1),
        make('output', { textContent: String(line.n) }),
        more,
        button('remove', 'Remove', `Remove ${ware.name}`, -line.n, 'as-link'))),
    make('p', { className: 'price', textContent: euros(line.n * ware.cents) }));
}

function draw() {
  list.replaceChildren(...cart.map(row));
  const full = cart.length > 0;
  list.hidden = !full;
  document.getElementById('sum').hidden = !full;
  document.getElementById('empty').hidden = full;
  document.getElementById('sum-wares').textContent = euros(cents(cart));
  document.getElementById('sum-total').textContent = euros(cents(cart));
  document.getElementById('order-items').value = cart.map((l) => `${l.id}:${l.n}`).join(',');
  document.getElementById('order-number').value = `OW-${String(Math.floor(1000 + Math.random() * 9000))}`;
  showCount(cart);
}

takeIn();
draw();
addEventListener('pageshow', (event) => {
  if (!event.persisted) return;
  cart = lines();
  draw();
});
