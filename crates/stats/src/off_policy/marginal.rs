//! Off-policy values from the collector's `policy` marginal: sums of cells, never a row.
//! Never Switch-DR, clipped IPS or the alarms about single rows: those need each weight.
//!
//! Values are exactly those of the rows. Standard errors are exact where a cell's rewards are 0 and
//! 1 or its propensities are all the same, and a little too wide elsewhere: two of the sums that they
//! need are not kept, and the bound that makes the error larger stands in.

use super::alarm::{Alarm, Verdict, overlap};
use super::direct::{Model, fold_of};
use super::doubly_robust::{Correction, difference, doubly_robust};
use super::log::{Log, RowSums};
use super::weights::Weights;
use super::{Error, Estimate, Policy};

/// The sums of one cell (action and context) on one day. `p` is the propensity of a visit's arm,
/// `r` its reward, 0..=1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PolicySums {
    /// Visits.
    pub n: u64,
    /// Visits with `r > 0`.
    pub rewarded: u64,
    /// Sum of `1 / p`.
    pub sum_w: f64,
    /// Sum of `1 / p^2`.
    pub sum_w2: f64,
    /// Largest `1 / p`.
    pub max_w: f64,
    /// Sum of `r`.
    pub sum_r: f64,
    /// Sum of `r^2`.
    pub sum_r2: f64,
    /// Sum of `r / p`.
    pub sum_wr: f64,
    /// Sum of `r^2 / p^2`.
    pub sum_w2r2: f64,
}

impl PolicySums {
    fn check(&self) -> Result<(), Error> {
        let sums = [
            ("sum 1/p", self.sum_w),
            ("sum 1/p^2", self.sum_w2),
            ("max 1/p", self.max_w),
            ("sum r", self.sum_r),
            ("sum r^2", self.sum_r2),
            ("sum r/p", self.sum_wr),
            ("sum r^2/p^2", self.sum_w2r2),
        ];
        // What comes and goes with a reward may leave a rounding of 0 behind.
        let broken = sums.iter().find(|(_, sum)| !sum.is_finite() || *sum < -1e-9);
        broken.map_or(Ok(()), |(name, _)| Err(Error::Negative(name)))
    }

    /// The sums of weights when the target gives the cell this probability.
    fn weighed(&self, target: f64) -> Weights {
        let (w, ww) = (target * self.sum_w, target * target * self.sum_w2);
        let (wr, wwrr) = (target * self.sum_wr, target * target * self.sum_w2r2);
        let ratio = |a: f64, b: f64| if b > 0.0 { a / b } else { 0.0 };
        // From below, since both make an error smaller. By Cauchy: (sum w r)^2 is at most
        // sum w^2 r sum r, and at most sum w r^2 sum w. Since r is at most 1, w^2 r is at least
        // w^2 r^2. Since 1/p lies between 1 and its largest, (w - least) (most - w) r^2 is not
        // negative.
        let (least, most) = (target, target * self.max_w);
        let between = ratio(wwrr + least * most * self.sum_r2, least + most);
        let wwr = wwrr.max(ratio(wr * wr, self.sum_r));
        let wrr = between.max(ratio(wr * wr, w));
        Weights { w, wr, wrr, ww, wwr, wwrr }
    }
}

/// The sums of a period, weighed for one target.
#[derive(Clone, Debug)]
pub struct Marginal {
    log: Log,
}

impl Marginal {
    /// No visits yet.
    #[must_use]
    pub fn new(target: Policy) -> Self {
        Self { log: Log::new(target) }
    }

    /// Adds the sums of a cell on a day, a number of days since any fixed one. A day is judged by the
    /// model of the days in other folds ([`fold_of`]): with a single day there is no model, and DR is
    /// IPS. Policy versions may be added one after the other.
    ///
    /// # Errors
    /// [`Error::Cell`] for an action or context that the target does not have, [`Error::Negative`]
    /// for sums that none can be; nothing was added.
    pub fn add(
        &mut self,
        action: usize,
        context: usize,
        day: u64,
        sums: &PolicySums,
    ) -> Result<(), Error> {
        let cell = self.log.target.cell(action, context).ok_or(Error::Cell { action, context })?;
        sums.check()?;
        if sums.n == 0 {
            return Ok(());
        }
        let target = self.log.target.probabilities()[cell];
        let rows = RowSums {
            rows: sums.n,
            rewards: sums.rewarded,
            reward: sums.sum_r,
            reward_squared: sums.sum_r2,
            weights: sums.weighed(target),
            largest: target * sums.max_w,
        };
        self.log.add_sums(cell, fold_of(day), &rows);
        Ok(())
    }
}

/// All that the sums tell about a target. Values are mean rewards per visit.
#[derive(Clone, Debug, PartialEq)]
pub struct MarginalEvaluation {
    /// Visits.
    pub rows: u64,
    /// Visits with a reward above 0.
    pub rewards: u64,
    /// What the logging policy earned.
    pub on_policy: Estimate,
    /// Inverse propensity score (Horvitz-Thompson).
    pub ips: Estimate,
    /// Self-normalised IPS (Swaminathan & Joachims); `None` when all weights are 0.
    pub snips: Option<Estimate>,
    /// The outcome model's word, without an error: that is mostly bias.
    pub dm: Estimate,
    /// Doubly robust (Dudik), cross-fitted by days.
    pub dr: Estimate,
    /// DR less the logging policy, visit by visit.
    pub difference: Estimate,
    /// How many visits of weight 1 would say as much (Kong), 0..=rows.
    pub effective_rows: f64,
    /// Mean weight; 1 when propensities and target fit.
    pub mean_weight: f64,
    /// Largest weight.
    pub max_weight: f64,
    /// Which of the four overlap alarms ring, each by its name: too few rewards, small effective
    /// sample, mean weight off, one weight too large.
    pub alarms: Vec<Alarm>,
}

impl MarginalEvaluation {
    /// Whether the target is better, by DR; refused under any alarm.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        Verdict::of(&self.difference, &self.alarms)
    }
}

/// What the sums tell about the target they were weighed for; `None` without visits.
#[must_use]
pub fn evaluate_marginal(marginal: &Marginal) -> Option<MarginalEvaluation> {
    let log = &marginal.log;
    if log.rows == 0 {
        return None;
    }
    let (rows, weights) = (log.rows as f64, &log.weights);
    let model = Model::fit(log);
    let dr = doubly_robust(log, &model, &Correction::WHOLE);
    Some(MarginalEvaluation {
        rows: log.rows,
        rewards: log.rewards,
        on_policy: Estimate::of_mean(rows, log.reward, log.reward_squared),
        ips: weights.ips(rows),
        snips: weights.snips(rows),
        dm: Estimate { value: model.direct(log), error: None },
        dr: dr.estimate(rows),
        difference: difference(&dr, log),
        effective_rows: weights.effective_rows(),
        mean_weight: weights.w / rows,
        max_weight: log.max_weight(),
        alarms: overlap(log),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_that_none_can_be_are_refused_and_nothing_is_added() {
        let mut marginal = Marginal::new(Policy::uniform(1, 2).expect("a policy"));
        let broken = PolicySums { n: 1, sum_w: f64::NAN, ..PolicySums::default() };
        let told = marginal.add(0, 0, 0, &broken).expect_err("no sum").to_string();
        assert_eq!(
            told,
            "the sum `sum 1/p` is not a number from 0: recount the sums of this period"
        );
        let negative = PolicySums { n: 1, sum_r: -1.0, ..PolicySums::default() };
        assert!(marginal.add(0, 0, 0, &negative).is_err());
        assert!(marginal.add(2, 0, 0, &PolicySums::default()).is_err());
        assert_eq!(evaluate_marginal(&marginal), None);
        marginal.add(0, 0, 0, &PolicySums::default()).expect("nothing");
        assert_eq!(evaluate_marginal(&marginal), None);
    }
}
