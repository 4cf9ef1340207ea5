//! One symbol told by chance, so that nobody can be sure of the truth behind it.
//! Never by a fraction: 64 random bits against integer thresholds, which keep epsilon exactly.
//!
//! | file | idea |
//! | --- | --- |
//! | `epsilon` | the privacy loss, and a lower bound on its exponential in whole numbers |
//! | `randomised` | one of k symbols (k-RR) |
//! | `unary` | one bit per symbol (OUE), for many symbols |
//!
//! A threshold is rounded to the side of less loss: what is drawn keeps epsilon exactly, not up to
//! rounding, given that the 64 bits are uniform.
//!
//! Sources, by the name used in the files:
//! - Warner: S. L. Warner, "Randomized response", JASA 60 (1965) 63-69.
//! - Kairouz: P. Kairouz, K. Bonawitz, D. Ramage, "Discrete distribution estimation under local
//!   privacy", ICML 2016. k-RR.
//! - Wang & Blocki: T. Wang, J. Blocki, N. Li, S. Jha, "Locally differentially private protocols for
//!   frequency estimation", USENIX Security 2017. OUE and the rule of choice.

mod epsilon;
mod randomised;
mod unary;

pub use epsilon::{BITS, Epsilon};
pub use randomised::RandomisedResponse;
pub use unary::UnaryEncoding;

use core::fmt;

/// What nothing can be told by chance with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Error {
    /// Epsilon is not a usable number.
    Epsilon(f64),
    /// Too few or too many symbols.
    Symbols(u32),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Epsilon(found) => write!(f, "epsilon is {found}: use a number from 0.001 to 8"),
            Self::Symbols(found) => {
                write!(f, "{found} symbols cannot be told by chance: use 2 to 1024")
            }
        }
    }
}

impl core::error::Error for Error {}

/// Which mechanism tells more at the same loss.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// One of k symbols.
    RandomisedResponse,
    /// One bit per symbol.
    UnaryEncoding,
}

impl Choice {
    /// Randomised response while `k < 3 e^epsilon + 2` symbols, else the unary encoding.
    #[must_use]
    pub fn of(symbols: u32, epsilon: Epsilon) -> Self {
        // In whole numbers, so that page and collector never differ.
        if u128::from(symbols.saturating_sub(2)) << BITS < 3 * epsilon.exponential(1) {
            Self::RandomisedResponse
        } else {
            Self::UnaryEncoding
        }
    }
}

/// Tells one symbol by chance: by k-RR as the symbol's number, by OUE as a number with a bit for each
/// symbol. `truth` is `0..symbols`; at most 32 symbols, which is what the bits have room for.
///
/// # Errors
/// [`Error::Symbols`].
pub fn tell(
    symbols: u32,
    epsilon: Epsilon,
    truth: u32,
    draw: &mut dyn FnMut() -> u64,
) -> Result<u32, Error> {
    let response = RandomisedResponse::new(symbols, epsilon)?;
    if symbols > 32 || truth >= symbols {
        return Err(Error::Symbols(symbols));
    }
    Ok(match Choice::of(symbols, epsilon) {
        Choice::RandomisedResponse => response.tell(truth, draw()),
        Choice::UnaryEncoding => {
            let encoding = UnaryEncoding::new(epsilon);
            let bit = |symbol| u32::from(encoding.tell(symbol == truth, draw())) << symbol;
            (0..symbols).map(bit).sum()
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::SplitMix;

    fn epsilon(nats: f64) -> Epsilon {
        Epsilon::new(nats).expect("a loss")
    }

    #[test]
    fn few_symbols_are_told_as_one_and_many_as_bits() {
        // 3 e^2 + 2 is 24.2, 3 e^4 + 2 is 165.8.
        for (symbols, nats, choice) in [
            (24, 2.0, Choice::RandomisedResponse),
            (26, 2.0, Choice::UnaryEncoding),
            (26, 4.0, Choice::RandomisedResponse),
            (165, 4.0, Choice::RandomisedResponse),
            (166, 4.0, Choice::UnaryEncoding),
        ] {
            assert_eq!(Choice::of(symbols, epsilon(nats)), choice, "{symbols} {nats}");
        }
    }

    #[test]
    fn draws_decide_alone_and_at_their_thresholds() {
        let mut asked = 0;
        let mut tell = |symbols, truth, draws: &[u64]| {
            let mut draws = draws.iter().copied();
            let mut draw = || {
                asked += 1;
                draws.next().expect("as many as symbols")
            };
            tell(symbols, epsilon(2.0), truth, &mut draw).expect("symbols")
        };
        let lie = RandomisedResponse::new(4, epsilon(2.0)).expect("symbols").lie();
        assert_eq!(tell(4, 2, &[u64::MAX]), 2);
        assert_eq!([0, lie, 2 * lie].map(|draw| tell(4, 2, &[draw])), [0, 1, 3]);
        // Nobody's bit and everybody's.
        assert_eq!(tell(26, 3, &[u64::MAX; 26]), 0);
        assert_eq!(tell(26, 3, &[0; 26]), (1 << 26) - 1);
        assert_eq!(asked, 4 + 52, "one draw, or one for each symbol");
    }

    #[test]
    fn a_million_draws_show_no_more_loss_than_epsilon() {
        let mut random = SplitMix::new(44);
        let mut draw = || u64::from(random.next()) << 32 | u64::from(random.next());
        let half = 500_000_u32;
        for (symbols, nats) in [(22, 2.0), (22, 4.0), (26, 2.0)] {
            // Of each told number's bits, or the number itself, how often it came by truth.
            let is_bits = Choice::of(symbols, epsilon(nats)) == Choice::UnaryEncoding;
            let mut counts = [[0_u32; 32]; 2];
            for (truth, counts) in counts.iter_mut().enumerate() {
                for _ in 0..half {
                    let told =
                        tell(symbols, epsilon(nats), truth as u32, &mut draw).expect("symbols");
                    for (symbol, count) in counts.iter_mut().enumerate() {
                        let is_told =
                            if is_bits { told >> symbol & 1 == 1 } else { told == symbol as u32 };
                        *count += u32::from(is_told);
                    }
                }
            }
            let ratio = |a: u32, b: u32| {
                let [a, b] = [a, b].map(f64::from);
                ((a / b).ln(), 1.0 / a + 1.0 / b)
            };
            let [zero, one] = counts;
            let (loss, variance) = if is_bits {
                // Two truths differ in two bits: one set against unset, the other the other way.
                let (up, first) = ratio(zero[0], one[0]);
                let (down, second) = ratio(half - zero[1], half - one[1]);
                (up + down, first + second)
            } else {
                let each = (0..symbols as usize).flat_map(|symbol| {
                    [ratio(zero[symbol], one[symbol]), ratio(one[symbol], zero[symbol])]
                });
                each.max_by(|a, b| a.0.total_cmp(&b.0)).expect("symbols")
            };
            let error = 3.0 * variance.sqrt();
            assert!(loss <= nats + error && loss >= nats - error, "{symbols} {nats}: {loss}");
        }
    }

    #[test]
    fn what_has_no_room_in_the_bits_is_refused() {
        let mut draw = || 0;
        assert_eq!(tell(1, epsilon(2.0), 0, &mut draw), Err(Error::Symbols(1)));
        assert_eq!(tell(34, epsilon(2.0), 0, &mut draw), Err(Error::Symbols(34)));
        assert_eq!(tell(22, epsilon(2.0), 22, &mut draw), Err(Error::Symbols(22)));
    }
}
