// The search page: finds products and pages by their words, here in the browser.
// Never sends what was typed anywhere.

import { say } from './words.js';

const plain = (text) => text.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f’']/g, '').replace(/ß/g, 'ss');

const asked = (new URLSearchParams(location.search).get('q') ?? '').trim();
const found = document.getElementById('found');
const nothing = document.getElementById('nothing-found');
document.getElementById('q').value = asked;

const wanted = plain(asked).split(/\s+/).filter(Boolean);
let hits = 0;
for (const row of found.children) {
  const words = plain(row.dataset.find);
  row.hidden = !wanted.every((word) => words.includes(word));
  if (!row.hidden) hits += 1;
}
found.hidden = hits === 0;
nothing.hidden = hits > 0;
if (wanted.length > 0) {
  const told = hits === 1 ? 'found_one' : 'found';
  document.getElementById('search-count').textContent = say(told, { n: hits, q: asked });
}
