// What every page of the shop does: the consent bar, the cart's count, the gallery, the filter.
// Never tells Motivo anything but the shopper's answer about consent.

import { keep, lines, make, recall, showCount } from './basket.js';

const motivo = () => (window.motivo = window.motivo || []);

function tell(granted) {
  motivo().push(['consent', { inference: granted, storage: granted, reporting: granted }]);
}

/** The bar asks once; the footer's button asks again. It lies over the page and moves nothing. */
function consentBar() {
  const bar = make('section', { id: 'consent-bar', className: 'consent', hidden: true });
  bar.setAttribute('aria-label', 'Your choice about notes from the shop');
  const more = make('a', { id: 'consent-more', href: '#privacy', textContent: 'What this means' });
  const accept = make('button', { id: 'consent-accept', className: 'button', type: 'button', textContent: 'Accept' });
  const decline = make('button', { id: 'consent-decline', className: 'button', type: 'button', textContent: 'Decline' });
  bar.append(
    make('p', {}, 'May we notice which parts of the shop you stop at, so that a note from us fits? It is worked out in your browser; we get anonymous counts. ', more, '.'),
    make('div', { className: 'consent-answers' }, accept, decline),
  );
  document.getElementById('skip').after(bar);

  const again = document.getElementById('consent-again');
  const answer = (granted) => {
    keep('consent', granted ? 'accepted' : 'declined');
    const hadFocus = bar.contains(document.activeElement);
    bar.hidden = true;
    if (hadFocus && asked) again.focus({ preventScroll: true });
    tell(granted);
  };
  let asked = false;
  accept.addEventListener('click', () => answer(true));
  decline.addEventListener('click', () => answer(false));
  again.addEventListener('click', () => {
    asked = true;
    bar.hidden = false;
    accept.focus({ preventScroll: true });
  });

  const before = recall('consent');
  if (before === 'accepted' || before === 'declined') tell(before === 'accepted');
  else bar.hidden = false;
}

/** Thumbnails change the big picture; without this script they open the picture itself. */
function gallery() {
  const main = document.getElementById('gallery-main');
  const thumbs = [...document.querySelectorAll('.thumbs a')];
  for (const thumb of thumbs) {
    thumb.addEventListener('click', (event) => {
      event.preventDefault();
      main.src = thumb.getAttribute('href');
      main.alt = thumb.querySelector('img').alt;
      for (const other of thumbs) other.removeAttribute('aria-current');
      thumb.setAttribute('aria-current', 'true');
    });
  }
}

/** Shows only the wares made for what was chosen, and says how many there are. */
function filter() {
  const form = document.getElementById('filters');
  if (!form) return;
  const said = document.getElementById('filter-count');
  form.addEventListener('change', () => {
    const wanted = new FormData(form).get('for');
    let shown = 0;
    for (const ware of document.querySelectorAll('.ware')) {
      ware.hidden = wanted !== 'all' && !ware.classList.contains(`for-${wanted}`);
      if (!ware.hidden) shown += 1;
    }
    said.textContent = `${shown} things`;
  });
}

consentBar();
gallery();
filter();
addEventListener('pageshow', () => showCount(lines()));
showCount(lines());
