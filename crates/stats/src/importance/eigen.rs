//! Eigenvalues and eigenvectors of a symmetric matrix, by Jacobi's rotations.
//! Never fast for large ones: 100 variables are a report's most.

/// Values and vectors: `vectors[row][k]` belongs to `values[k]`, not sorted.
pub(super) struct Eigen {
    pub(super) values: Vec<f64>,
    pub(super) vectors: Vec<Vec<f64>>,
}

/// More sweeps than any matrix of 100 needs: each one squares what is left beside the diagonal.
const SWEEPS: usize = 60;

pub(super) fn eigen(matrix: &[Vec<f64>]) -> Eigen {
    let n = matrix.len();
    let mut a = matrix.to_vec();
    let mut vectors = vec![vec![0.0; n]; n];
    for (place, row) in vectors.iter_mut().enumerate() {
        row[place] = 1.0;
    }
    for _ in 0..SWEEPS {
        let mut left = 0.0;
        for p in 0..n {
            for q in p + 1..n {
                left += a[p][q] * a[p][q];
                rotate(&mut a, &mut vectors, p, q);
            }
        }
        if left < 1e-26 {
            break;
        }
    }
    Eigen { values: (0..n).map(|place| a[place][place]).collect(), vectors }
}

/// Turns the plane of `p` and `q` so that their entry beside the diagonal becomes 0.
fn rotate(a: &mut [Vec<f64>], vectors: &mut [Vec<f64>], p: usize, q: usize) {
    if a[p][q] == 0.0 {
        return;
    }
    let slope = (a[q][q] - a[p][p]) / (2.0 * a[p][q]);
    let t = slope.signum() / (slope.abs() + slope.hypot(1.0));
    let c = 1.0 / t.hypot(1.0);
    let s = t * c;
    let turn =
        |row: &mut Vec<f64>| (row[p], row[q]) = (c * row[p] - s * row[q], s * row[p] + c * row[q]);
    a.iter_mut().for_each(turn);
    let (head, tail) = a.split_at_mut(q);
    for (x, y) in head[p].iter_mut().zip(&mut tail[0]) {
        (*x, *y) = (c * *x - s * *y, s * *x + c * *y);
    }
    vectors.iter_mut().for_each(turn);
}

/// An eigenvalue under this is rounding of sums.
const NEGATIVE: f64 = -1e-9;

/// Turns correlations that no data could have into the ones nearby that some could: negative
/// eigenvalues become 0, and the diagonal 1 again. Says whether anything was changed.
pub(super) fn mend(matrix: &mut [Vec<f64>]) -> bool {
    let Eigen { values, vectors } = eigen(matrix);
    if values.iter().all(|value| *value >= NEGATIVE) {
        return false;
    }
    let product = |i: usize, j: usize| -> f64 {
        let parts = values.iter().enumerate();
        parts.map(|(k, value)| value.max(0.0) * vectors[i][k] * vectors[j][k]).sum()
    };
    let scale: Vec<f64> = (0..matrix.len()).map(|place| product(place, place).sqrt()).collect();
    for (i, row) in matrix.iter_mut().enumerate() {
        for (j, entry) in row.iter_mut().enumerate() {
            *entry = if i == j { 1.0 } else { product(i, j) / (scale[i] * scale[j]) };
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mixed(n: usize) -> Vec<Vec<f64>> {
        let entry = |i: usize, j: usize| ((i * 7 + j * 7 + i * j) % 13) as f64 / 13.0 - 0.4;
        (0..n).map(|i| (0..n).map(|j| entry(i.min(j), i.max(j))).collect()).collect()
    }

    #[test]
    fn vectors_times_values_give_the_matrix_back() {
        for n in [1, 2, 5, 30] {
            let matrix = mixed(n);
            let Eigen { values, vectors } = eigen(&matrix);
            for i in 0..n {
                for j in 0..n {
                    let back: f64 = (0..n).map(|k| values[k] * vectors[i][k] * vectors[j][k]).sum();
                    assert!((back - matrix[i][j]).abs() < 1e-12, "{n} {i} {j}");
                    let dot: f64 = (0..n).map(|k| vectors[i][k] * vectors[j][k]).sum();
                    assert!((dot - f64::from(u8::from(i == j))).abs() < 1e-12, "{n} {i} {j}");
                }
            }
        }
    }

    #[test]
    fn correlations_that_contradict_each_other_are_mended_and_others_are_left() {
        // a goes with b and b with c, but a against c.
        let mut impossible = vec![vec![1.0, 0.9, -0.9], vec![0.9, 1.0, 0.9], vec![-0.9, 0.9, 1.0]];
        assert!(mend(&mut impossible));
        assert!(eigen(&impossible).values.iter().all(|value| *value > -1e-12));
        assert!(impossible.iter().enumerate().all(|(i, row)| row[i] == 1.0));
        let mut possible = vec![vec![1.0, 1.0], vec![1.0, 1.0]];
        assert!(!mend(&mut possible));
    }
}
