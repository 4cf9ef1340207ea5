//! When a shopper may want a product again, learned on the device from the days they bought it.
//! Pure; keeps nothing itself and never leaves the device. Never for a price.
//!
//! Intervals are log-normal: people are late by a factor, not by a number of days. Their mean and
//! spread are updated from a prior in the conjugate way (Gelman et al., *Bayesian Data Analysis*,
//! 3rd ed. 2013, section 3.3), with the usual interval of the product, if the owner told it, as the
//! prior's mean.

use crate::math::{exp, ln, sqrt};

/// What is known of the time between two purchases of one product.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Repurchase {
    /// After this many days half of the next purchases have come.
    pub interval: f32,
    /// How uncertain that is: the standard deviation of the interval's logarithm.
    pub spread: f32,
}

/// Intervals that the owner's usual one is worth.
const USUAL: f32 = 1.0;
/// The spread expected of anybody, and how many intervals that is worth.
const SPREAD: (f32, f32) = (0.35, 3.0);
/// Longer than this is no rhythm: the shopper stopped and began again. In days.
const LONGEST: u32 = 400;

impl Repurchase {
    /// Learns from the days of the purchases, ascending, counted from any day.
    ///
    /// `usual` is the owner's word for how many days the product lasts, above 0. `None` when there
    /// is too little to go by: without that word two intervals are needed, with it one purchase is
    /// enough.
    #[must_use]
    pub fn learn(days: &[u32], usual: Option<f32>) -> Option<Self> {
        let usual = usual.filter(|days| *days > 0.0 && days.is_finite()).map(ln);
        // Twice in a day is one purchase of two.
        let intervals = || {
            let gaps = days.windows(2).filter_map(|pair| pair[1].checked_sub(pair[0]));
            gaps.filter(|days| (1..=LONGEST).contains(days)).map(|days| ln(days as f32))
        };
        let count = intervals().count() as f32;
        if usual.is_none() && count < 2.0 {
            return None;
        }
        days.last()?;
        let held = if usual.is_some() { USUAL } else { 0.0 };
        let mean = (held * usual.unwrap_or(0.0) + intervals().sum::<f32>()) / (held + count);
        let square = |at: f32| (at - mean) * (at - mean);
        let apart = intervals().map(square).sum::<f32>() + held * usual.map_or(0.0, square);
        let (spread, worth) = SPREAD;
        // One is spent on the mean.
        let variance = (worth * spread * spread + apart) / (worth + held + count - 1.0);
        // The mean itself is only known so well.
        let next = variance * (1.0 + 1.0 / (held + count));
        Some(Self { interval: exp(mean), spread: sqrt(next) })
    }

    /// The chance that the next purchase is due this many days after the last, 0..=1.
    #[must_use]
    pub fn chance(&self, since: f32) -> f32 {
        let late = (ln(since.max(1e-3)) - ln(self.interval)) / self.spread;
        // The logistic curve is within .01 of the normal one (Haley 1952).
        1.0 / (1.0 + exp(-1.702 * late))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{SplitMix, uniform};
    use proptest::prelude::*;

    #[test]
    fn who_buys_coffee_every_thirty_days_needs_some_after_thirty() {
        let coffee = Repurchase::learn(&[0, 30, 61, 90, 120], None).expect("four intervals");
        assert!((coffee.interval - 30.0).abs() < 1.0, "{coffee:?}");
        assert!(coffee.chance(10.0) < 0.01 && coffee.chance(60.0) > 0.97);
        assert!((coffee.chance(coffee.interval) - 0.5).abs() < 1e-4);
    }

    #[test]
    fn the_owners_word_counts_until_the_shopper_proves_otherwise() {
        let interval = |days: &[u32]| Repurchase::learn(days, Some(60.0)).map(|it| it.interval);
        assert!((interval(&[5]).expect("a purchase") - 60.0).abs() < 0.1);
        let few = interval(&[0, 20]).expect("an interval");
        let many = interval(&[0, 20, 40, 60, 80, 100]).expect("intervals");
        assert!((30.0..40.0).contains(&few) && (20.0..26.0).contains(&many), "{few} {many}");
    }

    #[test]
    fn too_little_is_no_rhythm() {
        assert_eq!(Repurchase::learn(&[], Some(30.0)), None);
        assert_eq!(Repurchase::learn(&[3, 3, 33], None), None);
        assert_eq!(Repurchase::learn(&[0, 30, 900], None), None);
        assert_eq!(Repurchase::learn(&[0, 30], Some(f32::NAN)), None);
    }

    #[test]
    fn half_of_simulated_shoppers_come_back_by_then_and_a_fifth_where_a_fifth_is_said() {
        let mut random = SplitMix::new(11);
        let (mut half, mut fifth, shoppers) = (0, 0, 4_000);
        for _ in 0..shoppers {
            let mut draw = || uniform(&mut || random.next());
            // The sum of twelve uniform draws is nearly normal.
            let mut normal = || (0..12).map(|_| draw()).sum::<f32>() - 6.0;
            let rhythm = 3.4 + 0.3 * normal();
            let mut gap = || (rhythm + 0.35 * normal()).exp().max(1.0);
            let mut days = vec![0_u32];
            for _ in 0..4 {
                days.push(days[days.len() - 1] + gap().round() as u32);
            }
            let learned = Repurchase::learn(&days, None).expect("intervals");
            let chance = learned.chance(gap());
            half += u32::from(chance < 0.5);
            fifth += u32::from(chance < 0.2);
        }
        let share = |count: u32| f64::from(count) / f64::from(shoppers);
        assert!((share(half) - 0.5).abs() < 0.03, "{}", share(half));
        assert!((share(fifth) - 0.2).abs() < 0.03, "{}", share(fifth));
    }

    proptest! {
        #[test]
        fn any_days_give_a_chance_or_nothing(
            days in prop::collection::vec(any::<u32>(), 0..9),
            usual in prop::option::of(any::<f32>()),
            since in any::<f32>(),
        ) {
            if let Some(learned) = Repurchase::learn(&days, usual) {
                let chance = learned.chance(since);
                prop_assert!((0.0..=1.0).contains(&chance), "{learned:?} {chance}");
            }
        }
    }
}
