// The checkout: says what is missing, beside each field and in one list; then on to the thank-you page.
// Never sends or keeps what was typed: the fields have no names, so no form carries them anywhere.

import { lines, orderNumber, packed } from './basket.js';
import { writeReceipt } from './receipt.js';
import { make } from './words.js';

const form = document.getElementById('checkout-form');
const summary = document.getElementById('faults');
const fields = [...form.querySelectorAll('.field input')];
const faultOf = (field) => document.getElementById(`${field.id}-fault`);

function judge(field) {
  const empty = field.value.trim() === '';
  const fault = faultOf(field);
  // Anything is accepted, except nothing and an address that could not be one.
  const wrong = empty || (field.type === 'email' && !field.value.includes('@'));
  field.setAttribute('aria-invalid', String(wrong));
  fault.textContent = wrong ? fault.dataset.fault : '';
  return !wrong;
}

form.addEventListener('submit', (event) => {
  const wrong = fields.filter((field) => !judge(field));
  summary.hidden = wrong.length === 0;
  if (wrong.length === 0) return;
  event.preventDefault();
  const link = (field) => {
    const a = make('a', { href: `#${field.id}`, textContent: faultOf(field).dataset.fault });
    a.addEventListener('click', (clicked) => {
      clicked.preventDefault();
      field.focus();
    });
    return make('li', {}, a);
  };
  document.getElementById('fault-list').replaceChildren(...wrong.map(link));
  summary.focus();
});

// Once told, a field is judged again while it is filled in. When it is left would be too late: the
// fault would vanish under a press on the button below and move it away.
for (const field of fields) {
  field.addEventListener('input', () => field.hasAttribute('aria-invalid') && judge(field));
}

function draw() {
  const cart = lines();
  const full = cart.length > 0;
  form.hidden = !full;
  document.getElementById('sum').hidden = !full;
  document.getElementById('empty').hidden = full;
  document.getElementById('order-items').value = packed(cart);
  document.getElementById('order-number').value = orderNumber();
  writeReceipt(document.getElementById('receipt'), cart);
}

draw();
addEventListener('pageshow', (event) => event.persisted && draw());
