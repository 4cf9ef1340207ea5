//! One bit per symbol (OUE, Wang & Blocki): the true symbol's by a coin, the others rarely.
//! Never a fraction: bits are settled in whole numbers.

use super::Epsilon;
use super::epsilon::BITS;

/// OUE by thresholds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnaryEncoding {
    /// How many of the 2^64 draws set the bit of a symbol that is not so.
    lie: u64,
}

impl UnaryEncoding {
    /// For any number of symbols.
    #[must_use]
    pub fn new(epsilon: Epsilon) -> Self {
        // 2^64 / (e + 1), rounded up.
        let all = epsilon.exponential(1) + (1_u128 << BITS);
        Self { lie: (1_u128 << (64 + BITS)).div_ceil(all) as u64 }
    }

    /// How many of the 2^64 draws set the bit of a symbol that is not so; of one that is, half do.
    #[must_use]
    pub fn lie(&self) -> u64 {
        self.lie
    }

    /// The bit to tell of one symbol when 64 random bits, fresh for each symbol, are `draw`.
    #[must_use]
    pub fn tell(&self, so: bool, draw: u64) -> bool {
        if so { draw < 1 << 63 } else { draw < self.lie }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_draws_keep_epsilon_exactly() {
        // Two truths differ in two bits: the largest ratio is (1 - q) / q, with p = 1/2.
        // e^2 and e^4 cut to 17 decimals.
        for (nats, digits) in
            [(2.0, 738_905_609_893_065_022_u128), (4.0, 5_459_815_003_314_423_907)]
        {
            let lie = UnaryEncoding::new(Epsilon::new(nats).expect("a loss")).lie;
            let one = 10_u128.pow(17);
            let keeps =
                |lie: u64| ((1_u128 << 64) - u128::from(lie)) * one <= u128::from(lie) * digits;
            assert!(keeps(lie) && !keeps(lie - (lie >> 40)), "{nats}");
        }
    }

    #[test]
    fn bits_turn_at_their_thresholds() {
        let encoding = UnaryEncoding::new(Epsilon::new(1.0).expect("a loss"));
        assert!(encoding.tell(true, (1 << 63) - 1) && !encoding.tell(true, 1 << 63));
        assert!(encoding.tell(false, encoding.lie - 1) && !encoding.tell(false, encoding.lie));
    }
}
