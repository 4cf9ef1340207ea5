//! The statistics of the owner's report: intervals, always-valid lift, sample ratio,
//! off-policy values.
//! Pure: no clock, file or network, and never an opinion about what a shop should do.
//!
//! | file | idea |
//! | --- | --- |
//! | [`proportion`] | a share of visits with its Wilson interval |
//! | [`difference`] | two shares compared at one fixed look: Newcombe's interval, the pooled z |
//! | [`sequence`] | two shares compared at every look: the asymptotic confidence sequence |
//! | [`sample_ratio`] | whether the holdout is as large as it was drawn |
//! | [`off_policy`] | what another policy would have earned, with its own sources |
//!
//! Sources, by the name used in the files:
//! - Wilson: E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
//!   JASA 22 (1927) 209-212.
//! - Newcombe: R. G. Newcombe, "Interval estimation for the difference between independent
//!   proportions: comparison of eleven methods", Statistics in Medicine 17 (1998) 873-890, method 10.
//! - Waudby-Smith: I. Waudby-Smith, D. Arbour, R. Sinha, E. H. Kennedy, A. Ramdas, "Time-uniform
//!   central limit theory and asymptotic confidence sequences", Annals of Statistics 52 (2024).
//! - Lindon: M. Lindon, A. Malek, "Anytime-valid inference for multinomial count data",
//!   NeurIPS 35 (2022).
//! - Lanczos: C. Lanczos, "A precision approximation of the gamma function", SIAM J. Numerical
//!   Analysis B 1 (1964) 86-96; coefficients for g = 7, n = 9.

pub mod difference;
pub mod off_policy;
pub mod proportion;
pub mod sample_ratio;
pub mod sequence;

/// The 97.5 % quantile of the standard normal distribution, for two-sided 95 % intervals.
pub const Z95: f64 = 1.959_963_984_540_054;

/// Lower and upper end of an interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Interval {
    /// Whether zero lies outside, so that the sign is told.
    #[must_use]
    pub fn excludes_zero(&self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }
}
