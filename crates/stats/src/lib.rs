//! The statistics of the owner's report: intervals, always-valid lift, sample ratio, importance,
//! private counts, off-policy values.
//! Pure: no clock, file or network, and never an opinion about what a shop should do.
//!
//! | file | idea |
//! | --- | --- |
//! | [`proportion`] | a share of visits with its Wilson interval |
//! | [`difference`] | two shares compared at one fixed look: Newcombe's interval, the pooled z |
//! | [`fisher`] | the same by Fisher's exact test |
//! | [`superiority`] | the chance that one share is above another |
//! | [`sequence`] | two shares compared at every look: the asymptotic confidence sequence |
//! | [`msprt`] | the same by a likelihood ratio, a second opinion |
//! | [`sample_size`] | how many visits are missing until a lift can be told |
//! | [`exact_sequence`] | one share or one bounded mean at every look, from the first visit |
//! | [`mixture`] | the bounds that hold at every look, under all of these |
//! | [`shrinkage`] | rates of small cells, drawn toward the rate of all |
//! | [`importance`] | how much each touchpoint has to do with an outcome, with its own sources |
//! | [`sample_ratio`] | whether the holdout is as large as it was drawn |
//! | [`privacy`] | noise that keeps a visit's secret, and what is estimated from it |
//! | [`off_policy`] | what another policy would have earned, with its own sources |
//!
//! What each figure is tested against, known numbers and a second way to find it, is the table at the
//! top of `tests/simulated/main.rs`.
//!
//! Sources, by the name used in the files:
//! - Wilson: E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
//!   JASA 22 (1927) 209-212.
//! - Newcombe: R. G. Newcombe, "Interval estimation for the difference between independent
//!   proportions: comparison of eleven methods", Statistics in Medicine 17 (1998) 873-890, method 10.
//! - Agresti & Caffo: A. Agresti, B. Caffo, "Simple and effective confidence intervals for
//!   proportions and differences of proportions", American Statistician 54 (2000) 280-288.
//! - Fisher: R. A. Fisher, "The logic of inductive inference", J. Royal Statistical Society 98
//!   (1935) 39-82.
//! - Miller: E. Miller, "Formulas for Bayesian A/B testing", evanmiller.org (2013).
//! - Howard: S. R. Howard, A. Ramdas, J. McAuliffe, J. Sekhon, "Time-uniform, nonparametric,
//!   nonasymptotic confidence sequences", Annals of Statistics 49 (2021) 1055-1080.
//! - Johari: R. Johari, P. Koomen, L. Pekelis, D. Walsh, "Always valid inference: continuous
//!   monitoring of A/B tests", Operations Research 70 (2022) 1806-1821.
//! - Kleinman: J. C. Kleinman, "Proportions with extraneous variance: single and independent
//!   samples", JASA 68 (1973) 46-54.
//! - Morris: C. N. Morris, "Parametric empirical Bayes inference: theory and applications", JASA 78
//!   (1983) 47-55.
//! - Robbins: H. Robbins, "An empirical Bayes approach to statistics", Berkeley Symposium 1 (1956)
//!   157-163.
//! - Waudby-Smith: I. Waudby-Smith, D. Arbour, R. Sinha, E. H. Kennedy, A. Ramdas, "Time-uniform
//!   central limit theory and asymptotic confidence sequences", Annals of Statistics 52 (2024).
//! - Lindon: M. Lindon, A. Malek, "Anytime-valid inference for multinomial count data",
//!   NeurIPS 35 (2022).

pub mod difference;
pub mod exact_sequence;
pub mod fisher;
pub mod importance;
pub mod mixture;
pub mod msprt;
pub mod off_policy;
pub mod privacy;
pub mod proportion;
pub mod sample_ratio;
pub mod sample_size;
pub mod sequence;
pub mod shrinkage;
pub mod superiority;

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
