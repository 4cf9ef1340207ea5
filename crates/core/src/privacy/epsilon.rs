//! The privacy loss epsilon, and its exponential bounded from below in whole numbers.
//! Never a rounded exponential: a bound on the wrong side would promise more than is kept.

use super::Error;

/// Privacy loss in nats, 0.001..=8. Small: much noise, little told of a visit. Large: the opposite.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Epsilon(f64);

/// Bits after the point of whole-number exponentials: as many as a product of two leaves in 128.
pub const BITS: u32 = 56;

impl Epsilon {
    /// Checks the range.
    ///
    /// # Errors
    /// [`Error::Epsilon`].
    pub fn new(epsilon: f64) -> Result<Self, Error> {
        if (0.001..=8.0).contains(&epsilon) {
            Ok(Self(epsilon))
        } else {
            Err(Error::Epsilon(epsilon))
        }
    }

    /// In nats.
    #[must_use]
    pub fn get(self) -> f64 {
        self.0
    }

    /// `2^56 e^(epsilon / parts)`, rounded down, by the exponential's series: every term and every
    /// rounding is on the low side. Off by less than 60 units.
    #[must_use]
    pub fn exponential(self, parts: u64) -> u128 {
        // A product with a power of two has no rounding, and the cast cuts down.
        let exponent = u128::from((self.0 * (1_u64 << BITS) as f64) as u64) / u128::from(parts);
        let (mut sum, mut term, mut place) = (0, 1_u128 << BITS, 1);
        while term > 0 {
            sum += term;
            term = ((term * exponent) >> BITS) / place;
            place += 1;
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_loss_is_refused() {
        for epsilon in [0.0, -1.0, 8.1, f64::NAN, f64::INFINITY] {
            assert!(Epsilon::new(epsilon).is_err(), "{epsilon}");
        }
        let told = Epsilon::new(0.0).expect_err("no loss").to_string();
        assert_eq!(told, "epsilon is 0: use a number from 0.001 to 8");
    }

    #[test]
    fn the_exponential_is_never_above_the_known_one_and_hardly_below() {
        // floor(2^56 e^x) by Python 3.11, decimal with 60 digits.
        for (epsilon, parts, known) in [
            (1.0, 1, EXP_1),
            (2.0, 1, EXP_2),
            (4.0, 1, EXP_4),
            (8.0, 1, EXP_8),
            (0.5, 1, EXP_HALF),
            (1.0, 4, EXP_QUARTER),
        ] {
            let found = Epsilon::new(epsilon).expect("a loss").exponential(parts);
            assert!(found <= known && known - found < 60, "{epsilon} {parts} {found} {known}");
        }
    }

    const EXP_1: u128 = 195_872_848_475_778_346;
    const EXP_2: u128 = 532_437_604_700_220_275;
    const EXP_4: u128 = 3_934_211_330_310_189_263;
    const EXP_8: u128 = 214_800_660_474_371_700_831;
    const EXP_HALF: u128 = 118_802_888_005_806_524;
    const EXP_QUARTER: u128 = 92_523_782_210_066_534;
}
