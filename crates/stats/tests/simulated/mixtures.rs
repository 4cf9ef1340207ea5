//! The always-valid bounds against integrals over the mixtures that they are the result of.
//! Every prior is brought to 1 by the same rule, so that no gamma or beta function is trusted.

use crate::integral::{log_integral_up, log_integral_whole};
use crate::stream::Stream;
use motivo_stats::mixture::{BetaBinomial, GammaExponential, OneSidedNormal, TwoSidedNormal};
use motivo_stats::sequence::half_width;

/// Rounding of the rule and of the logarithms under it.
const TOLERANCE: f64 = 1e-7;

/// A number whose logarithm is spread evenly.
fn scale(stream: &mut Stream, low: f64, high: f64) -> f64 {
    (low.ln() + (high / low).ln() * stream.fraction()).exp()
}

fn alpha(stream: &mut Stream) -> f64 {
    scale(stream, 0.001, 0.3)
}

#[track_caller]
fn assert_near(fast: f64, slow: f64, what: &str) {
    let size = 1.0 + fast.abs().max(slow.abs());
    assert!((fast - slow).abs() < TOLERANCE * size, "{fast} is not {slow}: {what}");
}

/// exp(x s - x^2 v / 2) over x normal with variance 1 / rho.
fn two_sided(rho: f64, s: f64, v: f64) -> f64 {
    let prior = |x: f64| -0.5 * rho * x * x;
    // In units of the prior, so that one walk fits all.
    let root = rho.sqrt().recip();
    let mixed = log_integral_whole(|u| {
        let x = u * root;
        prior(x) + x * s - 0.5 * x * x * v
    });
    mixed - log_integral_whole(|u| prior(u * root))
}

/// The same over the half of the prior above 0.
fn one_sided(rho: f64, s: f64, v: f64) -> f64 {
    let prior = |x: f64| -0.5 * rho * x * x;
    let root = rho.sqrt().recip();
    let mixed = log_integral_up(|u| {
        let x = u * root;
        prior(x) + x * s - 0.5 * x * x * v
    });
    mixed - log_integral_up(|u| prior(u * root))
}

/// exp(x s - v psi(x)) with psi(x) = (-ln(1 - c x) - c x) / c^2 over x in 0..1/c, with 1 - c x gamma
/// of shape and rate rho / c^2, cut at 1. Over t = -ln(1 - c x).
fn gamma(rho: f64, c: f64, s: f64, v: f64) -> f64 {
    let shape = rho / (c * c);
    let prior = |t: f64| -shape * t - shape * (-t).exp();
    let mixed = log_integral_up(|t| {
        let moved = -(-t).exp_m1();
        prior(t) + moved * s / c - v * (t - moved) / (c * c)
    });
    mixed - log_integral_up(prior)
}

/// The likelihood of hits and misses at a rate from the beta prior over that at the rate g / (g + h).
/// Over the logit of the rate; `a` and `b` are the prior's.
fn beta(prior: (f64, f64), rate: f64, hits: f64, misses: f64) -> f64 {
    let log = |hits: f64, misses: f64| {
        log_integral_whole(|t: f64| {
            // ln of the rate and of what is left.
            let (up, down) = if t > 0.0 {
                (-(-t).exp().ln_1p(), -t - (-t).exp().ln_1p())
            } else {
                (t - t.exp().ln_1p(), -t.exp().ln_1p())
            };
            hits * up + misses * down
        })
    };
    let (a, b) = prior;
    log(hits + a, misses + b) - log(a, b) - hits * rate.ln() - misses * (-rate).ln_1p()
}

#[test]
fn the_normal_mixtures_are_their_integrals_at_any_sum() {
    let mut stream = Stream(60);
    for case in 0..200 {
        let (v, rho) = (scale(&mut stream, 0.01, 1e6), scale(&mut stream, 0.01, 1e5));
        // Up to eight standard deviations.
        let s = if case == 0 { 0.0 } else { 8.0 * stream.fraction() * v.sqrt() };
        let what = format!("rho {rho}, s {s}, v {v}");
        assert_near(TwoSidedNormal { rho }.log_martingale(s, v), two_sided(rho, s, v), &what);
        assert_near(OneSidedNormal { rho }.log_martingale(s, v), one_sided(rho, s, v), &what);
    }
}

#[test]
fn at_its_bound_each_normal_integral_reaches_one_over_alpha() {
    let mut stream = Stream(61);
    for _ in 0..100 {
        let (v, at, alpha) =
            (scale(&mut stream, 0.01, 1e6), scale(&mut stream, 1.0, 1e5), alpha(&mut stream));
        let what = format!("v {v}, tightest {at}, alpha {alpha}");
        let both = TwoSidedNormal::tightest_at(at, alpha);
        assert_near(two_sided(both.rho, both.bound(v, alpha), v), -alpha.ln(), &what);
        let one = OneSidedNormal::tightest_at(at, alpha);
        assert_near(one_sided(one.rho, one.bound(v, alpha), v), -alpha.ln(), &what);
        // A mean instead of a sum.
        let visits = scale(&mut stream, 1.0, 1e7);
        let half = half_width(visits, v / visits, both.rho.recip(), alpha);
        assert_near(two_sided(both.rho, half * visits, v), -alpha.ln(), &what);
    }
}

#[test]
fn the_gamma_mixture_is_its_integral_and_reaches_one_over_alpha_at_its_bound() {
    let mut stream = Stream(62);
    for _ in 0..100 {
        let (at, c, alpha) =
            (scale(&mut stream, 1.0, 1e4), scale(&mut stream, 0.1, 30.0), alpha(&mut stream));
        let v = scale(&mut stream, 0.1, 1e5);
        let s = 6.0 * stream.fraction() * v.sqrt();
        let mixture = GammaExponential::tightest_at(at, alpha, c);
        let rho = OneSidedNormal::tightest_at(at, alpha).rho;
        let what = format!("tightest {at}, c {c}, alpha {alpha}, s {s}, v {v}");
        assert_near(mixture.log_martingale(s, v), gamma(rho, c, s, v), &what);
        assert_near(gamma(rho, c, mixture.bound(v, alpha), v), -alpha.ln(), &what);
    }
}

#[test]
fn the_beta_mixture_is_its_integral_for_any_hits_and_misses() {
    let mut stream = Stream(63);
    for case in 0..150 {
        let rate = scale(&mut stream, 0.01, 0.99);
        let (at, alpha) = (scale(&mut stream, 1.0, 1e4), alpha(&mut stream));
        let visits = scale(&mut stream, 1.0, 1e5).round();
        let hits = match case % 3 {
            0 => 0.0,
            1 => visits,
            _ => (visits * stream.fraction()).round(),
        };
        let (g, h) = (rate, 1.0 - rate);
        let rho = TwoSidedNormal::tightest_at(at, alpha).rho;
        let r = (rho - g * h).max(1e-3 * g * h);
        let mixture = BetaBinomial::tightest_at(at, alpha, g, h);
        let (s, v) = (hits - visits * rate, visits * g * h);
        let slow = beta((r / h, r / g), rate, hits, visits - hits);
        let what = format!("{hits} of {visits} at {rate}, tightest {at}, alpha {alpha}");
        assert_near(mixture.log_martingale(s, v), slow, &what);
        let bound = mixture.bound(v, alpha);
        let there = visits * rate + bound;
        let slow = beta((r / h, r / g), rate, there, (visits - there).max(0.0));
        if bound < v / g {
            assert_near(slow, -alpha.ln(), &what);
        } else {
            assert!(slow < -alpha.ln() + TOLERANCE, "{slow}: {what}");
        }
    }
}

#[test]
fn no_other_prior_is_tighter_where_one_is_tightest() {
    let mut stream = Stream(64);
    for _ in 0..50 {
        let (v, alpha) = (scale(&mut stream, 1.0, 1e6), alpha(&mut stream));
        let chosen = TwoSidedNormal::tightest_at(v, alpha).bound(v, alpha);
        let least = (-60..=60)
            .map(|step| TwoSidedNormal { rho: v * 1.1_f64.powi(step) }.bound(v, alpha))
            .fold(f64::INFINITY, f64::min);
        assert!(chosen < 1.01 * least, "{v} {alpha}: {chosen} {least}");
    }
}
