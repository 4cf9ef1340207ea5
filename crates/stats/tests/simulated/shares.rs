//! Two shares compared: every figure again from urns, lists, areas and roots.
//! Sides are small, large, very unequal, without hits, all hits, and single visits.

use crate::integral::log_integral_whole;
use crate::stream::Stream;
use motivo_stats::Z95;
use motivo_stats::difference::{agresti_caffo, newcombe, pooled_z};
use motivo_stats::fisher;
use motivo_stats::msprt::{TAU2, odds};
use motivo_stats::proportion::Proportion;
use motivo_stats::superiority::chance_above;

/// Hits and visits in whole numbers.
type Side = (u32, u32);

fn share((hits, of): Side) -> Proportion {
    Proportion::new(hits.into(), of.into())
}

/// A side with at most `most` hits.
fn side(stream: &mut Stream, most: u32) -> Side {
    let of = match stream.number() % 5 {
        0 => 1,
        1 => 1 + (stream.number() % 20) as u32,
        2 | 3 => 1 + (stream.number() % 3_000) as u32,
        _ => 100_000 + (stream.number() % 900_000) as u32,
    };
    let top = of.min(most);
    let hits = match stream.number() % 5 {
        0 => 0,
        1 => top,
        _ => (f64::from(top) * stream.fraction().powi(2)) as u32,
    };
    (hits, of)
}

fn pairs(seed: u64, count: usize, most: u32) -> Vec<(Side, Side)> {
    let mut stream = Stream(seed);
    (0..count).map(|_| (side(&mut stream, most), side(&mut stream, most))).collect()
}

/// The chance of each number of marked balls among `drawn` from an urn, one ball after the other.
fn urn(balls: u32, marked: u32, drawn: u32) -> Vec<f64> {
    let mut chances = vec![1.0];
    for out in 0..drawn {
        let left = f64::from(balls - out);
        let mut next = vec![0.0; chances.len() + 1];
        for (seen, chance) in chances.iter().enumerate() {
            let good = f64::from(marked) - seen as f64;
            if good > 0.0 {
                next[seen + 1] += chance * good / left;
            }
            let bad = left - good;
            if bad > 0.0 {
                next[seen] += chance * bad / left;
            }
        }
        chances = next;
    }
    chances
}

#[test]
fn fishers_p_is_what_hits_dealt_out_one_by_one_give() {
    for (a, b) in pairs(70, 300, 250) {
        let tables = urn(a.1 + b.1, a.1, a.0 + b.0);
        let seen = tables[a.0 as usize];
        // Tables of the same chance may differ by rounding, as in R.
        let slow: f64 = tables.iter().filter(|chance| **chance <= seen * (1.0 + 1e-7)).sum();
        let fast = fisher::p_value(share(a), share(b));
        assert!((fast - slow).abs() < 1e-9, "{a:?} {b:?}: {fast} {slow}");
        // Small values to as many digits.
        assert!(slow < 1e-280 || (fast / slow - 1.0).abs() < 1e-7, "{a:?} {b:?}: {fast} {slow}");
    }
}

#[test]
fn the_chance_above_is_that_of_two_shuffled_rows_of_uniform_numbers() {
    // Beta(x, y) is the x-th smallest of x + y - 1 uniform numbers. That of a is above that of b if,
    // of all numbers shuffled, b's u-th comes before a's x-th: u of b's or more among the first
    // x + u - 1.
    for (a, b) in pairs(71, 300, 250) {
        let first = urn(a.1 + b.1 + 2, b.1 + 1, a.0 + b.0 + 1);
        let slow: f64 = first.iter().skip(b.0 as usize + 1).sum();
        let fast = chance_above(share(a), share(b));
        // ln of beta functions of a million.
        assert!((fast - slow).abs() < 1e-8, "{a:?} {b:?}: {fast} {slow}");
    }
}

/// Where `p` lies `z` of the rate's own standard errors away, by halving: up or down.
fn score_end((hits, of): Side, up: bool) -> f64 {
    let (p, n) = (f64::from(hits) / f64::from(of), f64::from(of));
    let (mut inside, mut outside) = (p, f64::from(u8::from(up)));
    for _ in 0..100 {
        let rate = f64::midpoint(inside, outside);
        let within = (p - rate).abs() <= Z95 * (rate * (1.0 - rate) / n).sqrt();
        if within { inside = rate } else { outside = rate }
    }
    inside
}

#[test]
fn newcombes_interval_is_squared_together_from_ends_found_by_halving() {
    for (a, b) in pairs(72, 1_000, u32::MAX) {
        let (pa, pb) = (share(a).rate(), share(b).rate());
        let low = pa - pb - (pa - score_end(a, false)).hypot(score_end(b, true) - pb);
        let high = pa - pb + (score_end(a, true) - pa).hypot(pb - score_end(b, false));
        let fast = newcombe(share(a), share(b), Z95);
        assert!((fast.low - low).abs() < 1e-9, "{a:?} {b:?}: {fast:?} {low}");
        assert!((fast.high - high).abs() < 1e-9, "{a:?} {b:?}: {fast:?} {high}");
    }
}

/// Mean and its squared standard error of visits told one by one.
fn told((hits, of): Side) -> (f64, f64) {
    let visits = || (0..of).map(|visit| f64::from(u8::from(visit < hits)));
    let n = f64::from(of);
    let mean = visits().sum::<f64>() / n;
    (mean, visits().map(|visit| (visit - mean).powi(2)).sum::<f64>() / n / n)
}

#[test]
fn agresti_and_caffos_interval_is_that_of_a_hit_and_a_miss_more() {
    for (a, b) in pairs(73, 60, u32::MAX) {
        let ((pa, va), (pb, vb)) = (told((a.0 + 1, a.1 + 2)), told((b.0 + 1, b.1 + 2)));
        let fast = agresti_caffo(share(a), share(b), Z95);
        let half = Z95 * (va + vb).sqrt();
        assert!((fast.low - (pa - pb - half)).abs() < 1e-9, "{a:?} {b:?}: {fast:?}");
        assert!((fast.high - (pa - pb + half)).abs() < 1e-9, "{a:?} {b:?}: {fast:?}");
    }
}

#[test]
fn the_pooled_z_is_the_correlation_of_side_and_hit_over_all_visits() {
    // Phi of a two by two table, times the root of the visits.
    for (a, b) in pairs(74, 60, u32::MAX) {
        let visits = || {
            let of = |(hits, of): Side, side: f64| {
                (0..of).map(move |visit| (side, f64::from(u8::from(visit < hits))))
            };
            of(a, 1.0).chain(of(b, 0.0))
        };
        let n = f64::from(a.1) + f64::from(b.1);
        let (x, y) = visits().fold((0.0, 0.0), |(x, y), visit| (x + visit.0, y + visit.1));
        let (mx, my) = (x / n, y / n);
        let sums = visits().fold([0.0; 3], |[xx, yy, xy], (x, y)| {
            let (x, y) = (x - mx, y - my);
            [xx + x * x, yy + y * y, xy + x * y]
        });
        let fast = pooled_z(share(a), share(b));
        if sums[1] < 1e-6 {
            assert_eq!(fast, None, "{a:?} {b:?}");
            continue;
        }
        let slow = sums[2] / (sums[0] * sums[1]).sqrt() * n.sqrt();
        let fast = fast.expect("hits and misses");
        assert!((fast - slow).abs() < 1e-7 * (1.0 + slow.abs()), "{a:?} {b:?}: {fast} {slow}");
    }
}

#[test]
fn the_ratio_tests_odds_are_the_area_under_likelihood_times_prior() {
    let mut checked = 0;
    for (place, (a, b)) in pairs(75, 400, u32::MAX).into_iter().enumerate() {
        // Lifts of a tenth of a point to ten points.
        let tau2 = TAU2 * 10_f64.powi(place as i32 % 5 - 2);
        let spread = |p: Proportion| p.rate() * (1.0 - p.rate()) / p.of;
        let variance = spread(share(a)) + spread(share(b));
        let fast = odds(share(a), share(b), tau2);
        if variance == 0.0 {
            assert_eq!(fast, None, "{a:?} {b:?}");
            continue;
        }
        let seen = share(a).rate() - share(b).rate();
        let root = tau2.sqrt();
        let prior = |u: f64| -0.5 * u * u;
        let mixed = log_integral_whole(|u| {
            let lift = u * root;
            prior(u) + (seen * seen - (seen - lift).powi(2)) / (2.0 * variance)
        });
        let slow = mixed - log_integral_whole(prior);
        let fast = fast.expect("it varies").ln();
        if fast.is_finite() {
            checked += 1;
            assert!((fast - slow).abs() < 1e-7 * (1.0 + slow.abs()), "{a:?} {b:?}: {fast} {slow}");
        }
    }
    // The others are beyond numbers: odds of e^710.
    assert!(checked > 150, "{checked}");
}
