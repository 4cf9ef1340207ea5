//! Bounds on a running sum that hold at every look: mixtures of exponential martingales (Howard).
//! Never looks at visits; `sequence` and `exact_sequence` say what the sums are.
//!
//! A sum `s` with a variance process `v` (both in units of the summed values, `v` in their square)
//! crosses `bound(v, alpha)` at any time with a chance of `alpha` at most. Each mixture is tightest
//! near one `v`, which must be chosen before the data is seen.
//!
//! | mixture | for sums that are | the report's use |
//! | --- | --- | --- |
//! | [`TwoSidedNormal`] | normal in the long run | the lift and its interval |
//! | [`OneSidedNormal`] | the same, one side asked about | "a lift of at least" |
//! | [`BetaBinomial`] | of hits and misses, exactly | shares, from the first visit on |
//! | [`GammaExponential`] | bounded on one side, exactly | rewards and weighted rewards |

use statrs::function::beta::ln_beta;
use statrs::function::erf::erfc;
use statrs::function::gamma::{gamma_lr, ln_gamma};

/// Two-sided normal mixture, for sub-Gaussian sums.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TwoSidedNormal {
    /// Above 0. Small: tight late. Large: tight early.
    pub rho: f64,
}

impl TwoSidedNormal {
    /// Tightest near variance `v > 0` at `alpha`, 0..1 (within a percent of the best).
    #[must_use]
    pub fn tightest_at(v: f64, alpha: f64) -> Self {
        let log = -2.0 * alpha.ln();
        Self { rho: v / (log + log.ln_1p()) }
    }

    /// ln of the martingale, in nats: how much `s` at `v` speaks against a mean of zero.
    #[must_use]
    pub fn log_martingale(&self, s: f64, v: f64) -> f64 {
        0.5 * (self.rho / (v + self.rho)).ln() + s * s / (2.0 * (v + self.rho))
    }

    /// The least `s >= 0` that is beyond belief at `v >= 0`.
    #[must_use]
    pub fn bound(&self, v: f64, alpha: f64) -> f64 {
        ((v + self.rho) * ((v / self.rho).ln_1p() - 2.0 * alpha.ln())).sqrt()
    }
}

/// One-sided normal mixture: narrower than the two-sided one, and silent about the other side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OneSidedNormal {
    /// Above 0, as for two sides.
    pub rho: f64,
}

impl OneSidedNormal {
    /// Tightest near variance `v > 0` at `alpha`, 0..0.5.
    #[must_use]
    pub fn tightest_at(v: f64, alpha: f64) -> Self {
        Self { rho: TwoSidedNormal::tightest_at(v, 2.0 * alpha).rho }
    }

    /// ln of the martingale, in nats.
    #[must_use]
    pub fn log_martingale(&self, s: f64, v: f64) -> f64 {
        let total = v + self.rho;
        let below = 0.5 * erfc(-s / (2.0 * total).sqrt());
        0.5 * (4.0 * self.rho / total).ln() + s * s / (2.0 * total) + below.ln()
    }

    /// The least `s >= 0` that is beyond belief at `v >= 0`.
    #[must_use]
    pub fn bound(&self, v: f64, alpha: f64) -> f64 {
        first_beyond(f64::INFINITY, v, alpha, |s| self.log_martingale(s, v))
    }
}

/// Gamma-exponential mixture, one-sided, for sub-exponential sums of scale `c`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GammaExponential {
    rho: f64,
    c: f64,
    leading: f64,
}

impl GammaExponential {
    /// Tightest near variance `v > 0` at `alpha`, 0..0.5; scale `c > 0` in units of the sum.
    #[must_use]
    pub fn tightest_at(v: f64, alpha: f64, c: f64) -> Self {
        let rho = OneSidedNormal::tightest_at(v, alpha).rho;
        let scaled = rho / (c * c);
        let leading = scaled * scaled.ln() - ln_gamma(scaled) - gamma_lr(scaled, scaled).ln();
        Self { rho, c, leading }
    }

    /// ln of the martingale, in nats, for `s >= 0`.
    #[must_use]
    pub fn log_martingale(&self, s: f64, v: f64) -> f64 {
        let square = self.c * self.c;
        let shape = (v + self.rho) / square;
        let grown = (self.c * s + v) / square;
        let at = grown + self.rho / square;
        self.leading + ln_gamma(shape) + gamma_lr(shape, at).ln() - shape * at.ln() + grown
    }

    /// The least `s >= 0` that is beyond belief at `v >= 0`.
    #[must_use]
    pub fn bound(&self, v: f64, alpha: f64) -> f64 {
        first_beyond(f64::INFINITY, v, alpha, |s| self.log_martingale(s, v))
    }
}

/// Two-sided beta-binomial mixture, for sums of steps that are `h` up or `g` down.
/// Hits less their expected number at rate `p`: `g = p`, `h = 1 - p`, `v = p (1 - p)` a visit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BetaBinomial {
    r: f64,
    g: f64,
    h: f64,
}

impl BetaBinomial {
    /// Tightest near variance `v > 0` at `alpha`, 0..1; steps `g > 0` down and `h > 0` up.
    #[must_use]
    pub fn tightest_at(v: f64, alpha: f64, g: f64, h: f64) -> Self {
        let rho = TwoSidedNormal::tightest_at(v, alpha).rho;
        // The prior must stay a distribution even if the tightest place is at the first visit.
        Self { r: (rho - g * h).max(1e-3 * g * h), g, h }
    }

    /// ln of the martingale, in nats, for `-v / h <= s <= v / g`.
    #[must_use]
    pub fn log_martingale(&self, s: f64, v: f64) -> f64 {
        let Self { r, g, h } = *self;
        let (down, up) = (g * (g + h), h * (g + h));
        v / (g * h) * (g + h).ln() - (v + h * s) / up * g.ln() - (v - g * s) / down * h.ln()
            + ln_beta((r + v - g * s) / down, (r + v + h * s) / up)
            - ln_beta(r / down, r / up)
    }

    /// The least `s >= 0` that is beyond belief at `v >= 0`; `v / g`, the largest sum there is, if
    /// none is.
    #[must_use]
    pub fn bound(&self, v: f64, alpha: f64) -> f64 {
        first_beyond(v / self.g, v, alpha, |s| self.log_martingale(s, v))
    }
}

/// The first `s` in `0..=most` at which a growing `log` reaches `ln (1 / alpha)`, by bisection.
fn first_beyond(most: f64, v: f64, alpha: f64, log: impl Fn(f64) -> f64) -> f64 {
    let threshold = -alpha.ln();
    let (mut low, mut high) = (0.0, v.max(1.0).min(most));
    while log(high) < threshold {
        if high >= most {
            return most;
        }
        (low, high) = (high, (2.0 * high).min(most));
    }
    // 60 halvings leave the rounding of `log`.
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if log(middle) < threshold { low = middle } else { high = middle }
    }
    high
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Known numbers are those that gostevehoward/confseq tests itself by, from an implementation
    /// in R; the tolerance is theirs.
    #[track_caller]
    fn assert_known(got: f64, known: f64) {
        assert!((got - known).abs() < 1e-5, "{got} is not {known}");
    }

    const ALPHA: f64 = 0.05;

    #[test]
    fn the_two_sided_normal_mixture_is_the_known_one() {
        let mixture = TwoSidedNormal::tightest_at(100.0, ALPHA);
        // Half a unit of the last digit given.
        assert!((mixture.rho - 12.600_56).abs() < 5e-6);
        assert!((mixture.log_martingale(10.0, 100.0) + 0.651_005_2).abs() < 5e-8);
        assert!((mixture.bound(100.0, ALPHA) - 30.352_09).abs() < 5e-6);
    }

    #[test]
    fn the_one_sided_mixtures_are_the_known_ones() {
        let normal = OneSidedNormal::tightest_at(100.0, ALPHA);
        assert_known(normal.log_martingale(10.0, 100.0), -0.065_023_91);
        assert!((normal.bound(100.0, ALPHA) - 27.660_71).abs() < 5e-6);
        let gamma = GammaExponential::tightest_at(100.0, ALPHA, 2.0);
        assert_known(gamma.log_martingale(10.0, 100.0), -0.249_016_5);
        assert!((gamma.bound(100.0, ALPHA) - 33.020_17).abs() < 5e-6);
    }

    #[test]
    fn the_beta_binomial_mixture_is_the_known_one() {
        let mixture = BetaBinomial::tightest_at(100.0, ALPHA, 0.2, 0.8);
        assert_known(mixture.log_martingale(10.0, 100.0), -0.694_101_2);
        assert!((mixture.bound(100.0, ALPHA) - 31.430_8).abs() < 5e-5);
    }

    /// ln of the mean of `exp(of(x))` over `x` in `low..high` by the trapezoid rule.
    fn log_mean(low: f64, high: f64, of: impl Fn(f64) -> f64) -> f64 {
        let steps = 20_000;
        let width = (high - low) / f64::from(steps);
        let sum: f64 = (1..steps).map(|step| of(low + width * f64::from(step)).exp()).sum();
        (sum * width).ln()
    }

    #[test]
    fn each_martingale_is_the_mixture_that_it_says() {
        for (s, v) in [(10.0, 100.0), (3.0, 40.0), (31.0, 90.0), (0.5, 7.0)] {
            let near = |a: f64, b: f64| assert!((a - b).abs() < 1e-6, "{a} is not {b} at {s}, {v}");
            // exp(x s - x^2 v / 2) over x normal with variance 1 / rho.
            let normal = TwoSidedNormal { rho: 12.0 };
            let constant = 0.5 * (12.0 / (2.0 * std::f64::consts::PI)).ln();
            let of = |x: f64| x * s - 0.5 * x * x * (v + 12.0) + constant;
            near(normal.log_martingale(s, v), log_mean(-4.0, 4.0, of));
            let half = OneSidedNormal { rho: 12.0 };
            // Half of the rule's first step is left out at zero, where the density ends.
            let edge = 0.5 * (4.0 / 20_000.0) * (constant.exp() * 2.0);
            let of = |x: f64| of(x) + 2_f64.ln();
            near(half.log_martingale(s, v), (log_mean(0.0, 4.0, of).exp() + edge).ln());
            // Rates by the beta prior, against the rate .2; s and v of whole visits.
            let beta = BetaBinomial::tightest_at(40.0, ALPHA, 0.2, 0.8);
            let (visits, hits) = (v / 0.16, s + v / 0.8);
            let misses = visits - hits;
            let (a, b) = (beta.r / 0.8, beta.r / 0.2);
            let of = |x: f64| {
                (hits + a - 1.0) * x.ln() + (misses + b - 1.0) * (-x).ln_1p()
                    - ln_beta(a, b)
                    - hits * 0.2_f64.ln()
                    - misses * 0.8_f64.ln()
            };
            near(beta.log_martingale(s, v), log_mean(0.0, 1.0, of));
        }
    }

    #[test]
    fn the_gamma_mixture_is_an_integral_over_exponential_martingales() {
        let (v_opt, c) = (100.0, 2.0);
        let mixture = GammaExponential::tightest_at(v_opt, ALPHA, c);
        // exp(x s - v psi(x)), psi(x) = (-ln(1 - c x) - c x) / c^2, on 0..1/c, by the density
        // (1 - c x)^(rho / c^2 - 1) e^(-rho (1 - c x) / c^2), cut at 0 and made to hold 1.
        let shape = mixture.rho / (c * c);
        let density = |x: f64| (shape - 1.0) * (-c * x).ln_1p() - shape * (1.0 - c * x);
        let psi = |x: f64| (-(-c * x).ln_1p() - c * x) / (c * c);
        let whole = log_mean(0.0, 1.0 / c, density);
        for (s, v) in [(10.0, 100.0), (3.0, 40.0), (31.0, 90.0)] {
            let mixed = log_mean(0.0, 1.0 / c, |x| density(x) + x * s - v * psi(x)) - whole;
            // The rule leaves out half a step where the density is cut.
            assert!((mixture.log_martingale(s, v) - mixed).abs() < 1e-3, "{s} {v} {mixed}");
        }
    }

    #[test]
    fn bounds_stay_finite_from_the_first_visit_to_the_billionth() {
        for v in [0.0, 1e-9, 1.0, 1e5, 1e9] {
            let bounds = [
                TwoSidedNormal::tightest_at(250.0, ALPHA).bound(v, ALPHA),
                OneSidedNormal::tightest_at(250.0, ALPHA).bound(v, ALPHA),
                GammaExponential::tightest_at(250.0, ALPHA, 1.0).bound(v, ALPHA),
                BetaBinomial::tightest_at(250.0, ALPHA, 0.03, 0.97).bound(v, ALPHA),
            ];
            assert!(
                bounds.iter().all(|bound| bound.is_finite() && *bound >= 0.0),
                "{v} {bounds:?}"
            );
        }
    }
}
