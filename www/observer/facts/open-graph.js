// What the page tells social networks of its product.
// Never of a page that does not call itself one.
import { amountIn } from "./price.js";

const said = (...names) => {
  const [found] = names.map((name) => document.querySelector(`meta[property="${name}"],meta[name="${name}"]`)).filter((meta) => meta && meta.content);
  return found && found.content;
};

export function readOpenGraph() {
  const price = said("product:sale_price:amount", "product:price:amount", "og:price:amount");
  if (!/product(?!.group)/.test(said("og:type")) && !price) return;
  const currency = said("product:sale_price:currency", "product:price:currency", "og:price:currency");
  const site = said("og:site_name");
  const title = said("og:title") || "";
  // Titles often end with the shop's name.
  const parts = title.split(/\s+[|–—-]\s+/);
  const name = parts.length > 1 && parts[parts.length - 1] === site ? parts.slice(0, -1).join(" - ") : title;
  return {
    id: said("product:retailer_item_id"),
    name,
    // Written for people in many shops: 1,299 is no 1.299.
    price: price && amountIn(price, currency),
    currency,
    availability: said("product:availability", "og:availability"),
    category: said("product:category"),
  };
}
