// The listing: shows only what fits what was chosen, in the order that was chosen.
// Never changes a product's card, only whether and where it is shown.

import { say } from './words.js';

const form = document.getElementById('filters');
const list = document.getElementById('wares');
const cards = [...list.querySelectorAll('.ware')];
const ask = document.getElementById('ask');
const none = document.getElementById('filter-none');

const price = (card) => Number(card.dataset.cents);
const title = (card) => card.querySelector('h2').textContent;
const ORDERS = {
  up: (a, b) => price(a) - price(b),
  down: (a, b) => price(b) - price(a),
  name: (a, b) => title(a).localeCompare(title(b), document.documentElement.lang),
};

let moved = false;

function show() {
  const asked = new FormData(form);
  const use = asked.get('for');
  const [least, most] = String(asked.get('price')).split('-').map(Number);
  const order = ORDERS[asked.get('sort')];
  let shown = 0;
  for (const card of cards) {
    const fits = use === 'all' || card.classList.contains(`for-${use}`);
    card.hidden = !(fits && price(card) >= least && price(card) <= most);
    if (!card.hidden) shown += 1;
  }
  if (order || moved) list.replaceChildren(...(order ? [...cards].sort(order) : cards), ask);
  moved = Boolean(order);
  none.hidden = shown > 0;
  document.getElementById('filter-count').textContent = shown === 1 ? say('thing') : say('things', { n: shown });
}

form.addEventListener('change', show);
form.addEventListener('submit', (event) => event.preventDefault());
document.getElementById('filter-reset').addEventListener('click', () => {
  form.reset();
  show();
  document.getElementById('for-all').focus();
});

// `category.html?for=wear` is a listing to link to; going back keeps what was chosen.
const wanted = new URLSearchParams(location.search).get('for');
const radio = [...form.elements].find((field) => field.name === 'for' && field.value === wanted);
if (radio) radio.checked = true;
show();
addEventListener('pageshow', show);
