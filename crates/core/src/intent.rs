//! The chance of a purchase in this visit, from how many pages of each type were seen and how long.
//! Pure; never for a price, only for timing: see docs/model.md. Never looks at what a page is worth.
//!
//! A logistic model, linear over bins: each quantity falls into a bin and each bin has a weight.
//! Features after Sakar, Polat, Katircioglu & Kastro, "Real-time prediction of online shoppers'
//! purchasing intention", Neural Computing and Applications 31 (2019), without the page values and
//! rates of an analytics service, which a script tag does not see.

mod table;

pub use table::TRAINED;

use crate::math::exp;

/// Pages of one type that were seen in this visit.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Pages {
    /// How many were opened; a page opened twice counts twice.
    pub count: u32,
    /// How long they were on screen together, in seconds.
    pub seconds: f32,
}

/// What a script tag saw of a visit so far.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Seen {
    /// Account, login, address, orders.
    pub account: Pages,
    /// About the shop, its contact, help, delivery.
    pub information: Pages,
    /// Lists of products and products.
    pub product: Pages,
    /// Nothing is known of an earlier visit.
    pub new: bool,
    /// Saturday or Sunday where the shopper is.
    pub weekend: bool,
}

/// What is measured of a visit, in pages, seconds or seconds a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// Account pages.
    AccountPages,
    /// Seconds on account pages.
    AccountSeconds,
    /// Seconds an account page; 0 without any.
    AccountPace,
    /// Informational pages.
    InformationPages,
    /// Seconds on informational pages.
    InformationSeconds,
    /// Seconds an informational page; 0 without any.
    InformationPace,
    /// Product pages.
    ProductPages,
    /// Seconds on product pages.
    ProductSeconds,
    /// Seconds a product page; 0 without any.
    ProductPace,
}

impl Quantity {
    /// Its value in a visit.
    #[must_use]
    pub fn of(self, seen: &Seen) -> f32 {
        let pace = |pages: Pages| pages.seconds / pages.count.max(1) as f32;
        match self {
            Self::AccountPages => seen.account.count as f32,
            Self::AccountSeconds => seen.account.seconds,
            Self::AccountPace => pace(seen.account),
            Self::InformationPages => seen.information.count as f32,
            Self::InformationSeconds => seen.information.seconds,
            Self::InformationPace => pace(seen.information),
            Self::ProductPages => seen.product.count as f32,
            Self::ProductSeconds => seen.product.seconds,
            Self::ProductPace => pace(seen.product),
        }
    }
}

/// A quantity cut into bins, with what each adds to the logit of a purchase.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale<'a> {
    /// What is measured.
    pub quantity: Quantity,
    /// Whether it only counts for a new shopper, beside what counts for everybody.
    pub only_new: bool,
    /// Where a bin ends and the next begins, ascending, in the quantity's unit.
    pub edges: &'a [f32],
    /// The logits of the bins: one more than edges.
    pub weights: &'a [f32],
}

impl Scale<'_> {
    /// The bin of a visit; `None` where the scale does not count. What is not a number is in bin 0.
    #[must_use]
    pub fn bin(&self, seen: &Seen) -> Option<usize> {
        let value = self.quantity.of(seen);
        let below = self.edges.iter().filter(|edge| value >= **edge).count();
        (seen.new || !self.only_new).then_some(below)
    }
}

/// A trained model of purchase intent; all weights are logits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Intent<'a> {
    /// What every visit starts from.
    pub intercept: f32,
    /// What being new adds.
    pub new: f32,
    /// What the weekend adds.
    pub weekend: f32,
    /// What the pages add.
    pub scales: &'a [Scale<'a>],
}

impl Intent<'_> {
    /// The chance of a purchase in this visit, 0..=1; any input gives one.
    #[must_use]
    pub fn chance(&self, seen: &Seen) -> f32 {
        let mut logit = self.intercept;
        if seen.new {
            logit += self.new;
        }
        if seen.weekend {
            logit += self.weekend;
        }
        for scale in self.scales {
            let bin = scale.bin(seen).and_then(|bin| scale.weights.get(bin));
            logit += bin.copied().unwrap_or(0.0);
        }
        1.0 / (1.0 + exp(-logit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn browsed(count: u32, seconds: f32) -> Seen {
        Seen { product: Pages { count, seconds }, ..Seen::default() }
    }

    #[test]
    fn more_product_pages_at_the_same_pace_never_make_a_returning_shopper_much_less_likely_to_buy()
    {
        // Neighbouring bins were learned apart: a dip of a hundredth is noise, more is a mistake.
        let chances: Vec<f32> = [1, 3, 6, 12, 24, 48, 96]
            .map(|pages| TRAINED.chance(&browsed(pages, 40.0 * pages as f32)))
            .to_vec();
        assert!(chances.windows(2).all(|pair| pair[1] > pair[0] - 0.01), "{chances:?}");
        assert!(chances[6] > 3.0 * chances[0], "{chances:?}");
    }

    #[test]
    fn a_visit_of_one_page_and_no_time_is_unlikely_to_buy() {
        assert!(TRAINED.chance(&browsed(1, 0.0)) < 0.05);
        assert!(TRAINED.chance(&Seen::default()) < 0.05);
    }

    #[test]
    fn whatever_was_seen_the_chance_is_a_probability() {
        let seconds = [0.0, -1.0, 1e-30, 59.9, 1e6, f32::MAX, f32::INFINITY, f32::NAN];
        for count in [0, 1, 7, 80, u32::MAX] {
            for seconds in seconds {
                for new in [false, true] {
                    let pages = Pages { count, seconds };
                    let seen = Seen {
                        account: pages,
                        information: pages,
                        product: pages,
                        new,
                        weekend: !new,
                    };
                    let chance = TRAINED.chance(&seen);
                    assert!((0.0..=1.0).contains(&chance), "{seen:?} {chance}");
                }
            }
        }
    }

    #[test]
    fn seconds_that_are_not_a_number_count_as_none() {
        assert_eq!(TRAINED.chance(&browsed(5, f32::NAN)), TRAINED.chance(&browsed(5, 0.0)));
    }

    #[test]
    fn a_pace_without_pages_is_the_time_itself_and_never_a_division_by_zero() {
        assert_eq!(Quantity::ProductPace.of(&browsed(0, 9.0)), 9.0);
        assert_eq!(Quantity::ProductPace.of(&browsed(0, 0.0)), 0.0);
        assert_eq!(Quantity::ProductPace.of(&browsed(3, 9.0)), 3.0);
    }

    #[test]
    fn an_edge_belongs_to_the_upper_bin_and_new_scales_skip_returning_shoppers() {
        let scale = Scale {
            quantity: Quantity::ProductPages,
            only_new: true,
            edges: &[2.0, 5.0],
            weights: &[0.0, 1.0, 2.0],
        };
        let bin = |count| scale.bin(&Seen { new: true, ..browsed(count, 0.0) });
        assert_eq!([1, 2, 4, 5, 900].map(bin), [0, 1, 1, 2, 2].map(Some));
        assert_eq!(scale.bin(&browsed(2, 0.0)), None);
    }

    #[test]
    fn the_table_is_well_formed() {
        for scale in TRAINED.scales {
            assert_eq!(scale.weights.len(), scale.edges.len() + 1, "{scale:?}");
            assert!(scale.edges.windows(2).all(|pair| pair[0] < pair[1]), "{scale:?}");
            assert!(scale.weights.iter().all(|weight| weight.abs() < 5.0), "{scale:?}");
        }
    }
}
