//! Two shares compared at every look: Waudby-Smith's asymptotic confidence sequence.
//! Never narrower because somebody looked; a fixed 95 % interval read daily is wrong far too often.

use crate::Interval;
use crate::proportion::Proportion;

/// The chance, over all looks together, that the sequence ever misses the truth.
pub const ALPHA: f64 = 0.05;

/// Half width after `t` visits with variance `s2` per visit.
/// `r2 > 0` sets at which total variance `t * s2` it is tightest and must be fixed beforehand:
/// larger is tighter early, smaller is tighter late.
#[must_use]
pub fn half_width(t: f64, s2: f64, r2: f64, alpha: f64) -> f64 {
    let grown = t * s2 * r2 + 1.0;
    (grown / (t * t * r2) * (grown / (alpha * alpha)).ln()).sqrt()
}

/// The `r2` that makes the sequence tightest (within a percent) at total variance `t * s2`.
/// Waudby-Smith, equation for the asymptotically optimal rho.
#[must_use]
pub fn tightest_at(total_variance: f64, alpha: f64) -> f64 {
    let log = -2.0 * alpha.ln();
    (log + log.ln() + 1.0) / total_variance
}

/// Variance per visit of the difference `a - b`, each side in the share of visits that it has.
/// This is the variance of the doubly robust estimate with the two rates as its outcome model.
#[must_use]
pub fn variance(a: Proportion, b: Proportion) -> f64 {
    let visits = a.of + b.of;
    let side = |p: Proportion| p.rate() * (1.0 - p.rate()) * visits / p.of;
    side(a) + side(b)
}

/// The always-valid interval for `a - b`; `None` without visits or without variation on a side,
/// because a variance of zero after few visits would promise a certainty that is not there.
#[must_use]
pub fn lift(a: Proportion, b: Proportion, r2: f64) -> Option<Interval> {
    let varies = |p: Proportion| p.of > 0.0 && p.hits > 0.0 && p.hits < p.of;
    if !varies(a) || !varies(b) {
        return None;
    }
    let half = half_width(a.of + b.of, variance(a, b), r2, ALPHA);
    let estimate = a.rate() - b.rate();
    Some(Interval { low: estimate - half, high: estimate + half })
}

/// Visits after which the half width is at most `half`, by bisection; `s2` per visit stays.
#[must_use]
pub fn visits_until(half: f64, s2: f64, r2: f64) -> f64 {
    let (mut few, mut many) = (1.0, 1.0);
    while half_width(many, s2, r2, ALPHA) > half && many < 1e12 {
        few = many;
        many *= 2.0;
    }
    while many - few > 0.5 {
        let middle = f64::midpoint(few, many);
        if half_width(middle, s2, r2, ALPHA) > half { few = middle } else { many = middle }
    }
    many.ceil()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_half_width_is_the_known_one() {
        let half = half_width(3000.0, 0.216_875, 0.036_593_2, ALPHA);
        assert!((half - 0.026_329_0).abs() < 5e-8, "{half}");
    }

    #[test]
    fn the_estimate_lies_in_the_middle_and_more_visits_narrow_it() {
        let shop = |n: f64| (Proportion::new(0.065 * n, n), Proportion::new(0.02 * n, n / 2.0));
        let width = |n: f64| {
            let interval = lift(shop(n).0, shop(n).1, 0.01).expect("both sides vary");
            assert!((f64::midpoint(interval.low, interval.high) - 0.025).abs() < 1e-12);
            interval.high - interval.low
        };
        assert!(width(2_000.0) > width(4_000.0));
    }

    #[test]
    fn tightest_at_is_tightest_there() {
        let total = 1_000.0;
        let chosen = half_width(total, 1.0, tightest_at(total, ALPHA), ALPHA);
        for factor in [0.25, 0.5, 2.0, 4.0] {
            let other = half_width(total, 1.0, factor * tightest_at(total, ALPHA), ALPHA);
            // The formula is the paper's approximation: within a percent of the best.
            assert!(other > 0.99 * chosen, "{factor}");
        }
    }

    #[test]
    fn a_side_without_variation_gives_no_interval() {
        let some = Proportion::new(5.0, 50.0);
        for empty in [(0.0, 0.0), (0.0, 50.0), (50.0, 50.0)] {
            assert_eq!(lift(some, Proportion::new(empty.0, empty.1), 0.01), None);
        }
    }

    #[test]
    fn visits_until_is_the_first_number_that_is_enough() {
        let r2 = tightest_at(1_000.0, ALPHA);
        let visits = visits_until(0.01, 0.3, r2);
        assert!(half_width(visits, 0.3, r2, ALPHA) <= 0.01);
        assert!(half_width(visits - 2.0, 0.3, r2, ALPHA) > 0.01);
    }

    /// The next number of a fixed stream (SplitMix64), as a fraction of 1.
    fn fraction(state: &mut u64) -> f64 {
        *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = *state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    #[test]
    fn daily_looks_at_a_shop_without_lift_rarely_raise_an_alarm() {
        let (shops, mut alarms, mut state) = (400, 0, 20);
        let r2 = tightest_at(5_000.0 * 0.05 * (1.0 / 0.9 + 1.0 / 0.1), ALPHA);
        for _ in 0..shops {
            let mut sides = [Proportion::default(); 2];
            let mut alarm = false;
            for _day in 0..60 {
                for _visit in 0..100 {
                    let side = &mut sides[usize::from(fraction(&mut state) < 0.1)];
                    side.of += 1.0;
                    side.hits += f64::from(u8::from(fraction(&mut state) < 0.05));
                }
                alarm |= lift(sides[0], sides[1], r2).is_some_and(|i| i.excludes_zero());
            }
            alarms += i32::from(alarm);
        }
        // At most 5 % of shops, plus two standard errors of 400 draws.
        assert!(f64::from(alarms) <= 0.072 * f64::from(shops), "{alarms} of {shops}");
    }
}
