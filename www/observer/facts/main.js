// What a page tells of its products, cart, search and orders, without a tag of the owner's.
// Never asks a server, reads what was typed, or changes the page: what it wraps it gives back.
import { bigcommerce } from "./bigcommerce.js";
import { cart } from "./cart.js";
import { follow } from "./data-layer.js";
import { readDom } from "./dom.js";
import { googleEntries } from "./ga4.js";
import { readLinkedData } from "./json-ld.js";
import { magento } from "./magento.js";
import { readMicrodata } from "./microdata.js";
import { readOpenGraph } from "./open-graph.js";
import { prestashop } from "./prestashop.js";
import { alarm, atEnd, quietly } from "./safe.js";
import { foundNothing } from "./search.js";
import { shopify } from "./shopify.js";
import { telling } from "./told.js";
import { woocommerce } from "./woocommerce.js";

const SOON = 250; // Milliseconds after a change of the page that it is read again,
const LATEST = 8000; // twice as many each time that nothing new was there, up to these.
const COUNTED = 150; // A badge is looked at this soon.

// `fact(fact)` for each new fact, `friction(kind)` for what goes wrong, until `signal` is aborted.
function start({ signal, fact, friction }) {
  const told = telling(signal, fact, friction);
  const here = { ...told, signal };
  let wait = SOON;
  const carts = quietly(() => cart(here));
  const google = follow("dataLayer", here, googleEntries(here));
  const platforms = [shopify, woocommerce, prestashop, magento, bigcommerce].map((platform) => quietly(() => platform(here)));

  const look = () => {
    if (signal.aborted) return;
    for (const platform of [google, ...platforms]) quietly(platform);
    const { product, items } = quietly(readLinkedData) || {};
    told.reads("json-ld", product);
    told.reads("microdata", quietly(readMicrodata));
    told.reads("open-graph", quietly(readOpenGraph));
    told.reads("dom", quietly(readDom));
    if (items && !product) told.tell("json-ld", { type: "list", items });
    if (quietly(foundNothing)) told.found("dom", 0);
    told.settle();
  };
  function read() {
    told.arrive();
    quietly(look);
    return told.facts();
  }

  const again = alarm(signal, () => {
    const before = told.facts().length;
    wait = read().length === before ? Math.min(wait * 2, LATEST) : SOON;
  });
  const count = alarm(signal, () => carts.count());
  const changes = new MutationObserver(() => {
    again(wait);
    count(COUNTED);
  });
  changes.observe(document, { childList: true, characterData: true, subtree: true });
  atEnd(signal, () => changes.disconnect());
  read();

  return {
    // The page's state again, at once: another route, or content that came without a change.
    read,
    // The owner's word, which goes before all others.
    push(given) {
      quietly(() => told.tell("owner", given));
      quietly(() => told.settle());
    },
    facts: told.facts,
  };
}

window.motivo.$("facts", start);
