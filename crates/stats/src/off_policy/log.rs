//! A checked row of a log, and the sums that it is folded into.
//! Never keeps a row; the order of rows matters only for the fold that each falls in.

use super::Error;
use super::direct::{FOLDS, fold_of};
use super::doubly_robust::TAU;
use super::policy::Policy;
use super::weights::{CLIP, Weights};

/// How many of the heaviest rows are looked at together.
pub const HEAVIEST: usize = 10;

/// The chance that the logging policy gave the action it took, 1e-9..=1.
/// Below, a row would weigh more than any log is long, and squares of weights would overflow.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Propensity(f64);

impl Propensity {
    /// Checks the range.
    ///
    /// # Errors
    /// [`Error::Propensity`].
    pub fn new(chance: f64) -> Result<Self, Error> {
        if (1e-9..=1.0).contains(&chance) {
            Ok(Self(chance))
        } else {
            Err(Error::Propensity(chance))
        }
    }
}

/// What came of an action, 0..=1: a click is 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reward(f64);

impl Reward {
    /// Checks the range.
    ///
    /// # Errors
    /// [`Error::Reward`].
    pub fn new(reward: f64) -> Result<Self, Error> {
        if (0.0..=1.0).contains(&reward) { Ok(Self(reward)) } else { Err(Error::Reward(reward)) }
    }
}

/// One choice of the logging policy.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// The action taken, from 0.
    pub action: usize,
    /// The context it was taken in, from 0.
    pub context: usize,
    /// Its chance.
    pub propensity: Propensity,
    /// What came of it.
    pub reward: Reward,
}

/// The rows of one cell, by fold.
pub(super) type Cell = [CellSums; FOLDS];

/// The rows of one cell in one fold.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct CellSums {
    pub(super) rows: f64,
    pub(super) reward: f64,
    /// Every weight.
    pub(super) whole: Weights,
    /// Only weights of [`TAU`] at most.
    pub(super) light: Weights,
}

/// Sums of some rows of one cell, weighed for one target.
pub(super) struct RowSums {
    pub(super) rows: u64,
    pub(super) rewards: u64,
    pub(super) reward: f64,
    pub(super) reward_squared: f64,
    pub(super) weights: Weights,
    pub(super) largest: f64,
}

/// A log, folded for one target.
#[derive(Clone, Debug)]
pub struct Log {
    pub(super) target: Policy,
    pub(super) rows: u64,
    /// Rows with a reward above 0.
    pub(super) rewards: u64,
    pub(super) reward: f64,
    pub(super) reward_squared: f64,
    pub(super) weights: Weights,
    pub(super) clipped: Weights,
    /// By cell; a target may know many that the log never shows.
    cells: Vec<Option<Box<Cell>>>,
    /// The largest weights, descending.
    pub(super) heaviest: [f64; HEAVIEST],
    /// The largest product of weight and reward.
    pub(super) largest_gain: f64,
}

impl Log {
    /// An empty log for a target.
    #[must_use]
    pub fn new(target: Policy) -> Self {
        let cells = vec![None; target.probabilities().len()];
        Self {
            target,
            rows: 0,
            rewards: 0,
            reward: 0.0,
            reward_squared: 0.0,
            weights: Weights::default(),
            clipped: Weights::default(),
            cells,
            heaviest: [0.0; HEAVIEST],
            largest_gain: 0.0,
        }
    }

    /// Folds a row in.
    ///
    /// # Errors
    /// [`Error::Cell`] for an action or context that the target does not have; the log is as
    /// before.
    pub fn add(&mut self, row: &Row) -> Result<(), Error> {
        let Row { action, context, propensity: Propensity(propensity), reward: Reward(r) } = *row;
        let cell = self.target.cell(action, context).ok_or(Error::Cell { action, context })?;
        let weight = self.target.probabilities()[cell] / propensity;
        let sums = &mut self.cells[cell].get_or_insert_default()[fold_of(self.rows)];
        sums.rows += 1.0;
        sums.reward += r;
        sums.whole.add(weight, r);
        if weight <= TAU {
            sums.light.add(weight, r);
        }
        self.weights.add(weight, r);
        self.clipped.add(weight.min(CLIP), r);
        self.rows += 1;
        self.rewards += u64::from(r > 0.0);
        self.reward += r;
        self.reward_squared += r * r;
        self.largest_gain = self.largest_gain.max(weight * r);
        self.keep_if_heavy(weight);
        Ok(())
    }

    /// Folds in the sums of rows of one cell that fell into one fold; `largest` is their largest
    /// weight. What needs each weight stays empty: clipped and light sums, and all but the heaviest
    /// row of each call.
    pub(super) fn add_sums(&mut self, cell: usize, fold: usize, rows: &RowSums) {
        let sums = &mut self.cells[cell].get_or_insert_default()[fold];
        sums.rows += rows.rows as f64;
        sums.reward += rows.reward;
        sums.whole.merge(&rows.weights);
        self.weights.merge(&rows.weights);
        self.rows += rows.rows;
        self.rewards += rows.rewards;
        self.reward += rows.reward;
        self.reward_squared += rows.reward_squared;
        self.keep_if_heavy(rows.largest);
    }

    /// The cells that have rows, by number, with their contexts.
    pub(super) fn cells(&self) -> impl Iterator<Item = (usize, usize, &Cell)> {
        let contexts = self.target.contexts();
        let cells = self.cells.iter().enumerate();
        cells.filter_map(move |(cell, sums)| Some((cell, cell % contexts, &**sums.as_ref()?)))
    }

    fn keep_if_heavy(&mut self, weight: f64) {
        let place = self.heaviest.partition_point(|heavier| *heavier >= weight);
        if place < HEAVIEST {
            self.heaviest[place..].rotate_right(1);
            self.heaviest[place] = weight;
        }
    }

    /// The largest weight; 0 without rows.
    #[must_use]
    pub fn max_weight(&self) -> f64 {
        self.heaviest[0]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(action: usize, propensity: f64) -> Row {
        let propensity = Propensity::new(propensity).expect("a chance");
        Row { action, context: 0, propensity, reward: Reward(1.0) }
    }

    #[test]
    fn what_is_no_chance_and_no_reward_is_refused() {
        for chance in [0.0, 1e-10, -0.5, 1.1, f64::NAN, f64::INFINITY] {
            assert!(Propensity::new(chance).is_err(), "{chance}");
        }
        for reward in [-0.1, 1.1, f64::NAN, f64::NEG_INFINITY] {
            assert!(Reward::new(reward).is_err(), "{reward}");
        }
        assert!(Propensity::new(1e-9).is_ok() && Reward::new(0.0).is_ok());
    }

    #[test]
    fn an_action_that_the_target_does_not_know_leaves_the_log_as_it_was() {
        let mut log = Log::new(Policy::uniform(1, 2).expect("a policy"));
        let error = log.add(&row(2, 0.5)).expect_err("an action too many");
        assert_eq!(
            error.to_string(),
            "the target knows no action 2 in context 0: give it a probability"
        );
        assert_eq!(log.rows, 0);
    }

    #[test]
    fn the_heaviest_rows_are_kept_in_order_whenever_they_come() {
        let mut log = Log::new(Policy::uniform(1, 2).expect("a policy"));
        for place in 1..=30_u32 {
            let share = f64::from((place * 7) % 31) / 31.0;
            log.add(&row(0, share)).expect("a known action");
        }
        // Weights are 0.5 / share; the ten smallest shares are 1/31 to 10/31.
        let known: Vec<f64> = (1..=10).map(|n| 0.5 / (f64::from(n) / 31.0)).collect();
        assert_eq!(log.heaviest.to_vec(), known);
        assert_eq!(log.max_weight(), 15.5);
    }
}
