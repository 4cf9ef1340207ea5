// The cart page: takes in what a product's form sent, then lists, changes and removes.
// Never tells Motivo that something was added: the observer sees the form itself.

import { canAddMore, cents, isSold, keep, lines, optionOf, orderNumber, packed, put, showCount, wares } from './basket.js';
import { art, euros, make, nameOf, optionName, say } from './words.js';

const list = document.getElementById('lines');
const news = document.getElementById('cart-news');
let cart = lines();

/** Reads `?add=lantern&colour=moss&n=1` once; a reload must not add it again. */
function takeIn() {
  const asked = new URLSearchParams(location.search);
  const id = asked.get('add');
  if (!id) return;
  if (isSold(id)) {
    const n = Math.max(1, Number.parseInt(asked.get('n') ?? '1', 10) || 1);
    cart = put(cart, id, optionOf(id, asked.get('size') ?? asked.get('colour')), n);
    keep('cart', cart);
    news.textContent = say('in_cart', { name: nameOf(id) });
  } else if (Object.hasOwn(wares, id)) {
    news.textContent = say('sold_out', { name: nameOf(id) });
  }
  history.replaceState(null, '', location.pathname);
}

function change(line, by) {
  line.n += by;
  cart = cart.filter((l) => l.n > 0);
  keep('cart', cart);
  news.textContent = say(line.n > 0 ? 'n_in_cart' : 'taken_out', { name: nameOf(line.id), n: line.n });
  draw();
}

function row(line) {
  const name = nameOf(line.id);
  const option = optionName(line.id, line.option);
  const key = option ? `${line.id}-${line.option}` : line.id;
  const button = (id, text, label, by, className = '') => {
    const b = make('button', { id: `${id}-${key}`, type: 'button', textContent: text, className });
    b.setAttribute('aria-label', option ? say('free_choice', { name: label, option }) : label);
    b.addEventListener('click', () => {
      change(line, by);
      const next = document.getElementById(b.id) ?? document.querySelector('#lines button, #empty a');
      if (next && !next.disabled) next.focus();
    });
    return b;
  };
  const more = button('more', '+', say('more', { name }), 1);
  more.disabled = !canAddMore(line);
  return make('li', { id: `line-${key}` },
    make('img', { src: art(`${line.id}.svg`), width: 480, height: 480, alt: '' }),
    make('div', {},
      make('h2', {}, make('a', { href: `product-${line.id}.html`, textContent: name })),
      option ? make('p', { className: 'option', textContent: option }) : '',
      make('div', { className: 'steps' },
        button('fewer', '−', say('fewer', { name }), -1),
        make('output', { textContent: String(line.n) }),
        more,
        button('remove', say('remove'), say('remove_name', { name }), -line.n, 'as-link'))),
    make('p', { className: 'price', textContent: euros(line.n * wares[line.id].cents) }));
}

function draw() {
  list.replaceChildren(...cart.map(row));
  const full = cart.length > 0;
  list.hidden = !full;
  document.getElementById('sum').hidden = !full;
  document.getElementById('empty').hidden = full;
  document.getElementById('sum-wares').textContent = euros(cents(cart));
  document.getElementById('sum-total').textContent = euros(cents(cart));
  document.getElementById('order-items').value = packed(cart);
  document.getElementById('order-number').value = orderNumber();
  showCount(cart);
}

takeIn();
draw();
const again = () => {
  cart = lines();
  draw();
};
document.addEventListener('shop:changed', again);
addEventListener('pageshow', (event) => event.persisted && again());
