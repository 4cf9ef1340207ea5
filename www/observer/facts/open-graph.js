// What the page tells social networks of its product.
// Never of a page that does not call itself one.
import { amountIn } from "./price.js";

const said = (...names) => names.map((name) => document.querySelector(`meta[property="${name}"],meta[name="${name}"]`)?.content).find(Boolean);

export function readOpenGraph() {
  const price = said("product:sale_price:amount", "product:price:amount", "og:price:amount");
  if (!/product(?!.group)/.test(said("og:type")) && !price) return;
  const currency = said("product:sale_price:currency", "product:price:currency", "og:price:currency");
  const title = said("og:title") || "";
  const site = said("og:site_name") || "";
  // Titles often end with the shop's name.
  const name = site && title.endsWith(site) ? title.slice(0, -site.length).replace(/[\s|–—-]+$/, "") : title;
  return {
    id: said("product:retailer_item_id"),
    name,
    // Written for people in many shops: 1,299 is no 1.299.
    price: price && amountIn(price, currency),
    currency,
    availability: said("product:availability"),
  };
}
