//! A share or a mean at every look, valid from the first visit: no normal approximation.
//! Never narrower than `sequence` for long; what it buys is small numbers.

use crate::Interval;
use crate::mixture::{BetaBinomial, GammaExponential};
use crate::proportion::Proportion;

/// The always-valid interval of one share (Howard, beta-binomial mixture), tightest after
/// `tightest` visits, 1 or more, which must be fixed beforehand. Few: tight early. Many: tight late.
/// All of 0..=1 for 0 visits. It misses the true share at any look with a chance of `alpha` at most.
#[must_use]
pub fn share(of: Proportion, tightest: f64, alpha: f64) -> Interval {
    let (n, seen) = (of.of, of.rate());
    let against = |p: f64| {
        let variance = p * (1.0 - p);
        let mixture = BetaBinomial::tightest_at(variance * tightest, alpha, p, 1.0 - p);
        mixture.log_martingale((seen - p) * n, variance * n)
    };
    let believable = |p: f64| against(p) < -alpha.ln();
    let low = if of.hits > 0.0 { last(seen, 0.0, believable) } else { 0.0 };
    let high = if of.hits < of.of { last(seen, 1.0, believable) } else { 1.0 };
    if n > 0.0 { Interval { low, high } } else { Interval { low: 0.0, high: 1.0 } }
}

/// The last believable rate on the way from a believable one to an end that is not.
fn last(believed: f64, end: f64, believable: impl Fn(f64) -> bool) -> f64 {
    let (mut inside, mut outside) = (believed, end);
    // 50 halvings of 0..1: 1e-15.
    for _ in 0..50 {
        let middle = f64::midpoint(inside, outside);
        if believable(middle) { inside = middle } else { outside = middle }
    }
    // The side that errs toward a wider interval.
    outside
}

/// Sums over visits of a value that is never below 0.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Gains {
    /// Visits.
    pub n: f64,
    /// Sum of the values.
    pub sum: f64,
    /// Sum of their squares.
    pub squares: f64,
}

/// What must be known of a value before it is seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Expected {
    /// The largest value there can be, above 0: 1 for a reward; `target / least p` for IPS terms.
    pub most: f64,
    /// A guess of the mean, `0..=most`. A bad guess costs width, never validity.
    pub mean: f64,
    /// The sum of squared differences from the guess at which the interval is tightest, above 0.
    pub variance: f64,
}

/// The always-valid interval of the mean of bounded values from their sums (Howard, theorem 4 with
/// the guess as its predictor): empirical Bernstein. `None` for 0 visits.
/// It misses the mean at any look with a chance of `alpha` at most.
#[must_use]
pub fn mean(of: Gains, expected: Expected, alpha: f64) -> Option<Interval> {
    let Expected { most, mean, variance } = expected;
    if of.n <= 0.0 {
        return None;
    }
    let mixture = GammaExponential::tightest_at(variance, alpha / 2.0, most);
    let scatter = of.squares - 2.0 * mean * of.sum + of.n * mean * mean;
    let half = mixture.bound(scatter.max(0.0), alpha / 2.0) / of.n;
    let seen = of.sum / of.n;
    Some(Interval { low: (seen - half).max(0.0), high: (seen + half).min(most) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Z95;

    #[test]
    fn no_visits_say_nothing() {
        let none = share(Proportion::new(0.0, 0.0), 1_000.0, 0.05);
        assert_eq!(none, Interval { low: 0.0, high: 1.0 });
        let expected = Expected { most: 1.0, mean: 0.1, variance: 100.0 };
        assert_eq!(mean(Gains::default(), expected, 0.05), None);
    }

    #[test]
    fn a_share_read_at_every_look_is_wider_than_one_read_once() {
        for (hits, of) in [(3.0, 100.0), (30.0, 1_000.0), (3_000.0, 100_000.0)] {
            let share_of = Proportion::new(hits, of);
            let (always, once) = (share(share_of, 1_000.0, 0.05), share_of.wilson(Z95));
            assert!(always.low < once.low && always.high > once.high, "{always:?} {once:?}");
            assert!(always.high - always.low < 3.0 * (once.high - once.low), "{always:?}");
        }
    }

    #[test]
    fn only_hits_or_only_misses_reach_the_end() {
        let never = share(Proportion::new(0.0, 500.0), 1_000.0, 0.05);
        assert!(never.low == 0.0 && never.high < 0.03, "{never:?}");
        let always = share(Proportion::new(500.0, 500.0), 1_000.0, 0.05);
        assert!(always.high == 1.0 && always.low > 0.97, "{always:?}");
        // What happens to hits at one rate happens to misses at the other.
        assert!((never.high + always.low - 1.0).abs() < 1e-9);
    }

    #[test]
    fn a_good_guess_of_the_mean_is_narrower_than_a_bad_one() {
        let gains = Gains { n: 10_000.0, sum: 500.0, squares: 400.0 };
        let width = |guess: f64| {
            let expected = Expected { most: 1.0, mean: guess, variance: 400.0 };
            let interval = mean(gains, expected, 0.05).expect("visits");
            assert!(interval.low <= 0.05 && 0.05 <= interval.high);
            interval.high - interval.low
        };
        assert!(width(0.05) < width(0.3));
    }
}
