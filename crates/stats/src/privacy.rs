//! Counts that keep a visit's secret: how noise is drawn, and what is estimated from it.
//! Never draws by a fraction: 64 random bits of the operating system against integer thresholds.
//!
//! | file | idea |
//! | --- | --- |
//! | `mechanism` | estimates and errors from symbols that were told by chance |
//! | `pooled` | the same for several symbols together: a rate and its error |
//! | `laplace` | whole-number noise on a released table |
//!
//! How a symbol is told by chance is core's (`motivo_core::privacy`), because the page does it.
//! A threshold is rounded to the side of less loss: what is drawn keeps epsilon exactly, not up to
//! rounding, given that the 64 bits are uniform.
//!
//! Sources, by the name used in the files:
//! - Kairouz: P. Kairouz, K. Bonawitz, D. Ramage, "Discrete distribution estimation under local
//!   privacy", ICML 2016. k-RR.
//! - Wang & Blocki: T. Wang, J. Blocki, N. Li, S. Jha, "Locally differentially private protocols for
//!   frequency estimation", USENIX Security 2017. Pure mechanisms.
//! - Ghosh: A. Ghosh, T. Roughgarden, M. Sundararajan, "Universally utility-maximizing privacy
//!   mechanisms", SIAM J. Computing 41 (2012) 1673-1693. Discrete Laplace.
//! - Canonne: C. Canonne, G. Kamath, T. Steinke, "The discrete Gaussian for differential privacy",
//!   NeurIPS 33 (2020). Drawing without fractions.

mod laplace;
mod mechanism;
mod pooled;

pub use laplace::DiscreteLaplace;
pub use mechanism::Mechanism;
pub use motivo_core::privacy::{Choice, Epsilon, RandomisedResponse, UnaryEncoding};
pub use pooled::{Pooled, pooled};

/// What no noise can be drawn for.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum Error {
    /// No visit contributes, or so much that epsilon has no bits left.
    #[error("the largest contribution is {0}: use a whole number from 1 to 4294967295")]
    Contribution(u64),
}
