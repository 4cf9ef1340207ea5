//! Whole-number noise on a released table: the discrete Laplace distribution (Ghosh).
//! Never a fraction and no cut tail: 64 random bits against integer thresholds, as often as needed.

use super::Error;
use motivo_core::privacy::{BITS, Epsilon};

/// `P(x) = (1 - a) / (1 + a) a^|x|` with `a = e^(-epsilon / contribution)`.
///
/// A size is drawn bit by bit: `a^x` is the product of `a^(2^i)` over the bits `i` of `x`, so that
/// each bit is drawn by itself; above the last bit whole steps are drawn one by one (as Canonne's
/// do). `thresholds()[i]` is `2^64 a^(2^i)` rounded up, and each is at least the square of the one
/// before. So the chance of a size is at most `2^64 / thresholds()[0] <= e^(epsilon / contribution)`
/// times that of the next size: where bits carry, every product telescopes to that.
#[derive(Clone, Debug, PartialEq)]
pub struct DiscreteLaplace {
    thresholds: Vec<u64>,
    a: f64,
}

impl DiscreteLaplace {
    /// Noise for a table in which a visit changes cells by `contribution` in all, a whole number
    /// from 1 to `u32::MAX`: the most cells that it may raise times the most that it may add to one.
    /// Sums of fractions are first counted in whole units, rounded per visit.
    ///
    /// # Errors
    /// [`Error::Contribution`].
    pub fn new(epsilon: Epsilon, contribution: u64) -> Result<Self, Error> {
        if contribution == 0 || contribution > u64::from(u32::MAX) {
            return Err(Error::Contribution(contribution));
        }
        let first = (1_u128 << (64 + BITS)).div_ceil(epsilon.exponential(contribution));
        // Epsilon is at least .001 / 2^32 a unit, so that this is below 2^64.
        let mut thresholds = vec![first as u64];
        while let Some(last) = thresholds.last().copied().filter(|last| *last > 1 << 63) {
            thresholds.push((u128::from(last) * u128::from(last)).div_ceil(1 << 64) as u64);
        }
        Ok(Self { thresholds, a: (-epsilon.get() / contribution as f64).exp() })
    }

    /// What random bits are compared with; see the type.
    #[must_use]
    pub fn thresholds(&self) -> &[u64] {
        &self.thresholds
    }

    /// The chance of `x`, 0..1.
    #[must_use]
    pub fn chance(&self, x: i64) -> f64 {
        (1.0 - self.a) / (1.0 + self.a) * self.a.powf(x.unsigned_abs() as f64)
    }

    /// `2 a / (1 - a)^2`, in squared units of the table.
    #[must_use]
    pub fn variance(&self) -> f64 {
        2.0 * self.a / ((1.0 - self.a) * (1.0 - self.a))
    }

    /// Draws from 64 random bits at a time.
    pub fn draw(&self, random: &mut impl FnMut() -> u64) -> i64 {
        loop {
            let (below, size) = (coin(random), self.size(random));
            // Nothing below and nothing above are the same: only one of them counts.
            if !(below && size == 0) {
                return if below { -size } else { size };
            }
        }
    }

    fn size(&self, random: &mut impl FnMut() -> u64) -> i64 {
        let (steps, bits) = self.thresholds.split_last().expect("there is always a first");
        let mut size = 0;
        for (place, threshold) in bits.iter().enumerate() {
            size |= i64::from(bit(*threshold, random)) << place;
        }
        while random() < *steps {
            size += 1 << bits.len();
        }
        size
    }
}

fn coin(random: &mut impl FnMut() -> u64) -> bool {
    random() >> 63 == 1
}

/// 1 against 0 as the threshold against 2^64: a coin, and a one must pass the threshold.
fn bit(threshold: u64, random: &mut impl FnMut() -> u64) -> bool {
    loop {
        if !coin(random) {
            return false;
        }
        if random() < threshold {
            return true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn laplace(nats: f64, contribution: u64) -> DiscreteLaplace {
        let epsilon = Epsilon::new(nats).expect("a loss");
        DiscreteLaplace::new(epsilon, contribution).expect("a contribution")
    }

    #[test]
    fn chances_sum_to_one_and_have_the_variance() {
        for (nats, contribution) in [(1.0, 1), (0.5, 4), (2.0, 36)] {
            let noise = laplace(nats, contribution);
            let chances = |x: i64| noise.chance(x);
            let sum: f64 = (-3_000..=3_000).map(chances).sum();
            let variance: f64 = (-3_000..=3_000_i64).map(|x| chances(x) * (x * x) as f64).sum();
            // Beyond 3,000 lies less than e^-160.
            assert!((sum - 1.0).abs() < 1e-12);
            assert!((variance / noise.variance() - 1.0).abs() < 1e-9);
        }
    }

    #[test]
    fn the_thresholds_keep_epsilon_exactly() {
        // e and e^2 cut to 18 and 17 decimals.
        for (nats, digits, one) in [
            (1.0, 2_718_281_828_459_045_235, 10_u128.pow(18)),
            (2.0, 738_905_609_893_065_022, 10_u128.pow(17)),
        ] {
            let first = laplace(nats, 1).thresholds[0];
            let ratio_kept = |first: u64| one << 64 <= u128::from(first) * digits;
            assert!(ratio_kept(first) && !ratio_kept(first - (first >> 40)), "{nats}");
        }
        for (nats, contribution) in
            [(0.001, 1), (1.0, 4), (1.0, 36), (0.1, 640_000), (0.001, u32::MAX.into())]
        {
            let thresholds = laplace(nats, contribution).thresholds;
            for pair in thresholds.windows(2) {
                let [before, after] = [pair[0], pair[1]].map(u128::from);
                assert!(after << 64 >= before * before, "{nats} {contribution}");
                assert!((after - 1) << 64 < before * before, "no wider than it must be");
            }
            assert!(*thresholds.last().expect("a first") <= 1 << 63);
        }
    }

    #[test]
    fn a_step_up_keeps_epsilon_in_the_smallest_whole_number_chances() {
        // The first threshold per unit is kept for one whole contribution: T0^C against e^-epsilon,
        // digit by digit in whole numbers of 128 bits, rounded against us.
        for contribution in [1_u64, 2, 4, 36] {
            let first = u128::from(laplace(1.0, contribution).thresholds[0]);
            let power = (0..contribution).fold(1_u128 << 63, |power, _| (power * first) >> 64);
            // e^-1 cut to 19 decimals, as a share of 2^63; rounding took 36 units at most,
            // and 36 exponents cut to 56 bits give back some thousand.
            let known = (1_u128 << 63) * 3_678_794_411_714_423_215 / 10_u128.pow(19);
            assert!(
                power + 37 >= known && power <= known + 10_000,
                "{contribution} {power} {known}"
            );
        }
    }

    #[test]
    fn no_size_is_likelier_beside_another_than_epsilon_allows() {
        // The relative chance of a size, from the thresholds alone.
        for (nats, contribution) in [(2.0, 1), (1.0, 4), (0.5, 36)] {
            let noise = laplace(nats, contribution);
            let (steps, bits) = noise.thresholds.split_last().expect("a first");
            let share = |threshold: &u64| (*threshold as f64).ln() - 64.0 * 2_f64.ln();
            let log = |size: u64| -> f64 {
                let low = bits.iter().enumerate().filter(|(place, _)| size >> place & 1 == 1);
                let low: f64 = low.map(|(_, threshold)| share(threshold)).sum();
                low + (size >> bits.len()) as f64 * share(steps)
            };
            let per_unit = nats / contribution as f64;
            for size in 0..5_000 {
                let fall = log(size) - log(size + 1);
                // Rounding of the logarithms.
                assert!((fall - per_unit).abs() < 1e-11, "{size}: {fall}");
            }
        }
    }

    #[test]
    fn what_no_visit_or_too_much_contributes_is_refused() {
        let epsilon = Epsilon::new(1.0).expect("a loss");
        let told = DiscreteLaplace::new(epsilon, 0).expect_err("nothing").to_string();
        assert_eq!(told, "the largest contribution is 0: use a whole number from 1 to 4294967295");
        assert!(DiscreteLaplace::new(epsilon, 1 << 32).is_err());
    }
}
