//! Solves a symmetric positive definite system by Cholesky's decomposition.
//! Never for sparse systems: the work grows with the cube of the size.

/// `x` with `matrix x = right`; the matrix must be symmetric and positive definite.
pub(crate) fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    // The lower triangle becomes L with L L' = matrix.
    for i in 0..size {
        for j in 0..=i {
            let dot: f64 = (0..j).map(|k| matrix[i][k] * matrix[j][k]).sum();
            let rest = matrix[i][j] - dot;
            matrix[i][j] = if i == j { rest.sqrt() } else { rest / matrix[j][j] };
        }
    }
    for i in 0..size {
        let dot: f64 = (0..i).map(|k| matrix[i][k] * right[k]).sum();
        right[i] = (right[i] - dot) / matrix[i][i];
    }
    for i in (0..size).rev() {
        let dot: f64 = (i + 1..size).map(|k| matrix[k][i] * right[k]).sum();
        right[i] = (right[i] - dot) / matrix[i][i];
    }
    right
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_solution_solves_the_system() {
        let matrix = vec![vec![4.0, 2.0, 0.6], vec![2.0, 5.0, 1.0], vec![0.6, 1.0, 3.0]];
        let right = vec![1.0, -2.0, 3.0];
        let x = solve(matrix.clone(), right.clone());
        for (row, want) in matrix.iter().zip(right) {
            let got: f64 = row.iter().zip(&x).map(|(a, b)| a * b).sum();
            // Rounding of three additions.
            assert!((got - want).abs() < 1e-12, "{got} {want}");
        }
    }
}
