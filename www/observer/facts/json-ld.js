// What a page's JSON-LD says of its product, or of the products it lists.
// Never takes a related product for this page's own, or the old price for the price.
import { isObject, listOf, quietly } from "./safe.js";

const SCRIPTS = 'script[type^="application/ld+json" i]';
const PARTS = ["@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "hasPart"];
const DEEPEST = 6;
// Prices that are not the one to pay: the old one, a part of it, one for members or for many.
const OTHER_TYPE = /List|Regular|MSRP|SRP|Minimum|Invoice|Strikethrough|Installment|Downpayment|Deposit/i;

// `https://schema.org/Product`, `schema:Product` and `Product` are one type.
export const typesOf = (node) => listOf(node["@type"]).map((type) => String(type).replace(/^.*[/#:]/, ""));
const isA = (node, type) => isObject(node) && typesOf(node).includes(type);
const isProduct = (node) => isA(node, "Product") || isA(node, "ProductGroup") || isA(node, "IndividualProduct") || isA(node, "ProductModel");

// Data with the slips that shops make: comments around it, commas too many, bare line breaks.
function parse(text) {
  return (
    quietly(() => JSON.parse(text)) ||
    quietly(() =>
      JSON.parse(
        text
          .replace(/^\s*(<!--|(\/\/)?\s*<!\[CDATA\[)|((\/\/)?\s*\]\]>|-->)\s*$/g, "")
          .replace(/[\u0000-\u001f]+/g, " ")
          .replace(/,\s*([}\]])/g, "$1"),
      ),
    )
  );
}

// Every node that is a product, a list or a trail, with what it lies in.
function nodes() {
  const found = [];
  const byId = new Map();
  const walk = (node, depth, inList) => {
    if (Array.isArray(node)) return node.slice(0, 200).forEach((one) => walk(one, depth, inList));
    if (!isObject(node) || depth > DEEPEST) return;
    if (node["@id"] && Object.keys(node).length > 1) byId.set(node["@id"], node);
    const isList = isA(node, "ItemList");
    if (isProduct(node) || isList || isA(node, "BreadcrumbList")) found.push({ node, inList });
    if (!isProduct(node)) PARTS.forEach((part) => walk(node[part], depth + 1, inList || isList));
  };
  for (const script of document.querySelectorAll(SCRIPTS)) walk(parse(script.textContent), 0, false);
  const follow = (value) => (isObject(value) && byId.get(value["@id"])) || value;
  return { found, follow };
}

const pathOf = (url) => quietly(() => new URL(url, location.href).pathname.replace(/\/$/, ""));

// Whether an address is this page's: the same path, or that of its canonical address.
function isHere(url) {
  const { href } = document.querySelector("link[rel=canonical]") || {};
  return !!url && [location.href, href].some((here) => here && pathOf(here) === pathOf(url));
}

// Whether what an address asks for is asked for in this page's: `?variant=7` of a variant.
function isChosen(url) {
  const asked = quietly(() => [...new URL(url, location.href).searchParams]) || [];
  const here = new URLSearchParams(location.search);
  return asked.length > 0 && asked.every(([name, value]) => here.get(name) === value);
}

const isSold = (offer) => /OutOfStock|SoldOut|Discontinued/.test(offer.availability);
const chosen = (offers) => offers.find(({ url }) => isChosen(url)) || offers.find((offer) => !isSold(offer)) || offers[0];

// The specification of the price to pay: sales come first, old prices name their type.
const specification = (specs) =>
  specs.find(
    (spec) =>
      isObject(spec) &&
      !OTHER_TYPE.test([spec.priceType, spec.priceComponentType]) &&
      !spec.validForMemberTier &&
      !spec.billingDuration &&
      !((spec.eligibleQuantity || {}).minValue > 1),
  ) || {};

function offerOf(node, follow) {
  const all = listOf(node.offers).map(follow).filter(isObject);
  // An aggregate may hold the offers it sums up.
  const offers = all.flatMap((offer) => (listOf(offer.offers).length && !offer.lowPrice ? listOf(offer.offers).map(follow) : offer));
  const offer = chosen(offers) || {};
  const spec = specification(listOf(offer.priceSpecification).map(follow));
  return {
    url: offer.url,
    price: offer.price || offer.lowPrice || spec.price || undefined,
    currency: offer.priceCurrency || spec.priceCurrency,
    availability: offer.availability,
  };
}

function productOf(node, follow) {
  const variants = listOf(node.hasVariant).map(follow).filter(isObject);
  const options = variants.map((variant) => ({ ...offerOf(variant, follow), variant }));
  const own = options.find(({ url, variant }) => isChosen(url || variant.url)) || (options.length && chosen(options)) || offerOf(node, follow);
  const { variant = node, price, currency, availability } = own;
  return {
    id: variant.sku || variant.productID || node.sku || node.productID || node.productGroupID || variant.mpn,
    name: variant.name || node.name,
    price,
    currency,
    availability,
    category: listOf(node.category).map((category) => (isObject(category) ? category.name : category))[0],
    url: node.url || own.url || node["@id"],
  };
}

// The last step of the trail that is not the product itself.
function categoryOf(found, follow, name) {
  const { node } = found.find(({ node }) => isA(node, "BreadcrumbList")) || {};
  const steps = listOf(node && node.itemListElement).map((step) => (isObject(step) ? step.name || (follow(step.item) || {}).name : ""));
  return steps.filter((step) => step && step !== name).pop();
}

// `{product, items}`, each only where the page has it.
export function readLinkedData() {
  const { found, follow } = nodes();
  const all = found.filter(({ node }) => isProduct(node));
  const products = all.filter(({ inList }) => !inList).map(({ node }) => productOf(node, follow));
  const title = (document.querySelector("h1") || { textContent: "" }).textContent.toLowerCase();
  const isTitled = ({ name }) => typeof name === "string" && title.includes(name.toLowerCase());
  const product =
    products.find(({ url }) => isHere(url)) || products.find(isTitled) || (products.length === 1 && !products[0].url ? products[0] : undefined);
  const items = all.filter(({ inList }) => inList).map(({ node }) => productOf(node, follow));
  if (product) product.category ||= categoryOf(found, follow, product.name);
  return { product, items: items.length ? items : undefined };
}
