//! The off-policy estimators on a real shop's log (Open Bandit) against its reference values.
//! Never judges which policy is better: with some 50 clicks in 10,000 rows nobody can.

use crate::target::{Bound, Row, Section};
use anyhow::{Context, Result, bail};
use motivo_stats::off_policy::{
    self, Estimate, Evaluation, Log, Policy, Propensity, Reward, Row as Choice, evaluate,
};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::path::Path;

const POSITIONS: usize = 3;

/// How far an estimate may be from its reference, relative.
const DEVIATION: f64 = 1e-6;

/// A line of the reference values: which log, which target, and what is known of them.
#[derive(Deserialize)]
struct Golden {
    campaign: String,
    behavior: String,
    eval: String,
    n: u64,
    clicks: u64,
    ipw: f64,
    snipw: f64,
    clip10: f64,
    ess: f64,
    wmax: f64,
    wmean: f64,
}

#[derive(Deserialize)]
struct Shown {
    item_id: usize,
    /// From 1.
    position: usize,
    click: f64,
    propensity_score: f64,
}

#[derive(Deserialize)]
struct Chances {
    p_pos1: f64,
    p_pos2: f64,
    p_pos3: f64,
}

/// Measures every log of the reference values.
pub(crate) fn measure(data: &Path) -> Result<Section> {
    let folder = data.join("obd");
    let mut all = Vec::new();
    for golden in read::<Golden>(&folder.join("golden_estimates.csv"))? {
        let Golden { campaign, behavior, eval, .. } = &golden;
        let chances = folder.join(format!("bts_action_dist_{campaign}.csv"));
        let log = folder.join(format!("{behavior}_{campaign}.csv"));
        let found = estimate(&log, target(eval, &chances)?)?;
        all.push((golden, found));
    }
    let mut rows: Vec<Row> = all.iter().flat_map(|(golden, found)| judge(golden, found)).collect();
    rows.extend(cross_check(&all));
    let title = "Policies on a log (Open Bandit)";
    Ok(Section { title, about: about(), rows, ..Section::default() })
}

fn judge(golden: &Golden, found: &Evaluation) -> Vec<Row> {
    let Golden { campaign, behavior, eval, .. } = golden;
    let named = |what: &str| format!("{campaign}, logged by {behavior}, target {eval}: {what}");
    let told = |estimator: &str, value: f64| {
        Row::told(named(&format!("{estimator}, clicks per 1,000")), 1e3 * value)
    };
    let (most, least) = (Bound::AtMost(DEVIATION), Bound::AtLeast(1.0));
    let alarms = found.alarms.len() as f64;
    vec![
        Row::judged(named("largest relative deviation"), most, None, deviation(golden, found)),
        told("DM", found.dm.value),
        told("DR", found.dr.value),
        told("Switch-DR", found.switch_dr.value),
        Row::judged(named("alarms, because clicks are too few"), least, None, alarms),
    ]
}

/// How far each estimate of a policy is from what that policy earned in its own log, in standard
/// errors of both; the largest of the campaigns and policies.
fn cross_check(all: &[(Golden, Evaluation)]) -> Vec<Row> {
    type Pick = fn(&Evaluation) -> Option<Estimate>;
    let estimators: [(&str, Pick); 4] = [
        ("IPS", |found| Some(found.ips)),
        ("SNIPS", |found| found.snips),
        ("DR", |found| Some(found.dr)),
        ("Switch-DR", |found| Some(found.switch_dr)),
    ];
    let own = |of: &Golden| {
        let by_itself = |golden: &Golden| golden.behavior == of.eval && golden.eval == of.eval;
        let mut logs = all.iter().filter(|(golden, _)| golden.campaign == of.campaign);
        logs.find(|(golden, _)| by_itself(golden)).map(|(_, found)| found.on_policy)
    };
    let farthest = |pick: Pick| {
        let others = all.iter().filter(|(golden, _)| golden.behavior != golden.eval);
        let distances = others.filter_map(|(golden, found)| {
            let (estimate, earned) = (pick(found)?, own(golden)?);
            Some((estimate.value - earned.value).abs() / estimate.error?.hypot(earned.error?))
        });
        distances.fold(0.0, f64::max)
    };
    let what = "from what a policy earned in its own log, standard errors, largest of 4";
    estimators.map(|(name, pick)| Row::told(format!("{name} {what}"), farthest(pick))).to_vec()
}

fn about() -> String {
    format!(
        "10,000 impressions of a fashion shop for each of two campaigns and two logging policies \
         (Saito et al., \"Open Bandit Dataset and Pipeline\", 2020).\n\
         The deviation is the largest of IPS, SNIPS, clipped IPS, effective sample size, largest \
         and mean weight against the reference values that come with the data.\n\
         DM, DR and Switch-DR have an outcome model of their own (the mean of item x position, \
         strength {}, {} folds, tau {}), so they have no reference and are told.\n\
         Every one of these logs raises alarms, because fewer than 100 clicks were made: \
         `motivo evaluate-policy` names no winner.",
        off_policy::STRENGTH,
        off_policy::FOLDS,
        off_policy::TAU
    )
}

fn target(eval: &str, chances: &Path) -> Result<Policy> {
    let chances: Vec<Chances> = read(chances)?;
    Ok(match eval {
        "random" => Policy::uniform(POSITIONS, chances.len())?,
        "bts" => {
            let by_item = chances.iter().flat_map(|of| [of.p_pos1, of.p_pos2, of.p_pos3]);
            Policy::new(POSITIONS, by_item.collect())?
        }
        other => bail!("the target {other} is not known: the reference values have bts and random"),
    })
}

fn estimate(file: &Path, target: Policy) -> Result<Evaluation> {
    let mut log = Log::new(target);
    for Shown { item_id, position, click, propensity_score } in read(file)? {
        let context = position.checked_sub(1).context("positions count from 1")?;
        let (propensity, reward) = (Propensity::new(propensity_score)?, Reward::new(click)?);
        log.add(&Choice { action: item_id, context, propensity, reward })?;
    }
    evaluate(&log).with_context(|| format!("{} has no rows", file.display()))
}

/// The largest relative deviation; endless if even the counts differ.
fn deviation(golden: &Golden, found: &Evaluation) -> f64 {
    if (golden.n, golden.clicks) != (found.rows, found.rewards) {
        return f64::INFINITY;
    }
    let pairs = [
        (found.ips.value, golden.ipw),
        (found.snips.map_or(f64::INFINITY, |snips| snips.value), golden.snipw),
        (found.clipped_ips.value, golden.clip10),
        (found.effective_rows, golden.ess),
        (found.max_weight, golden.wmax),
        (found.mean_weight, golden.wmean),
    ];
    pairs.iter().map(|(found, known)| (found / known - 1.0).abs()).fold(0.0, f64::max)
}

fn read<T: DeserializeOwned>(file: &Path) -> Result<Vec<T>> {
    let mut reader =
        csv::Reader::from_path(file).with_context(|| format!("cannot read {}", file.display()))?;
    let rows = reader.deserialize().collect::<Result<_, _>>();
    rows.with_context(|| format!("{} is not as its README says", file.display()))
}
