//! The store's rows, added up over a period.
//! Never knows what may be printed; `disclose` does.

use crate::release::Released;
use crate::store::Row;
use jiff::civil::Date;
use motivo_stats::proportion::Proportion;
use std::collections::BTreeMap;

/// Sums by marginal, key and measure, and the visits of each day.
pub(super) struct Sums {
    sums: BTreeMap<(String, String, String), f64>,
    days: BTreeMap<Date, Sides>,
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
        let (mut sums, mut days) = (BTreeMap::new(), BTreeMap::<Date, Sides>::new());
        for row in rows {
            if row.marginal == "visits" {
                let sides = days.entry(row.day).or_default();
                let held = row.key.starts_with("1|");
                let side = if held { &mut sides.holdout } else { &mut sides.personalised };
                match row.measure.as_str() {
                    "visits" => side.visits += row.value,
                    "converted" => side.converted += row.value,
                    _ => {}
                }
            }
            let key = (row.marginal.clone(), row.key.clone(), row.measure.clone());
            *sums.entry(key).or_insert(0.0) += row.value;
        }
        Self { sums, days }
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

    /// Visits by day, in order.
    pub(super) fn days(&self) -> impl Iterator<Item = (Date, Sides)> {
        self.days.iter().map(|(day, sides)| (*day, *sides))
    }

    /// Visits of the whole period.
    pub(super) fn sides(&self) -> Sides {
        let mut all = Sides::default();
        self.days().for_each(|(_, sides)| all.add(sides));
        all
    }
}
