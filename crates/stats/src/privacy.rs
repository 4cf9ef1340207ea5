//! Counts that keep a visit's secret: how noise is drawn, and what is estimated from it.
//! Never draws by a fraction: 64 random bits of the operating system against integer thresholds.
//!
//! | file | idea |
//! | --- | --- |
//! | `epsilon` | the privacy loss, and a lower bound on its exponential in whole numbers |
//! | `mechanism` | estimates and errors from symbols that were told by chance |
//! | `randomised` | one of k symbols (k-RR) |
//! | `unary` | one bit per symbol (OUE), for many symbols |
//! | `laplace` | whole-number noise on a released table |
//!
//! A threshold is rounded to the side of less loss: what is drawn keeps epsilon exactly, not up to
//! rounding, given that the 64 bits are uniform.
//!
//! Sources, by the name used in the files:
//! - Warner: S. L. Warner, "Randomized response", JASA 60 (1965) 63-69.
//! - Kairouz: P. Kairouz, K. Bonawitz, D. Ramage, "Discrete distribution estimation under local
//!   privacy", ICML 2016. k-RR.
//! - Wang & Blocki: T. Wang, J. Blocki, N. Li, S. Jha, "Locally differentially private protocols for
//!   frequency estimation", USENIX Security 2017. Pure mechanisms, OUE and the rule of choice.
//! - Ghosh: A. Ghosh, T. Roughgarden, M. Sundararajan, "Universally utility-maximizing privacy
//!   mechanisms", SIAM J. Computing 41 (2012) 1673-1693. Discrete Laplace.
//! - Canonne: C. Canonne, G. Kamath, T. Steinke, "The discrete Gaussian for differential privacy",
//!   NeurIPS 33 (2020). Drawing without fractions.

mod epsilon;
mod laplace;
mod mechanism;
mod randomised;
mod unary;

pub use epsilon::Epsilon;
pub use laplace::DiscreteLaplace;
pub use mechanism::{Choice, Mechanism};
pub use randomised::RandomisedResponse;
pub use unary::UnaryEncoding;

/// What no noise can be drawn for.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum Error {
    /// Epsilon is not a usable number.
    #[error("epsilon is {0}: use a number from 0.001 to 8")]
    Epsilon(f64),
    /// Too few or too many symbols.
    #[error("{0} symbols cannot be told by chance: use 2 to 1024")]
    Symbols(u32),
    /// No visit contributes, or so much that epsilon has no bits left.
    #[error("the largest contribution is {0}: use a whole number from 1 to 4294967295")]
    Contribution(u64),
}
