//! Copy on randomised headline tests: does text predict response, does a bandit find the better one.
//! Never learns from a week that it is judged on.
//!
//! | file | idea |
//! | --- | --- |
//! | [`trials`] | the tests, their weeks, and folds of whole weeks |
//! | [`features`] | what a headline consists of |
//! | [`ridge`] | which features go with clicks, within each test |
//! | [`bandit`] | Thompson sampling played on the observed click rates |

mod bandit;
mod features;
mod ridge;
mod trials;

use crate::plot;
use crate::target::{Bound, Plot, Row, Section};
use anyhow::Result;
use bandit::HORIZONS;
use motivo_stats::Z95;
use motivo_stats::difference::pooled_z;
use motivo_stats::proportion::Proportion;
use std::path::Path;
use trials::{FOLDS, Trial};

/// Horizons for which the tickets are told too: all of them would take a minute.
const TICKETED: usize = 2;

/// Measures the rows of copy.
pub(crate) fn measure(data: &Path) -> Result<Section> {
    let trials = trials::read(data)?;
    eprintln!("  learning from words …");
    let scores = Scores::learn(&trials);
    let (accuracy, pairs) = pair_accuracy(&trials, &scores.judged);
    let mut rows = vec![
        Row::judged(
            format!("better of a significant pair picked ({pairs:.0} pairs)"),
            Bound::AtLeast(0.61),
            Bound::AtLeast(0.64),
            accuracy,
        ),
        Row::judged(
            "click rate of the pick over a random arm",
            Bound::AtLeast(0.05),
            Bound::AtLeast(0.065),
            lift(&trials, &scores.judged),
        ),
    ];
    let bandits = Bandits::play(&trials, &scores);
    rows.extend(bandits.rows());
    Ok(Section {
        title: "Copy (Upworthy)",
        about: format!(
            "{} randomised headline tests, {FOLDS} folds of whole weeks; a test is judged by what \
             was learned without its week's fold. \
             A pair is two arms of a test whose click rates differ significantly (two-proportion \
             z with pooled variance, p < .05). \
             Share of the oracle's gain after T impressions: the mean click rate of the \
             impressions played less that of uniform play, over the best arm's less uniform; the \
             mean over tests (the stricter) and weighted by gain (sum over sum). \
             Arms are played as Bernoulli with their observed click rates.",
            trials.len()
        ),
        rows,
        plots: vec![Plot {
            name: "bandit.svg",
            shows: "Share of the oracle's gain against impressions, mean over tests: a flat prior, and a text prior that fades",
            svg: plot::bandit(&bandits.lines()),
        }],
    })
}

/// The score of each arm of each trial, in natural logarithms of the click rate, less its test's mean.
struct Scores {
    /// Learned without the trial's fold.
    judged: Vec<Vec<f64>>,
    /// `inner[fold]`: learned without that fold and without the trial's own.
    inner: Vec<Vec<Vec<f64>>>,
}

impl Scores {
    fn learn(trials: &[Trial]) -> Self {
        let features: Vec<Vec<features::Feature>> = trials
            .iter()
            .flat_map(|trial| trial.arms.iter().map(|arm| features::of(&arm.text)))
            .collect();
        let without = |a: usize, b: usize| {
            let kept = |trial: &Trial| trial.fold != a && trial.fold != b;
            ridge::score(trials, &features, &ridge::fit(trials, &features, kept))
        };
        let mut inner = vec![vec![Vec::new(); trials.len()]; FOLDS];
        let mut judged = vec![Vec::new(); trials.len()];
        for a in 0..FOLDS {
            for b in a..FOLDS {
                let scores = without(a, b);
                for (index, trial) in trials.iter().enumerate() {
                    if trial.fold == b {
                        inner[a][index].clone_from(&scores[index]);
                    }
                    if trial.fold == a {
                        inner[b][index].clone_from(&scores[index]);
                    }
                    if a == b && trial.fold == a {
                        judged[index].clone_from(&scores[index]);
                    }
                }
            }
        }
        Self { judged, inner }
    }
}

/// How often the higher score has the higher click rate among significant pairs, and their number.
fn pair_accuracy(trials: &[Trial], scores: &[Vec<f64>]) -> (f64, f64) {
    let (mut right, mut pairs) = (0.0, 0.0);
    for (trial, scores) in trials.iter().zip(scores) {
        for (i, a) in trial.arms.iter().enumerate() {
            for (j, b) in trial.arms.iter().enumerate().skip(i + 1) {
                let share = |clicks, impressions| Proportion::new(clicks, impressions);
                let z = pooled_z(share(a.clicks, a.impressions), share(b.clicks, b.impressions));
                let Some(z) = z.filter(|z| z.abs() > Z95) else { continue };
                let ahead = scores[i] - scores[j];
                pairs += 1.0;
                right += if ahead == 0.0 { 0.5 } else { f64::from(u8::from(ahead * z > 0.0)) };
            }
        }
    }
    (right / pairs, pairs)
}

/// Sum of the picks' click rates over the sum of the tests' mean click rates, less 1.
fn lift(trials: &[Trial], scores: &[Vec<f64>]) -> f64 {
    let (mut picked, mut random) = (0.0, 0.0);
    for (trial, scores) in trials.iter().zip(scores) {
        let best = (0..scores.len()).max_by(|a, b| scores[*a].total_cmp(&scores[*b]));
        picked += best.map_or(0.0, |arm| trial.arms[arm].rate());
        random += trial.mean_rate();
    }
    picked / random - 1.0
}

/// Shares of the oracle's gain at each horizon: the mean over tests, and weighted by gain.
type Shares = ([f64; HORIZONS.len()], [f64; HORIZONS.len()]);

/// What each bandit earned.
struct Bandits {
    /// With the text as a prior that fades.
    text: Shares,
    /// With a flat prior.
    flat: Shares,
    /// As `text`, by 20 tickets; up to [`TICKETED`] horizons.
    tickets: Shares,
}

impl Bandits {
    /// Plays them with what was learned on the other weeks.
    fn play(trials: &[Trial], scores: &Scores) -> Self {
        let learned: Vec<bandit::Learned> = (0..FOLDS)
            .map(|fold| {
                eprintln!("  learning the prior without fold {} of {FOLDS} …", fold + 1);
                let others = |trial: &Trial| trial.fold != fold;
                let learned = bandit::learn(trials, &scores.inner[fold], others);
                eprintln!("  {learned}");
                learned
            })
            .collect();
        eprintln!("  playing …");
        let play = |prior: bool, tickets: bool, horizons: usize| {
            bandit::shares(trials, |index, trial| {
                let learned = prior.then_some(&learned[trial.fold]);
                let bandit = bandit::Bandit::new(trial, &scores.judged[index], learned, tickets);
                bandit.play(index, horizons)
            })
        };
        Self {
            text: play(true, false, HORIZONS.len()),
            flat: play(false, false, HORIZONS.len()),
            tickets: play(true, true, TICKETED),
        }
    }

    fn rows(&self) -> Vec<Row> {
        let bounds = [(0.13, 0.18), (0.20, 0.25), (0.34, 0.40), (0.58, 0.62)];
        let (mean, by_gain) = &self.text;
        let mut rows = Vec::new();
        for (at, (must, stretch)) in bounds.into_iter().enumerate() {
            for (how, share) in [("mean over tests", mean[at]), ("weighted by gain", by_gain[at])] {
                let what = format!("share of the oracle's gain at T = {}, {how}", HORIZONS[at]);
                rows.push(Row::judged(what, Bound::AtLeast(must), Bound::AtLeast(stretch), share));
            }
        }
        for (how, shares, told) in [
            ("a flat prior", &self.flat.0, HORIZONS.len()),
            ("20 tickets", &self.tickets.0, TICKETED),
        ] {
            for (horizon, share) in HORIZONS.into_iter().zip(shares).take(told) {
                let what = format!("the same at T = {horizon}, mean over tests, with {how}");
                rows.push(Row::told(what, *share));
            }
        }
        rows
    }

    /// Means over tests, for the plot.
    fn lines(&self) -> Vec<plot::Line> {
        let line = |name: &str, shares: &[f64]| {
            let points = HORIZONS.into_iter().map(|horizon| horizon as f64);
            (name.to_owned(), points.zip(shares.iter().copied()).collect())
        };
        vec![line("text, fading", &self.text.0), line("flat Thompson", &self.flat.0)]
    }
}

#[cfg(test)]
mod tests {
    use super::trials::Arm;
    use super::*;

    fn trial(clicks: &[f64]) -> Trial {
        let arm = |clicks: &f64| Arm { text: String::new(), impressions: 1_000.0, clicks: *clicks };
        Trial { week: 201_301, fold: 0, arms: clicks.iter().map(arm).collect() }
    }

    #[test]
    fn only_pairs_that_differ_significantly_are_judged_and_ties_count_half() {
        // 20 against 40 of 1,000: z = 2.62; 20 against 22: z = .31.
        let trials = [trial(&[20.0, 40.0, 22.0])];
        assert_eq!(pair_accuracy(&trials, &[vec![0.0, 1.0, 2.0]]), (0.5, 2.0));
        assert_eq!(pair_accuracy(&trials, &[vec![0.0; 3]]), (0.5, 2.0));
    }

    #[test]
    fn the_pick_is_compared_with_the_mean_of_the_arms() {
        let trials = [trial(&[10.0, 30.0]), trial(&[0.0, 0.0])];
        let lift = lift(&trials, &[vec![0.0, 1.0], vec![1.0, 0.0]]);
        assert!((lift - 0.5).abs() < 1e-12, "{lift}");
    }
}
