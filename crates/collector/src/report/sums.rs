//! The store's rows, added up over a period.
//! Never knows what may be printed; `disclose` does.

use super::filter::Who;
use crate::release::Released;
use crate::release::disclose::Grain;
use crate::store::Row;
use jiff::civil::Date;
use motivo_stats::proportion::Proportion;
use std::collections::BTreeMap;

/// Sums by marginal, key and measure, and everybody's visits.
pub(super) struct Sums {
    sums: BTreeMap<(String, String, String), f64>,
    sides: Sides,
}

/// Visits and orders by day.
pub(super) struct Days(BTreeMap<Date, Sides>);

impl Days {
    /// Of some of all visits.
    pub(super) fn of(rows: &[Row], who: &Who) -> Self {
        let mut days = BTreeMap::<Date, Sides>::new();
        for row in rows {
            let Some(is_held) = who.holds(row) else { continue };
            let sides = days.entry(row.day).or_default();
            let side = if is_held { &mut sides.holdout } else { &mut sides.personalised };
            match row.measure.as_str() {
                "visits" => side.visits += row.value,
                "converted" => side.converted += row.value,
                _ => {}
            }
        }
        Self(days)
    }

    /// In order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Date, Sides)> {
        self.0.iter().map(|(day, sides)| (*day, *sides))
    }

    /// Of the whole period.
    pub(super) fn sides(&self) -> Sides {
        let mut all = Sides::default();
        self.0.values().for_each(|sides| all.add(*sides));
        all
    }
}

/// Personalised and holdout visits, with those that converted.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Sides {
    pub(super) personalised: Side,
    pub(super) holdout: Side,
}

/// Visits and orders of one side.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Side {
    pub(super) visits: f64,
    pub(super) converted: f64,
}

impl Side {
    pub(super) fn share(self) -> Proportion {
        Proportion::new(self.converted, self.visits)
    }

    pub(super) fn add(&mut self, other: Self) {
        self.visits += other.visits;
        self.converted += other.converted;
    }
}

impl Sides {
    /// As they may be told.
    pub(super) fn told(self, grain: Grain) -> Self {
        let told = |side: Side| Side {
            visits: grain.told(side.visits),
            converted: grain.told(side.converted),
        };
        Self { personalised: told(self.personalised), holdout: told(self.holdout) }
    }

    /// Both sides' visits.
    pub(super) fn visits(self) -> f64 {
        self.personalised.visits + self.holdout.visits
    }

    /// How much more often personalised visits convert.
    pub(super) fn lift(self) -> f64 {
        self.personalised.share().rate() - self.holdout.share().rate()
    }

    pub(super) fn add(&mut self, other: Self) {
        self.personalised.add(other.personalised);
        self.holdout.add(other.holdout);
    }
}

impl Sums {
    /// Of what may leave the store, and of nothing else.
    pub(super) fn new(released: &Released) -> Self {
        Self::of(released.rows())
    }

    /// Of requests that named no storefront of ours.
    pub(super) fn unknown(released: &Released) -> Self {
        Self::of(released.unknown())
    }

    fn of(rows: &[Row]) -> Self {
        let mut sums = BTreeMap::new();
        for row in rows {
            let key = (row.marginal.clone(), row.key.clone(), row.measure.clone());
            *sums.entry(key).or_insert(0.0) += row.value;
        }
        Self { sums, sides: Days::of(rows, &Who::Everybody).sides() }
    }

    /// One sum; 0 when nothing was counted.
    pub(super) fn get(&self, marginal: &str, key: &str, measure: &str) -> f64 {
        let key = (marginal.to_owned(), key.to_owned(), measure.to_owned());
        self.sums.get(&key).copied().unwrap_or(0.0)
    }

    /// A marginal's keys, split into fields, with their sums of one measure.
    pub(super) fn keys<'a>(
        &'a self,
        marginal: &'a str,
        measure: &'a str,
    ) -> impl Iterator<Item = (Vec<&'a str>, f64)> {
        let of = move |((m, _, s), _): &(&'a (String, String, String), &f64)| {
            m == marginal && s == measure
        };
        self.sums.iter().filter(of).map(|((_, key, _), sum)| (key.split('|').collect(), *sum))
    }

    /// Everybody's visits of the whole period.
    pub(super) fn sides(&self) -> Sides {
        self.sides
    }
}
