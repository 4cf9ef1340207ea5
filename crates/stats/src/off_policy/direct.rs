//! The outcome model, and what it says of the target alone (DM, Dudik).
//! Never judges a row by a model that has seen it: three folds, each judged by the other two
//! (Chernozhukov).

use super::log::{Cell, Log};

/// How many folds the log is cut into, 2 or more. 2: the model sees half of the log. More: it sees
/// more, and more sums are kept.
pub const FOLDS: usize = 3;

/// How many rows of the overall mean are mixed into a cell's mean (Robbins), 0 or more. 0: a cell
/// with one click in one row is believed. Endless: every cell is the overall mean.
/// 300 is about as many rows as a click at the rates of shops.
pub const STRENGTH: f64 = 300.0;

/// The fold, `0..FOLDS`, of the row at `place` in the log, from 0: the SplitMix64 number of the
/// place modulo [`FOLDS`]. Not `place` modulo [`FOLDS`]: a log may tell positions 1, 2, 3 in turn.
#[must_use]
pub fn fold_of(place: u64) -> usize {
    let mut z = place.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((z ^ (z >> 31)) % FOLDS as u64) as usize
}

/// Expected rewards, for each fold from the rows of the others.
pub(super) struct Model {
    /// By cell.
    pub(super) cells: Vec<[f64; FOLDS]>,
    /// Of the target, by context.
    pub(super) target: Vec<[f64; FOLDS]>,
}

impl Model {
    /// A cell's expected reward is the mean of its rows, drawn toward the mean of all:
    /// `(sum r + STRENGTH m) / (n + STRENGTH)`. A cell never logged is expected to earn `m`.
    pub(super) fn fit(log: &Log) -> Self {
        let mut fold_rows = [0.0; FOLDS];
        let mut fold_reward = [0.0; FOLDS];
        for (_, _, cell) in log.cells() {
            for (fold, sums) in cell.iter().enumerate() {
                fold_rows[fold] += sums.rows;
                fold_reward[fold] += sums.reward;
            }
        }
        let mean = |fold: usize| {
            let rows = log.rows as f64 - fold_rows[fold];
            if rows > 0.0 { (log.reward - fold_reward[fold]) / rows } else { 0.0 }
        };
        let means: [f64; FOLDS] = std::array::from_fn(mean);
        let expected = |cell: &Cell, fold: usize| {
            let others = || (0..FOLDS).filter(|other| *other != fold).map(|other| &cell[other]);
            let rows: f64 = others().map(|sums| sums.rows).sum();
            let reward: f64 = others().map(|sums| sums.reward).sum();
            (reward + STRENGTH * means[fold]) / (rows + STRENGTH)
        };
        let mut cells = vec![means; log.target.probabilities().len()];
        for (place, _, cell) in log.cells() {
            cells[place] = std::array::from_fn(|fold| expected(cell, fold));
        }
        Self::of(log, cells)
    }

    /// A model with these expected rewards.
    pub(super) fn of(log: &Log, cells: Vec<[f64; FOLDS]>) -> Self {
        let contexts = log.target.contexts();
        let mut target = vec![[0.0; FOLDS]; contexts];
        for (cell, (chance, expected)) in log.target.probabilities().iter().zip(&cells).enumerate()
        {
            for (value, expected) in target[cell % contexts].iter_mut().zip(expected) {
                *value += chance * expected;
            }
        }
        Self { cells, target }
    }

    /// DM: the target's expected reward in each row's context, averaged over the log.
    pub(super) fn direct(&self, log: &Log) -> f64 {
        let mut sum = 0.0;
        for (_, context, cell) in log.cells() {
            let words = cell.iter().zip(&self.target[context]);
            sum += words.map(|(sums, word)| sums.rows * word).sum::<f64>();
        }
        sum / log.rows as f64
    }
}

#[cfg(test)]
mod tests {
    use super::fold_of;

    #[test]
    fn folds_are_even_whatever_the_log_does_in_turn() {
        for step in [1_u64, 2, 3, 6, 80] {
            let mut counts = [0_u32; 3];
            for place in 0..30_000 {
                counts[fold_of(place * step)] += 1;
            }
            // 10,000 each, standard deviation 82: within five of them.
            assert!(counts.iter().all(|count| count.abs_diff(10_000) < 410), "{step}: {counts:?}");
        }
    }
}
