//! Two shares compared at every look by a likelihood ratio: the mixture sequential test (Johari).
//! A second opinion beside `sequence`: never the headline, it has no interval.

use crate::proportion::Proportion;

/// Variance of the true lift over imagined shops, in squared shares: a lift of one point is usual.
/// Smaller: quick for small lifts. Larger: quick for large ones. Must be fixed beforehand.
pub const TAU2: f64 = 1e-4;

/// Odds for "the shares differ, by about a root of `tau2`" against "they do not", 0 or more.
/// By Ville's inequality odds of 20 happen to one in twenty shops without lift at most, in the
/// normal approximation. `None` without variation on both sides together.
#[must_use]
pub fn odds(a: Proportion, b: Proportion, tau2: f64) -> Option<f64> {
    if a.of <= 0.0 || b.of <= 0.0 {
        return None;
    }
    let noise = |p: Proportion| p.rate() * (1.0 - p.rate()) / p.of;
    let variance = noise(a) + noise(b);
    let (difference, total) = (a.rate() - b.rate(), variance + tau2);
    let exponent = tau2 * difference * difference / (2.0 * variance * total);
    (variance > 0.0).then(|| (variance / total).sqrt() * exponent.exp())
}

/// The always-valid p-value of these odds: `1 / odds`, 1 at most. For a series of looks take the
/// least so far.
#[must_use]
pub fn p_value(odds: f64) -> f64 {
    (1.0 / odds).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_odds_of_a_shop_are_the_known_ones() {
        let (a, b) = (Proportion::new(130.0, 2000.0), Proportion::new(40.0, 1000.0));
        let odds = odds(a, b, TAU2).expect("both vary");
        // Half a unit of the last digit given.
        assert!((odds - 9.418_980_9).abs() < 5e-8, "{odds}");
        assert!((p_value(odds) - 0.106_168_6).abs() < 5e-8);
    }

    #[test]
    fn the_odds_are_the_likelihoods_averaged_over_lifts() {
        for (hits, of) in [(130.0, 2000.0), (90.0, 1500.0), (10.0, 300.0)] {
            let (a, b) = (Proportion::new(hits, of), Proportion::new(40.0, 1000.0));
            let variance = a.rate() * (1.0 - a.rate()) / of + b.rate() * (1.0 - b.rate()) / 1_000.0;
            let seen = a.rate() - b.rate();
            // Trapezoid over lifts within eight roots of tau2, against no lift.
            let (steps, root) = (4_000, TAU2.sqrt());
            let width = 16.0 * root / f64::from(steps);
            let mixed: f64 = (0..=steps)
                .map(|step| {
                    let lift = -8.0 * root + width * f64::from(step);
                    let prior = (-lift * lift / (2.0 * TAU2)).exp()
                        / (2.0 * std::f64::consts::PI * TAU2).sqrt();
                    let ratio = (seen * seen - (seen - lift).powi(2)) / (2.0 * variance);
                    width * prior * ratio.exp()
                })
                .sum();
            let odds = odds(a, b, TAU2).expect("both vary");
            // The rule is exact to rounding for a smooth bell.
            assert!((odds / mixed - 1.0).abs() < 1e-9, "{odds} {mixed}");
        }
    }

    #[test]
    fn without_visits_or_variation_there_are_no_odds() {
        let never = Proportion::new(0.0, 50.0);
        assert_eq!(odds(never, never, TAU2), None);
        assert_eq!(odds(Proportion::new(0.0, 0.0), Proportion::new(5.0, 50.0), TAU2), None);
        assert_eq!(p_value(0.5), 1.0);
    }
}
