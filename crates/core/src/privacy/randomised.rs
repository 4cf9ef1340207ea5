//! One of k symbols, told truly or not (k-RR: Warner for two, Kairouz for more).
//! Never a fraction: which of the 2^64 draws tell which symbol is settled in whole numbers.

use super::epsilon::BITS;
use super::{Epsilon, Error};

/// k-RR by thresholds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RandomisedResponse {
    symbols: u32,
    /// How many of the 2^64 draws tell a given other symbol.
    lie: u64,
}

impl RandomisedResponse {
    /// For 2 to 1,024 symbols.
    ///
    /// # Errors
    /// [`Error::Symbols`].
    pub fn new(symbols: u32, epsilon: Epsilon) -> Result<Self, Error> {
        if !(2..=1024).contains(&symbols) {
            return Err(Error::Symbols(symbols));
        }
        // 2^64 / (e + k - 1), rounded up: a lie too many rather than one too few.
        let all = epsilon.exponential(1) + (u128::from(symbols - 1) << BITS);
        let lie = (1_u128 << (64 + BITS)).div_ceil(all) as u64;
        Ok(Self { symbols, lie })
    }

    /// How many of the 2^64 draws tell each untrue symbol: draws under `lie (k - 1)` are lies, in
    /// blocks of `lie` by symbol, the rest tell the truth.
    #[must_use]
    pub fn lie(&self) -> u64 {
        self.lie
    }

    /// The symbol to tell when `truth`, `0..symbols`, is so and 64 random bits are `draw`.
    #[must_use]
    pub fn tell(&self, truth: u32, draw: u64) -> u32 {
        let other = draw / self.lie;
        if other >= u64::from(self.symbols - 1) {
            return truth;
        }
        // Below `symbols`, so it fits; the truth is stepped over.
        let other = other as u32;
        if other < truth { other } else { other + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks `ratio <= e^epsilon` with e^epsilon's digits from elsewhere, in whole numbers.
    fn keeps(truth: u128, lie: u64, digits: (u128, u128)) -> bool {
        // digits.0 / digits.1 <= e^epsilon.
        truth * digits.1 <= u128::from(lie) * digits.0
    }

    #[test]
    fn the_draws_keep_epsilon_exactly_and_waste_none_of_it() {
        // e^2 and e^4 cut to 17 and 16 decimals.
        for (nats, digits) in [
            (2.0, (738_905_609_893_065_022, 10_u128.pow(17))),
            (4.0, (5_459_815_003_314_423_907, 10_u128.pow(17))),
        ] {
            for symbols in [2, 3, 4, 22, 24, 200, 1024] {
                let epsilon = Epsilon::new(nats).expect("a loss");
                let response = RandomisedResponse::new(symbols, epsilon).expect("symbols");
                let lies = u128::from(response.lie) * u128::from(symbols - 1);
                let truth = (1_u128 << 64) - lies;
                assert!(keeps(truth, response.lie, digits), "{symbols} {nats}");
                // One lie in 2^40 fewer would break it.
                let fewer = response.lie - (response.lie >> 40);
                let truth = (1_u128 << 64) - u128::from(fewer) * u128::from(symbols - 1);
                assert!(!keeps(truth, fewer, digits), "{symbols} {nats}");
            }
        }
    }

    #[test]
    fn every_draw_tells_a_symbol_and_each_lie_has_its_block() {
        let response =
            RandomisedResponse::new(5, Epsilon::new(1.0).expect("a loss")).expect("five");
        for truth in 0..5 {
            let lies: Vec<u32> = (0..4)
                .flat_map(|block| {
                    let first = block * response.lie;
                    [response.tell(truth, first), response.tell(truth, first + response.lie - 1)]
                })
                .collect();
            let others: Vec<u32> =
                (0..5).filter(|other| *other != truth).flat_map(|o| [o, o]).collect();
            assert_eq!(lies, others);
            assert_eq!(response.tell(truth, 4 * response.lie), truth);
            assert_eq!(response.tell(truth, u64::MAX), truth);
        }
    }

    #[test]
    fn one_symbol_or_very_many_are_refused() {
        let epsilon = Epsilon::new(2.0).expect("a loss");
        let told = RandomisedResponse::new(1, epsilon).expect_err("one symbol").to_string();
        assert_eq!(told, "1 symbols cannot be told by chance: use 2 to 1024");
        assert!(RandomisedResponse::new(1025, epsilon).is_err());
    }
}
