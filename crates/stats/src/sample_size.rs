//! "Not enough data: about N more visits", from the sequence's own formula.
//! Never a promise: with the lift that is asked about, shops are told after N visits on average, some
//! 60 % of them by then and 90 % by twice as many.

use crate::proportion::Proportion;
use crate::sequence::{variance, visits_until};

/// What is to be told.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Question {
    /// The lift worth telling, as a share of visits, above 0: 0.01 is one percentage point.
    pub lift: f64,
    /// The share of visits held out, above 0 and below 1. At 0.5 the fewest visits are needed.
    pub holdout: f64,
    /// Where the sequence is tightest, as in [`crate::sequence::half_width`].
    pub r2: f64,
}

impl Question {
    /// Visits in all until the interval of a shop with this rate is narrow enough; the rate,
    /// 0..=1, of either side.
    #[must_use]
    pub fn visits(&self, rate: f64) -> f64 {
        let side = |part: f64| Proportion { hits: rate * part, of: part };
        visits_until(self.lift, variance(side(1.0 - self.holdout), side(self.holdout)), self.r2)
    }

    /// Visits still missing, 0 or more, after these ones of both sides together. `usual` is what a
    /// shop is taken for before it has visits of its own: 6 of 200 is 3 % with little weight.
    #[must_use]
    pub fn visits_missing(&self, seen: Proportion, usual: Proportion) -> f64 {
        let together = Proportion::new(seen.hits + usual.hits, seen.of + usual.of);
        (self.visits(together.rate()) - seen.of).max(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sequence::{ALPHA, half_width, tightest_at};

    const QUESTION: Question = Question { lift: 0.01, holdout: 0.2, r2: 0.01 };
    const USUAL: Proportion = Proportion { hits: 6.0, of: 200.0 };

    #[test]
    fn the_visits_are_the_first_at_which_the_interval_is_narrow_enough() {
        let r2 = tightest_at(1_000.0, ALPHA);
        for (rate, holdout) in [(0.03, 0.1), (0.05, 0.5), (0.4, 0.2)] {
            let question = Question { lift: 0.01, holdout, r2 };
            let s2 = rate * (1.0 - rate) * (1.0 / holdout + 1.0 / (1.0 - holdout));
            let enough = |visits: f64| half_width(visits, s2, r2, ALPHA) <= 0.01;
            let visits = question.visits(rate);
            // Walked, not halved.
            let first = (0..).map(f64::from).map(|step| visits - 50.0 + step).find(|v| enough(*v));
            assert!((first.expect("visits") - visits).abs() <= 1.0, "{rate} {holdout}");
        }
    }

    #[test]
    fn what_was_seen_is_taken_off_down_to_nothing() {
        let missing = |hits, of| QUESTION.visits_missing(Proportion::new(hits, of), USUAL);
        assert_eq!(missing(0.0, 0.0), QUESTION.visits(0.03));
        assert!((missing(300.0, 9_800.0) - (QUESTION.visits(0.0306) - 9_800.0)).abs() <= 1.0);
        assert_eq!(missing(30_000.0, 1e6), 0.0);
    }

    #[test]
    fn a_shop_without_any_hit_gets_a_number_too() {
        let missing = QUESTION.visits_missing(Proportion::new(0.0, 1_000.0), USUAL);
        assert!(missing.is_finite() && missing > 0.0);
        // Nothing ever varies: nothing more is needed.
        assert!(QUESTION.visits(0.0).is_finite());
    }
}
