// What a page's JSON-LD says of its product, or of the products it lists.
// Never takes a related product for this page's own, or the old price for the price.
import { isObject, listOf, quietly, textAt } from "./safe.js";

const SCRIPTS = 'script[type^="application/ld+json" i]';
const PARTS = ["@graph", "mainEntity", "itemListElement", "item"];
const DEEPEST = 6;
// Prices that are not the one to pay: the old one, a part of it, one for members or for many.
const OTHER_TYPE = /List|Regular|SRP|Strike|Instal|Downpay|MemberTier|billing|"minValue":"?[2-9]/;

// `https://schema.org/Product`, `schema:Product` and `Product` are one type.
const isA = (node, type) => listOf(node["@type"]).some((one) => String(one).replace(/^.*[/#:]/, "") === type);
const isProduct = (node) => isA(node, "Product") || isA(node, "ProductGroup");

// Data with the slips that shops make: comments around it, commas too many, bare line breaks.
const parse = (text) =>
  quietly(() => JSON.parse(text)) ||
  quietly(() => JSON.parse(text.replace(/^[^[{]+|[^\]}]+$/g, "").replace(/[\u0000-\u001f]+/g, " ").replace(/,\s*([}\]])/g, "$1")));

// Every node, and whether it lies in a list.
function nodes() {
  const found = [];
  const byId = new Map();
  const walk = (node, depth, inList) => {
    if (Array.isArray(node)) return node.slice(0, 200).forEach((one) => walk(one, depth, inList));
    if (!isObject(node) || depth > DEEPEST) return;
    if (node["@id"] && Object.keys(node).length > 1) byId.set(node["@id"], node);
    const isList = isA(node, "ItemList");
    found.push({ node, inList });
    if (!isProduct(node)) PARTS.forEach((part) => walk(node[part], depth + 1, inList || isList));
  };
  for (const script of document.querySelectorAll(SCRIPTS)) walk(parse(script.textContent), 0, false);
  const follow = (value) => (isObject(value) && byId.get(value["@id"])) || value;
  return { found, follow };
}

const pathOf = (url) => quietly(() => new URL(url, location.href).pathname.replace(/\/$/, ""));

// Whether an address is this page's: the same path, or that of its canonical address.
const isHere = (url) => !!url && [location, document.querySelector("link[rel=canonical]")].some((here) => here && pathOf(here.href) === pathOf(url));

// Whether what an address asks for is asked for in this page's: `?variant=7` of a variant.
function isChosen(url) {
  const asked = quietly(() => [...new URL(url, location.href).searchParams]) || [];
  const here = new URLSearchParams(location.search);
  return asked.length > 0 && asked.every(([name, value]) => here.get(name) === value);
}

const isSold = ({ availability }) => /OutOfStock|SoldOut|Discontinued/.test(availability);

function productOf(node, follow) {
  const parts = (value) => listOf(value).map(follow).filter(isObject);
  // An aggregate may hold the offers it sums up.
  const offersOf = (variant) => parts(variant.offers).flatMap((offer) => (offer.offers && !offer.lowPrice ? parts(offer.offers) : offer)).map((offer) => ({ variant, offer }));
  const variants = parts(node.hasVariant);
  const all = (variants.length ? variants : [node]).flatMap(offersOf);
  const chosen = all.find(({ variant, offer }) => isChosen(offer.url || variant.url)) || all.find(({ offer }) => !isSold(offer)) || all[0];
  const { variant = node, offer = {} } = chosen || {};
  // Sales come first, old prices name their type.
  const spec = parts(offer.priceSpecification).find((one) => !OTHER_TYPE.test(JSON.stringify(one))) || {};
  return {
    id: variant.sku || variant.productID || node.sku || node.productGroupID,
    name: variant.name || node.name,
    price: offer.price || offer.lowPrice || spec.price,
    currency: offer.priceCurrency || spec.priceCurrency,
    availability: offer.availability,
    category: node.category?.name || node.category,
    url: node.url || offer.url || node["@id"],
  };
}

// The last step of the trail that is not the product itself.
function categoryOf(found, name) {
  const trail = found.find(({ node }) => isA(node, "BreadcrumbList"));
  const steps = listOf(trail?.node.itemListElement).map((step) => step.name || step.item?.name);
  return steps.filter((step) => step && step !== name).pop();
}

// `{product, items}`, each only where the page has it.
export function readLinkedData() {
  const { found, follow } = nodes();
  const all = found.filter(({ node }) => isProduct(node));
  const products = all.filter(({ inList }) => !inList).map(({ node }) => productOf(node, follow));
  const title = textAt("h1")?.toLowerCase();
  const isTitled = ({ name }) => name && title?.includes(String(name).toLowerCase());
  const product = products.find(({ url }) => isHere(url)) || products.find(isTitled) || products.find(({ url }) => !url && products.length === 1);
  const items = all.filter(({ inList }) => inList).map(({ node }) => productOf(node, follow));
  if (product) product.category ||= categoryOf(found, product.name);
  return { product, items: items.length ? items : undefined };
}
