//! Logistic regression with L2 on sparse rows, by Newton's method with conjugate gradients
//! (Lin, Weng & Keerthi, "Trust Region Newton Method for Large-Scale Logistic Regression", JMLR 9, 2008;
//! here with a line search). Never random: the same rows give the same weights.

/// One row: features, the source whose intercept it has, its label, and how much it counts.
pub(crate) struct Row<'a> {
    pub(crate) features: &'a [(u16, f32)],
    pub(crate) source: usize,
    pub(crate) label: bool,
    pub(crate) weight: f64,
}

/// How many Newton steps, and how many conjugate gradients in each, are taken at most.
const STEPS: (usize, usize) = (12, 25);

/// Fits `features` weights, then `sources` intercepts. `l2` is half the cost of a weight's square.
pub(crate) fn fit(rows: &[Row<'_>], features: usize, sources: usize, l2: f64) -> Vec<f64> {
    let problem = Problem { rows, features, l2 };
    let mut weights = vec![0.0; features + sources];
    let mut loss = problem.loss(&weights);
    for _ in 0..STEPS.0 {
        let (gradient, curvature) = problem.gradient(&weights);
        let step = problem.solve(&gradient, &curvature);
        let slope = dot(&gradient, &step);
        let mut length = 1.0;
        let taken = loop {
            let tried: Vec<_> = weights.iter().zip(&step).map(|(w, s)| w + length * s).collect();
            let tried_loss = problem.loss(&tried);
            if tried_loss <= loss + 1e-4 * length * slope {
                break Some((tried, tried_loss));
            }
            length /= 2.0;
            if length < 1e-4 {
                break None;
            }
        };
        let Some((better, better_loss)) = taken else { break };
        let gain = loss - better_loss;
        (weights, loss) = (better, better_loss);
        if gain < 1e-6 * loss {
            break;
        }
    }
    weights
}

/// A fit's rows and its cost of large weights.
struct Problem<'a> {
    rows: &'a [Row<'a>],
    features: usize,
    l2: f64,
}

impl Problem<'_> {
    fn margin(&self, row: &Row<'_>, weights: &[f64]) -> f64 {
        let sum =
            row.features.iter().map(|(i, value)| weights[usize::from(*i)] * f64::from(*value));
        sum.sum::<f64>() + weights[self.features + row.source]
    }

    fn cost(&self, place: usize) -> f64 {
        // An intercept that only one source has is held loosely, so that no step is endless.
        if place < self.features { self.l2 } else { 1e-3 }
    }

    fn loss(&self, weights: &[f64]) -> f64 {
        let rows = self.rows.iter().map(|row| {
            let margin = self.margin(row, weights);
            let wrong = if row.label { -margin } else { margin };
            row.weight * (wrong.max(0.0) + (-wrong.abs()).exp().ln_1p())
        });
        let squares = weights.iter().enumerate().map(|(i, weight)| self.cost(i) * weight * weight);
        rows.sum::<f64>() + squares.sum::<f64>() / 2.0
    }

    /// The gradient, and each row's curvature.
    fn gradient(&self, weights: &[f64]) -> (Vec<f64>, Vec<f64>) {
        let mut gradient: Vec<_> =
            weights.iter().enumerate().map(|(i, weight)| self.cost(i) * weight).collect();
        let curvature = self.rows.iter().map(|row| {
            let chance = 1.0 / (1.0 + (-self.margin(row, weights)).exp());
            let error = row.weight * (chance - f64::from(u8::from(row.label)));
            self.spread(row, error, &mut gradient);
            row.weight * chance * (1.0 - chance)
        });
        let curvature = curvature.collect();
        (gradient, curvature)
    }

    fn spread(&self, row: &Row<'_>, amount: f64, sums: &mut [f64]) {
        for (i, value) in row.features {
            sums[usize::from(*i)] += amount * f64::from(*value);
        }
        sums[self.features + row.source] += amount;
    }

    /// The Hessian times a direction.
    fn bend(&self, curvature: &[f64], direction: &[f64]) -> Vec<f64> {
        let mut bent: Vec<_> =
            direction.iter().enumerate().map(|(i, part)| self.cost(i) * part).collect();
        for (row, curvature) in self.rows.iter().zip(curvature) {
            self.spread(row, curvature * self.margin(row, direction), &mut bent);
        }
        bent
    }

    /// The Newton step, to a tenth of the gradient.
    fn solve(&self, gradient: &[f64], curvature: &[f64]) -> Vec<f64> {
        let mut step = vec![0.0; gradient.len()];
        let mut rest: Vec<_> = gradient.iter().map(|part| -part).collect();
        let mut direction = rest.clone();
        let mut square = dot(&rest, &rest);
        let enough = square * 1e-3;
        for _ in 0..STEPS.1 {
            if square <= enough {
                break;
            }
            let bent = self.bend(curvature, &direction);
            let length = square / dot(&direction, &bent);
            for i in 0..step.len() {
                step[i] += length * direction[i];
                rest[i] -= length * bent[i];
            }
            let before = std::mem::replace(&mut square, dot(&rest, &rest));
            for (direction, rest) in direction.iter_mut().zip(&rest) {
                *direction = rest + square / before * *direction;
            }
        }
        step
    }
}

fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reference: scikit-learn 1.9.1, `LogisticRegression(C=1, solver="newton-cg", tol=1e-10)`.
    #[test]
    fn a_fit_agrees_with_scikit_learn() {
        let one = [(0, 1.0)];
        let two = [(1, 1.0)];
        let both = [(0, 0.6), (1, 0.8)];
        let row = |features, label| Row { features, source: 0, label, weight: 1.0 };
        let rows = [row(&one, true), row(&one, true), row(&two, false), row(&both, false)];
        let weights = fit(&rows, 2, 1, 1.0);
        for (weight, reference) in weights.iter().zip([0.504_58, -0.678_19, -0.025_62]) {
            // Newton ends at a millionth of the loss; the intercept costs a thousandth here.
            assert!((weight - reference).abs() < 2e-3, "{weight} is not {reference}");
        }
    }
}
