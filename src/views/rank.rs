//! Orders products for an offer: core's rule, as the page calls it.
//! Never sees a price.

use motivo_core::rank::{Product, Ranked, rank as rank_products};
use wasm_bindgen::prelude::wasm_bindgen;

/// Orders products, best first: pairs of a product's position and the motivator that brought it
/// there, counted from 1, or 0 when it is near to what is looked at.
///
/// `belief` has a chance for each motivator, `tags` a weight for each product and motivator, `near` a
/// nearness 0..=1 for each product; `variant` is a motivator, or negative for neutral.
#[wasm_bindgen]
#[must_use]
#[expect(unreachable_pub, reason = "the page reaches it")]
pub fn rank(belief: &[f32], variant: i32, near: &[f32], tags: &[f32]) -> Vec<u32> {
    let tags = tags.chunks_exact(belief.len().max(1));
    let product = |(near, tags): (&f32, &[f32])| Product { tags: tags.to_vec(), near: *near };
    let products: Vec<Product> = near.iter().zip(tags).map(product).collect();
    let ranked = rank_products(belief, u8::try_from(variant).ok(), &products);
    let pair = |of: &Ranked| [of.index as u32, of.reason.map_or(0, |m| u32::from(m) + 1)];
    ranked.iter().flat_map(pair).collect()
}
