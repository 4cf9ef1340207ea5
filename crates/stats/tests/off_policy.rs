//! The off-policy estimators against a slow second implementation that walks the rows, and what
//! must hold for any log.

use motivo_stats::off_policy::{
    Alarm, CLIP, Estimate, Evaluation, FOLDS, Log, Policy, Propensity, Reward, Row, STRENGTH, TAU,
    Verdict, evaluate, fold_of,
};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

const CONTEXTS: usize = 2;
const ACTIONS: usize = 4;

/// A row as the slow implementation reads it.
#[derive(Clone, Copy, Debug)]
struct Plain {
    action: usize,
    context: usize,
    propensity: f64,
    reward: f64,
}

fn fold(target: &Policy, rows: &[Plain]) -> Evaluation {
    let mut log = Log::new(target.clone());
    for row in rows {
        let row = Row {
            action: row.action,
            context: row.context,
            propensity: Propensity::new(row.propensity).expect("a chance"),
            reward: Reward::new(row.reward).expect("a reward"),
        };
        log.add(&row).expect("the target knows it");
    }
    evaluate(&log).expect("rows")
}

/// `table[action][context]` as the target takes it.
fn policy(table: &[[f64; CONTEXTS]; ACTIONS]) -> Policy {
    Policy::new(CONTEXTS, table.concat()).expect("columns that sum to 1")
}

/// Mean and standard error of a list.
fn mean(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let variance = values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (n - 1.0);
    (mean, (variance / n).sqrt())
}

/// Expected reward by the rows of the other folds, one pass over the log for every question.
fn expected(rows: &[Plain], fold: usize, action: usize, context: usize) -> f64 {
    let others = || rows.iter().zip(0..).filter(move |(_, place)| fold_of(*place) != fold);
    let all: Vec<f64> = others().map(|(row, _)| row.reward).collect();
    let overall = if all.is_empty() { 0.0 } else { all.iter().sum::<f64>() / all.len() as f64 };
    let here: Vec<f64> = others()
        .filter(|(row, _)| row.action == action && row.context == context)
        .map(|(row, _)| row.reward)
        .collect();
    (here.iter().sum::<f64>() + STRENGTH * overall) / (here.len() as f64 + STRENGTH)
}

/// Each estimate's value and error by the textbook, in the order of [`fast`].
fn slow(table: &[[f64; CONTEXTS]; ACTIONS], rows: &[Plain]) -> Vec<(f64, Option<f64>)> {
    let weight = |row: &Plain| table[row.action][row.context] / row.propensity;
    let list = |of: &dyn Fn(&Plain) -> f64| rows.iter().map(of).collect::<Vec<f64>>();
    let with_error = |values: &[f64]| {
        let (mean, error) = mean(values);
        (mean, Some(error))
    };
    let word = |fold: usize, context: usize| -> f64 {
        (0..ACTIONS).map(|a| table[a][context] * expected(rows, fold, a, context)).sum()
    };
    let parts: Vec<[f64; 4]> = rows
        .iter()
        .zip(0..)
        .map(|(row, place)| {
            let fold = fold_of(place);
            let q = expected(rows, fold, row.action, row.context);
            [word(fold, row.context), q, weight(row), row.reward]
        })
        .collect();
    let corrected = |most: f64| -> Vec<f64> {
        parts.iter().map(|[v, q, w, r]| if *w <= most { v + w * (r - q) } else { *v }).collect()
    };
    let total: f64 = parts.iter().map(|part| part[2]).sum();
    let snips = parts.iter().map(|[_, _, w, r]| w * r).sum::<f64>() / total;
    let around: f64 = parts.iter().map(|[_, _, w, r]| (w * (r - snips)).powi(2)).sum();
    let n = rows.len() as f64;
    let shift = parts.iter().map(|[_, q, w, r]| w * (r - q)).sum::<f64>() / total;
    let normal: Vec<f64> =
        parts.iter().map(|[v, q, w, r]| v + shift + n * w / total * (r - q - shift)).collect();
    let differences: Vec<f64> =
        corrected(f64::INFINITY).iter().zip(rows).map(|(t, row)| t - row.reward).collect();
    vec![
        with_error(&list(&|row| row.reward)),
        with_error(&list(&|row| weight(row) * row.reward)),
        (snips, Some((around * n / (n - 1.0)).sqrt() / total)),
        with_error(&list(&|row| weight(row).min(CLIP) * row.reward)),
        (parts.iter().map(|part| part[0]).sum::<f64>() / n, None),
        with_error(&corrected(f64::INFINITY)),
        with_error(&normal),
        with_error(&corrected(TAU)),
        with_error(&differences),
    ]
}

fn fast(found: &Evaluation) -> Vec<Estimate> {
    let missing = Estimate { value: f64::NAN, error: None };
    vec![
        found.on_policy,
        found.ips,
        found.snips.unwrap_or(missing),
        found.clipped_ips,
        found.dm,
        found.dr,
        found.sndr.unwrap_or(missing),
        found.switch_dr,
        found.difference,
    ]
}

/// A column of chances for every context, none under a fortieth.
fn table() -> impl Strategy<Value = [[f64; CONTEXTS]; ACTIONS]> {
    prop::array::uniform4(prop::array::uniform2(1.0_f64..10.0)).prop_map(|mut table| {
        for context in 0..CONTEXTS {
            let sum: f64 = table.iter().map(|row| row[context]).sum();
            table.iter_mut().for_each(|row| row[context] /= sum);
        }
        table
    })
}

fn rows(lengths: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Plain>> {
    let reward = prop_oneof![3 => Just(0.0), 1 => Just(1.0), 1 => 0.0_f64..=1.0];
    let row = (0..ACTIONS, 0..CONTEXTS, 0.01_f64..=1.0, reward);
    let row = row.prop_map(|(action, context, propensity, reward)| Plain {
        action,
        context,
        propensity,
        reward,
    });
    prop::collection::vec(row, lengths)
}

fn near(a: f64, b: f64, scale: f64) -> bool {
    (a - b).abs() <= scale * (1.0 + a.abs().max(b.abs()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, rng_seed: RngSeed::Fixed(20), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sums_give_what_walking_the_rows_gives(table in table(), rows in rows(2..60)) {
        let found = fold(&policy(&table), &rows);
        for (place, (fast, (value, error))) in fast(&found).iter().zip(slow(&table, &rows)).enumerate() {
            // Sums of 60 products of weights up to 60: rounding stays far below 1e-9.
            prop_assert!(near(fast.value, value, 1e-9), "{place}: {} is not {value}", fast.value);
            if let (Some(fast), Some(slow)) = (fast.error, error) {
                // A root doubles the digits that cancel.
                prop_assert!(near(fast, slow, 1e-6), "error {place}: {fast} is not {slow}");
            } else {
                prop_assert!(error.is_none_or(|error| error < 1e-4), "error {place}: {error:?}");
            }
        }
    }

    #[test]
    fn the_order_of_the_rows_changes_nothing_that_needs_no_folds(table in table(), rows in rows(1..60)) {
        let turned: Vec<Plain> = rows.iter().rev().copied().collect();
        let (a, b) = (fold(&policy(&table), &rows), fold(&policy(&table), &turned));
        prop_assert!(near(a.ips.value, b.ips.value, 1e-12));
        prop_assert!(near(a.clipped_ips.value, b.clipped_ips.value, 1e-12));
        prop_assert!(near(a.effective_rows, b.effective_rows, 1e-12));
        prop_assert_eq!(a.max_weight, b.max_weight);
    }

    #[test]
    fn estimates_stay_where_they_must(table in table(), rows in rows(1..60)) {
        let found = fold(&policy(&table), &rows);
        let (n, rounding) = (rows.len() as f64, 1e-12);
        prop_assert!(found.effective_rows >= 1.0 - rounding);
        prop_assert!(found.effective_rows <= n * (1.0 + rounding));
        prop_assert!(found.max_weight >= found.mean_weight * (1.0 - rounding));
        prop_assert!(found.clipped_ips.value <= found.ips.value + rounding);
        let rewards = rows.iter().map(|row| row.reward);
        let least = rewards.clone().fold(f64::INFINITY, f64::min);
        let most = rewards.fold(0.0, f64::max);
        let snips = found.snips.expect("every action has weight").value;
        prop_assert!(least - rounding <= snips && snips <= most + rounding);
        prop_assert!((0.0..=1.0 + rounding).contains(&found.dm.value));
    }

    #[test]
    fn a_policy_judged_on_its_own_log_earns_what_it_earned(table in table(), mut rows in rows(1..60)) {
        for row in &mut rows {
            row.propensity = table[row.action][row.context];
        }
        let found = fold(&policy(&table), &rows);
        let earned = found.on_policy.value;
        for estimate in [found.ips, found.snips.expect("weights of 1"), found.clipped_ips] {
            prop_assert!(near(estimate.value, earned, 1e-12));
        }
        prop_assert!(near(found.effective_rows, rows.len() as f64, 1e-12));
        prop_assert!(near(found.mean_weight, 1.0, 1e-12));
    }
}

/// The next number of a fixed stream (SplitMix64), as a fraction of 1.
fn fraction(state: &mut u64) -> f64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
}

/// A shop that shows one of four actions evenly; `rates` are their rewards.
fn shop(rows: usize, rates: [f64; ACTIONS], seed: u64) -> Vec<Plain> {
    let mut state = seed;
    (0..rows)
        .map(|_| {
            let action = (fraction(&mut state) * ACTIONS as f64) as usize;
            let context = usize::from(fraction(&mut state) < 0.5);
            let reward = f64::from(u8::from(fraction(&mut state) < rates[action]));
            Plain { action, context, propensity: 0.25, reward }
        })
        .collect()
}

const RATES: [f64; ACTIONS] = [0.02, 0.05, 0.08, 0.2];
const TOWARD_THE_BEST: [[f64; CONTEXTS]; ACTIONS] = [[0.1; 2], [0.1; 2], [0.2; 2], [0.6; 2]];

#[test]
fn the_intervals_hold_the_truth_as_often_as_they_say() {
    let truth: f64 = RATES.iter().zip(TOWARD_THE_BEST).map(|(rate, [p, _])| rate * p).sum();
    let (logs, mut held) = (400, [0_u32; 5]);
    for seed in 0..logs {
        let found = fold(&policy(&TOWARD_THE_BEST), &shop(2_000, RATES, seed));
        assert_eq!(found.alarms, [], "{seed}");
        let snips = found.snips.expect("weights");
        let sndr = found.sndr.expect("weights");
        let estimates = [found.ips, snips, found.dr, sndr, found.switch_dr];
        for (held, estimate) in held.iter_mut().zip(estimates) {
            let interval = estimate.interval().expect("it varies");
            *held += u32::from((interval.low..=interval.high).contains(&truth));
        }
    }
    // 95 % of 400, plus or minus three standard errors of 4.4.
    assert!(held.iter().all(|held| (367..=393).contains(held)), "{held:?}");
}

#[test]
fn a_better_and_a_worse_target_are_told_apart_and_the_same_one_is_undecided() {
    let log = shop(20_000, RATES, 7);
    let verdict = |table| fold(&policy(&table), &log).verdict();
    assert_eq!(verdict(TOWARD_THE_BEST), Verdict::Better);
    assert_eq!(verdict([[0.6; 2], [0.2; 2], [0.1; 2], [0.1; 2]]), Verdict::Worse);
    assert_eq!(verdict([[0.25; 2]; 4]), Verdict::Undecided);
}

#[track_caller]
fn assert_alarms(found: &Evaluation, ids: &[&str]) {
    let got: Vec<_> = found.alarms.iter().map(Alarm::id).collect();
    assert_eq!(got, ids);
    let verdict = if ids.is_empty() { Verdict::Undecided } else { Verdict::Refused };
    assert_eq!(found.verdict(), verdict);
}

#[test]
fn a_log_that_tells_every_row_many_times_does_not_agree_with_itself() {
    // Too few rows to say anything, told until they seem to be enough: copies of a row fall into
    // the folds of its own model.
    let target = [[0.1; 2], [0.1; 2], [0.2; 2], [0.6; 2]];
    let mut disagreed = 0;
    for seed in 0..20 {
        let rows = shop(40, [0.3; 4], seed);
        let found = fold(&policy(&target), &rows.repeat(250));
        disagreed += usize::from(found.alarms.iter().any(|a| a.id() == "estimates_disagree"));
    }
    // The others are too small to vary, or happen to agree.
    assert!(disagreed >= 15, "{disagreed} of 20");
}

#[test]
fn a_log_without_rows_is_not_evaluated() {
    assert_eq!(evaluate(&Log::new(policy(&[[0.25; 2]; 4]))), None);
}

#[test]
fn a_single_row_has_a_value_and_no_interval() {
    let row = Plain { action: 0, context: 0, propensity: 0.5, reward: 1.0 };
    let found = fold(&policy(&[[0.25; 2]; 4]), &[row]);
    assert_eq!(found.ips, Estimate { value: 0.5, error: None });
    assert_eq!(found.snips, Some(Estimate { value: 1.0, error: None }));
    assert_eq!(found.difference.interval(), None);
    assert_eq!(found.verdict(), Verdict::Refused);
}

#[test]
fn a_log_without_rewards_earns_nothing_and_says_so() {
    let found = fold(&policy(&[[0.25; 2]; 4]), &shop(1_000, [0.0; 4], 1));
    for estimate in fast(&found) {
        assert_eq!(estimate, Estimate { value: 0.0, error: None });
    }
    assert_alarms(&found, &["too_few_rewards"]);
    assert_eq!(found.alarms[0].to_string(), "too few rewards: 0 rows have one, 100 are needed");
}

#[test]
fn a_log_that_always_earns_is_certain_of_nothing() {
    let found = fold(&policy(&[[0.25; 2]; 4]), &shop(1_000, [1.0; 4], 1));
    assert_eq!(found.difference.error, None);
    assert_alarms(&found, &[]);
}

#[test]
fn a_target_that_shows_only_what_was_never_logged_is_refused() {
    let mut log = shop(4_000, [0.1; 4], 3);
    log.retain(|row| row.action != 3);
    let mut never = [[0.0; 2]; 4];
    never[3] = [1.0; 2];
    let found = fold(&policy(&never), &log);
    assert_eq!((found.snips, found.sndr, found.effective_rows), (None, None, 0.0));
    assert_alarms(&found, &["small_effective_sample", "mean_weight_off", "never_logged"]);
    assert_eq!(
        found.alarms[2].to_string(),
        "actions never logged: the target gives them 100 % of its choices, and 1 % are the most"
    );
}

#[test]
fn one_row_that_weighs_all_is_told_in_every_way() {
    let mut log = shop(2_000, [0.1; 4], 5);
    log.push(Plain { action: 0, context: 0, propensity: 1e-9, reward: 1.0 });
    let found = fold(&policy(&[[0.25; 2]; 4]), &log);
    let ids = [
        "small_effective_sample",
        "mean_weight_off",
        "max_weight_too_large",
        "weight_on_few_rows",
        "value_on_one_row",
    ];
    assert_alarms(&found, &ids);
    assert!(fast(&found).iter().all(|estimate| estimate.value.is_finite()));
    assert_eq!(
        found.alarms[0].to_string(),
        "effective sample size too small: 2001 rows say as much as 1, 0 % of them, and 5 % are \
         needed"
    );
}

#[test]
fn propensities_twice_too_large_are_noticed_by_the_mean_weight() {
    let mut log = shop(4_000, [0.1; 4], 6);
    log.iter_mut().for_each(|row| row.propensity = 0.5);
    let found = fold(&policy(&[[0.25; 2]; 4]), &log);
    assert_alarms(&found, &["mean_weight_off"]);
    assert_eq!(
        found.alarms[0].to_string(),
        "mean weight far from 1: it is 0.500, and from 0.9 to 1.1 was expected"
    );
}

#[test]
fn every_alarm_has_a_reason_and_a_way_out() {
    let all = [
        Alarm::TooFewRewards { rewards: 1 },
        Alarm::SmallEffectiveSample { effective_rows: 10.0, rows: 1_000 },
        Alarm::MeanWeightOff { mean: 2.0 },
        Alarm::MaxWeightTooLarge { max: 211.6, rows: 10_000 },
        Alarm::WeightOnFewRows { share: 0.25 },
        Alarm::ValueOnOneRow { share: 0.251 },
        Alarm::NeverLogged { share: 0.0333 },
        Alarm::EstimatesDisagree { dr: 0.0044, snips: 0.004 },
    ];
    let told = [
        "too few rewards: 1 rows have one, 100 are needed",
        "effective sample size too small: 1000 rows say as much as 10, 1 % of them, and 5 % are needed",
        "mean weight far from 1: it is 2.000, and from 0.9 to 1.1 was expected",
        "largest weight too large: one row counts as 211.6 of 10000, and 1 % of the rows are the most",
        "weight on few rows: the 10 heaviest hold 25 % of it, and 10 % are the most",
        "value on one row: a single reward gives 25.1 % of the IPS value, and 10 % are the most",
        "actions never logged: the target gives them 3.3 % of its choices, and 1 % are the most",
        "estimates disagree: DR is 0.004400 and SNIPS 0.004000, each outside the other's 95 % interval",
    ];
    for (alarm, told) in all.iter().zip(told) {
        assert_eq!(alarm.to_string(), told);
        assert!(alarm.advice().ends_with('.'), "{}", alarm.id());
    }
}

#[test]
fn folds_are_the_known_stream_so_that_others_can_repeat_an_estimate() {
    // SplitMix64 from seed 0 begins e220a8397b1dcdaf 6e789e6aa1b965f4 06c45d188009454f
    // (java.util.SplittableRandom, JDK 8).
    let known = [0xe220_a839_7b1d_cdaf_u64, 0x6e78_9e6a_a1b9_65f4, 0x06c4_5d18_8009_454f];
    for (place, number) in (0..).zip(known) {
        assert_eq!(fold_of(place) as u64, number % FOLDS as u64, "{place}");
    }
}
