//! The chance that one share is truly above another, after these visits.
//! Never a test: read every day it crosses any mark sooner or later.

use crate::proportion::Proportion;
use statrs::function::beta::ln_beta;

/// The chance, 0..=1, that the rate of `a` is above that of `b`, each with a uniform prior.
/// Counts are taken as whole numbers; the time grows with the hits of `a`.
///
/// With rates from Beta(x, y) and Beta(u, v) it is the finite sum over `i < x` of
/// `B(u + i, v + y) / ((y + i) B(1 + i, y) B(u, v))` (Miller).
#[must_use]
pub fn chance_above(a: Proportion, b: Proportion) -> f64 {
    let posterior = |p: Proportion| (p.hits.round() + 1.0, (p.of - p.hits).round() + 1.0);
    let ((x, y), (u, v)) = (posterior(a), posterior(b));
    // In logarithms: the first terms may be too small for a number.
    let mut log = ln_beta(u, v + y) - ln_beta(u, v);
    let mut sum = log.exp();
    let mut i = 0.0;
    while i + 1.0 < x {
        log += ((u + i) * (y + i) / ((u + v + y + i) * (1.0 + i))).ln();
        sum += log.exp();
        i += 1.0;
    }
    sum.min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use statrs::function::beta::beta_reg;

    /// The density of `a` times the chance that `b` is below, by Simpson's rule.
    fn integrated(a: Proportion, b: Proportion) -> f64 {
        let (x, y) = (a.hits + 1.0, a.of - a.hits + 1.0);
        let (u, v) = (b.hits + 1.0, b.of - b.hits + 1.0);
        let height = |rate: f64| {
            if rate <= 0.0 {
                return 0.0;
            }
            if rate >= 1.0 {
                return if a.of == a.hits { x } else { 0.0 };
            }
            let log = (x - 1.0) * rate.ln() + (y - 1.0) * (-rate).ln_1p() - ln_beta(x, y);
            log.exp() * beta_reg(u, v, rate)
        };
        let steps = 4_000;
        let at = |step: i32| height(f64::from(step) / f64::from(steps));
        let inner: f64 = (1..steps).map(|step| f64::from(2 + 2 * (step % 2)) * at(step)).sum();
        (at(0) + inner + at(steps)) / (3.0 * f64::from(steps))
    }

    #[test]
    fn the_chance_of_a_shop_is_the_known_one() {
        let chance = chance_above(Proportion::new(130.0, 2000.0), Proportion::new(40.0, 1000.0));
        // Half a unit of the last digit given.
        assert!((chance - 0.997_651_0).abs() < 5e-8, "{chance}");
    }

    #[test]
    fn the_sum_is_the_integral() {
        for (hits, of) in [(0.0, 5.0), (5.0, 5.0), (3.0, 40.0), (60.0, 900.0), (130.0, 2000.0)] {
            for (other, others) in [(1.0, 9.0), (8.0, 30.0), (40.0, 1000.0)] {
                let (a, b) = (Proportion::new(hits, of), Proportion::new(other, others));
                let (sum, integral) = (chance_above(a, b), integrated(a, b));
                // The rule's error with 4,000 steps on densities this wide.
                assert!((sum - integral).abs() < 1e-8, "{a:?} {b:?} {sum} {integral}");
            }
        }
    }

    #[test]
    fn one_of_two_is_above_and_equals_are_even() {
        let (a, b) = (Proportion::new(70.0, 900.0), Proportion::new(4.0, 60.0));
        assert!((chance_above(a, b) + chance_above(b, a) - 1.0).abs() < 1e-10);
        assert!((chance_above(a, a) - 0.5).abs() < 1e-10);
        let none = Proportion::new(0.0, 0.0);
        assert!((chance_above(none, none) - 0.5).abs() < 1e-12);
    }

    #[test]
    fn a_million_visits_are_as_exact_as_a_thousand() {
        let (a, b) = (Proportion::new(31_000.0, 1e6), Proportion::new(30_000.0, 1e6));
        let chance = chance_above(a, b);
        // The normal approximation: 1,000 / sqrt(31,000 * .969 + 30,000 * .97) = 4.11 errors.
        assert!(chance > 0.9999 && chance < 1.0, "{chance}");
        assert!(chance_above(b, a) < 1e-4);
    }
}
