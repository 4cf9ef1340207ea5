//! Relative weights (Johnson): R^2 shared out through predictors made orthogonal.
//! Never exact as LMG is, but near it, and it takes a hundred predictors.

use super::eigen::{Eigen, eigen};
use super::moments::Correlations;

/// An eigenvalue under this is 0: some predictor is a sum of others.
const GIVEN: f64 = 1e-9;

/// Each predictor's share of R^2, and whether some predictor is a sum of others.
pub(super) fn shares(correlations: &Correlations) -> (Vec<f64>, bool) {
    let predictors = correlations.varying.len();
    let among: Vec<Vec<f64>> =
        correlations.matrix[..predictors].iter().map(|row| row[..predictors].to_vec()).collect();
    let outcome = &correlations.matrix[predictors][..predictors];
    let Eigen { values, vectors } = eigen(&among);
    // The matrix to a power, for the eigenvalues that are not 0.
    let power = |exponent: f64| -> Vec<Vec<f64>> {
        let scaled: Vec<f64> = values
            .iter()
            .map(|value| if *value > GIVEN { value.powf(exponent) } else { 0.0 })
            .collect();
        let entry = |i: usize, j: usize| -> f64 {
            scaled.iter().enumerate().map(|(k, value)| value * vectors[i][k] * vectors[j][k]).sum()
        };
        (0..predictors).map(|i| (0..predictors).map(|j| entry(i, j)).collect()).collect()
    };
    let product = |row: &Vec<f64>, of: &[f64]| row.iter().zip(of).map(|(a, b)| a * b).sum::<f64>();
    let orthogonal: Vec<f64> =
        power(-0.5).iter().map(|row| product(row, outcome).powi(2)).collect();
    let squares = power(0.5).into_iter().map(|row| row.iter().map(|x| x * x).collect::<Vec<f64>>());
    let shares = squares.map(|row| product(&row, &orthogonal)).collect();
    (shares, values.iter().any(|value| *value <= GIVEN))
}
