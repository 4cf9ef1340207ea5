//! The model's word, corrected by the weighted errors that it made: DR (Dudik) and its kin.
//! Never row by row: what a cell and a fold share is taken out of the sums.

use super::direct::Model;
use super::estimate::Estimate;
use super::log::{CellSums, Log};
use super::weights::Weights;

/// Above this weight Switch-DR leaves a row to the model, 0 or more (Wang's tau). 0: DM. Endless:
/// DR.
pub const TAU: f64 = 5.0;

/// How a row's error corrects the model: by `scale * w * (r - q - shift)`.
pub(super) struct Correction {
    weights: fn(&CellSums) -> &Weights,
    scale: f64,
    shift: f64,
}

impl Correction {
    /// DR: by the weight.
    pub(super) const WHOLE: Self = Self { weights: |sums| &sums.whole, scale: 1.0, shift: 0.0 };
    /// Switch-DR: by the weight, where it is at most [`TAU`].
    pub(super) const LIGHT: Self = Self { weights: |sums| &sums.light, scale: 1.0, shift: 0.0 };
}

/// Sums over rows of `t`, the corrected word of the model.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Corrected {
    t: f64,
    tt: f64,
    tr: f64,
}

impl Corrected {
    /// The mean, with the standard error of a cross-fitted mean (Chernozhukov).
    pub(super) fn estimate(&self, rows: f64) -> Estimate {
        Estimate::of_mean(rows, self.t, self.tt)
    }
}

/// With `v` the model's word on the target in the row's context and `q` on the row's own action:
/// `t = v + scale w (r - q - shift)`.
pub(super) fn doubly_robust(log: &Log, model: &Model, correction: &Correction) -> Corrected {
    let mut sums = Corrected::default();
    let scale = correction.scale;
    for (place, context, folds) in log.cells() {
        let words = model.cells[place].iter().zip(&model.target[context]);
        for (cell, (q, v)) in folds.iter().zip(words) {
            let (weights, q) = ((correction.weights)(cell), q + correction.shift);
            let error = scale * (weights.wr - q * weights.w);
            let squared = weights.wwrr - 2.0 * q * weights.wwr + q * q * weights.ww;
            sums.t += cell.rows * v + error;
            sums.tt += cell.rows * v * v + 2.0 * v * error + scale * scale * squared;
            sums.tr += v * cell.reward + scale * (weights.wrr - q * weights.wr);
        }
    }
    sums
}

/// SNDR: the mean of the model's words on the target, and the weighted mean of its errors, whose
/// standard error is the delta method's. `None` if all weights are 0.
pub(super) fn self_normalized(log: &Log, model: &Model) -> Option<Estimate> {
    let (rows, weight) = (log.rows as f64, log.weights.w);
    if weight <= 0.0 {
        return None;
    }
    let cells = log.cells().flat_map(|(place, _, cell)| cell.iter().zip(&model.cells[place]));
    let expected: f64 = cells.map(|(sums, q)| sums.whole.w * q).sum();
    let shift = (log.weights.wr - expected) / weight;
    // These corrections sum to 0, so that the shift itself is still to be added.
    let correction = Correction { scale: rows / weight, shift, ..Correction::WHOLE };
    let Estimate { value, error } = doubly_robust(log, model, &correction).estimate(rows);
    Some(Estimate { value: value + shift, error })
}

/// What the target earns more than the logging policy did, row by row.
pub(super) fn difference(corrected: &Corrected, log: &Log) -> Estimate {
    let Corrected { t, tt, tr } = *corrected;
    let squares = tt - 2.0 * tr + log.reward_squared;
    let magnitude = tt + log.reward_squared;
    Estimate::of_mean_beside(log.rows as f64, t - log.reward, squares, magnitude)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::off_policy::{FOLDS, Policy, Propensity, Reward, Row};

    /// Actions 0 1 2 0 1 2, rewards 1 0 1 0 1 1, logged at .5 .3 .2, target .2 .3 .5.
    fn six_rows() -> Log {
        let target = Policy::new(1, vec![0.2, 0.3, 0.5]).expect("a policy");
        let mut log = Log::new(target);
        for (action, reward) in [(0, 1.0), (1, 0.0), (2, 1.0), (0, 0.0), (1, 1.0), (2, 1.0)] {
            let propensity = Propensity::new([0.5, 0.3, 0.2][action]).expect("a chance");
            let reward = Reward::new(reward).expect("a reward");
            log.add(&Row { action, context: 0, propensity, reward }).expect("a known action");
        }
        log
    }

    #[test]
    fn six_rows_and_a_given_model_give_the_known_estimates() {
        let log = six_rows();
        let model = Model::of(&log, [0.4, 0.5, 0.8].map(|q| [q; FOLDS]).to_vec());
        assert!((model.direct(&log) - 0.63).abs() < 1e-12);
        let value = |correction| doubly_robust(&log, &model, &correction).estimate(6.0).value;
        assert!((value(Correction::WHOLE) - 0.81).abs() < 1e-12);
        // No weight is above 2.5, so nothing switches.
        assert!((value(Correction::LIGHT) - 0.81).abs() < 1e-12);
        let sndr = self_normalized(&log, &model).expect("weights").value;
        // Half a unit of the last digit given.
        assert!((sndr - 0.768_461_5).abs() < 5e-8, "{sndr}");
    }
}
