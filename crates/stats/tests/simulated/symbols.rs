//! What is estimated from private symbols against every answer that there can be, with its chance.
//! Nothing is drawn: chances come from the integer thresholds by which a page draws.

use crate::stream::Stream;
use motivo_stats::privacy::{
    Choice, DiscreteLaplace, Epsilon, Mechanism, RandomisedResponse, UnaryEncoding, pooled,
};

/// 2^64.
const DRAWS: f64 = 18_446_744_073_709_551_616.0;

fn epsilon(stream: &mut Stream) -> Epsilon {
    Epsilon::new(0.1 + 4.0 * stream.fraction()).expect("a loss")
}

/// The chance that each symbol is told when this one is so.
fn response(symbols: u32, epsilon: Epsilon, truth: u32) -> Vec<f64> {
    let lie = RandomisedResponse::new(symbols, epsilon).expect("symbols").lie() as f64 / DRAWS;
    let honest = 1.0 - lie * f64::from(symbols - 1);
    (0..symbols).map(|told| if told == truth { honest } else { lie }).collect()
}

/// The chance of each set of bits when this symbol is so.
fn bits(symbols: u32, epsilon: Epsilon, truth: u32) -> Vec<f64> {
    let lie = UnaryEncoding::new(epsilon).lie() as f64 / DRAWS;
    let chance = |set: u32| -> f64 {
        let one = |symbol: u32| {
            let p = if symbol == truth { 0.5 } else { lie };
            if set >> symbol & 1 == 1 { p } else { 1.0 - p }
        };
        (0..symbols).map(one).product()
    };
    (0..1 << symbols).map(chance).collect()
}

#[test]
fn every_answer_of_a_few_visits_together_has_the_truth_as_its_mean_and_the_variance_that_is_said() {
    let mut stream = Stream(80);
    for _ in 0..60 {
        let symbols = 2 + (stream.number() % 3) as u32;
        let epsilon = epsilon(&mut stream);
        let visits = 1 + (stream.number() % 5) as usize;
        let truths: Vec<u32> =
            (0..visits).map(|_| (stream.number() % u64::from(symbols)) as u32).collect();
        let mechanism = Mechanism::randomised_response(symbols, epsilon);
        let n = visits as f64;
        // How often symbol 0 was told, over all answers of all visits.
        let (mut mean, mut square) = (0.0, 0.0);
        for answers in 0..u64::from(symbols).pow(visits as u32) {
            let (mut rest, mut chance, mut told) = (answers, 1.0, 0.0);
            for truth in &truths {
                let answer = (rest % u64::from(symbols)) as usize;
                rest /= u64::from(symbols);
                chance *= response(symbols, epsilon, *truth)[answer];
                told += f64::from(u8::from(answer == 0));
            }
            let estimate = mechanism.estimate(told, n);
            mean += chance * estimate;
            square += chance * estimate * estimate;
        }
        let so = truths.iter().filter(|truth| **truth == 0).count() as f64;
        let variance = square - mean * mean;
        let what = format!("{truths:?} of {symbols} at {epsilon:?}");
        assert!((mean - so).abs() < 1e-9, "{mean} {so}: {what}");
        let said = mechanism.variance(n, so / n);
        assert!((variance / said - 1.0).abs() < 1e-8, "{variance} {said}: {what}");
    }
}

#[test]
fn the_pooled_rate_and_error_are_those_of_all_answers_of_one_visit() {
    let mut stream = Stream(81);
    let mut by = [0, 0];
    for case in 0..120 {
        // Many symbols and a small loss are told as bits.
        let (symbols, epsilon) = if case % 2 == 0 {
            (2 + (stream.number() % 9) as u32, epsilon(&mut stream))
        } else {
            let nats = 0.1 + 0.5 * stream.fraction();
            (8 + (stream.number() % 3) as u32, Epsilon::new(nats).expect("a loss"))
        };
        let asked = 1 + (stream.number() % u64::from(symbols - 1)) as u32;
        let parts: Vec<f64> = (0..symbols).map(|_| stream.fraction().powi(2)).collect();
        let all: f64 = parts.iter().sum();
        // How many of the symbols asked for, the first ones, a visit tells: one, or so many bits.
        let unary = Choice::of(symbols, epsilon) == Choice::UnaryEncoding;
        by[usize::from(unary)] += 1;
        let (mut mean, mut square) = (0.0, 0.0);
        for truth in 0..symbols {
            let so = parts[truth as usize] / all;
            let told = if unary {
                bits(symbols, epsilon, truth)
            } else {
                response(symbols, epsilon, truth)
            };
            for (answer, chance) in told.iter().enumerate() {
                let among = if unary {
                    (answer as u32 & ((1 << asked) - 1)).count_ones()
                } else {
                    u32::from((answer as u32) < asked)
                };
                mean += so * chance * f64::from(among);
                square += so * chance * f64::from(among).powi(2);
            }
        }
        let truth: f64 = parts[..asked as usize].iter().sum::<f64>() / all;
        let n = 1_000.0;
        let found = pooled(symbols, epsilon, asked, mean * n, n);
        let what = format!("{asked} of {symbols} at {epsilon:?}");
        assert!((found.rate - truth).abs() < 1e-9, "{} {truth}: {what}", found.rate);
        // What is told is divided by p - q to be a rate.
        let gap = if unary {
            Mechanism::unary_encoding(epsilon)
        } else {
            Mechanism::randomised_response(symbols, epsilon)
        };
        let slow = ((square - mean * mean) / n).sqrt() / (gap.p - gap.q);
        assert!((found.error / slow - 1.0).abs() < 1e-8, "{} {slow}: {what}", found.error);
    }
    assert!(by[0] > 20 && by[1] > 20, "both mechanisms: {by:?}");
}

#[test]
fn the_noises_chances_and_variance_are_those_of_its_thresholds() {
    let mut stream = Stream(82);
    for _ in 0..40 {
        let epsilon = epsilon(&mut stream);
        let contribution = 1 + stream.number() % 40;
        let noise = DiscreteLaplace::new(epsilon, contribution).expect("a contribution");
        let (steps, low) = noise.thresholds().split_last().expect("a first");
        let step = *steps as f64 / DRAWS;
        let size = |size: u64| -> f64 {
            let bit = |(place, threshold): (usize, &u64)| {
                let one = *threshold as f64 / (DRAWS + *threshold as f64);
                if size >> place & 1 == 1 { one } else { 1.0 - one }
            };
            let low_bits: f64 = low.iter().enumerate().map(bit).product();
            low_bits * step.powf((size >> low.len()) as f64) * (1.0 - step)
        };
        // Below and 0 is drawn again.
        let again = 1.0 - size(0) / 2.0;
        let chance = |x: i64| {
            let half = size(x.unsigned_abs()) / 2.0;
            half / again
        };
        let (mut all, mut variance) = (0.0, 0.0);
        for x in -20_000..=20_000_i64 {
            all += chance(x);
            variance += chance(x) * (x * x) as f64;
            let said = noise.chance(x);
            assert!((chance(x) - said).abs() < 1e-12, "{x} at {epsilon:?}: {said}");
        }
        assert!((all - 1.0).abs() < 1e-9, "{all}");
        assert!((variance / noise.variance() - 1.0).abs() < 1e-9, "{variance}");
    }
}
