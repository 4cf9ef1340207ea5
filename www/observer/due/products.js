// The products that an offer may show: from the shop's own page, its JSON-LD and the owner's feed.
// Never invents a price: what the page says of a product goes before what the feed says.
import { all } from "../page.js";
import { warn } from "../say.js";
import { weightsOf } from "./plan.js";

// By the owner: what is left to the text tagger keeps the tags of the feed.
const TAGGED = "[data-motivo]:not([data-motivo=auto])";
const SOLD = /OutOfStock|SoldOut|Discontinued/;

// The owner's feed, once; nothing when there is none or it cannot be read.
export async function loadFeed({ word, experiences }) {
  const needed = experiences.some(({ kind }) => kind === "curated_offer" || kind === "coach_nudge");
  if (!needed || !word("feed")) return [];
  try {
    const answer = await fetch(word("feed"));
    if (!answer.ok) throw new Error(answer.status);
    const { currency, products } = await answer.json();
    return products.map((product) => ({ currency, ...product }));
  } catch (error) {
    warn("the product feed cannot be loaded: " + word("feed"), error);
    return [];
  }
}

// Every product known here, each once, by the path of its page; `isHere` marks this page's own.
export function productsOf(here) {
  const found = new Map();
  const add = (product) => {
    const url = address(product.url);
    if (!url) return;
    const known = found.get(url.pathname) || { tags: here.motivators.map(() => 0), facts: [] };
    const told = Object.entries(product).filter(([, value]) => value != null && value !== "");
    found.set(url.pathname, { ...known, ...Object.fromEntries(told), url: url.href, isHere: url.pathname === location.pathname });
  };
  for (const product of here.feed) add(fromFeed(here, product));
  for (const product of linkedData()) add(fromData(here, product));
  for (const element of all(here.word("products.selector") || "[data-motivo-product]")) add(fromElement(here, element));
  return [...found.values()].filter(({ title, price, isSold }) => title && price && !isSold);
}

function address(url) {
  try {
    const at = new URL(url, location.href);
    return /^https?:$/.test(at.protocol) && at;
  } catch {} // What is no address leads nowhere.
}

// A text, or the one of several languages.
const inLanguage = (value, locale) =>
  value && typeof value === "object" ? value[locale] || Object.values(value)[0] : value;

const formats = {}; // Making one takes a slow phone a millisecond, and there are two for each product.

function money(amount, currency, locale) {
  try {
    const format = (formats[locale + currency] ||= new Intl.NumberFormat(locale, { style: "currency", currency }));
    return format.format(amount);
  } catch {
    return ""; // No currency that this browser knows: no price.
  }
}

function fromFeed({ locale, motivators }, { id, title, url, image, price, was, currency, category, tags, facts, available }) {
  const known = inLanguage(facts, locale);
  return {
    id,
    title: inLanguage(title, locale),
    url: inLanguage(url, locale),
    image,
    price: money(price, currency, locale),
    was: was > price ? money(was, currency, locale) : "",
    category,
    tags: motivators.map((motivator) => (tags && tags[motivator]) || 0),
    facts: Object.entries((typeof known === "object" ? known : facts) || {}),
    isSold: available === false,
  };
}

// The products of the page's JSON-LD, wherever they are nested.
function linkedData() {
  const found = [];
  const walk = (node) => {
    if (Array.isArray(node)) node.forEach(walk);
    else if (node && typeof node === "object") {
      if ([].concat(node["@type"]).some((type) => /Product(Group)?$/.test(type))) found.push(node);
      else ["@graph", "itemListElement", "item", "mainEntity"].forEach((part) => walk(node[part]));
    }
  };
  for (const script of all('script[type="application/ld+json"]'))
    try {
      walk(JSON.parse(script.textContent));
    } catch {} // Invalid JSON-LD says nothing.
  return found;
}

function fromData({ locale }, { sku, productID, name, url, image, category, offers }) {
  const offer = [].concat(offers)[0] || {};
  const spec = [].concat(offer.priceSpecification)[0] || {};
  const price = offer.price || offer.lowPrice || spec.price;
  const picture = [].concat(image)[0];
  return {
    id: sku || productID,
    title: name,
    // A product without an address is this page's own.
    url: url || offer.url || location.href,
    image: (picture && picture.url) || picture,
    price: price && money(price, offer.priceCurrency || spec.priceCurrency, locale),
    category: typeof category === "string" ? category : "",
    isSold: SOLD.test(offer.availability) || "",
  };
}

// The id that a product's own form posts to the path of one of the owner's actions.
function postedId(messages, element) {
  for (const key of Object.keys(messages).filter((name) => /^action\..*\.post$/.test(name))) {
    const [before, after] = messages[key].split("{id}");
    for (const form of element.querySelectorAll("form[action]")) {
      const path = new URL(form.getAttribute("action"), location.href).pathname;
      if (after != null && path.startsWith(before) && path.endsWith(after))
        return decodeURIComponent(path.slice(before.length, path.length - after.length));
    }
  }
}

// A product as the shop shows it, found by the owner's selectors.
function fromElement({ word, messages, motivators, rules }, element) {
  const part = (name, otherwise) => element.querySelector(word("products." + name) || otherwise);
  const [link, price, image] = [part("link", "a[href]"), part("price", ".price"), part("image", "img")];
  const title = part("title", "h2,h3,h4") || link;
  const tagged = element.closest(TAGGED) || element.querySelector(TAGGED);
  const rule = rules.find(({ selector, auto }) => selector && !auto && element.matches(selector));
  return {
    id: element.getAttribute("data-motivo-product") || postedId(messages, element),
    title: title && title.textContent.trim(),
    url: link && link.getAttribute("href"),
    image: image && image.src,
    price: price && price.textContent.trim(),
    tags: tagged ? weightsOf(tagged.getAttribute("data-motivo"), motivators) : rule && rule.weights,
    isOnPage: true,
  };
}
