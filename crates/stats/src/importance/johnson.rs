//! Relative weights (Johnson): R^2 shared out through predictors made orthogonal.
//! Never exact as LMG is, but near it, and it takes a hundred predictors.

use super::eigen::recompose;
use super::moments::Correlations;
use nalgebra::SymmetricEigen;

/// An eigenvalue under this is 0: some predictor is a sum of others.
const GIVEN: f64 = 1e-9;

/// Each predictor's share of R^2, and whether some predictor is a sum of others.
pub(super) fn shares(correlations: &Correlations) -> (Vec<f64>, bool) {
    let predictors = correlations.varying.len();
    if predictors == 0 {
        return (Vec::new(), false);
    }
    let among = correlations.matrix.view((0, 0), (predictors, predictors));
    let outcome = correlations.matrix.view((0, predictors), (predictors, 1));
    let SymmetricEigen { eigenvalues, eigenvectors } = SymmetricEigen::new(among.into_owned());
    // The roots of the eigenvalues, and of those that are not 0 one over them.
    let roots = eigenvalues.map(|value| if value > GIVEN { value.sqrt() } else { 0.0 });
    let inverse = roots.map(|root| if root > 0.0 { 1.0 / root } else { 0.0 });
    let turned = eigenvectors.transpose() * outcome;
    let orthogonal = &eigenvectors * turned.component_mul(&inverse);
    let squares = recompose(&eigenvectors, &roots).map(|entry| entry * entry);
    let shares = squares * orthogonal.map(|weight| weight * weight);
    (shares.data.into(), eigenvalues.iter().any(|value| *value <= GIVEN))
}
