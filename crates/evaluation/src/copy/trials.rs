//! Reads the headline tests and deals their weeks into folds.
//! Never splits a week.

use anyhow::{Context, Result, ensure};
use motivo_core::random::{SplitMix, below};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

/// Folds of weeks.
pub(super) const FOLDS: usize = 5;
/// Deals the weeks; any other would do.
const SEED: u64 = 2013;

/// A headline and how it was met.
#[derive(Clone, Debug)]
pub(super) struct Arm {
    pub(super) text: String,
    /// How often it was shown; at least 1.
    pub(super) impressions: f64,
    pub(super) clicks: f64,
}

impl Arm {
    /// Its observed click rate.
    pub(super) fn rate(&self) -> f64 {
        self.clicks / self.impressions
    }
}

/// A randomised test of headlines for one story.
#[derive(Clone, Debug)]
pub(super) struct Trial {
    /// Year and week in which it began, such as 201308.
    pub(super) week: u32,
    pub(super) fold: usize,
    pub(super) arms: Vec<Arm>,
}

impl Trial {
    /// The click rate of uniform play.
    pub(super) fn mean_rate(&self) -> f64 {
        self.arms.iter().map(Arm::rate).sum::<f64>() / self.arms.len() as f64
    }

    /// The click rate of the oracle.
    pub(super) fn best_rate(&self) -> f64 {
        self.arms.iter().map(Arm::rate).fold(0.0, f64::max)
    }
}

#[derive(Deserialize)]
struct Row {
    clickability_test_id: String,
    test_week: u32,
    text: String,
    impressions: f64,
    clicks: f64,
}

/// Reads every test, in the file's order.
pub(super) fn read(data: &Path) -> Result<Vec<Trial>> {
    let file = data.join("upworthy/headline_tests.csv");
    let context = || format!("cannot read {}", file.display());
    let mut trials: Vec<Trial> = Vec::new();
    let mut known = HashMap::new();
    for row in csv::Reader::from_path(&file).with_context(context)?.deserialize() {
        let row: Row = row.with_context(context)?;
        ensure!(row.impressions >= 1.0, "{}: an arm was never shown", file.display());
        let index = *known.entry(row.clickability_test_id).or_insert_with(|| {
            trials.push(Trial { week: row.test_week, fold: 0, arms: Vec::new() });
            trials.len() - 1
        });
        let Row { text, impressions, clicks, .. } = row;
        trials[index].arms.push(Arm { text, impressions, clicks });
    }
    ensure!(!trials.is_empty(), "{} has no tests", file.display());
    deal(&mut trials);
    Ok(trials)
}

/// Shuffles the weeks and deals them into folds.
fn deal(trials: &mut [Trial]) {
    let weeks: BTreeSet<u32> = trials.iter().map(|trial| trial.week).collect();
    let mut weeks: Vec<u32> = weeks.into_iter().collect();
    let mut random = SplitMix::new(SEED);
    for last in (1..weeks.len()).rev() {
        weeks.swap(last, below(last as u32 + 1, &mut || random.next()) as usize);
    }
    let folds: BTreeMap<u32, usize> =
        weeks.into_iter().enumerate().map(|(place, week)| (week, place % FOLDS)).collect();
    for trial in trials {
        trial.fold = folds[&trial.week];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_is_dealt_into_one_fold_and_every_fold_gets_its_share() {
        let mut trials: Vec<Trial> =
            (0..100).map(|n| Trial { week: n / 2, fold: 9, arms: Vec::new() }).collect();
        deal(&mut trials);
        assert!(trials.chunks(2).all(|pair| pair[0].fold == pair[1].fold));
        for fold in 0..FOLDS {
            assert_eq!(trials.iter().filter(|trial| trial.fold == fold).count(), 20);
        }
    }
}
