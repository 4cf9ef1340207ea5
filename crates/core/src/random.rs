//! Turns 32-bit draws into the distributions the policy needs.
//! Never a source of randomness itself: draws come from the shell, or from a seed in tests.

use crate::math::{ln, sqrt};

/// A source of uniform 32-bit draws.
pub type Draw<'a> = &'a mut dyn FnMut() -> u32;

/// A whole number in `0..limit`, exactly uniform; `limit` must be at least 1.
pub fn below(limit: u32, draw: Draw<'_>) -> u32 {
    // The highest draws would make the first numbers likelier: throw them back.
    let fair = u32::MAX - u32::MAX % limit;
    loop {
        let number = draw();
        if number < fair {
            return number % limit;
        }
    }
}

/// Uniform in the open interval (0, 1).
pub fn uniform(draw: Draw<'_>) -> f32 {
    // 24 bits are what an f32 holds exactly.
    ((draw() >> 8) as f32 + 0.5) / 16_777_216.0
}

/// A draw from Beta(a, b), both at least 1.
pub fn beta((a, b): (f32, f32), draw: Draw<'_>) -> f32 {
    let x = gamma(a, draw);
    x / (x + gamma(b, draw))
}

/// A draw from Gamma(shape, 1), shape at least 1 (Marsaglia & Tsang 2000).
fn gamma(shape: f32, draw: Draw<'_>) -> f32 {
    let d = shape - 1.0 / 3.0;
    let c = 1.0 / sqrt(9.0 * d);
    loop {
        let x = normal(draw);
        let v = 1.0 + c * x;
        if v > 0.0 {
            let v = v * v * v;
            if ln(uniform(draw)) < 0.5 * x * x + d - d * v + d * ln(v) {
                return d * v;
            }
        }
    }
}

/// A standard normal draw (Marsaglia's polar method: no sine in the shopper's bytes).
fn normal(draw: Draw<'_>) -> f32 {
    loop {
        let (x, y) = (2.0 * uniform(draw) - 1.0, 2.0 * uniform(draw) - 1.0);
        let s = x * x + y * y;
        if s > 0.0 && s < 1.0 {
            return x * sqrt(-2.0 * ln(s) / s);
        }
    }
}

/// A seeded generator (SplitMix64, Steele et al. 2014) for tests and repeatable previews.
#[derive(Clone, Debug)]
pub struct SplitMix(u64);

impl SplitMix {
    /// The same seed gives the same draws.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next uniform draw.
    #[expect(clippy::should_implement_trait, reason = "an endless draw, not an iteration")]
    pub fn next(&mut self) -> u32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 32) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beta_draws_have_the_mean_and_variance_of_the_beta_distribution() {
        let mut random = SplitMix::new(11);
        let n = 50_000;
        let draws: Vec<f64> =
            (0..n).map(|_| f64::from(beta((4.0, 16.0), &mut || random.next()))).collect();
        let mean = draws.iter().sum::<f64>() / f64::from(n);
        let variance = draws.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / f64::from(n);
        // a/(a+b) = .2; ab/((a+b)^2(a+b+1)) = .0076190. Tolerances: 4 standard errors.
        assert!((mean - 0.2).abs() < 0.0016, "{mean}");
        assert!((variance - 0.007_619).abs() < 0.000_25, "{variance}");
    }

    #[test]
    fn a_draw_below_a_limit_is_uniform_and_never_reaches_it() {
        let mut random = SplitMix::new(13);
        let mut counts = [0_i32; 20];
        for _ in 0..40_000 {
            counts[below(20, &mut || random.next()) as usize] += 1;
        }
        // 4.5 standard errors of a binomial of 40,000 at 1/20.
        assert!(counts.iter().all(|count| (count - 2_000).abs() < 200), "{counts:?}");
        let mut draws = [u32::MAX, 41].into_iter();
        assert_eq!(below(20, &mut || draws.next().unwrap_or(0)), 1);
    }
}
