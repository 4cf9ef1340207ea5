//! The lift under daily looks: how often it is told where there is none, and when where there is.

use crate::stream::Stream;
use motivo_stats::Z95;
use motivo_stats::difference::pooled_z;
use motivo_stats::exact_sequence::{Expected, Gains, mean, share};
use motivo_stats::msprt;
use motivo_stats::proportion::Proportion;
use motivo_stats::sample_size::Question;
use motivo_stats::sequence::{ALPHA, lift, lift_at_least, tightest_at, variance, visits_until};

/// Personalised and holdout.
#[derive(Clone, Copy)]
struct Shop {
    rates: [f64; 2],
    holdout: f64,
    visits_a_day: u32,
}

impl Shop {
    fn day(&self, sides: &mut [Proportion; 2], stream: &mut Stream) {
        for _ in 0..self.visits_a_day {
            let side = usize::from(stream.happens(self.holdout));
            sides[side].of += 1.0;
            sides[side].hits += stream.hit(self.rates[side]);
        }
    }

    /// Variance per visit of the difference.
    fn variance(&self) -> f64 {
        let side = |rate: f64, part: f64| Proportion::new(1e9 * rate * part, 1e9 * part);
        let (a, b) = (1.0 - self.holdout, self.holdout);
        variance(side(self.rates[0], a), side(self.rates[1], b))
    }
}

#[test]
fn daily_looks_at_shops_without_lift_raise_an_alarm_in_at_most_a_twentieth() {
    let (shops, mut stream) = (1_000, Stream(20));
    let shop = Shop { rates: [0.05; 2], holdout: 0.2, visits_a_day: 100 };
    let r2 = tightest_at(3_000.0 * shop.variance(), ALPHA);
    let [mut sequence, mut one_sided, mut ratio, mut fixed] = [0; 4];
    for _ in 0..shops {
        let mut sides = [Proportion::default(); 2];
        let mut alarms = [false; 4];
        for _day in 0..60 {
            shop.day(&mut sides, &mut stream);
            let [a, b] = sides;
            // The report prints nothing of fewer.
            if a.hits < 10.0 || b.hits < 10.0 {
                continue;
            }
            alarms[0] |= lift(a, b, r2).is_some_and(|interval| interval.excludes_zero());
            alarms[1] |= lift_at_least(a, b, r2).is_some_and(|least| least > 0.0);
            alarms[2] |= msprt::odds(a, b, msprt::TAU2).is_some_and(|odds| odds > 1.0 / ALPHA);
            alarms[3] |= pooled_z(a, b).is_some_and(|z| z.abs() > Z95);
        }
        for (count, alarm) in
            [&mut sequence, &mut one_sided, &mut ratio, &mut fixed].into_iter().zip(alarms)
        {
            *count += u32::from(alarm);
        }
    }
    assert!(sequence <= 50 && one_sided <= 50 && ratio <= 50, "{sequence} {one_sided} {ratio}");
    // What it is for: a fixed 95 % interval read as often.
    assert!(fixed > 200, "{fixed}");
}

/// Mean visits until the lift was told.
fn told_after(shop: Shop, r2: f64, shops: u32, stream: &mut Stream) -> f64 {
    let mut visits = 0.0;
    for _ in 0..shops {
        let mut sides = [Proportion::default(); 2];
        while !lift(sides[0], sides[1], r2).is_some_and(|interval| interval.low > 0.0) {
            shop.day(&mut sides, stream);
        }
        visits += sides[0].of + sides[1].of;
    }
    visits / f64::from(shops)
}

#[test]
fn a_lift_of_one_point_is_told_within_a_quarter_of_the_sample_size_of_the_formula() {
    let (shops, mut stream) = (150, Stream(21));
    for (base, holdout) in [(0.03, 0.5), (0.05, 0.2)] {
        let shop = Shop { rates: [base + 0.01, base], holdout, visits_a_day: 500 };
        let r2 = tightest_at(15_000.0 * shop.variance(), ALPHA);
        let formula = visits_until(0.01, shop.variance(), r2);
        let mean = told_after(shop, r2, shops, &mut stream);
        // The mean of 150 shops has an error of 5 %.
        assert!((0.75..=1.25).contains(&(mean / formula)), "{mean} of {formula}");
    }
}

#[test]
fn about_half_of_the_shops_are_told_after_the_visits_that_were_missing() {
    let (shops, mut told, mut stream) = (150, 0, Stream(22));
    let shop = Shop { rates: [0.05, 0.04], holdout: 0.5, visits_a_day: 250 };
    let r2 = tightest_at(15_000.0 * shop.variance(), ALPHA);
    let question = Question { lift: 0.01, holdout: 0.5, r2 };
    for _ in 0..shops {
        let mut sides = [Proportion::default(); 2];
        (0..8).for_each(|_day| shop.day(&mut sides, &mut stream));
        let seen = Proportion::new(sides[0].hits + sides[1].hits, sides[0].of + sides[1].of);
        let missing = question.visits_missing(seen, Proportion::new(6.0, 200.0));
        let mut done = false;
        for _ in 0..(missing / 250.0).ceil() as u32 {
            shop.day(&mut sides, &mut stream);
            done |= lift(sides[0], sides[1], r2).is_some_and(|interval| interval.low > 0.0);
        }
        told += u32::from(done);
    }
    // Half at the last look alone, and some before it.
    assert!((60..=105).contains(&told), "{told} of {shops}");
}

#[test]
fn the_exact_sequences_hold_the_truth_at_every_look_from_the_first() {
    let (shops, mut stream) = (200, Stream(23));
    let (mut missed_share, mut missed_mean) = (0, 0);
    for _ in 0..shops {
        let mut seen = Proportion::default();
        let mut gains = Gains::default();
        let expected = Expected { most: 25.0, mean: 0.05, variance: 1_000.0 };
        let mut missed = [false; 2];
        for look in 1..=60 {
            for _ in 0..look {
                seen.of += 1.0;
                seen.hits += stream.hit(0.03);
                // An IPS term: a reward by the inverse of its chance, 4 % to 40 %.
                let chance = if stream.happens(0.5) { 0.04 } else { 0.4 };
                let gain = stream.hit(chance) * stream.hit(0.05) / chance;
                gains.n += 1.0;
                gains.sum += gain;
                gains.squares += gain * gain;
            }
            let found = share(seen, 500.0, ALPHA);
            missed[0] |= found.low > 0.03 || found.high < 0.03;
            let found = mean(gains, expected, ALPHA).expect("visits");
            missed[1] |= found.low > 0.05 || found.high < 0.05;
        }
        missed_share += u32::from(missed[0]);
        missed_mean += u32::from(missed[1]);
    }
    // 5 % of 200.
    assert!(missed_share <= 10 && missed_mean <= 10, "{missed_share} {missed_mean}");
}
