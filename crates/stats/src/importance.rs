//! How much each touchpoint has to do with an outcome, from sums over visits.
//! Never a row, and never a cause: a share of what varies together.
//!
//! | file | idea |
//! | --- | --- |
//! | `moments` | additive sums over visits for each pair, and their correlations |
//! | `lmg` | R^2 shared out over all orders of entry (Lindeman), up to [`EXACT`] predictors |
//! | `johnson` | relative weights (Johnson), for more |
//! | `eigen` | a symmetric matrix from its eigenvectors, and the nearest correlation matrix |
//! | `effect` | what one predictor adds while the others stay, by least squares |
//! | `jackknife` | standard errors from the days' sums (Busing) |
//!
//! Sources, by the name used in the files:
//! - Lindeman: R. H. Lindeman, P. F. Merenda, R. Z. Gold, "Introduction to bivariate and multivariate
//!   analysis", Scott Foresman (1980) 119 ff. It is the Shapley value of R^2.
//! - Gromping: U. Gromping, "Relative importance for linear regression in R: the package relaimpo",
//!   J. Statistical Software 17 (2006) 1. How the shares are to be read.
//! - Johnson: J. W. Johnson, "A heuristic method for estimating the relative weight of predictor
//!   variables in multiple regression", Multivariate Behavioral Research 35 (2000) 1-19.
//! - Busing: F. M. T. A. Busing, E. Meijer, R. van der Leeden, "Delete-m jackknife for unequal m",
//!   Statistics and Computing 9 (1999) 3-8.

mod effect;
mod eigen;
mod jackknife;
mod johnson;
mod lmg;
mod moments;

pub use effect::{effect_errors, effects};
pub use jackknife::standard_errors;
pub use moments::{Moments, PairSums};

use moments::Correlations;

/// Most predictors that are shared out over all orders of entry; beyond, Johnson's weights. Each one
/// more doubles the time.
pub const EXACT: usize = 12;

/// Why there is no importance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// There is nothing to be important.
    #[error("no predictors: count at least one touchpoint")]
    NoPredictors,
    /// The outcome was the same at every visit.
    #[error("the outcome never varies: wait until some visits have it and some do not")]
    ConstantOutcome,
    /// A sum is infinite or not a number.
    #[error("a sum is not a number: recount the sums of this period")]
    NotFinite,
}

/// How the shares were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Over all orders of entry (Lindeman).
    Lmg,
    /// Relative weights (Johnson).
    Johnson,
}

/// How much each predictor has to do with the outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct Importance {
    /// The share of the outcome's variance that all predictors explain together, 0..=1. By chance
    /// alone it is about predictors / visits.
    pub r2: f64,
    /// Each predictor's part of `r2`, 0 or more, which sum to it; `None` for one that never varies.
    pub shares: Vec<Option<f64>>,
    /// How they were found.
    pub method: Method,
    /// Some predictor is a sum of others (or the same as another): the shares still stand, equals
    /// get equal shares, but nothing tells the equals apart.
    pub collinear: bool,
    /// The pairs were counted on different visits and contradicted each other; the nearest
    /// correlations that do not were taken.
    pub mended: bool,
}

/// The importance of every predictor.
///
/// # Errors
/// [`Error`]: nothing to share out.
pub fn importance(moments: &Moments) -> Result<Importance, Error> {
    let method = if moments.predictors() <= EXACT { Method::Lmg } else { Method::Johnson };
    importance_by(moments, method)
}

/// The importance of every predictor by a given method. [`Method::Lmg`] takes time that doubles with
/// each predictor: 20 are some seconds.
///
/// # Errors
/// As [`importance`].
pub fn importance_by(moments: &Moments, method: Method) -> Result<Importance, Error> {
    let correlations = Correlations::of(moments)?;
    let (found, collinear) = match method {
        Method::Lmg => lmg::shares(&correlations),
        Method::Johnson => johnson::shares(&correlations),
    };
    let mut shares = vec![None; moments.predictors()];
    for (place, share) in correlations.varying.iter().zip(&found) {
        shares[*place] = Some(*share);
    }
    // An empty sum is -0.
    let r2 = found.iter().sum::<f64>() + 0.0;
    Ok(Importance { r2, shares, method, collinear, mended: correlations.mended })
}
