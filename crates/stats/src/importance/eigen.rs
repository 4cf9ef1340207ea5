//! A symmetric matrix from its eigenvectors, and the nearest correlations that some data have.
//! Never decomposes to find that nothing is to be mended: Cholesky's method tells that.

use nalgebra::{DMatrix, DVector, SymmetricEigen};

/// An eigenvalue under this is rounding of sums.
const NEGATIVE: f64 = -1e-9;

/// `vectors` as columns times a value each times `vectors` turned around.
pub(super) fn recompose(vectors: &DMatrix<f64>, values: &DVector<f64>) -> DMatrix<f64> {
    let mut scaled = vectors.clone();
    for (mut column, value) in scaled.column_iter_mut().zip(values) {
        column *= *value;
    }
    scaled * vectors.transpose()
}

/// Turns correlations that no data could have into the ones nearby that some could: negative
/// eigenvalues become 0, and the diagonal 1 again. Says whether anything was changed.
pub(super) fn mend(matrix: &mut DMatrix<f64>) -> bool {
    // There are Cholesky's factors exactly if no eigenvalue is under `NEGATIVE`.
    let mut raised = matrix.clone();
    raised.fill_diagonal(1.0 - NEGATIVE);
    if raised.cholesky().is_some() {
        return false;
    }
    let SymmetricEigen { eigenvalues, eigenvectors } = SymmetricEigen::new(matrix.clone());
    let nearest = recompose(&eigenvectors, &eigenvalues.map(|value| value.max(0.0)));
    let scale = nearest.diagonal().map(f64::sqrt);
    *matrix = nearest.component_div(&(&scale * scale.transpose()));
    matrix.fill_diagonal(1.0);
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mixed(n: usize) -> DMatrix<f64> {
        let entry = |i: usize, j: usize| ((i * 7 + j * 7 + i * j) % 13) as f64 / 13.0 - 0.4;
        DMatrix::from_fn(n, n, |i, j| entry(i.min(j), i.max(j)))
    }

    /// Correlations of predictors that come in so many groups of the same.
    fn equals(n: usize, groups: usize) -> DMatrix<f64> {
        DMatrix::from_fn(n, n, |i, j| f64::from(u8::from(i % groups == j % groups)))
    }

    #[test]
    fn vectors_times_values_give_the_matrix_back() {
        for n in [1, 2, 5, 30] {
            for matrix in [mixed(n), equals(n, 1), equals(n, 3)] {
                let SymmetricEigen { eigenvalues, eigenvectors } =
                    SymmetricEigen::new(matrix.clone());
                let back = recompose(&eigenvectors, &eigenvalues);
                assert!((back - matrix).amax() < 1e-12, "{n}");
                let dots = eigenvectors.transpose() * eigenvectors;
                assert!((dots - DMatrix::identity(n, n)).amax() < 1e-12, "{n}");
            }
        }
    }

    #[test]
    fn correlations_that_contradict_each_other_are_mended_and_others_are_left() {
        // a goes with b and b with c, but a against c.
        let rows = [1.0, 0.9, -0.9, 0.9, 1.0, 0.9, -0.9, 0.9, 1.0];
        let mut impossible = DMatrix::from_row_slice(3, 3, &rows);
        assert!(mend(&mut impossible));
        assert!(impossible.symmetric_eigenvalues().iter().all(|value| *value > -1e-12));
        assert!(impossible.diagonal().iter().all(|entry| *entry == 1.0));
        let mut possible = equals(2, 1);
        assert!(!mend(&mut possible));
        assert_eq!(possible, equals(2, 1));
    }

    #[test]
    fn what_is_mended_has_an_eigenvalue_that_is_no_rounding() {
        for n in [2, 20, 100] {
            // All go together alike: the eigenvalues but one are 1 - r.
            for (least, mended) in [(-1.1e-9, true), (-0.9e-9, false), (0.0, false), (0.1, false)] {
                let mut matrix = DMatrix::from_element(n, n, 1.0 - least);
                matrix.fill_diagonal(1.0);
                assert_eq!(mend(&mut matrix), mended, "{n} {least}");
            }
        }
    }
}
