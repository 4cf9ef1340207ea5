//! R^2 shared out over all orders of entry (Lindeman): a predictor's mean gain of R^2 over them.
//! Never inverts a matrix: a predictor that others already give adds nothing, and that is the answer.

use super::moments::Correlations;
use nalgebra::DMatrix;

/// A predictor whose variance given others is under this share of it is a sum of them. Above what
/// rounding leaves after twelve steps, below any correlation that visits can tell from 1.
const GIVEN: f64 = 1e-9;

/// Each predictor's share of R^2, and whether some predictor is a sum of others.
pub(super) fn shares(correlations: &Correlations) -> (Vec<f64>, bool) {
    let predictors = correlations.varying.len();
    let mut walk = Walk {
        shares: vec![0.0; predictors],
        weights: (0..predictors).map(|size| chance_of_set(predictors, size)).collect(),
        collinear: false,
    };
    walk.from(correlations.matrix.clone(), &mut vec![false; predictors], 0);
    (walk.shares, walk.collinear)
}

/// The chance, over all orders of `all` predictors, that a given set of `size` others comes right
/// before a given one: `size! (all - size - 1)! / all!`.
fn chance_of_set(all: usize, size: usize) -> f64 {
    let choose = (0..size).fold(1.0, |c, i| c * (all - 1 - i) as f64 / (i + 1) as f64);
    1.0 / (all as f64 * choose)
}

struct Walk {
    shares: Vec<f64>,
    weights: Vec<f64>,
    collinear: bool,
}

impl Walk {
    /// Visits every set of predictors once. `left` is what of each covariance the set has not
    /// explained (a step of Cholesky's method per member); predictors before `next` are decided.
    fn from(&mut self, left: DMatrix<f64>, within: &mut Vec<bool>, next: usize) {
        let predictors = within.len();
        if next == predictors {
            let size = within.iter().filter(|member| **member).count();
            for (place, member) in within.iter().enumerate() {
                if !member {
                    self.gain(&left, place, size);
                }
            }
            return;
        }
        within[next] = true;
        let after = explain(&left, next);
        self.from(after, within, next + 1);
        within[next] = false;
        self.from(left, within, next + 1);
    }

    /// Adds what a predictor gains when it enters after a set of `size`.
    fn gain(&mut self, left: &DMatrix<f64>, place: usize, size: usize) {
        let variance = left[(place, place)];
        if variance > GIVEN {
            let with_outcome = left[(left.nrows() - 1, place)];
            self.shares[place] += self.weights[size] * with_outcome * with_outcome / variance;
        } else {
            self.collinear = true;
        }
    }
}

/// What is left of all covariances after a predictor has explained its part.
fn explain(left: &DMatrix<f64>, by: usize) -> DMatrix<f64> {
    let mut rest = left.clone();
    let (own, variance) = (left.column(by), left[(by, by)]);
    if variance > GIVEN {
        rest.ger(-1.0 / variance, &own, &own, 1.0);
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::chance_of_set;

    #[test]
    fn the_sets_before_a_predictor_are_all_there_are() {
        for all in 1..=12 {
            let mut sum = 0.0;
            let mut sets = 1.0;
            for size in 0..all {
                sum += sets * chance_of_set(all, size);
                sets *= (all - 1 - size) as f64 / (size + 1) as f64;
            }
            assert!((sum - 1.0).abs() < 1e-12, "{all}");
        }
    }
}
