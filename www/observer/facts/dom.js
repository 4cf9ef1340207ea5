// The product that a page shows, found by how it looks: a title, something that adds to the cart, the live price.
// Never a price that is struck, hidden, without tax, per unit, in parts, "from", or another product's.
import { amountIn, amounts, currencyIn } from "./price.js";
import { WITH_ID, cartControls, idOn, isRelated, isSeen } from "./shapes.js";

const MOST_TEXTS = 3000;
const MOST_PRICES = 60;
const LONGEST_PRICE = 60; // Characters of an element that is a price,
const LONGEST_LINE = 110; // and of a line around it.
const MOST_ADDERS = 2; // A page with more is a list.
// What the line of a price, or the names of its elements, say when it is not the one to pay: without
// tax, in parts, per unit, saved, an old one, for the delivery.
const OTHER_PRICE = new RegExp(
  [
    "\\b(ex|excl|exkl|zzgl|ohne|hors|without|before)\\w*?\\.?( of)? ?(vat|tax|mwst|ust|tva|iva)|\\bHT\\b|\\bnet(to)?\\b",
    "\\d\\s*[x×]\\s*\\D{0,4}\\d|\\bmo(nth|nat|is\\b|\\b)|instal|klarna|\\braten\\b",
    "(\\/|\\bper|\\bpro|\\bpar) ?\\d* ?(kg|g|m?l|cl|m²?|lb|oz|unit|piece|stück|lit(re|er))(?!\\w)|unit price",
    "\\bsav(e|ing)|\\bspar|économ|rabatt|%",
    "\\b(was|old|rrp|msrp|uvp|statt|instead|avant|au lieu|list price|compare|striked?|crossed|deposit)\\b",
    "^\\W*(free |gratis)?(shipping|delivery|versand|livraison)",
  ].join("|"),
  "i",
);
const FROM = /\b(from|ab|dès|partir d[eu']|starting at)\s*\D{0,3}$/i;
const GONE = /sold out|out of stock|unavailable|ausverkauft|nicht (verfügbar|lieferbar|auf lager)|épuisé|rupture|نفد/i;

// Asides with numbers, such as the price of 100 g.
const withoutAsides = (text) => text.replace(/\([^)]*\d[^)]*\)/g, "");
const isSmall = ({ tagName, className }) => /^(SUP|SUB|SMALL)$/.test(tagName) || /cent|decimal|fraction/i.test(className);

// An element's text, with a point before cents that only their size sets apart.
function written(element) {
  let text = "";
  const walk = (node) => {
    if (!(node instanceof Text)) return node.childNodes.forEach(walk);
    const isCents = node.parentElement !== element && isSmall(node.parentElement) && /^\s*\d{2}\b/.test(node.data) && /(^|[^.,\d])\d+\s*$/.test(text);
    text = isCents ? text.trimEnd() + "." + node.data.trim() : text + node.data;
  };
  walk(element);
  return withoutAsides(text.replace(/\s+/g, " ").trim());
}

// The smallest element around a number that says its currency, with its cents.
function priceElement(leaf, region) {
  for (let element = leaf, up = 0; up < 4 && element !== region; up++, element = element.parentElement) {
    const { nextElementSibling: next } = element;
    const hasCentsBeside = next && isSmall(next) && /^\s*[.,]?\d{2}\s*$/.test(next.textContent);
    const text = written(element);
    if (!hasCentsBeside && text.length <= LONGEST_PRICE && amounts(text) && currencyIn(text)) return element;
  }
}

const namesOf = ({ className, id, dataset }) => [className, id, ...Object.keys(dataset), ""].join(" ");

// What stands around a price and belongs to it alone: its line, and the names of its elements.
function around(element, region) {
  let at = element;
  let names = namesOf(at);
  for (let up = at.parentElement; up !== region; up = up.parentElement) {
    const line = written(up);
    if (line.length > LONGEST_LINE || amounts(line) > amounts(written(at)) + /[x×]|%/.test(line)) break;
    at = up;
    names += namesOf(at);
  }
  const { nextSibling: next } = at;
  return [written(at) + " " + (next instanceof Text ? next.data.trim() : ""), names.replace(/[-_]+/g, " ")];
}

function isStruck(element, region) {
  for (let at = element; at !== region; at = at.parentElement)
    if (/^(S|DEL|STRIKE)$/.test(at.tagName) || getComputedStyle(at).textDecorationLine.includes("through")) return true;
  return false;
}

// The live price among all amounts of a region: of those that nothing says are other ones, the biggest.
function livePrice(region) {
  const texts = document.createTreeWalker(region, NodeFilter.SHOW_TEXT);
  const seen = new Set();
  let best;
  for (let count = 0; count < MOST_TEXTS && seen.size < MOST_PRICES && texts.nextNode(); count++) {
    const { data, parentElement: leaf } = texts.currentNode;
    if (!amounts(data) || /^(SCRIPT|STYLE)$/.test(leaf.tagName)) continue;
    const element = priceElement(leaf, region);
    if (!element || seen.has(element)) continue;
    seen.add(element);
    const text = written(element);
    if (amounts(text) !== 1 || isRelated(element) || !isSeen(leaf) || isStruck(leaf, region)) continue;
    const [line, names] = around(element, region);
    if (OTHER_PRICE.test(line) || FROM.test(line.slice(0, line.search(/[\d٠-٩]/))) || OTHER_PRICE.test(names)) continue;
    const size = parseFloat(getComputedStyle(leaf).fontSize) + 4 * /price|preis|prix/i.test(names);
    const currency = currencyIn(text);
    if (!best || size > best.size) best = { size, price: amountIn(text, currency), currency };
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
  const own = region.closest(WITH_ID) || [...region.querySelectorAll(WITH_ID)].find((element) => !isRelated(element));
  return own && idOn(own);
}

// A line that says so, or a button that can be pressed.
function stockOf(region, controls) {
  const lines = [...region.querySelectorAll('button,[class*="stock" i],[class*="avail" i],[class*="sold" i]')];
  if (lines.some((line) => line.textContent.length < LONGEST_LINE && GONE.test(line.textContent) && !isRelated(line) && isSeen(line))) return "out_of_stock";
  return controls.some((control) => region.contains(control) && !control.disabled) ? "in_stock" : undefined;
}

export function readDom() {
  const title = [...document.querySelectorAll("h1")].find(isSeen);
  const controls = cartControls();
  const region = title && productRegion(title, controls);
  const found = region && livePrice(region);
  if (!found) return;
  return {
    ...found,
    id: idOf(region),
    name: title.textContent,
    availability: stockOf(region, controls),
    category: [...document.querySelectorAll('[class*="breadcrumb" i] a')].pop()?.textContent,
  };
}
