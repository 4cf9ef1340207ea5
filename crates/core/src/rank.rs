//! Orders real products for a curated offer: by what moves this shopper and by what is looked at now.
//! Pure: never sees a price, and never changes what a product is or costs.

use crate::belief::likeliest;
use alloc::vec;
use alloc::vec::Vec;

/// What is known of a product.
#[derive(Clone, Debug, PartialEq)]
pub struct Product {
    /// What it speaks to: a weight of 0 or more for each motivator, in the storefront's order.
    pub tags: Vec<f32>,
    /// How near it is to what is looked at now, 0..=1: 0 nothing in common, 1 the same shelf.
    pub near: f32,
}

/// A product's place in an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ranked {
    /// Its position in what was given.
    pub index: usize,
    /// The motivator that brought it here; `None` when it is near to what is looked at now.
    pub reason: Option<u8>,
}

/// How much nearness counts against fitting the belief; both are 0..=1.
const NEARNESS: f32 = 0.5;
/// A product is taken for one that speaks to a motivator from this share of the score's fit.
const TOLD: f32 = 0.15;

/// Orders products, best first; those with the same score stay in the order given.
///
/// `belief` is the posterior over the motivators. A variant for one motivator counts half of that
/// motivator and half of the belief; without one (neutral) only nearness counts.
#[must_use]
pub fn rank(belief: &[f32], variant: Option<u8>, products: &[Product]) -> Vec<Ranked> {
    let mut scores = Vec::new();
    let mut places = Vec::new();
    for (index, product) in products.iter().enumerate() {
        let parts = fit(belief, variant, &product.tags);
        let fit: f32 = parts.iter().sum();
        let near = NEARNESS * usable(&product.near).min(1.0);
        let (motivator, most) = likeliest(&parts);
        let speaks = most >= TOLD && fit >= near;
        places.push(Ranked { index, reason: speaks.then_some(motivator as u8) });
        // One more than the score, so that none is 0, which stands for taken.
        scores.push(1.0 + fit + near);
    }
    let mut ranked = Vec::new();
    for _ in products {
        let (best, _) = likeliest(&scores);
        ranked.extend(places.get(best));
        if let Some(score) = scores.get_mut(best) {
            *score = 0.0;
        }
    }
    ranked
}

/// What each motivator adds to a product's fit; the sum is 0..=1.
fn fit(belief: &[f32], variant: Option<u8>, tags: &[f32]) -> Vec<f32> {
    let Some(variant) = variant else { return vec![0.0; belief.len()] };
    // A product with one weak tag speaks weakly; strong tags share the product between them.
    let sum = tags.iter().map(usable).sum::<f32>().max(1.0);
    let weigh = |(index, chance): (usize, &f32)| {
        let own = if index == usize::from(variant) { 0.5 } else { 0.0 };
        (own + 0.5 * chance) * tags.get(index).map_or(0.0, usable) / sum
    };
    belief.iter().enumerate().map(weigh).collect()
}

/// A number that counts: a broken or negative one is 0.
fn usable(number: &f32) -> f32 {
    if number.is_finite() { number.max(0.0) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn product(tags: [f32; 3], near: f32) -> Product {
        Product { tags: tags.to_vec(), near }
    }

    fn order(belief: [f32; 3], variant: Option<u8>, products: &[Product]) -> Vec<usize> {
        rank(&belief, variant, products).iter().map(|ranked| ranked.index).collect()
    }

    #[test]
    fn what_speaks_to_the_believed_motivator_comes_first() {
        let products = [
            product([0.0, 0.9, 0.0], 0.0),
            product([0.2, 0.0, 0.8], 0.0),
            product([1.0, 0.0, 0.0], 0.0),
        ];
        assert_eq!(order([0.8, 0.1, 0.1], Some(0), &products), [2, 1, 0]);
        assert_eq!(order([0.1, 0.1, 0.8], Some(2), &products), [1, 2, 0]);
    }

    #[test]
    fn a_neutral_offer_follows_what_is_looked_at_and_no_belief() {
        let products =
            [product([1.0, 0.0, 0.0], 0.0), product([0.0; 3], 1.0), product([0.0, 1.0, 0.0], 0.4)];
        assert_eq!(order([1.0, 0.0, 0.0], None, &products), [1, 2, 0]);
        assert!(rank(&[1.0, 0.0, 0.0], None, &products).iter().all(|of| of.reason.is_none()));
    }

    #[test]
    fn the_reason_is_the_motivator_that_added_most_or_nearness() {
        let products = [product([0.9, 0.3, 0.0], 0.2), product([0.1, 0.0, 0.0], 1.0)];
        let ranked = rank(&[0.7, 0.2, 0.1], Some(0), &products);
        assert_eq!(
            ranked,
            [Ranked { index: 0, reason: Some(0) }, Ranked { index: 1, reason: None }]
        );
    }

    #[test]
    fn products_without_tags_and_with_broken_ones_keep_their_order() {
        let products = [
            product([0.0; 3], 0.0),
            product([f32::NAN, -1.0, f32::INFINITY], f32::NAN),
            product([0.0; 3], 0.0),
        ];
        assert_eq!(order([0.4, 0.3, 0.3], Some(1), &products), [0, 1, 2]);
        assert!(rank(&[], Some(1), &[]).is_empty());
    }
}
