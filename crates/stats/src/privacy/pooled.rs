//! A rate over several symbols that were told by chance, as orders over all motivators.
//! Never cut to 0..=1: cut only what is shown.

use super::{Choice, Epsilon, Mechanism};

/// A rate and its standard error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pooled {
    /// Estimated share of reports whose true symbol is among those asked for; may be under 0.
    pub rate: f64,
    /// Standard error, sampling and mechanism together. Infinite without reports.
    pub error: f64,
}

/// The share of `reports` whose true symbol is one of `asked` out of all `symbols`, when these were
/// told `observed` times: by k-RR in so many reports, by OUE with so many bits.
#[must_use]
pub fn pooled(symbols: u32, epsilon: Epsilon, asked: u32, observed: f64, reports: f64) -> Pooled {
    if reports <= 0.0 {
        return Pooled { rate: 0.0, error: f64::INFINITY };
    }
    let asked = f64::from(asked);
    match Choice::of(symbols, epsilon) {
        Choice::RandomisedResponse => {
            let one = Mechanism::randomised_response(symbols, epsilon);
            // One of them is told with p + (asked - 1) q if one of them is true, else with asked q.
            let many = Mechanism { p: one.p + (asked - 1.0) * one.q, q: asked * one.q };
            Pooled {
                rate: many.estimate(observed, reports) / reports,
                error: many.share_error(observed, reports),
            }
        }
        Choice::UnaryEncoding => {
            let Mechanism { p, q } = Mechanism::unary_encoding(epsilon);
            let rate = (observed / reports - asked * q) / (p - q);
            // Bits of one report are drawn each by itself; the truth moves one of them.
            let f = rate.clamp(0.0, 1.0);
            let others = (asked - f) * q * (1.0 - q);
            let variance = f * p * (1.0 - p) + others + f * (1.0 - f) * (p - q) * (p - q);
            Pooled { rate, error: (variance / reports).sqrt() / (p - q) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use motivo_core::privacy::tell;
    use motivo_core::random::SplitMix;

    fn epsilon(nats: f64) -> Epsilon {
        Epsilon::new(nats).expect("a loss")
    }

    #[test]
    fn two_symbols_are_the_binary_case_with_its_known_error() {
        let of = pooled(2, epsilon(2.0), 1, 200.0, 1000.0);
        // Half a unit of the last digit given.
        assert!((of.rate - 0.106_089_4).abs() < 5e-8 && (of.error - 0.016_608_7).abs() < 5e-8);
        assert_eq!(pooled(2, epsilon(2.0), 1, 0.0, 0.0).error, f64::INFINITY);
    }

    #[test]
    fn estimates_lie_around_the_truth_as_far_as_the_error_says() {
        let mut random = SplitMix::new(45);
        let mut draw = || u64::from(random.next()) << 32 | u64::from(random.next());
        let (runs, reports) = (300, 2_000_u32);
        for (symbols, nats) in [(22, 2.0), (22, 4.0), (26, 2.0)] {
            let (mut sum, mut squares, mut said) = (0.0, 0.0, 0.0);
            for _ in 0..runs {
                let mut observed = 0_u32;
                for visit in 0..reports {
                    // A tenth of the visits ended in an order: odd symbols.
                    let truth = (visit % (symbols / 2)) * 2 + u32::from(visit % 10 == 0);
                    let told = tell(symbols, epsilon(nats), truth, &mut draw).expect("symbols");
                    observed += match Choice::of(symbols, epsilon(nats)) {
                        Choice::RandomisedResponse => told % 2,
                        Choice::UnaryEncoding => (told & 0xaaaa_aaaa).count_ones(),
                    };
                }
                let of =
                    pooled(symbols, epsilon(nats), symbols / 2, observed.into(), reports.into());
                sum += of.rate;
                squares += (of.rate - 0.1).powi(2);
                said += of.error;
            }
            let runs = f64::from(runs);
            let (mean, spread, said) = (sum / runs, (squares / runs).sqrt(), said / runs);
            assert!((mean - 0.1).abs() < 4.0 * said / runs.sqrt(), "{symbols} {nats}: {mean}");
            // The truth's own share is fixed here, so the spread is at most what is said; a spread
            // of 300 runs is known within 4 %, three of its errors are 12 %.
            assert!((0.80..1.12).contains(&(spread / said)), "{symbols} {nats}: {spread} {said}");
        }
    }
}
