//! What to do with each touchpoint: from what shoppers say matters against what goes with connection,
//! and what goes with it for its cost. Never advice that its interval does not carry.

use super::sums::Sums;
use super::touchpoints::{Row, Share};
use crate::fold::REVENUE;
use motivo_core::plan::Plan;
use motivo_stats::Interval;
use std::collections::BTreeMap;

/// Days of a month, for what a period costs.
const MONTH: f64 = 365.25 / 12.0;

/// Where a touchpoint lies between what is said and what is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Advice {
    /// Connects, though few say so.
    Invest,
    /// Connects, and is said to.
    Protect,
    /// Said to matter, and does not connect.
    Tell,
    /// Does not connect, and sells.
    Keep,
    /// Goes with less connection.
    Mend,
    /// None of it.
    Stop,
}

impl Advice {
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Invest => "invest",
            Self::Protect => "protect",
            Self::Tell => "tell",
            Self::Keep => "keep",
            Self::Mend => "mend",
            Self::Stop => "stop",
        }
    }

    /// What it means, in a line.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Invest => "goes with more connection, and few name it",
            Self::Protect => "goes with more connection, and people name it",
            Self::Tell => "people name it, and connection hardly goes with it: have it, and say so",
            Self::Keep => "connection hardly goes with it, but orders do",
            Self::Mend => "goes with less connection: find out what is wrong there",
            Self::Stop => {
                "few name it, hardly anything goes with it, nor does it fail: no reason to spend more"
            }
        }
    }
}

/// From which share on a touchpoint counts as high: what all would have if all were alike.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Fair {
    pub(super) stated: f64,
    /// Of what goes with connection.
    pub(super) connects: f64,
    /// Of what goes with orders.
    pub(super) sells: f64,
}

impl Fair {
    /// Of these touchpoints; `None` while nobody has named any or nothing is derived.
    pub(super) fn of(rows: &[Row]) -> Option<Self> {
        let mean = |of: &dyn Fn(&Row) -> Option<f64>| {
            let of: Vec<f64> = rows.iter().filter_map(of).collect();
            (!of.is_empty()).then(|| of.iter().sum::<f64>() / of.len() as f64)
        };
        let share = |outcome: usize| mean(&|row| Some(row.explains[outcome]?.share));
        Some(Self { stated: mean(&|row| row.stated)?, connects: share(0)?, sells: share(2)? })
    }
}

/// The advice on a touchpoint; `None` while its interval covers both.
pub(super) fn advice(row: &Row, fair: Fair) -> Option<Advice> {
    let (connects, sells) = (row.explains[0]?.interval?, row.explains[2]?.interval?);
    let is_named = row.stated? > fair.stated;
    if connects.low > fair.connects {
        // A share of what varies has no sign; the effect has.
        return match row.connects?.share > 0.0 {
            false => Some(Advice::Mend),
            true if is_named => Some(Advice::Protect),
            true => Some(Advice::Invest),
        };
    }
    let is_told = connects.high < fair.connects;
    match (sells.low > fair.sells, sells.high < fair.sells) {
        _ if !is_told => None,
        (true, _) => Some(Advice::Keep),
        _ if is_named => Some(Advice::Tell),
        (_, true) if !fails(row) => Some(Advice::Stop),
        _ => None,
    }
}

/// Whether something went wrong at it, often enough to be told.
fn fails(row: &Row) -> bool {
    row.phases.iter().any(|(_, friction)| friction.printed().is_some())
}

/// The touchpoints with one of these words of advice.
pub(super) fn advised<'a>(
    rows: &'a [Row],
    fair: Fair,
    wanted: &'a [Advice],
) -> impl Iterator<Item = &'a Row> {
    let is = move |row: &&Row| advice(row, fair).is_some_and(|advice| wanted.contains(&advice));
    rows.iter().filter(is)
}

/// What goes with a touchpoint, beside what it costs.
pub(super) struct Return {
    pub(super) id: String,
    /// Its cost over the period, in the shop's currency.
    pub(super) cost: f64,
    /// Orders of the period that go with meeting it, all else the same.
    pub(super) orders: Share,
    /// What they brought for each 1 that it cost; `None` if it costs nothing.
    pub(super) times: Option<Share>,
}

/// Touchpoints with a cost, the highest return first.
pub(super) fn returns(
    rows: &[Row],
    sums: &Sums,
    plan: &Plan,
    costs: &BTreeMap<String, f64>,
    days: f64,
) -> Vec<Return> {
    let sides = sums.sides();
    let visits = sides.personalised.visits + sides.holdout.visits;
    let Some(order) = order_value(sums, plan) else { return Vec::new() };
    let of = |row: &Row| {
        let (cost, effect) = (costs.get(&row.id)? * days / MONTH, row.orders?);
        let orders = scaled(effect, row.seen * visits);
        let times = (cost > 0.0).then(|| scaled(orders, order / cost));
        Some(Return { id: row.id.clone(), cost, orders, times })
    };
    let mut list: Vec<Return> = rows.iter().filter_map(of).collect();
    let rank = |of: &Return| of.times.map_or(f64::INFINITY, |times| times.share);
    list.sort_by(|a, b| rank(b).total_cmp(&rank(a)));
    list
}

fn scaled(of: Share, by: f64) -> Share {
    let interval =
        of.interval.map(|Interval { low, high }| Interval { low: low * by, high: high * by });
    Share { share: of.share * by, interval }
}

/// What an order brings on average, in the shop's currency: the middle of its revenue bucket, and
/// the lowest end of the last, which has no other.
fn order_value(sums: &Sums, plan: &Plan) -> Option<f64> {
    let bounds = plan.bounds.map(f64::from);
    let middles = [
        0.0,
        bounds[0] / 2.0,
        (bounds[0] + bounds[1]) / 2.0,
        (bounds[1] + bounds[2]) / 2.0,
        (bounds[2] + bounds[3]) / 2.0,
        bounds[3],
    ];
    let count = |bucket: usize| -> f64 {
        sums.keys("visits", REVENUE[bucket]).map(|(_, orders)| orders).sum()
    };
    let counts: Vec<f64> = (0..middles.len()).map(count).collect();
    let orders: f64 = counts.iter().sum();
    let value: f64 = counts.iter().zip(middles).map(|(n, middle)| n * middle).sum();
    (orders > 0.0).then(|| value / orders)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::release::disclose::Cell;

    const FAIR: Fair = Fair { stated: 0.1, connects: 0.02, sells: 0.02 };

    fn share(low: f64, high: f64) -> Option<Share> {
        Some(Share { share: (low + high) / 2.0, interval: Some(Interval { low, high }) })
    }

    fn row(stated: f64, low: f64, high: f64) -> Row {
        Row {
            id: "reviews".into(),
            seen: 0.5,
            stated: Some(stated),
            explains: [share(low, high), None, share(0.0, 0.01)],
            connects: share(0.01, 0.05),
            orders: None,
            phases: Vec::new(),
        }
    }

    #[test]
    fn advice_follows_from_what_is_said_and_what_connects_and_waits_for_its_interval() {
        let of = |stated, low, high| advice(&row(stated, low, high), FAIR);
        assert_eq!(of(0.05, 0.03, 0.05), Some(Advice::Invest));
        assert_eq!(of(0.20, 0.03, 0.05), Some(Advice::Protect));
        assert_eq!(of(0.20, 0.00, 0.01), Some(Advice::Tell));
        assert_eq!(of(0.05, 0.00, 0.01), Some(Advice::Stop));
        assert_eq!(of(0.05, 0.01, 0.05), None);
    }

    #[test]
    fn what_goes_with_less_connection_is_to_be_mended() {
        for stated in [0.05, 0.20] {
            let mut of = row(stated, 0.03, 0.05);
            of.connects = share(-0.05, -0.01);
            assert_eq!(advice(&of, FAIR), Some(Advice::Mend));
        }
    }

    #[test]
    fn what_sells_is_kept_and_what_may_sell_is_not_stopped() {
        let of = |stated, sells| {
            let mut of = row(stated, 0.0, 0.01);
            of.explains[2] = sells;
            advice(&of, FAIR)
        };
        assert_eq!(of(0.05, share(0.03, 0.05)), Some(Advice::Keep));
        assert_eq!(of(0.20, share(0.03, 0.05)), Some(Advice::Keep));
        assert_eq!(of(0.05, share(0.01, 0.05)), None);
        assert_eq!(of(0.20, share(0.01, 0.05)), Some(Advice::Tell));
    }

    #[test]
    fn what_fails_is_not_to_be_stopped() {
        let mut of = row(0.05, 0.0, 0.01);
        of.phases = vec![(Cell::Under, Cell::Printed(15.0))];
        assert_eq!(advice(&of, FAIR), None);
    }

    #[test]
    fn no_advice_without_an_interval_or_an_answer() {
        let mut of = row(0.05, 0.03, 0.05);
        of.stated = None;
        assert_eq!(advice(&of, FAIR), None);
        let mut of = row(0.05, 0.03, 0.05);
        of.explains[0] = of.explains[0].map(|share| Share { interval: None, ..share });
        assert_eq!(advice(&of, FAIR), None);
    }
}
