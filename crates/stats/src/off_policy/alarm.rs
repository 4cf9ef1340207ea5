//! When an off-policy estimate should not be acted on: the log and the target overlap too little.
//! Never a number to be weighed against others: under any alarm no winner is named.

use super::Evaluation;
use super::estimate::Estimate;
use super::log::{HEAVIEST, Log};
use std::fmt;

/// Fewest rows with a reward. 0: one click may decide. More: more traffic before any answer.
pub const REWARDS: u64 = 100;

/// Least effective sample size as a share of the rows, 0..=1. 0: any. 1: only the logging policy
/// itself.
pub const EFFECTIVE_SHARE: f64 = 0.05;

/// How far the mean weight may be from 1, above 0. Its expectation is 1 when propensities are right
/// and the log could have shown all that the target shows.
pub const MEAN_WEIGHT_OFF: f64 = 0.1;

/// Largest weight as a share of the rows, 0..=1.
pub const ROW_SHARE: f64 = 0.01;

/// Largest share of all weight on the [`HEAVIEST`] rows, 0..=1.
pub const HEAVIEST_SHARE: f64 = 0.1;

/// Largest share of the IPS value that may come from one row, 0..=1.
pub const REWARD_SHARE: f64 = 0.1;

/// Largest probability that the target may give to actions that the log never shows, 0..=1.
/// 0: a rare action that happened not to come up is an alarm.
pub const NEVER_LOGGED_SHARE: f64 = 0.01;

/// Why an estimate should not be acted on. Printed, it is the reason in words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Alarm {
    /// Fewer rows with a reward than [`REWARDS`].
    TooFewRewards {
        /// How many there are.
        rewards: u64,
    },
    /// The effective sample size is under [`EFFECTIVE_SHARE`] of the rows.
    SmallEffectiveSample {
        /// The effective sample size.
        effective_rows: f64,
        /// The rows.
        rows: u64,
    },
    /// The mean weight is further than [`MEAN_WEIGHT_OFF`] from 1.
    MeanWeightOff {
        /// The mean weight.
        mean: f64,
    },
    /// A row weighs more than [`ROW_SHARE`] of the rows.
    MaxWeightTooLarge {
        /// Its weight.
        max: f64,
        /// The rows.
        rows: u64,
    },
    /// The [`HEAVIEST`] rows hold more than [`HEAVIEST_SHARE`] of all weight.
    WeightOnFewRows {
        /// Their share.
        share: f64,
    },
    /// One row gives more than [`REWARD_SHARE`] of the IPS value.
    ValueOnOneRow {
        /// Its share.
        share: f64,
    },
    /// The target gives more than [`NEVER_LOGGED_SHARE`] to actions that the log never shows.
    NeverLogged {
        /// Their probability, over the contexts as often as the log has them.
        share: f64,
    },
    /// DR and SNIPS lie outside each other's 95 % interval, though both estimate the same.
    EstimatesDisagree {
        /// The DR value.
        dr: f64,
        /// The SNIPS value.
        snips: f64,
    },
}

impl Alarm {
    /// Its name in machine-readable answers.
    #[must_use]
    pub fn id(&self) -> &'static str {
        match self {
            Self::TooFewRewards { .. } => "too_few_rewards",
            Self::SmallEffectiveSample { .. } => "small_effective_sample",
            Self::MeanWeightOff { .. } => "mean_weight_off",
            Self::MaxWeightTooLarge { .. } => "max_weight_too_large",
            Self::WeightOnFewRows { .. } => "weight_on_few_rows",
            Self::ValueOnOneRow { .. } => "value_on_one_row",
            Self::NeverLogged { .. } => "never_logged",
            Self::EstimatesDisagree { .. } => "estimates_disagree",
        }
    }

    /// What to do about it, a sentence.
    #[must_use]
    pub fn advice(&self) -> &'static str {
        match self {
            Self::TooFewRewards { .. } => "Log longer, or take a reward that comes more often.",
            Self::SmallEffectiveSample { .. } => {
                "Ask about a target nearer to the logging policy, or log with more exploration."
            }
            Self::MeanWeightOff { .. } => {
                "Check that the propensities are those the actions were drawn with, and that both \
                 files speak of the same actions and positions."
            }
            Self::MaxWeightTooLarge { .. } => {
                "Log longer, or raise the least chance that the logging policy gives an action."
            }
            Self::WeightOnFewRows { .. } => {
                "Log longer, or ask about a target nearer to the logging policy."
            }
            Self::ValueOnOneRow { .. } => {
                "Log longer; until then read clipped IPS and Switch-DR, which it moves least."
            }
            Self::NeverLogged { .. } => {
                "Log with some chance for every action of the target, or take those actions out of \
                 the target."
            }
            Self::EstimatesDisagree { .. } => {
                "Check that no row is in the log twice and that the propensities are those the \
                 actions were drawn with."
            }
        }
    }
}

impl fmt::Display for Alarm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::TooFewRewards { rewards } => {
                write!(f, "too few rewards: {rewards} rows have one, {REWARDS} are needed")
            }
            Self::SmallEffectiveSample { effective_rows, rows } => write!(
                f,
                "effective sample size too small: {rows} rows say as much as {effective_rows:.0}, \
                 {} % of them, and {} % are needed",
                percent(effective_rows / rows as f64),
                percent(EFFECTIVE_SHARE)
            ),
            Self::MeanWeightOff { mean } => write!(
                f,
                "mean weight far from 1: it is {mean:.3}, and from {} to {} was expected",
                1.0 - MEAN_WEIGHT_OFF,
                1.0 + MEAN_WEIGHT_OFF
            ),
            Self::MaxWeightTooLarge { max, rows } => write!(
                f,
                "largest weight too large: one row counts as {max:.1} of {rows}, and {} % of the \
                 rows are the most",
                percent(ROW_SHARE)
            ),
            Self::WeightOnFewRows { share } => write!(
                f,
                "weight on few rows: the {HEAVIEST} heaviest hold {} % of it, and {} % are the most",
                percent(share),
                percent(HEAVIEST_SHARE)
            ),
            Self::ValueOnOneRow { share } => write!(
                f,
                "value on one row: a single reward gives {} % of the IPS value, and {} % are the \
                 most",
                percent(share),
                percent(REWARD_SHARE)
            ),
            Self::NeverLogged { share } => write!(
                f,
                "actions never logged: the target gives them {} % of its choices, and {} % are the \
                 most",
                percent(share),
                percent(NEVER_LOGGED_SHARE)
            ),
            Self::EstimatesDisagree { dr, snips } => write!(
                f,
                "estimates disagree: DR is {dr:.6} and SNIPS {snips:.6}, each outside the other's \
                 95 % interval"
            ),
        }
    }
}

/// A share as a percentage with one decimal at most.
fn percent(share: f64) -> f64 {
    (share * 1000.0).round() / 10.0
}

/// What may be said of the target against the logging policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The interval of the difference lies above 0.
    Better,
    /// The interval of the difference lies below 0.
    Worse,
    /// The interval of the difference holds 0, or nothing varies.
    Undecided,
    /// An alarm fired: no winner is named.
    Refused,
}

impl Verdict {
    /// By the interval of the difference; refused under any alarm.
    pub(super) fn of(difference: &Estimate, alarms: &[Alarm]) -> Self {
        match difference.interval() {
            _ if !alarms.is_empty() => Self::Refused,
            Some(interval) if interval.low > 0.0 => Self::Better,
            Some(interval) if interval.high < 0.0 => Self::Worse,
            _ => Self::Undecided,
        }
    }
}

/// What is wrong with the overlap, the plainest first: all that sums of weights tell.
pub(super) fn overlap(log: &Log) -> Vec<Alarm> {
    let (rows, rewards) = (log.rows as f64, log.rewards);
    let effective_rows = log.weights.effective_rows();
    let (mean, max) = (log.weights.w / rows, log.max_weight());
    let checks = [
        (rewards < REWARDS, Alarm::TooFewRewards { rewards }),
        (
            effective_rows < EFFECTIVE_SHARE * rows,
            Alarm::SmallEffectiveSample { effective_rows, rows: log.rows },
        ),
        ((mean - 1.0).abs() > MEAN_WEIGHT_OFF, Alarm::MeanWeightOff { mean }),
        (max > ROW_SHARE * rows, Alarm::MaxWeightTooLarge { max, rows: log.rows }),
    ];
    firing(&checks).collect()
}

/// All that is wrong, the plainest first.
pub(super) fn alarms(log: &Log, found: &Evaluation) -> Vec<Alarm> {
    let share = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
    let heaviest = share(log.heaviest.iter().sum(), log.weights.w);
    let one = share(log.largest_gain, log.weights.wr);
    let never = never_logged(log);
    let (dr, snips) = (found.dr, found.snips.unwrap_or(found.dr));
    let disagree = !holds(dr, snips.value) && !holds(snips, dr.value);
    let checks = [
        (heaviest > HEAVIEST_SHARE, Alarm::WeightOnFewRows { share: heaviest }),
        (one > REWARD_SHARE, Alarm::ValueOnOneRow { share: one }),
        (never > NEVER_LOGGED_SHARE, Alarm::NeverLogged { share: never }),
        (disagree, Alarm::EstimatesDisagree { dr: dr.value, snips: snips.value }),
    ];
    overlap(log).into_iter().chain(firing(&checks)).collect()
}

fn firing(checks: &[(bool, Alarm)]) -> impl Iterator<Item = Alarm> + '_ {
    checks.iter().filter(|(fires, _)| *fires).map(|(_, alarm)| *alarm)
}

/// Whether an estimate's interval holds a value; without an interval nothing speaks against it.
fn holds(estimate: Estimate, value: f64) -> bool {
    estimate.interval().is_none_or(|interval| interval.low <= value && value <= interval.high)
}

/// The probability that the target gives to cells without a row, over the contexts as often as the
/// log has them.
fn never_logged(log: &Log) -> f64 {
    let contexts = log.target.contexts();
    let mut rows = vec![0.0; contexts];
    let mut never = vec![1.0; contexts];
    for (place, context, cell) in log.cells() {
        rows[context] += cell.iter().map(|sums| sums.rows).sum::<f64>();
        never[context] -= log.target.probabilities()[place];
    }
    let sum: f64 = rows.iter().zip(&never).map(|(rows, never)| rows * never).sum();
    sum / log.rows as f64
}
