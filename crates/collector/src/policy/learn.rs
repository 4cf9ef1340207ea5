//! From the stored sums of the `policy` marginal to the policy file.
//! Never a count of fewer than k visits, nor one that grew by fewer since the day before.
//!
//! A cell is let out in steps: what was counted since its last step waits until k visits are in it.
//! What all motivators are together is the sum of those let out and of the rest, which is let out in
//! the same way, so that it gives none of them away.

use super::file::{LAST_VERSION, Pair, RawArm, RawPolicy, Strengths};
use crate::policy::file::Policy;
use crate::release::disclose::{Cell, Grain, column};
use crate::release::{Released, Table};
use crate::store::Row;
use jiff::civil::{Date, date};
use motivo_core::model::{STRENGTHS, told_strengths};
use std::collections::BTreeMap;

/// Versions count the days from here.
const FIRST_DAY: Date = date(2025, 1, 1);

/// Visits that tell how common each response strength is: so few that a small shop learns too, so
/// many that chance alone moves no share by more than some hundredths.
const BATCH: f32 = 300.0;

/// Visits of a cell and the sum of their rewards, by day.
type Days = BTreeMap<Date, Sums>;

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Sums {
    visits: f64,
    reward: f64,
}

impl Sums {
    fn add(&mut self, other: Self) {
        self.visits += other.visits;
        self.reward += other.reward;
    }

    /// Successes and failures, to a thousandth; a reward told before its decision does not count.
    fn pair(self) -> Pair {
        let round = |count: f64| (count * 1e3).round() / 1e3;
        let successes = round(self.reward.clamp(0.0, self.visits));
        [successes, round(self.visits - successes)]
    }
}

/// The days of an arm by motivator and by phase.
#[derive(Default)]
struct Arm<'a> {
    motivators: BTreeMap<&'a str, Days>,
    phases: BTreeMap<&'a str, Days>,
}

/// The policy file of these sums, all versions of the policy together.
///
/// # Panics
/// Never with sums that [`crate::fold`] made.
#[must_use]
pub fn learn(released: &Released) -> Policy {
    let (rows, k) = (released.rows(), released.from(Table::Policy));
    let (mut arms, mut days) = (BTreeMap::<&str, Arm<'_>>::new(), Vec::new());
    for row in rows.iter().filter(|row| row.marginal == "policy") {
        let sums = match row.measure.as_str() {
            "n" => Sums { visits: row.value, reward: 0.0 },
            "sum_r" => Sums { visits: 0.0, reward: row.value },
            _ => continue,
        };
        let mut fields = row.key.splitn(4, '|').skip(1);
        let (Some(motivator), Some(phase), Some(arm)) =
            (fields.next(), fields.next(), fields.next())
        else {
            continue;
        };
        let arm = arms.entry(arm).or_default();
        for cell in [arm.motivators.entry(motivator), arm.phases.entry(phase)] {
            cell.or_default().entry(row.day).or_default().add(sums);
        }
        days.push(row.day);
    }
    let period = days.iter().min().zip(days.iter().max());
    let arms = arms.into_iter().filter_map(|(name, arm)| Some((name.to_owned(), arm.told(k)?)));
    let file = RawPolicy {
        v: 1,
        version: period.map_or(0, |(_, last)| version(*last)),
        period: period.map_or(String::new(), |(first, last)| format!("{first}/{last}")),
        arms: arms.collect(),
        strength: strength(rows, released.from(Table::Strength)),
    };
    file.check().expect("kinds and phases of records, sums that are clamped")
}

/// How common each response strength is, by the last visits that were enough to tell.
///
/// Each batch of visits expected what the one before told, so only the last one counts.
fn strength(rows: &[Row], k: f64) -> Option<Strengths> {
    let mut days = BTreeMap::<Date, [f32; STRENGTHS]>::new();
    for row in rows.iter().filter(|row| row.marginal == "strength" && row.measure == "visits") {
        let level = row.key.parse::<usize>().ok();
        let visits = level.and_then(|level| days.entry(row.day).or_default().get_mut(level));
        visits.into_iter().for_each(|visits| *visits += row.value as f32);
    }
    let (mut last, mut batch) = (None, [0.0; STRENGTHS]);
    for visits in days.into_values() {
        batch.iter_mut().zip(visits).for_each(|(sum, visits)| *sum += visits);
        if batch.iter().sum::<f32>() >= BATCH {
            last = Some(told_strengths(std::mem::take(&mut batch), k as f32));
        }
    }
    last
}

/// A number that changes with the last day; it begins again after eleven years.
fn version(last: Date) -> u16 {
    let days = last.since(FIRST_DAY).map_or(0, |span| span.get_days());
    let of = days.rem_euclid(i32::from(LAST_VERSION));
    1 + u16::try_from(of).expect("less than the last version")
}

impl Arm<'_> {
    /// What may be told of it; `None` when that is nothing.
    fn told(&self, k: f64) -> Option<RawArm> {
        let (mut told, mut all, mut rest) = (RawArm::default(), Sums::default(), Days::new());
        for (motivator, days) in &self.motivators {
            if total(days) < k {
                days.iter().for_each(|(day, sums)| rest.entry(*day).or_default().add(*sums));
                continue;
            }
            let out = let_out(days, k);
            all.add(out);
            told.m.insert((*motivator).to_owned(), out.pair());
        }
        all.add(let_out(&rest, k));
        told.all = all.pair();
        let visits: Vec<f64> = self.phases.values().map(total).collect();
        let (cells, _) = column(&visits, Grain::exact(k));
        for ((phase, days), cell) in self.phases.iter().zip(cells) {
            if let Cell::Printed(_) = cell {
                told.p.insert((*phase).to_owned(), let_out(days, k).pair());
            }
        }
        (all.visits > 0.0).then_some(told)
    }
}

fn total(days: &Days) -> f64 {
    days.values().map(|sums| sums.visits).sum()
}

/// What was counted up to the last day on which k further visits were together.
fn let_out(days: &Days, k: f64) -> Sums {
    let (mut out, mut waiting) = (Sums::default(), Sums::default());
    for sums in days.values() {
        waiting.add(*sums);
        if waiting.visits >= k {
            out.add(std::mem::take(&mut waiting));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn learn(rows: &[Row], k: f64) -> Policy {
        super::learn(&Released::exactly(rows.to_vec(), k))
    }

    fn row(day: i8, key: &str, measure: &str, value: f64) -> Row {
        let day = date(2026, 11, day);
        Row { day, marginal: "policy".into(), key: key.into(), measure: measure.into(), value }
    }

    const NOTE: &str = "welcome_note/thrill";

    #[test]
    fn without_any_decision_the_file_is_empty_and_its_version_the_built_in_one() {
        let other = Row { marginal: "kinds".into(), ..row(1, "a|b", "n", 50.0) };
        let text = "{\"v\":1,\"version\":0,\"period\":\"\",\"arms\":{}}\n";
        assert_eq!(learn(&[other], 10.0).text(), text);
    }

    #[test]
    fn rewards_are_successes_and_the_rest_of_the_visits_failures_over_all_versions() {
        let policy = learn(
            &[
                row(3, "0|thrill|request|welcome_note/thrill", "n", 20.0),
                row(3, "0|thrill|request|welcome_note/thrill", "sum_r", 4.5),
                row(4, "680|thrill|request|welcome_note/thrill", "n", 10.0),
                row(4, "680|thrill|request|welcome_note/thrill", "sum_wr", 99.0),
                row(5, "680|abstained|recognize|welcome_note/thrill", "n", 12.0),
            ],
            10.0,
        );
        let arm = policy.arm(NOTE).expect("it was seen often");
        assert_eq!(arm.all, [4.5, 37.5]);
        assert_eq!(arm.m["thrill"], [4.5, 25.5]);
        assert_eq!(arm.m["abstained"], [0.0, 12.0]);
        assert_eq!((arm.p["request"], arm.p["recognize"]), ([4.5, 25.5], [0.0, 12.0]));
    }

    #[test]
    fn the_version_changes_with_the_last_day_and_is_never_the_built_in_one() {
        let on = |day| learn(&[row(day, "0|thrill|request|nothing", "n", 1.0)], 10.0).version();
        assert_eq!((on(3), on(4)), (672, 673));
        let days = (0..9_000).map(|n| version(FIRST_DAY.saturating_add(jiff::Span::new().days(n))));
        assert!(days.into_iter().all(|version| (1..=LAST_VERSION).contains(&version)));
        assert!((1..=LAST_VERSION).contains(&version(date(1999, 1, 1))));
    }

    #[test]
    fn a_cell_of_fewer_than_k_visits_is_left_out_and_cannot_be_told_from_the_others() {
        let policy = learn(
            &[
                row(3, "0|thrill|request|welcome_note/thrill", "n", 45.0),
                row(3, "0|belonging|respond|welcome_note/thrill", "n", 5.0),
                row(3, "0|security|recognize|welcome_note/thrill", "n", 4.0),
                row(3, "0|thrill|request|curated_offer/neutral", "n", 9.0),
            ],
            10.0,
        );
        let arm = policy.arm(NOTE).expect("it was seen often");
        assert_eq!(
            (arm.m.keys().map(String::as_str).collect(), arm.all),
            (vec!["thrill"], [0.0, 45.0])
        );
        assert!(arm.p.is_empty(), "5 and 4 hide the 45, which would give them away");
        assert_eq!(policy.arm("curated_offer/neutral"), None);
    }

    #[test]
    fn strengths_are_those_of_the_last_batch_and_few_visits_count_as_k() {
        let told = |day, levels: [f64; 4]| -> Vec<Row> {
            let one = |(level, visits): (usize, f64)| Row {
                marginal: "strength".into(),
                ..row(day, &level.to_string(), "visits", visits)
            };
            levels.into_iter().enumerate().map(one).collect()
        };
        let of = |days: &[(i8, [f64; 4])]| {
            let rows: Vec<_> = days.iter().flat_map(|(day, levels)| told(*day, *levels)).collect();
            learn(&rows, 10.0).strength()
        };
        let weak = (1, [290.0, 3.0, 0.0, 0.0]);
        assert_eq!(of(&[weak]), None, "293 visits are too few");
        let batch = Some([922, 26, 26, 26]);
        assert_eq!(of(&[weak, (2, [60.0, 7.0, 1.0, 1.0])]), batch, "350 beside three times 10");
        let strong = (3, [0.0, 100.0, 100.0, 99.0]);
        assert_eq!(of(&[weak, (2, [60.0, 7.0, 1.0, 1.0]), strong]), batch, "the next is not full");
        let full = of(&[weak, (2, [60.0, 7.0, 1.0, 1.0]), strong, (4, [0.0, 0.0, 0.0, 1.0])]);
        assert_eq!(full, Some([32, 322, 322, 324]));
    }

    #[test]
    fn from_one_day_to_the_next_no_cell_grows_by_fewer_than_k_visits() {
        let mut state = 5_u64;
        let mut random = |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 33) % below
        };
        let (mut rows, mut before) = (Vec::new(), RawArm::default());
        for day in 1..=28 {
            for motivator in ["thrill", "belonging", "abstained"] {
                let key = format!("0|{motivator}|request|{NOTE}");
                rows.push(row(day, &key, "n", random(8) as f64));
            }
            let now = learn(&rows, 10.0).arm(NOTE).cloned().unwrap_or_default();
            for (id, pair) in &now.m {
                let grown = pair[1] - before.m.get(id).map_or(0.0, |pair| pair[1]);
                assert!(grown == 0.0 || grown >= 10.0, "{id} {grown}");
            }
            let known: f64 = now.m.values().map(|pair| pair[1]).sum();
            assert!(now.all[1] == known || now.all[1] >= known + 10.0);
            before = now;
        }
        assert!(before.all[1] > 200.0);
    }
}
