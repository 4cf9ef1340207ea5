//! A storefront's days: visits, their records, the collector's sums, the next day's policy.
//! Never a shortcut from the shopper to the policy: all that is learned went through records.

use super::ways::Way;
use jiff::civil::{Date, date};
use motivo_collector::fold::fold;
use motivo_collector::policy::file::Policy;
use motivo_collector::policy::learn;
use motivo_collector::release::Released;
use motivo_collector::store::Row;
use motivo_core::plan::Plan;
use motivo_core::random::SplitMix;
use motivo_core::record::{Body, Record};
use motivo_simulator::shopper::visit_by;
use std::collections::BTreeMap;

/// Visits that a cell needs before it is let out; the collector's default.
const K: f64 = 10.0;
/// The first day; any will do.
const FIRST: Date = date(2026, 1, 1);

/// The sample shop's plan.
pub(super) fn plan() -> Plan {
    Plan::decode(include_str!("../../../../www/plan/plan.txt")).expect("the sample shop's plan")
}

/// The policy that a storefront's sums teach.
pub(super) fn learned(rows: Vec<Row>) -> Policy {
    learn(&Released::exactly(rows, K))
}

/// Visits that are judged, and the sum of their rewards.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Earned {
    pub(super) visits: f64,
    pub(super) reward: f64,
}

impl Earned {
    fn of(visits: &[Vec<Record>]) -> Self {
        let rewards: Vec<f64> = visits.iter().filter_map(|records| reward(records)).collect();
        Self { visits: rewards.len() as f64, reward: rewards.iter().sum() }
    }
}

/// A storefront, by its seed: it has the same shoppers however one chooses.
pub(super) struct Storefront {
    pub(super) seed: u64,
}

impl Storefront {
    /// What each day earns in a way that stays as it is.
    pub(super) fn stays(
        &self,
        plan: &Plan,
        (days, visits): (u64, u64),
        way: &Way<'_>,
    ) -> Vec<Earned> {
        (0..days).map(|day| Earned::of(&self.day(plan, day, visits, way))).collect()
    }

    /// What each day earns with the policy that was learned from the days before.
    pub(super) fn learns(&self, plan: &Plan, (days, visits): (u64, u64)) -> Vec<Earned> {
        let (mut plan, mut rows, mut earned) = (plan.clone(), Vec::new(), Vec::new());
        for day in 0..days {
            let policy = learned(rows.clone());
            plan.strengths = policy.strength().unwrap_or(plan.strengths);
            let today = self.day(&plan, day, visits, &Way::Policy(&policy));
            earned.push(Earned::of(&today));
            rows.extend(self.rows(&plan, day, &today.concat()));
        }
        earned
    }

    /// The records of each of a day's visits.
    pub(super) fn day(
        &self,
        plan: &Plan,
        day: u64,
        visits: u64,
        way: &Way<'_>,
    ) -> Vec<Vec<Record>> {
        let one = |index: u64| {
            let index = day * visits + index;
            let mut random = SplitMix::new(self.seed ^ index.wrapping_mul(0x2545_f491_4f6c_dd1d));
            visit_by(
                plan,
                &|visit, mind, choice, draw| way.choose(plan, (visit, mind), choice, draw),
                &mut || random.next(),
            )
        };
        (0..visits).map(one).collect()
    }

    /// The sums of a day that a policy file is made of, as the collector keeps them.
    pub(super) fn rows(&self, plan: &Plan, day: u64, records: &[Record]) -> Vec<Row> {
        let day = FIRST.saturating_add(jiff::Span::new().days(day as i64));
        let mut sums = BTreeMap::<_, f64>::new();
        for record in records {
            let cells = fold(record, plan).expect("its own motivators").into_iter();
            for cell in cells.filter(|cell| ["policy", "strength"].contains(&cell.marginal)) {
                let sum = sums.entry((cell.marginal, cell.key, cell.measure)).or_default();
                *sum = if cell.measure.starts_with("max_") {
                    sum.max(cell.value)
                } else {
                    *sum + cell.value
                };
            }
        }
        let row = |((marginal, key, measure), value): ((&str, String, &str), f64)| Row {
            day,
            marginal: marginal.into(),
            key,
            measure: measure.into(),
            value,
        };
        sums.into_iter().map(row).collect()
    }
}

/// A visit's last reward, 0..=1; `None` without a decision moment and for the holdout.
fn reward(records: &[Record]) -> Option<f64> {
    let mut last = None;
    for record in records {
        match &record.body {
            Body::Visit(visit) if !visit.holdout => last = Some(0.0),
            Body::Outcome(of) => last = last.map(|_| f64::from(of.after) / 20.0),
            _ => {}
        }
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_is_judged_by_the_same_visits_and_the_holdout_by_none() {
        let (plan, days) = (plan(), Storefront { seed: 7 });
        let of = |earned: Vec<Earned>| earned.iter().map(|day| day.visits).sum::<f64>();
        let nothing = of(days.stays(&plan, (3, 150), &Way::Nothing));
        assert!((300.0..420.0).contains(&nothing), "{nothing} of 450, a tenth held out");
        for visits in
            [of(days.stays(&plan, (3, 150), &Way::Neutral)), of(days.learns(&plan, (3, 150)))]
        {
            assert!((visits - nothing).abs() < 1e-9);
        }
        let all_held = Plan { holdout: 1000, ..plan };
        assert!(of(days.stays(&all_held, (1, 50), &Way::Neutral)) < 1e-9);
    }
}
