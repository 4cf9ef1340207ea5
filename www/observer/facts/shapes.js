// What things look like in shops that nobody tagged: what adds to the cart, what is only related, what is seen.
// Never reads what was typed or chosen in a field.

const SAYS = ["id", "class", "name", "action", "formaction", "href", "aria-label", "data-action", "data-button-action", "data-testid", "data-cart-item-add"];
const ADDS = /add[-_ ]?(item[-_ ]?)?to[-_ ]?(cart|basket|bag|trolley)|(cart|basket|bag|panier|warenkorb)\/add|(?<![a-z])tocart|addtocart|cart-item-add/i;
const ADDS_IN_WORDS =
  /^\W*(add (item )?to (\w+ )?(cart|basket|bag|trolley)|in den (warenkorb|einkaufswagen)|ajouter au panier|aggiungi al carrello|añadir (al carrito|a la (cesta|bolsa))|adicionar ao carrinho|in (mijn )?winkel(wagen|mand)|dodaj do koszyka|أضف إلى (السلة|العربة|عربة التسوق))/i;
const RELATED = ["related", "recommend", "upsell", "up-sell", "crosssell", "cross-sell", "similar", "also", "recently", "product-card", "product-item", "minicart", "mini-cart", "cart-drawer"]
  .map((word) => `[class*="${word}" i],[id*="${word}" i]`)
  .join();
const CONTROLS = 'button,input[type=submit],input[type=button],[role=button],a[class*="cart" i],a[href*="add-to-cart" i]';
const MOST_CONTROLS = 300;

// Whether an element, or the form it is in, is there to put something in the cart.
export function addsToCart(element) {
  const written = SAYS.map((name) => element.getAttribute(name) ?? "").join(" ");
  const isForm = element.tagName === "FORM";
  return ADDS.test(written) || element.hasAttribute("data-cart-item-add") || (!isForm && ADDS_IN_WORDS.test(element.value || element.textContent));
}

// Within a block of other products than this page's own.
export function isRelated(element) {
  const block = element.closest(RELATED + ",aside,header,footer,nav");
  return !!block && !block.querySelector("h1");
}

// Whether a shopper who scrolls there sees it.
export function isSeen(element) {
  if (element.checkVisibility && !element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) return false;
  const { width, height } = element.getBoundingClientRect();
  return width > 1 && height > 1;
}

// What a shopper may press to put this page's product in the cart, also when it is sold out.
export const cartControls = () =>
  [...document.querySelectorAll(CONTROLS)]
    .slice(0, MOST_CONTROLS)
    .filter((control) => (addsToCart(control) || (control.form && addsToCart(control.form) && control.type === "submit")) && !isRelated(control) && isSeen(control));
