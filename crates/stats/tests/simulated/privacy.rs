//! A million draws of every private mechanism: the loss that they show, and their distribution.

use crate::stream::Stream;
use motivo_stats::privacy::{
    DiscreteLaplace, Epsilon, Mechanism, RandomisedResponse, UnaryEncoding,
};

const DRAWS: u32 = 1_000_000;

fn epsilon(nats: f64) -> Epsilon {
    Epsilon::new(nats).expect("a loss")
}

/// The ln of the ratio of two counts and its standard error.
fn log_ratio(a: f64, b: f64) -> (f64, f64) {
    ((a / b).ln(), (1.0 / a + 1.0 / b).sqrt())
}

#[test]
fn a_million_symbols_show_no_more_loss_than_epsilon() {
    let mut stream = Stream(40);
    for (symbols, nats) in [(2, 2.0), (24, 4.0)] {
        let response = RandomisedResponse::new(symbols, epsilon(nats)).expect("symbols");
        let mut told = vec![vec![0.0; symbols as usize]; 2];
        for (truth, counts) in told.iter_mut().enumerate() {
            for _ in 0..DRAWS / 2 {
                counts[response.tell(truth as u32, stream.number()) as usize] += 1.0;
            }
        }
        for (a, b) in told[0].iter().zip(&told[1]).flat_map(|(a, b)| [(*a, *b), (*b, *a)]) {
            let (ratio, error) = log_ratio(a, b);
            assert!(ratio <= nats + 3.0 * error, "{symbols}: {ratio} {error}");
        }
        // It uses what it is allowed.
        let (ratio, error) = log_ratio(told[0][0], told[1][0]);
        assert!(ratio >= nats - 3.0 * error, "{symbols}: {ratio} {error}");
        let mechanism = Mechanism::randomised_response(symbols, epsilon(nats));
        let reports = f64::from(DRAWS / 2);
        let estimate = mechanism.estimate(told[0][0], reports);
        let error = mechanism.variance(reports, 1.0).sqrt();
        assert!((estimate - reports).abs() < 3.0 * error, "{symbols}: {estimate} {error}");
    }
}

#[test]
fn a_million_bits_show_no_more_loss_than_epsilon() {
    let (mut stream, nats) = (Stream(41), 2.0);
    let encoding = UnaryEncoding::new(epsilon(nats));
    let mut set = |so: bool| -> f64 {
        (0..DRAWS / 2).map(|_| f64::from(u8::from(encoding.tell(so, stream.number())))).sum()
    };
    let (so, not) = (set(true), set(false));
    let all = f64::from(DRAWS / 2);
    // Two truths differ in two bits: one set against unset, the other unset against set.
    let (up, first) = log_ratio(so, not);
    let (down, second) = log_ratio(all - not, all - so);
    let error = first.hypot(second);
    assert!(up + down <= nats + 3.0 * error && up + down >= nats - 3.0 * error, "{up} {down}");
}

#[test]
fn a_million_draws_of_noise_have_its_chances_and_show_no_more_loss_than_epsilon() {
    let mut stream = Stream(42);
    for (nats, contribution) in [(1.0, 1), (1.0, 4)] {
        let noise = DiscreteLaplace::new(epsilon(nats), contribution).expect("a contribution");
        let shift = contribution as i64;
        let mut counts = std::collections::HashMap::new();
        let mut squares = 0.0;
        for _ in 0..DRAWS / 2 {
            let x = noise.draw(&mut || stream.number());
            *counts.entry(x).or_insert(0.0) += 1.0;
            squares += (x * x) as f64;
        }
        let all = f64::from(DRAWS / 2);
        let variance = noise.variance();
        // A Laplace's fourth moment is six squared variances: errors of sqrt(5 / n).
        assert!((squares / all / variance - 1.0).abs() < 3.0 * (5.5 / all).sqrt(), "{squares}");
        for x in -5..=5_i64 {
            let (seen, expected) = (counts[&x], all * noise.chance(x));
            assert!((seen - expected).abs() < 4.0 * expected.sqrt(), "{x}: {seen} {expected}");
            let (ratio, error) = log_ratio(seen, counts[&(x + shift)]);
            assert!(ratio.abs() <= nats + 3.5 * error, "{x}: {ratio} {error}");
        }
    }
}

#[test]
fn noise_for_large_contributions_takes_few_draws() {
    let (mut stream, mut taken) = (Stream(43), 0_u32);
    let noise = DiscreteLaplace::new(epsilon(1.0), 640_000).expect("a contribution");
    let mut sizes = 0.0;
    for _ in 0..2_000 {
        let x = noise.draw(&mut || {
            taken += 1;
            stream.number()
        });
        sizes += x.unsigned_abs() as f64;
    }
    assert!(taken < 100 * 2_000, "{taken}");
    // The mean size is nearly the scale.
    assert!((sizes / 2_000.0 / 640_000.0 - 1.0).abs() < 0.1, "{sizes}");
}
