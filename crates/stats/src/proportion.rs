//! A share of visits and how sure it is.
//! Never compares; see `difference` and `sequence`.

use crate::Interval;

/// How many of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Proportion {
    /// Visits with the property, `0 <= hits <= of`.
    pub hits: f64,
    /// All visits.
    pub of: f64,
}

impl Proportion {
    /// `hits` of `of` visits; hits beyond `of` are cut, so that a share never passes 1.
    #[must_use]
    pub fn new(hits: f64, of: f64) -> Self {
        let of = of.max(0.0);
        Self { hits: hits.clamp(0.0, of), of }
    }

    /// The share, 0..=1; 0 of 0 visits.
    #[must_use]
    pub fn rate(&self) -> f64 {
        if self.of > 0.0 { self.hits / self.of } else { 0.0 }
    }

    /// Wilson's score interval at normal quantile `z`; all of 0..=1 for 0 visits.
    #[must_use]
    pub fn wilson(&self, z: f64) -> Interval {
        if self.of <= 0.0 {
            return Interval { low: 0.0, high: 1.0 };
        }
        let (n, p, z2) = (self.of, self.rate(), z * z);
        let centre = p + z2 / (2.0 * n);
        let half = z * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
        let scale = 1.0 + z2 / n;
        let (low, high) = ((centre - half) / scale, (centre + half) / scale);
        Interval { low: low.max(0.0), high: high.min(1.0) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Z95;

    #[test]
    fn wilson_gives_the_interval_of_newcombes_first_example() {
        // Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in
        // Medicine 17 (1998) 857-872, table I, method 3: 81 of 263, four decimals.
        let interval = Proportion::new(81.0, 263.0).wilson(Z95);
        assert!((interval.low - 0.2553).abs() < 5e-5 && (interval.high - 0.3662).abs() < 5e-5);
    }

    #[test]
    fn no_visits_say_nothing() {
        let none = Proportion::new(0.0, 0.0);
        assert_eq!(none.rate(), 0.0);
        assert_eq!(none.wilson(Z95), Interval { low: 0.0, high: 1.0 });
    }

    #[test]
    fn no_hits_and_all_hits_stay_within_zero_and_one() {
        assert_eq!(Proportion::new(0.0, 10.0).wilson(Z95).low, 0.0);
        let all = Proportion::new(10.0, 10.0).wilson(Z95).high;
        // One rounding of the division.
        assert!(all <= 1.0 && all > 1.0 - 1e-12);
        assert_eq!(Proportion::new(11.0, 10.0).rate(), 1.0);
    }
}
