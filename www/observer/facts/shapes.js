// What things look like in shops that nobody tagged: what adds to the cart, what is only related, what is seen.
// Never reads what was typed or chosen in a field.

// Also in the address of a request.
export const ADDS = /add[-_ ]?(item[-_ ]?)?to[-_ ]?(cart|basket|bag)|(cart|basket|panier|warenkorb)\/add|\/cart\/(items|lines)\b/i;
const ADDS_IN_WORDS = /^\W*(add (item )?to (\w+ )?(cart|basket|bag)|in den (warenkorb|einkaufswagen)|ajouter au panier|أضف إلى)/i;
const RELATED = ["related", "recommend", "upsell", "cross", "similar", "also", "product-card", "product-item", "mini-cart"]
  .map((word) => `[class*="${word}" i],[id*="${word}" i]`)
  .join();
const CONTROLS = 'button,input[type=submit],[role=button],a[class*="cart" i],a[href*="cart" i]';
const MOST_CONTROLS = 300;
// What else is told of products names their stock keeping unit, so that goes first.
const ID_NAMES = ["data-product_sku", "data-product-sku", "data-sku", "data-product_id", "data-product-id", "data-entity-id"];

// The names and values of an element's attributes; a button's value is a word on it, a field's is not read.
const attributesOf = (element) =>
  element.getAttributeNames().map((name) => (name === "value" ? "" : name + " " + element.getAttribute(name))).join(" ");

// The product that an element of WITH_ID is about.
export const WITH_ID = ID_NAMES.map((name) => `[${name}]`).join();
export const idOn = (element) => ID_NAMES.map((name) => element.getAttribute(name)).find(Boolean);

// Whether a form or a button is there to put something in the cart.
export const addsToCart = (element) =>
  ADDS.test(attributesOf(element)) || (!(element instanceof HTMLFormElement) && ADDS_IN_WORDS.test(element.textContent || element.getAttribute("value")));

// Within a block of other products than this page's own.
export function isRelated(element) {
  const block = element.closest(RELATED + ",aside,header,footer,nav");
  return !!block && !block.querySelector("h1");
}

// Whether a shopper who scrolls there sees it.
export function isSeen(element) {
  const { width, height } = element.getBoundingClientRect();
  return width > 1 && height > 1 && element.checkVisibility?.({ checkOpacity: true, checkVisibilityCSS: true }) !== false;
}

// What a shopper may press to put this page's product in the cart, also when it is sold out.
export const cartControls = () =>
  [...document.querySelectorAll(CONTROLS)]
    .slice(0, MOST_CONTROLS)
    .filter((control) => (addsToCart(control) || (control.type === "submit" && control.form && addsToCart(control.form))) && !isRelated(control) && isSeen(control));
