//! Which features go with clicks, within each test: ridge regression of the log click rate.
//! Never compares arms of different tests: their stories differ.
//!
//! Minimises `sum w (y - y' - (x - x') b)^2 + RIDGE b^2`, where y' and x' are the means of the arm's
//! test weighted by w, by conjugate gradients (Hestenes & Stiefel 1952).

use super::features::{Feature, SIZE};
use super::trials::{Arm, Trial};

/// Pulls weights to 0. 0: learns noise by heart. 1,000: only what very many headlines share.
const RIDGE: f64 = 100.0;
/// Variance of log click rates within a test that is no counting noise (measured: .045).
const SPREAD: f64 = 0.05;
/// Conjugate gradient steps; the residual is below a thousandth by then.
const STEPS: usize = 60;

/// Fits the features' weights, in natural logarithms of the click rate, on the trials kept.
pub(super) fn fit(
    trials: &[Trial],
    features: &[Vec<Feature>],
    kept: impl Fn(&Trial) -> bool,
) -> Vec<f64> {
    let mut rows = Rows { features: Vec::new(), weights: Vec::new(), ends: Vec::new() };
    let (mut logs, mut first) = (Vec::new(), 0);
    for trial in trials {
        let next = first + trial.arms.len();
        if kept(trial) {
            rows.features.extend(&features[first..next]);
            rows.weights.extend(trial.arms.iter().map(weight));
            rows.ends.push(rows.features.len());
            logs.extend(
                trial.arms.iter().map(|arm| ((arm.clicks + 0.5) / (arm.impressions + 1.0)).ln()),
            );
        }
        first = next;
    }
    let mean = rows.weights.iter().sum::<f64>() / rows.weights.len().max(1) as f64;
    rows.weights.iter_mut().for_each(|weight| *weight /= mean);
    conjugate_gradients(&rows, rows.pull(&logs))
}

/// The scores of each trial's arms, less their mean.
pub(super) fn score(trials: &[Trial], features: &[Vec<Feature>], weights: &[f64]) -> Vec<Vec<f64>> {
    let mut rest = features;
    let mut scores = Vec::with_capacity(trials.len());
    for trial in trials {
        let (mine, others) = rest.split_at(trial.arms.len());
        let raw: Vec<f64> = mine.iter().map(|features| dot(features, weights)).collect();
        let mean = raw.iter().sum::<f64>() / raw.len().max(1) as f64;
        scores.push(raw.into_iter().map(|score| score - mean).collect());
        rest = others;
    }
    scores
}

/// One over the variance of an arm's log click rate: counting noise and what no feature explains.
fn weight(arm: &Arm) -> f64 {
    1.0 / (1.0 / arm.clicks.max(1.0) + SPREAD)
}

fn dot(features: &[Feature], weights: &[f64]) -> f64 {
    features.iter().map(|(index, value)| value * weights[*index]).sum()
}

/// The arms that are learned from; `ends` are the tests' last rows, exclusive.
struct Rows<'a> {
    features: Vec<&'a Vec<Feature>>,
    weights: Vec<f64>,
    ends: Vec<usize>,
}

impl Rows<'_> {
    /// `X' W (values - their weighted mean in each test)`.
    fn pull(&self, values: &[f64]) -> Vec<f64> {
        let mut sums = vec![0.0; SIZE];
        let mut first = 0;
        for &end in &self.ends {
            let weights = &self.weights[first..end];
            let total: f64 = weights.iter().sum();
            let weighted = weights.iter().zip(&values[first..end]).map(|(w, value)| w * value);
            let mean = weighted.sum::<f64>() / total;
            let rows = self.features[first..end].iter().zip(weights).zip(&values[first..end]);
            for ((features, weight), of_row) in rows {
                let residual = weight * (of_row - mean);
                for (index, value) in *features {
                    sums[*index] += residual * value;
                }
            }
            first = end;
        }
        sums
    }

    /// The system's left side: `X' W (X b - mean) + RIDGE b`.
    fn apply(&self, b: &[f64]) -> Vec<f64> {
        let values: Vec<f64> = self.features.iter().map(|features| dot(features, b)).collect();
        let mut left = self.pull(&values);
        left.iter_mut().zip(b).for_each(|(left, b)| *left += RIDGE * b);
        left
    }
}

fn conjugate_gradients(rows: &Rows<'_>, mut residual: Vec<f64>) -> Vec<f64> {
    let product = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    let mut solution = vec![0.0; SIZE];
    let mut direction = residual.clone();
    let mut size = product(&residual, &residual);
    for _ in 0..STEPS {
        if size <= f64::MIN_POSITIVE {
            break;
        }
        let image = rows.apply(&direction);
        let step = size / product(&direction, &image);
        solution.iter_mut().zip(&direction).for_each(|(x, d)| *x += step * d);
        residual.iter_mut().zip(&image).for_each(|(r, i)| *r -= step * i);
        let next = product(&residual, &residual);
        direction.iter_mut().zip(&residual).for_each(|(d, r)| *d = r + next / size * *d);
        size = next;
    }
    solution
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::copy::features;

    /// Tests in which the headline with "kitten" gets twice the clicks.
    fn trials() -> Vec<Trial> {
        let arm = |text: String, clicks| Arm { text, impressions: 10_000.0, clicks };
        (0..200)
            .map(|n| {
                let arms = vec![
                    arm(format!("story {n} with a kitten"), 400.0),
                    arm(format!("story {n} with a lawyer"), 200.0),
                ];
                Trial { week: n, fold: 0, arms }
            })
            .collect()
    }

    #[test]
    fn a_word_that_doubles_clicks_is_learned_and_a_story_is_not() {
        let trials = trials();
        let features: Vec<Vec<Feature>> =
            trials.iter().flat_map(|t| t.arms.iter().map(|arm| features::of(&arm.text))).collect();
        let weights = fit(&trials, &features, |_| true);
        let new = ["tale of a kitten", "tale of a lawyer"].map(|t| dot(&features::of(t), &weights));
        // ln 2 = .69, and a ridge pulls it towards 0.
        assert!((0.3..0.75).contains(&(new[0] - new[1])), "{new:?}");
    }

    #[test]
    fn nothing_to_learn_from_gives_weights_of_zero() {
        let trials = trials();
        let features: Vec<Vec<Feature>> = vec![features::of("a b"); 400];
        assert!(fit(&trials, &features, |_| false).iter().all(|weight| *weight == 0.0));
    }
}
