// The products of an offer as a shopper reads them, and the feed that the shop wrote about them.
// Never asks the widget how it ranked them.

import { card } from './note.mjs';

/** Title, price, reason and address of each product, in the order shown. */
export const offered = (page) =>
  card(page, 'curated_offer')
    .locator('[part~="product"]')
    .evaluateAll((products) =>
      products.map((product) => {
        const text = (part) => product.querySelector(`[part~="${part}"]`)?.innerText.trim() ?? '';
        const link = product.querySelector('[part~="open"]');
        return { title: text('product-title'), price: text('price'), reason: text('reason'), path: new URL(link.href).pathname };
      }),
    );

/** The shop's feed: its products by the path of their English page. */
export async function feedOf(shop) {
  const { products } = await (await fetch(`${shop.url}/feed.json`)).json();
  return new Map(products.map((product) => [product.url.en ?? product.url, product]));
}

/** The motivator that a product of the feed speaks to most. */
export const speaksTo = ({ tags }) => Object.entries(tags).sort(([, one], [, other]) => other - one)[0][0];
