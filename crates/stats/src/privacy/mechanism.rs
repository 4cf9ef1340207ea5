//! What is estimated from symbols that were told by chance: pure mechanisms (Wang & Blocki).
//! Never cuts a negative estimate: cut only what is shown, or sums become too high.

use motivo_core::privacy::Epsilon;

/// A true symbol is told with chance `p`, any other one with chance `q < p`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mechanism {
    /// The chance of the true symbol, 0..1.
    pub p: f64,
    /// The chance of each other symbol, 0..p.
    pub q: f64,
}

impl Mechanism {
    /// k-RR (Kairouz): `p = e / (e + k - 1)`, `q = 1 / (e + k - 1)`; `symbols` from 2.
    #[must_use]
    pub fn randomised_response(symbols: u32, epsilon: Epsilon) -> Self {
        let e = epsilon.get().exp();
        let all = e + f64::from(symbols) - 1.0;
        Self { p: e / all, q: 1.0 / all }
    }

    /// OUE: `p = 1/2`, `q = 1 / (e + 1)`.
    #[must_use]
    pub fn unary_encoding(epsilon: Epsilon) -> Self {
        Self { p: 0.5, q: 1.0 / (epsilon.get().exp() + 1.0) }
    }

    /// How many of `reports` truly had a symbol that `observed` of them told; may be negative or
    /// above `reports`.
    #[must_use]
    pub fn estimate(&self, observed: f64, reports: f64) -> f64 {
        (observed - reports * self.q) / (self.p - self.q)
    }

    /// Variance of [`Self::estimate`] by the mechanism alone, in squared reports, when `share` of
    /// the reports, 0..=1, truly have the symbol.
    #[must_use]
    pub fn variance(&self, reports: f64, share: f64) -> f64 {
        let Self { p, q } = *self;
        let gap = p - q;
        reports * q * (1.0 - q) / (gap * gap) + reports * share * (1.0 - p - q) / gap
    }

    /// Standard error of the estimated share, sampling and mechanism together, when `observed` of
    /// `reports` told the symbol: `sqrt(y (1 - y) / n) / (p - q)`. Infinite without reports.
    #[must_use]
    pub fn share_error(&self, observed: f64, reports: f64) -> f64 {
        if reports <= 0.0 {
            return f64::INFINITY;
        }
        let y = observed / reports;
        (y * (1.0 - y) / reports).sqrt() / (self.p - self.q)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use motivo_core::privacy::Choice;

    fn epsilon(nats: f64) -> Epsilon {
        Epsilon::new(nats).expect("a loss")
    }

    #[test]
    fn four_symbols_give_the_known_estimates() {
        let mechanism = Mechanism::randomised_response(4, epsilon(3_f64.ln()));
        for (observed, known) in [(600.0, 1300.0), (200.0, 100.0), (150.0, -50.0), (50.0, -350.0)] {
            let estimate = mechanism.estimate(observed, 1000.0);
            // Rounding of ln 3 and its exponential, a thousandfold.
            assert!((estimate - known).abs() < 1e-9, "{estimate}");
        }
    }

    #[test]
    fn a_yes_or_no_gives_the_known_estimate_and_error() {
        let mechanism = Mechanism::randomised_response(2, epsilon(2.0));
        let share = mechanism.estimate(200.0, 1000.0) / 1000.0;
        // Half a unit of the last digit given.
        assert!((share - 0.106_089_4).abs() < 5e-8, "{share}");
        let error = mechanism.share_error(200.0, 1000.0);
        assert!((error - 0.016_608_7).abs() < 5e-8, "{error}");
        assert_eq!(mechanism.share_error(0.0, 0.0), f64::INFINITY);
    }

    #[test]
    fn the_unary_encoding_has_the_known_variance() {
        let mechanism = Mechanism::unary_encoding(epsilon(3_f64.ln()));
        assert!((mechanism.q - 0.25).abs() < 1e-15);
        assert!((mechanism.variance(1.0, 0.0) - 3.0).abs() < 1e-12);
    }

    #[test]
    fn the_variance_is_that_of_two_binomials() {
        // Those with the symbol tell it by p, those without by q.
        for (symbols, nats, share) in [(2, 0.5, 0.3), (22, 4.0, 0.05), (9, 2.0, 1.0)] {
            let mechanism = Mechanism::randomised_response(symbols, epsilon(nats));
            let Mechanism { p, q } = mechanism;
            let told = 500.0 * (share * p * (1.0 - p) + (1.0 - share) * q * (1.0 - q));
            let slow = told / (p - q).powi(2);
            assert!((mechanism.variance(500.0, share) / slow - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn the_rule_chooses_the_smaller_variance() {
        for nats in [0.5, 1.0, 2.0, 4.0] {
            for symbols in 2..200 {
                let epsilon = epsilon(nats);
                let response = Mechanism::randomised_response(symbols, epsilon);
                let unary = Mechanism::unary_encoding(epsilon);
                let (a, b) = (response.variance(1.0, 0.0), unary.variance(1.0, 0.0));
                let better = if a < b { Choice::RandomisedResponse } else { Choice::UnaryEncoding };
                assert_eq!(Choice::of(symbols, epsilon), better, "{symbols} {nats} {a} {b}");
            }
        }
    }
}
