// The product that a page shows, found by how it looks: a title, something that adds to the cart, the live price.
// Never a price that is struck, hidden, without tax, per unit, in parts, "from", or another product's.
import { amountIn, amounts, currencyIn } from "./price.js";
import { cartControls, isRelated, isSeen } from "./shapes.js";

const MOST_TEXTS = 3000;
const MOST_PRICES = 60;
const LONGEST_PRICE = 60; // Characters of an element that is a price.
const LONGEST_LINE = 110; // And of a line around it.
const MOST_ADDERS = 2; // A page with more is a list.
const TAX = "(vat|tax(es)?|mwst|ust|tva|iva|btw|gst|taxe)";
const OTHER_PRICE = new RegExp(
  [
    `\\bexcl\\w*\\.?\\s*(of\\s+)?${TAX}\\b|${TAX}\\s*excl|\\b(ex|exkl|zzgl|ohne|hors|sans|without|senza|sin|before)\\.?\\s*${TAX}\\b|\\bHT\\b|\\bnet(to)?\\b`,
    "\\d\\s*[x×]\\s*\\D{0,4}\\d|(\\/|\\bper|\\bpro|\\bpar|\\bal|\\ba|\\beach)\\s*(month|monat|mois|mes|mese|mo|week|woche)\\b|instal+ment|klarna|afterpay|clearpay|\\brat(en|a|y)\\b|monatlich|monthly",
    "\\/\\s*\\d*\\s*(kg|g|l|ml|cl|dl|m|m²|cm|stk|stück|pcs?|piece|unit|oz|lb|each)\\b|\\b(per|pro|je|par)\\s+\\d*\\s*(kg|g|l|ml|cl|dl|m|m²|cm|stk|stück|pcs?|piece|unit|oz|lb|litre|liter)\\b",
    "\\b(you save|save|saving|spar\\w*|économ\\w*|ahorr\\w*|rabatt|discount)\\b|%",
    "\\b(was|rrp|msrp|uvp|statt|instead of|avant|au lieu|vorher|bisher|previously|list price|compare at|pvp)\\b",
    "^\\W*(shipping|delivery|versand|livraison|postage|deposit|pfand)\\b|\\b(free|gratis|kostenlos\\w*|gratuite?)\\b.*\\b(over|above|ab|from|dès)\\b",
  ].join("|"),
  "i",
);
const FROM = /\b(from|ab|dès|à partir d[eu']|desde|vanaf|starting at|as low as|od)\s*\D{0,3}$/i;
const OTHER_NAME = /(^|[-_ ])(was|old|rrp|msrp|uvp|compare\w*|strike\w*|crossed|non-?sale|before|previous|sav(ed|ing)s?|shipping|instal\w*|unit-?price|per-?unit|grundpreis|deposit)([-_ ]|$)|without-?tax|ex(cl\w*)?-?(tax|vat)|net-?price/i;
const CENTS = /cent|decimal|fraction|minor/i;
const IDS = ["data-product-id", "data-product_id", "data-productid", "data-entity-id", "data-item-id", "data-sku", "data-product-sku"];
const GONE = /\b(sold out|out of stock|currently unavailable|ausverkauft|nicht (verfügbar|auf lager|lieferbar)|épuisé|rupture|indisponible|agotado|sin existencias|esaurito|esgotado|uitverkocht|niet op voorraad|wyprzedan\w*)|نفد/i;

// Asides with numbers, such as the price of 100 g.
const withoutAsides = (text) => text.replace(/\([^)]*\d[^)]*\)/g, "");

const isSmall = ({ tagName, className }) => /^(SUP|SUB|SMALL)$/.test(tagName) || CENTS.test(className);

// An element's text, with a point before cents that only their size sets apart.
function written(element) {
  let text = "";
  const walk = (node) => {
    if (node.nodeType !== Node.TEXT_NODE) return node.childNodes.forEach(walk);
    const { parentElement } = node;
    const isCents = isSmall(parentElement) && parentElement !== element && /^\s*\d{2}\b/.test(node.data) && /\d\s*$/.test(text) && !/[.,]\d+\s*$/.test(text);
    text = isCents ? text.trimEnd() + "." + node.data.trim() : text + node.data;
  };
  walk(element);
  return text.replace(/\s+/g, " ").trim();
}

const isMoney = (text) => text.length <= LONGEST_PRICE && amountIn(text) !== undefined && !!currencyIn(text);

// The smallest element around a number that says its currency, with its cents.
function priceElement(leaf, region) {
  let element = leaf;
  for (let up = 0; up < 4 && element !== region; up++, element = element.parentElement) {
    const { nextElementSibling: next } = element;
    const hasCentsBeside = next && isSmall(next) && /^\s*[.,]?\d{2}\s*$/.test(next.textContent);
    if (!hasCentsBeside && isMoney(withoutAsides(written(element)))) return element;
  }
}

// What stands around a price and belongs to it alone: its line, and the names of its elements.
function around(element, region) {
  let at = element;
  let names = "";
  // Text in the same line, which has no price of its own.
  const isInline = (node) => node.nodeType === Node.TEXT_NODE || (node.nodeType === Node.ELEMENT_NODE && /^inline/.test(getComputedStyle(node).display) && !amounts(node.textContent));
  const beside = (node) => (node && isInline(node) ? node.textContent.trim() : "");
  const name = (one) => [one.className, one.id, ...one.getAttributeNames().filter((attribute) => /^data-/.test(attribute))].join(" ") + " ";
  for (;;) {
    names += name(at);
    const { parentElement } = at;
    if (!parentElement || parentElement === region) break;
    const line = written(parentElement);
    if (line.length > LONGEST_LINE || amounts(line) > amounts(written(at)) + (/[x×]|%/.test(line) ? 1 : 0)) break;
    at = parentElement;
  }
  const { previousSibling, nextSibling } = element;
  const own = withoutAsides(written(at));
  return { line: (beside(previousSibling).slice(-30) + " " + own + " " + beside(nextSibling).slice(0, 40)).trim(), names };
}

function isStruck(element, region) {
  for (let at = element; at && at !== region; at = at.parentElement)
    if (/^(S|DEL|STRIKE)$/.test(at.tagName) || getComputedStyle(at).textDecorationLine.includes("line-through")) return true;
  return false;
}

// The live price among all amounts of a region: what nothing says is another one, the biggest of them.
function livePrice(region) {
  const texts = document.createTreeWalker(region, NodeFilter.SHOW_TEXT);
  const seen = new Set();
  let best;
  for (let count = 0; count < MOST_TEXTS && seen.size < MOST_PRICES && texts.nextNode(); count++) {
    const { currentNode: { data, parentElement: leaf } } = texts;
    if (!/[\d٠-٩]/.test(data) || /^(SCRIPT|STYLE|OPTION|TEXTAREA|TEMPLATE|NOSCRIPT)$/.test(leaf.tagName)) continue;
    const element = priceElement(leaf, region);
    if (!element || seen.has(element)) continue;
    seen.add(element);
    const text = withoutAsides(written(element));
    if (amounts(text) !== 1 || isRelated(element) || !isSeen(leaf) || isStruck(leaf, region)) continue;
    const { line, names } = around(element, region);
    const before = line.slice(0, line.search(/[\d٠-٩]/));
    if (OTHER_PRICE.test(line) || FROM.test(before) || OTHER_NAME.test(names)) continue;
    const size = parseFloat(getComputedStyle(leaf).fontSize) + (/price|preis|prix|amount/i.test(names) ? 4 : 0) + (/current|sale|final|special|now/i.test(names) ? 2 : 0);
    if (!best || size > best.size) best = { size, price: amountIn(text, currencyIn(text)), currency: currencyIn(text) };
  }
  return best;
}

// What holds both the title and what adds to the cart; nothing on a page of many products.
function productRegion(title, controls) {
  let region = title;
  while (region && !controls.some((control) => region.contains(control))) region = region.parentElement;
  if (!region || controls.filter((control) => region.contains(control)).length > MOST_ADDERS) return;
  while (region !== document.body && !amounts(region.textContent.replace(title.textContent, ""))) region = region.parentElement;
  return region;
}

function idOf(region) {
  for (const name of IDS) {
    const holder = region.closest(`[${name}]`) || [...region.querySelectorAll(`[${name}]`)].find((element) => !isRelated(element));
    const id = holder && holder.getAttribute(name);
    if (/^[\w./-]{1,64}$/.test(id)) return id;
  }
  const sku = [...region.querySelectorAll('[class*="sku" i]')].find(isSeen);
  return sku && (/([\w./-]{2,40})\s*$/.exec(sku.textContent) || [])[1];
}

// A button that cannot be pressed, or a line that says so near it.
function availability(region, controls) {
  const lines = [...region.querySelectorAll('button,[class*="stock" i],[class*="availab" i],[class*="sold" i]')].filter((one) => !isRelated(one) && isSeen(one));
  if (lines.some(({ textContent }) => textContent.length < LONGEST_LINE && GONE.test(textContent))) return "out_of_stock";
  return controls.some((control) => region.contains(control) && !control.disabled) ? "in_stock" : undefined;
}

export function readDom() {
  const title = [...document.querySelectorAll("h1")].find(isSeen);
  const controls = cartControls();
  const region = title && productRegion(title, controls);
  const found = region && livePrice(region);
  if (!found) return;
  const trail = [...document.querySelectorAll('[class*="breadcrumb" i] a,[aria-label*="breadcrumb" i] a')].pop();
  return {
    id: idOf(region),
    name: title.textContent,
    price: found.price,
    currency: found.currency,
    availability: availability(region, controls),
    category: trail && trail.textContent,
  };
}
