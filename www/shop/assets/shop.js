// What every page of the shop does: the consent bar, the cart's count, what Motivo may ask for.
// Never tells Motivo anything but the shopper's answer about consent.

import { isSold, keep, lines, optionOf, pieces, put, recall, showCount } from './basket.js';
import { say } from './words.js';

const motivo = () => (window.motivo = window.motivo || []);
const find = (id) => document.getElementById(id);

function tell(granted) {
  motivo().push(['consent', { inference: granted, storage: granted, reporting: granted }]);
}

/** The bar asks once; the footer's button asks again. It lies over the page and moves nothing. */
function consentBar() {
  const bar = find('consent-bar');
  const again = find('consent-again');
  let asked = false;
  const answer = (granted) => {
    keep('consent', granted ? 'accepted' : 'declined');
    const hadFocus = bar.contains(document.activeElement);
    bar.hidden = true;
    if (hadFocus && asked) again.focus({ preventScroll: true });
    tell(granted);
  };
  find('consent-accept').addEventListener('click', () => answer(true));
  find('consent-decline').addEventListener('click', () => answer(false));
  again.addEventListener('click', () => {
    asked = true;
    bar.hidden = false;
    find('consent-accept').focus({ preventScroll: true });
  });

  const before = recall('consent');
  if (before === 'accepted' || before === 'declined') tell(before === 'accepted');
  else bar.hidden = false;
}

/** Where Motivo is absent, its button says so instead of doing nothing. */
function panelButton() {
  find('your-personalisation').addEventListener('click', () => {
    const absent = typeof window.motivo?.panel !== 'function';
    find('panel-hint').textContent = absent ? say('panel_absent') : '';
    if (!absent) window.motivo.panel();
  });
}

/** Motivo may put a product in the cart when the shopper asks it to; it is told whether that worked. */
function takeOrders() {
  document.addEventListener('shop:add', (event) => {
    const { id, done } = event.detail ?? {};
    const answer = (added) => typeof done === 'function' && done(added);
    if (!isSold(id)) return answer(false);
    const before = lines();
    const cart = put(before.map((line) => ({ ...line })), id, optionOf(id), 1);
    if (pieces(cart) === pieces(before)) return answer(false);
    keep('cart', cart);
    // Where storage is refused there is no cart to put it in.
    const added = pieces(lines()) === pieces(cart);
    showCount(lines());
    document.dispatchEvent(new CustomEvent('shop:changed'));
    return answer(added);
  });
}

consentBar();
panelButton();
takeOrders();
addEventListener('pageshow', () => showCount(lines()));
showCount(lines());
