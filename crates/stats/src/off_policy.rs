//! What another policy would have earned, told from the log of a policy that ran.
//! Never holds the log: a row is folded into sums and dropped, so that memory grows with cells.
//!
//! A row is a *context* (for a list of places: the position), an *action* (the item shown there),
//! its *propensity* under the logging policy and its *reward*. The *target* is the policy asked
//! about. A row's *weight* is the target's probability of the action over the propensity.
//!
//! | file | idea |
//! | --- | --- |
//! | `policy` | the target's probabilities |
//! | `log` | a checked row, and the sums that it is folded into |
//! | `weights` | IPS, SNIPS, clipped IPS, effective sample size |
//! | `direct` | the outcome model and DM |
//! | `doubly_robust` | DR, SNDR, Switch-DR, and the difference to the logging policy |
//! | `alarm` | when the estimates should not be acted on, why, and what to do |
//! | `estimate` | a value with its standard error |
//! | `marginal` | the same questions to the collector's `policy` sums, where rows were never kept |
//!
//! Sources, by the name used in the files:
//! - Horvitz-Thompson: D. G. Horvitz, D. J. Thompson, "A generalization of sampling without
//!   replacement from a finite universe", JASA 47 (1952) 663-685. The IPS estimator.
//! - Kong: A. Kong, "A note on importance sampling using standardized weights", University of
//!   Chicago, Department of Statistics, technical report 348 (1992). The effective sample size.
//! - Dudik: M. Dudik, J. Langford, L. Li, "Doubly robust policy evaluation and learning",
//!   ICML 2011. DM and DR.
//! - Swaminathan & Joachims: A. Swaminathan, T. Joachims, "The self-normalized estimator for
//!   counterfactual learning", NeurIPS 28 (2015). SNIPS.
//! - Wang: Y.-X. Wang, A. Agarwal, M. Dudik, "Optimal and adaptive off-policy evaluation in
//!   contextual bandits", ICML 2017. Switch-DR.
//! - Ionides: E. L. Ionides, "Truncated importance sampling", J. Computational and Graphical
//!   Statistics 17 (2008) 295-311. The clipped weights.
//! - Chernozhukov: V. Chernozhukov et al., "Double/debiased machine learning for treatment and
//!   structural parameters", Econometrics Journal 21 (2018) C1-C68. Cross-fitting and its variance.
//! - Robbins: H. Robbins, "An empirical Bayes approach to statistics", Berkeley Symposium 1 (1956)
//!   157-163. Means of small cells drawn toward the mean of all.

mod alarm;
mod direct;
mod doubly_robust;
mod estimate;
mod log;
mod marginal;
mod policy;
mod weights;

pub use alarm::{
    Alarm, EFFECTIVE_SHARE, HEAVIEST_SHARE, MEAN_WEIGHT_OFF, NEVER_LOGGED_SHARE, REWARD_SHARE,
    REWARDS, ROW_SHARE, Verdict,
};
pub use direct::{FOLDS, STRENGTH, fold_of};
pub use doubly_robust::TAU;
pub use estimate::Estimate;
pub use log::{HEAVIEST, Log, Propensity, Reward, Row};
pub use marginal::{Marginal, MarginalEvaluation, PolicySums, evaluate_marginal};
pub use policy::Policy;
pub use weights::CLIP;

use direct::Model;
use doubly_robust::{Correction, difference, doubly_robust, self_normalized};

/// What cannot be evaluated.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum Error {
    /// The table of probabilities has no contexts, no actions or a last row that is not full.
    #[error("{probabilities} probabilities do not fill rows of {contexts}: give one per context")]
    Shape {
        /// How many there are.
        probabilities: usize,
        /// How many contexts there are.
        contexts: usize,
    },
    /// A probability is none.
    #[error("the probability {0} is not from 0 to 1: give the chance of the action")]
    Probability(f64),
    /// A context's probabilities do not sum to 1 within [`Policy::ROUNDING`].
    #[error("the probabilities of context {context} sum to {sum}: give every action, 1 in all")]
    Sum {
        /// The context, from 0.
        context: usize,
        /// What they sum to.
        sum: f64,
    },
    /// A propensity is none, or too small to divide by.
    #[error("the propensity {0} is not from 1e-9 to 1: give the chance that the action had")]
    Propensity(f64),
    /// A reward outside 0..=1.
    #[error("the reward {0} is not from 0 to 1: divide by the largest")]
    Reward(f64),
    /// A sum is not a number or is negative.
    #[error("the sum `{0}` is not a number from 0: recount the sums of this period")]
    Negative(&'static str),
    /// A row's context or action is not in the target.
    #[error("the target knows no action {action} in context {context}: give it a probability")]
    Cell {
        /// The action, from 0.
        action: usize,
        /// The context, from 0.
        context: usize,
    },
}

/// All that a log tells about a target. Values are mean rewards per row.
#[derive(Clone, Debug, PartialEq)]
pub struct Evaluation {
    /// Rows in the log.
    pub rows: u64,
    /// Rows with a reward above 0.
    pub rewards: u64,
    /// What the logging policy earned.
    pub on_policy: Estimate,
    /// Inverse propensity score (Horvitz-Thompson): unbiased, noisy.
    pub ips: Estimate,
    /// Self-normalised IPS (Swaminathan & Joachims): a weighted mean, so it stays within the
    /// rewards. `None` when all weights are 0.
    pub snips: Option<Estimate>,
    /// IPS with weights cut at [`CLIP`] (Ionides): calmer, too low where a weight was cut.
    pub clipped_ips: Estimate,
    /// Direct method (Dudik): the outcome model's word. Its error is mostly bias, which no log
    /// shows, so it has no standard error.
    pub dm: Estimate,
    /// Doubly robust (Dudik), cross-fitted: unbiased with these propensities.
    pub dr: Estimate,
    /// DR with a self-normalised correction. `None` when all weights are 0.
    pub sndr: Option<Estimate>,
    /// Switch-DR (Wang): DR where the weight is at most [`TAU`], the model's word elsewhere.
    pub switch_dr: Estimate,
    /// DR less the logging policy, row by row, so that what both share cancels.
    pub difference: Estimate,
    /// How many rows of weight 1 would say as much (Kong), 0..=rows.
    pub effective_rows: f64,
    /// Mean weight; 1 when propensities and target fit the log.
    pub mean_weight: f64,
    /// Largest weight.
    pub max_weight: f64,
    /// Why nobody should act on this; empty if nothing is wrong.
    pub alarms: Vec<Alarm>,
}

impl Evaluation {
    /// Whether the target is better, by DR; refused under any alarm.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        Verdict::of(&self.difference, &self.alarms)
    }
}

/// What the log tells about the target it was folded for; `None` without rows.
#[must_use]
pub fn evaluate(log: &Log) -> Option<Evaluation> {
    if log.rows == 0 {
        return None;
    }
    let (rows, weights) = (log.rows as f64, &log.weights);
    let model = Model::fit(log);
    let dr = doubly_robust(log, &model, &Correction::WHOLE);
    let mut evaluation = Evaluation {
        rows: log.rows,
        rewards: log.rewards,
        on_policy: Estimate::of_mean(rows, log.reward, log.reward_squared),
        ips: weights.ips(rows),
        snips: weights.snips(rows),
        clipped_ips: log.clipped.ips(rows),
        dm: Estimate { value: model.direct(log), error: None },
        dr: dr.estimate(rows),
        sndr: self_normalized(log, &model),
        switch_dr: doubly_robust(log, &model, &Correction::LIGHT).estimate(rows),
        difference: difference(&dr, log),
        effective_rows: weights.effective_rows(),
        mean_weight: weights.w / rows,
        max_weight: log.max_weight(),
        alarms: Vec::new(),
    };
    evaluation.alarms = alarm::alarms(log, &evaluation);
    Some(evaluation)
}
