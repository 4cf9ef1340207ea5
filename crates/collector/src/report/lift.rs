//! The lift of personalised over holdout visits, valid at every look.
//! Never a number where there are too few visits: it says how many more it takes.

use super::sums::{Days, Side, Sides};
use crate::release::disclose::{Cell, Grain};
use jiff::civil::Date;
use motivo_stats::proportion::Proportion;
use motivo_stats::{Interval, difference, sequence};

/// The 98.75 % quantile of the standard normal distribution, for two-sided 97.5 % intervals.
const Z975: f64 = 2.241_402_727_604_947;
/// The lift that "about N more visits" is about: one percentage point.
const WORTH_TELLING: f64 = 0.01;
/// Where the interval is made tightest, in visits; fixed, so that it does not follow the data.
const TIGHTEST: f64 = 5_000.0;
/// The share of visits that buys, before a shop's own is known.
const USUAL_RATE: f64 = 0.03;

/// How finely counts are told, and the scale of the noise in them, 0 where there is none.
#[derive(Clone, Copy, Debug)]
pub(super) struct Noise {
    pub(super) grain: Grain,
    pub(super) scale: f64,
}

impl Noise {
    /// How far noise moves a count at most, in all but one of 160 cases: discrete Laplace's tail is
    /// at most `e^(-x / scale)`, both sides together.
    pub(super) fn reach(self) -> f64 {
        (self.scale * 160_f64.ln()).ceil()
    }

    /// Newcombe's interval at 97.5 %, and the four counts' noise beside it, 2.5 % together.
    fn interval(self, sides: Sides) -> Interval {
        let (a, b) = (sides.personalised.share(), sides.holdout.share());
        let Interval { low, high } = difference::newcombe(a, b, Z975);
        // (orders + x) / (visits + y) is off by at most (x + rate y) / (visits - y).
        let reach = self.reach();
        let off = |share: Proportion| reach * (1.0 + share.rate()) / (share.of - reach).max(1.0);
        let off = off(a) + off(b);
        Interval { low: (low - off).max(-1.0), high: (high + off).min(1.0) }
    }
}

/// What can be said about the lift.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Lift {
    /// Nobody is held out.
    NoHoldout,
    /// No visit reached a decision moment.
    NoVisits,
    /// A side has fewer than k visits or orders.
    TooFew {
        /// Visits until a lift of one point can be told.
        more: f64,
        /// The share of those visits that it takes with half of the visits held out.
        sooner: f64,
    },
    /// Both sides can be printed.
    Measured(Measured),
}

/// Both sides and what lies between them.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Measured {
    pub(super) sides: Sides,
    pub(super) interval: Interval,
    /// The pooled z at this look, for readers who compare.
    pub(super) z: f64,
    /// Visits until a lift of one point can be told; `None` once the sign is.
    pub(super) more: Option<f64>,
}

impl Measured {
    /// The lift, as a share of visits.
    pub(super) fn estimate(&self) -> f64 {
        self.sides.lift()
    }
}

/// The lift of a period.
pub(super) fn lift(days: &Days, holdout: f64, noise: Noise) -> Lift {
    let sides = days.sides();
    let (all, held) = (sides.personalised.visits + sides.holdout.visits, sides.holdout.visits);
    let told = sides.told(noise.grain);
    if all <= 0.0 {
        return Lift::NoVisits;
    }
    if holdout == 0.0 && held <= 0.0 {
        return Lift::NoHoldout;
    }
    let share = if holdout > 0.0 { holdout } else { told.holdout.visits / told.visits() };
    let interval = interval(sides, share, noise);
    let more = more(sides, share, noise.grain);
    match (interval, difference::pooled_z(told.personalised.share(), told.holdout.share())) {
        (Some(interval), Some(z)) => {
            let more = (!interval.excludes_zero()).then_some(more);
            Lift::Measured(Measured { sides: told, interval, z, more })
        }
        _ => Lift::TooFew { more, sooner: (1.0 - share) * share * 4.0 },
    }
}

/// The interval, if both sides may be printed: always valid; around noise, for the one look there is.
fn interval(sides: Sides, holdout: f64, noise: Noise) -> Option<Interval> {
    let grain = noise.grain;
    let may = |side: Side| [side.visits, side.converted].map(|n| Cell::alone(n, grain).printed());
    let all = [may(sides.personalised), may(sides.holdout)].concat();
    all.into_iter().collect::<Option<Vec<f64>>>()?;
    let told = sides.told(grain);
    if noise.scale > 0.0 {
        return Some(noise.interval(told));
    }
    let worth = |side: Side| grain.worth(side.share());
    sequence::lift(worth(told.personalised), worth(told.holdout), tightness(holdout))
}

/// The sequence's parameter: from the drawn holdout and a usual shop, never from the counts.
fn tightness(holdout: f64) -> f64 {
    let usual = variance(USUAL_RATE, holdout);
    sequence::tightest_at(TIGHTEST * usual, sequence::ALPHA)
}

/// Variance per visit of the difference between two sides that convert alike.
fn variance(rate: f64, holdout: f64) -> f64 {
    rate * (1.0 - rate) * (1.0 / (1.0 - holdout) + 1.0 / holdout)
}

/// Visits still needed.
fn more(sides: Sides, holdout: f64, grain: Grain) -> f64 {
    let told = |count| Cell::alone(count, grain).printed();
    let visits = told(sides.visits()).unwrap_or(0.0);
    let converted = told(sides.personalised.converted + sides.holdout.converted);
    // The usual shop counts like 200 visits, until this one has more of its own.
    let own = |converted: f64| converted.clamp(0.0, visits) + 200.0 * USUAL_RATE;
    let rate = converted.map_or(USUAL_RATE, |converted| own(converted) / (visits + 200.0));
    let enough = sequence::visits_until(WORTH_TELLING, variance(rate, holdout), tightness(holdout));
    two_digits((enough - visits).max(1.0))
}

/// A number of visits to come: more digits would claim to know the future.
pub(super) fn two_digits(number: f64) -> f64 {
    let unit = 10_f64.powf((number.log10().floor() - 1.0).max(0.0));
    (number / unit).round() * unit
}

/// The lift from the period's first day to this one.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Point {
    pub(super) day: Date,
    pub(super) estimate: f64,
    pub(super) interval: Interval,
}

/// A point for each day by which both sides may be told.
pub(super) fn points(days: &Days, holdout: f64, noise: Noise) -> Vec<Point> {
    if noise.scale > 0.0 {
        // A month is told at once, without its days.
        return Vec::new();
    }
    let share = if holdout > 0.0 { holdout } else { 0.5 };
    let (mut all, mut points) = (Sides::default(), Vec::new());
    for (day, sides) in days.iter() {
        all.add(sides);
        if let Some(interval) = interval(all, share, noise) {
            points.push(Point { day, estimate: all.told(noise.grain).lift(), interval });
        }
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::filter::Who;
    use crate::store::Row;
    use jiff::civil::date;

    const TEN: Noise = Noise { grain: Grain { from: 10.0, step: 10.0 }, scale: 0.0 };

    /// Visits and orders per day for both sides.
    fn sums(days: &[[f64; 4]]) -> Days {
        let row = |day: usize, key: &str, measure: &str, value| Row {
            day: date(2026, 11, 1 + day as i8),
            marginal: "visits".into(),
            key: key.into(),
            measure: measure.into(),
            value,
        };
        let rows = |(day, [p, pc, h, hc]): (usize, &[f64; 4])| {
            [
                row(day, "0|no", "visits", *p),
                row(day, "0|no", "converted", *pc),
                row(day, "1|no", "visits", *h),
                row(day, "1|no", "converted", *hc),
            ]
        };
        Days::of(&days.iter().enumerate().flat_map(rows).collect::<Vec<_>>(), &Who::Everybody)
    }

    #[test]
    fn little_data_says_how_many_visits_are_missing() {
        assert_eq!(lift(&sums(&[]), 0.1, TEN), Lift::NoVisits);
        let Lift::TooFew { more, sooner } = lift(&sums(&[[90.0, 3.0, 10.0, 0.0]]), 0.1, TEN) else {
            panic!("three orders are too few");
        };
        // 3 % buying, a tenth held out: variance .323 a visit; 1 point at about 9.5 squared units.
        assert!((25_000.0..40_000.0).contains(&more), "{more}");
        assert!((sooner - 0.36).abs() < 1e-12);
        assert_eq!(lift(&sums(&[[90.0, 3.0, 0.0, 0.0]]), 0.0, TEN), Lift::NoHoldout);
    }

    #[test]
    fn a_large_lift_is_told_and_a_small_one_asks_for_more_visits() {
        let Lift::Measured(large) = lift(&sums(&[[4_500.0, 449.0, 500.0, 18.0]]), 0.1, TEN) else {
            panic!("both sides have enough");
        };
        assert!(large.interval.low > 0.0 && large.more.is_none());
        // Each count is the middle of its ten.
        assert!((large.estimate() - (445.0 / 4_505.0 - 15.0 / 505.0)).abs() < 1e-12);
        let Lift::Measured(small) = lift(&sums(&[[4_500.0, 230.0, 500.0, 20.0]]), 0.1, TEN) else {
            panic!("both sides have enough");
        };
        assert!(!small.interval.excludes_zero() && small.more.is_some_and(|more| more > 1_000.0));
    }

    #[test]
    fn a_point_takes_k_orders_and_a_quiet_day_moves_none() {
        let day = [400.0, 40.0, 41.0, 6.0];
        let quiet = [4.0, 1.0, 4.0, 1.0];
        let points = points(&sums(&[day, day, quiet, day]), 0.1, TEN);
        let days: Vec<i8> = points.iter().map(|point| point.day.day()).collect();
        assert_eq!(days, [2, 3, 4]);
        assert_eq!(points[0].estimate, points[1].estimate);
    }

    #[test]
    fn steps_do_not_ring_more_false_alarms() {
        // Visits by day, 20 % held out, 5 % buying, whoever is shown something: 28 days, each looked
        // at. The holdout has some 15 orders a day, told in steps of 20.
        let (mut state, mut alarms) = (11_u64, 0);
        let mut buyers = |visits: u32, rate: f64| {
            let buys = |_: &u32| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                ((state >> 11) as f64) < rate * (1_u64 << 53) as f64
            };
            (0..visits).filter(buys).count() as f64
        };
        for _ in 0..100 {
            let mut day = || [1_200.0, buyers(1_200, 0.05), 300.0, buyers(300, 0.05)];
            let days: Vec<[f64; 4]> = (0..28).map(|_| day()).collect();
            let twenty = Noise { grain: Grain { from: 20.0, step: 20.0 }, scale: 0.0 };
            let points = points(&sums(&days), 0.2, twenty);
            assert!(points.len() > 20);
            alarms += usize::from(points.iter().any(|point| point.interval.excludes_zero()));
        }
        assert!(alarms <= 5, "{alarms} of 100");
    }

    #[test]
    fn numbers_of_the_future_have_two_digits() {
        assert_eq!(
            [1.4, 94.0, 12_345.0, 98_765.0].map(two_digits),
            [1.0, 94.0, 12_000.0, 99_000.0]
        );
    }

    #[test]
    fn noise_widens_the_interval_by_what_it_can_do_and_hides_the_days() {
        let sums = sums(&[[45_000.0, 4_500.0, 5_000.0, 200.0]]);
        let width = |scale: f64| {
            let Lift::Measured(found) =
                lift(&sums, 0.1, Noise { grain: Grain::exact(10.0), scale })
            else {
                panic!("both sides have enough");
            };
            assert!((found.estimate() - 0.06).abs() < 1e-12);
            found.interval.high - found.interval.low
        };
        // 51 of 5,000 and of 45,000 either way, with the visits' own noise beside.
        let more = width(10.0) - width(0.001);
        assert!((0.0225..0.0260).contains(&more), "{more}");
        assert!(points(&sums, 0.1, Noise { grain: Grain::exact(10.0), scale: 10.0 }).is_empty());
    }
}
