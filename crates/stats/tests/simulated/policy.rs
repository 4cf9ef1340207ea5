//! Off-policy values from the marginal's sums against those from the rows.

use crate::stream::Stream;
use motivo_stats::off_policy::{
    Alarm, Estimate, Evaluation, Log, Marginal, MarginalEvaluation, Policy, PolicySums, Propensity,
    Reward, Row, Verdict, evaluate, evaluate_marginal, fold_of,
};
use std::collections::BTreeMap;

const ARMS: usize = 5;
/// Motivators by phases.
const CONTEXTS: usize = 12;

#[derive(Clone, Copy)]
struct Visit {
    arm: usize,
    context: usize,
    /// Kind and variant twentieths.
    tickets: (u32, u32),
    reward: f64,
}

impl Visit {
    fn propensity(&self) -> f64 {
        f64::from(self.tickets.0 * self.tickets.1) / 400.0
    }
}

/// Visits of a shop whose chances change from visit to visit. Levels are twentieths of a reward.
fn visits(count: usize, levels: u64, stream: &mut Stream) -> Vec<Visit> {
    (0..count)
        .map(|_| {
            // Arm by its tickets of 20; the variant one of two, drawn by tickets too.
            let favourite = (stream.number() % ARMS as u64) as usize;
            let arm = if stream.happens(0.75) {
                favourite
            } else {
                (stream.number() % ARMS as u64) as usize
            };
            let kind = if arm == favourite { 16 } else { 1 };
            let variant = if stream.happens(0.5) { 20 } else { 10 };
            let context = (stream.number() % CONTEXTS as u64) as usize;
            let worth = 0.05 + 0.03 * arm as f64;
            let level = 1 + stream.number() % levels;
            let reward = stream.hit(worth) * level as f64 / levels as f64;
            Visit { arm, context, tickets: (kind, variant), reward }
        })
        .collect()
}

fn target(stream: &mut Stream) -> Policy {
    let mut table = vec![0.0; ARMS * CONTEXTS];
    for context in 0..CONTEXTS {
        let shares: Vec<f64> = (0..ARMS).map(|_| 0.1 + stream.fraction()).collect();
        let sum: f64 = shares.iter().sum();
        for (arm, share) in shares.iter().enumerate() {
            table[arm * CONTEXTS + context] = share / sum;
        }
    }
    Policy::new(CONTEXTS, table).expect("columns that sum to 1")
}

fn by_rows(visits: &[Visit], target: &Policy) -> Evaluation {
    let mut log = Log::new(target.clone());
    for visit in visits {
        let row = Row {
            action: visit.arm,
            context: visit.context,
            propensity: Propensity::new(visit.propensity()).expect("a chance"),
            reward: Reward::new(visit.reward).expect("a reward"),
        };
        log.add(&row).expect("a known arm");
    }
    evaluate(&log).expect("rows")
}

/// The collector's sums by cell and day; the rows' folds are their days.
fn by_sums(visits: &[Visit], target: &Policy) -> MarginalEvaluation {
    let mut cells: BTreeMap<(usize, usize, usize), PolicySums> = BTreeMap::new();
    for (visit, place) in visits.iter().zip(0..) {
        let sums = cells.entry((visit.arm, visit.context, fold_of(place))).or_default();
        let (w, r) = (1.0 / visit.propensity(), visit.reward);
        sums.n += 1;
        sums.rewarded += u64::from(r > 0.0);
        sums.sum_w += w;
        sums.sum_w2 += w * w;
        sums.max_w = sums.max_w.max(w);
        sums.sum_r += r;
        sums.sum_r2 += r * r;
        sums.sum_wr += w * r;
        sums.sum_w2r2 += w * w * r * r;
    }
    let mut marginal = Marginal::new(target.clone());
    for ((arm, context, fold), sums) in cells {
        let day = (0..).find(|day| fold_of(*day) == fold).expect("every fold has a day");
        marginal.add(arm, context, day, &sums).expect("a known arm");
    }
    evaluate_marginal(&marginal).expect("visits")
}

#[track_caller]
fn assert_same_value(a: Estimate, b: Estimate) {
    assert!((a.value - b.value).abs() < 1e-9, "{} {}", a.value, b.value);
}

#[track_caller]
fn assert_same_error(a: Estimate, b: Estimate) {
    let (a, b) = (a.error.expect("it varies"), b.error.expect("it varies"));
    assert!((a - b).abs() < 1e-9, "{a} {b}");
}

#[test]
fn the_marginal_tells_what_the_rows_tell() {
    let mut stream = Stream(50);
    for levels in [1, 20] {
        for _ in 0..10 {
            let (target, log) = (target(&mut stream), visits(3_000, levels, &mut stream));
            let (rows, sums) = (by_rows(&log, &target), by_sums(&log, &target));
            assert_eq!((rows.rows, rows.rewards), (sums.rows, sums.rewards));
            let (row_snips, sum_snips) =
                (rows.snips.expect("weights"), sums.snips.expect("weights"));
            let pairs = [
                (rows.on_policy, sums.on_policy),
                (rows.ips, sums.ips),
                (row_snips, sum_snips),
                (rows.dm, sums.dm),
                (rows.dr, sums.dr),
                (rows.difference, sums.difference),
            ];
            pairs.iter().for_each(|(a, b)| assert_same_value(*a, *b));
            assert_same_error(rows.on_policy, sums.on_policy);
            assert_same_error(rows.ips, sums.ips);
            assert!((rows.effective_rows - sums.effective_rows).abs() < 1e-6);
            assert!((rows.mean_weight - sums.mean_weight).abs() < 1e-12);
            assert!((rows.max_weight - sums.max_weight).abs() < 1e-12);
            for (row, sum) in [(row_snips, sum_snips), (rows.dr, sums.dr)] {
                let (row, sum) = (row.error.expect("it varies"), sum.error.expect("it varies"));
                // Rewards of 0 and 1 leave nothing to bound; others widen it a little.
                let most = if levels == 1 { 1e-9 } else { 0.05 };
                assert!(sum >= row * (1.0 - 1e-9) && sum <= row * (1.0 + most), "{row} {sum}");
            }
            let (row, sum) = (rows.difference.error, sums.difference.error);
            let (row, sum) = (row.expect("it varies"), sum.expect("it varies"));
            assert!(sum >= row * (1.0 - 1e-9) && sum <= 1.2 * row, "{row} {sum}");
        }
    }
}

#[test]
fn the_marginal_tells_the_same_values_of_single_and_few_visits() {
    let mut stream = Stream(52);
    for case in 0..300 {
        let count = 1 + case % 30;
        let (target, log) = (target(&mut stream), visits(count, 4, &mut stream));
        let (rows, sums) = (by_rows(&log, &target), by_sums(&log, &target));
        assert_eq!((rows.rows, rows.rewards), (sums.rows, sums.rewards));
        assert_same_value(rows.ips, sums.ips);
        assert_same_value(rows.snips.expect("weights"), sums.snips.expect("weights"));
        assert_same_value(rows.dm, sums.dm);
        assert_same_value(rows.dr, sums.dr);
        assert_same_value(rows.difference, sums.difference);
        assert!((rows.effective_rows - sums.effective_rows).abs() < 1e-9);
        assert!((rows.max_weight - sums.max_weight).abs() < 1e-12);
    }
}

#[test]
fn six_visits_give_the_known_estimates() {
    // Actions 0 1 2 0 1 2, rewards 1 0 1 0 1 1, logged at .5 .3 .2.
    let target = Policy::new(1, vec![0.2, 0.3, 0.5]).expect("a policy");
    let log = [(0, 10, 1.0), (1, 6, 0.0), (2, 4, 1.0), (0, 10, 0.0), (1, 6, 1.0), (2, 4, 1.0)];
    let log = log.map(|(arm, kind, reward)| Visit { arm, context: 0, tickets: (kind, 20), reward });
    let found = by_sums(&log, &target);
    // Half a unit of the last digit given.
    assert!((found.ips.value - 1.066_666_7).abs() < 5e-8);
    assert!((found.snips.expect("weights").value - 0.820_512_8).abs() < 5e-8);
    assert!((found.effective_rows - 4.105_263_2).abs() < 5e-8);
}

#[test]
fn equal_propensities_leave_no_error_to_bound() {
    let mut stream = Stream(51);
    let target = target(&mut stream);
    let mut log = visits(3_000, 20, &mut stream);
    log.iter_mut().for_each(|visit| visit.tickets = (4, 20));
    let (rows, sums) = (by_rows(&log, &target), by_sums(&log, &target));
    assert_same_error(rows.snips.expect("weights"), sums.snips.expect("weights"));
    assert_same_error(rows.dr, sums.dr);
    assert_same_error(rows.difference, sums.difference);
}

#[test]
fn each_overlap_alarm_rings_alone_and_refuses() {
    let alarms = |cells: &[(usize, PolicySums)], table: [f64; 2]| -> Vec<&'static str> {
        let mut marginal = Marginal::new(Policy::new(1, table.to_vec()).expect("a policy"));
        for (arm, sums) in cells {
            marginal.add(*arm, 0, 0, sums).expect("a known arm");
        }
        let found = evaluate_marginal(&marginal).expect("visits");
        assert_eq!(found.verdict() == Verdict::Refused, !found.alarms.is_empty());
        found.alarms.iter().map(Alarm::id).collect()
    };
    /// `n` visits of one weight, `rewarded` of them with 1.
    fn even(n: u64, w: f64, rewarded: u64) -> PolicySums {
        let (n_, r) = (n as f64, rewarded as f64);
        PolicySums {
            n,
            rewarded,
            sum_w: n_ * w,
            sum_w2: n_ * w * w,
            max_w: w,
            sum_r: r,
            sum_r2: r,
            sum_wr: r * w,
            sum_w2r2: r * w * w,
        }
    }
    let half = [0.5, 0.5];
    assert!(alarms(&[(0, even(1_000, 2.0, 90)), (1, even(1_000, 2.0, 90))], half).is_empty());
    let few = [(0, even(1_000, 2.0, 50)), (1, even(1_000, 2.0, 49))];
    assert_eq!(alarms(&few, half), ["too_few_rewards"]);
    // The target shows what one visit in 25 was shown: 4 % of the visits count.
    let rare = [(0, even(4_800, 1.0 / 0.96, 90)), (1, even(200, 25.0, 90))];
    assert_eq!(alarms(&rare, [0.0, 1.0]), ["small_effective_sample"]);
    let wrong = [(0, even(1_000, 1.5, 90)), (1, even(1_000, 1.5, 90))];
    assert_eq!(alarms(&wrong, half), ["mean_weight_off"]);
    let mut heavy = even(1_000, 2.0, 90);
    heavy.max_w = 50.0;
    assert_eq!(alarms(&[(0, heavy), (1, even(1_000, 2.0, 90))], half), ["max_weight_too_large"]);
}
