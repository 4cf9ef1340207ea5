//! The one place where sums leave the store: as they are in `counts`, with noise in `dp`.
//! Never a sum of `dp` without its noise, and never a second draw of it.
//!
//! | file | idea |
//! | --- | --- |
//! | `disclose` | from how many visits and in what steps a count may be told |
//! | `tables` | the tables that are told in `dp`, their cells, what a visit adds to them |
//! | `noise` | draws it |
//! | `spending` | what a table and a month may cost |
//!
//! Report and policy file take a [`Released`], which only this file makes: none of them can read a
//! sum that was not released. In `dp` that is:
//! - A whole calendar month, and only once it is over: an unfinished one would have to be told again.
//! - Told once. What is told is kept with its noise in it, so that it stays the same for whoever asks,
//!   after a restart too, and whatever still comes in for that month changes nothing.
//! - The policy file is learned from all months that were told, which costs nothing more.

pub(crate) mod disclose;
mod noise;
mod spending;
mod tables;

use disclose::Grain;
pub use spending::Spending;
pub(crate) use spending::written;
pub use tables::Table;

use crate::plans::Published;
use crate::store::{Counters, Release, Row, StoreError};
use jiff::ToSpan;
use jiff::civil::Date;
use motivo_core::symbols::Mode;
use std::collections::BTreeMap;

/// Months before the last one that can still be told for the first time in `dp`.
const MONTHS: i32 = 24;
/// A table with noise, empty in truth, prints a cell in one of this many cases.
const TELLING: f64 = 20.0;

/// Sums that may be told, with the noise that their storefront's mode asks for.
pub struct Released {
    rows: Vec<Row>,
    unknown: Vec<Row>,
    private: Vec<Row>,
    k: f64,
    noisy: Option<Noisy>,
}

/// What was told in `dp`.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Noisy {
    /// The first days of the months that the sums are of, in order.
    pub(crate) months: Vec<Date>,
    /// The noise's scale in each table that was told, in whole units of the table, and the number of
    /// its cells.
    scales: BTreeMap<Table, (f64, usize)>,
    /// Tables that the budget did not pay in one of the months.
    pub(crate) unpaid: Vec<Table>,
}

/// The days that a reader asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    /// A whole month, named by its first day.
    Month(Date),
    /// Part of a month, first to last day.
    Days(Date, Date),
    /// Everything up to this day.
    Until(Date),
}

impl Released {
    /// The sums, in the marginals' units. In `dp`, a month's are of its last day.
    pub(crate) fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Refusals of requests that named no storefront of ours.
    pub(crate) fn unknown(&self) -> &[Row] {
        &self.unknown
    }

    /// What was told by chance in the browser (`ldp`): it needs no noise.
    pub(crate) fn private(&self) -> &[Row] {
        &self.private
    }

    /// Visits from which a cell is printed where there is no noise.
    pub(crate) fn k(&self) -> f64 {
        self.k
    }

    /// Visits from which a cell of a table is printed: k, and more where noise alone would reach k.
    pub(crate) fn from(&self, table: Table) -> f64 {
        let cells = self.noisy.as_ref().map_or(1, |noisy| noisy.cells(table));
        // Half of discrete Laplace's tail beyond x, at most e^(-x / scale) / 2, for each cell.
        let reach = (TELLING * cells as f64 / 2.0).max(1.0).ln();
        self.k.max((self.scale(table) * reach).ceil())
    }

    /// How finely the counts of a table are told.
    pub(crate) fn grain(&self, table: Table) -> Grain {
        Grain { from: self.from(table), step: if self.noisy.is_some() { 0.0 } else { self.k } }
    }

    /// The scale of a table's noise in whole units; 0 where sums are told as they are.
    pub(crate) fn scale(&self, table: Table) -> f64 {
        let noisy = self.noisy.as_ref().and_then(|noisy| noisy.scales.get(&table));
        noisy.map_or(0.0, |(scale, _)| *scale)
    }

    /// What was told with noise; `None` where sums are told as they are.
    pub(crate) fn noisy(&self) -> Option<&Noisy> {
        self.noisy.as_ref()
    }

    /// Sums of nobody, as they are: for tests and simulations of what is made of them.
    #[must_use]
    pub fn exactly(rows: Vec<Row>, k: f64) -> Self {
        Self { rows, unknown: Vec::new(), private: Vec::new(), k, noisy: None }
    }
}

impl Noisy {
    /// Whether a table was told.
    pub(crate) fn tells(&self, table: Table) -> bool {
        self.scales.contains_key(&table)
    }

    fn cells(&self, table: Table) -> usize {
        self.scales.get(&table).map_or(1, |(_, cells)| *cells)
    }

    /// Adds what a month told.
    fn add(&mut self, month: Date, releases: Vec<Release>, rows: &mut Vec<Row>) {
        let day = month.last_of_month();
        // Decisions without what they earned would read as failures.
        let learns = [Table::Policy, Table::Rewards];
        let both = learns.iter().all(|of| releases.iter().any(|release| release.table == *of));
        for Release { table, epsilon, contribution, cells, .. } in releases {
            let scale = f64::from(contribution) / (f64::from(epsilon) / 1000.0);
            // Variances add up, scales as their roots.
            let (sum, most) = self.scales.entry(table).or_insert((0.0, 0));
            (*sum, *most) = (sum.hypot(scale), cells.len().max(*most));
            let row = |(key, measure, value)| Row {
                day,
                marginal: table.marginal().to_owned(),
                key,
                measure,
                value: value as f64 / table.units(),
            };
            if both || !learns.contains(&table) {
                rows.extend(cells.into_iter().map(row));
            }
        }
        self.months.push(month);
    }
}

/// The sums of a period. Where they are told as they are, one marginal may be left out: `policy` is
/// the largest, and only the policy file is made of it.
pub(crate) fn release(
    counters: &dyn Counters,
    published: &Published,
    asked: Asked,
    without: &str,
    today: Date,
) -> Result<Released, StoreError> {
    let k = f64::from(published.compiled.k);
    if published.compiled.plan.mode == Mode::Dp {
        let (rows, noisy) = with_noise(counters, published, asked, today)?;
        let (unknown, private) = (Vec::new(), Vec::new());
        return Ok(Released { rows, unknown, private, k, noisy: Some(noisy) });
    }
    let key = &published.compiled.plan.storefront;
    let days = match asked {
        Asked::Month(first) => (first, first.last_of_month()),
        Asked::Days(first, last) => (first, last),
        Asked::Until(last) => (counters.first_day(key)?.unwrap_or(last).min(last), last),
    };
    let mut rows = counters.rows_without(without, key, Mode::Counts, days)?;
    let unknown = counters.rows("-", Mode::Counts, days)?;
    let private = counters.rows(key, Mode::Ldp, days)?;
    // How many records arrived is no answer of anybody.
    let (health, private) = private.into_iter().partition(|row| row.marginal == "health");
    rows.extend::<Vec<_>>(health);
    Ok(Released { rows, unknown, private, k, noisy: None })
}

/// Whether a month can no longer be told for the first time.
fn is_long_ago(month: Date, today: Date) -> bool {
    month < last_month(today).saturating_sub(MONTHS.months())
}

/// The last month that is over: in `dp`, the last that can be told.
pub(crate) fn last_month(today: Date) -> Date {
    today.first_of_month().saturating_sub(1.month())
}

/// The first month that was told or can be told now.
pub(crate) fn first_month(
    counters: &dyn Counters,
    storefront: &str,
    today: Date,
) -> Result<Date, StoreError> {
    let told = counters.ledger(storefront)?.into_iter().map(|entry| entry.month).min();
    Ok(told.unwrap_or_else(|| last_month(today)))
}

fn with_noise(
    counters: &dyn Counters,
    published: &Published,
    asked: Asked,
    today: Date,
) -> Result<(Vec<Row>, Noisy), StoreError> {
    let storefront = &published.compiled.plan.storefront;
    let last = last_month(today);
    let months = match asked {
        Asked::Month(month) => vec![month],
        Asked::Days(..) => Vec::new(),
        Asked::Until(_) => {
            let mut months: Vec<Date> =
                counters.ledger(storefront)?.into_iter().map(|entry| entry.month).collect();
            months.push(last);
            months.sort();
            months.dedup();
            months
        }
    };
    let (mut rows, mut noisy) = (Vec::new(), Noisy::default());
    for month in months.into_iter().filter(|month| *month <= last) {
        let releases = month_of(counters, published, month, today)?;
        if releases.is_empty() && is_long_ago(month, today) {
            continue;
        }
        let is_told = |table: &Table| releases.iter().any(|release| release.table == *table);
        for table in Table::ALL {
            if !is_told(&table) && !noisy.unpaid.contains(&table) {
                noisy.unpaid.push(table);
            }
        }
        noisy.add(month, releases, &mut rows);
    }
    Ok((rows, noisy))
}

/// A month's tables: those that were told, and those that can be paid now, drawn and kept.
fn month_of(
    counters: &dyn Counters,
    published: &Published,
    month: Date,
    today: Date,
) -> Result<Vec<Release>, StoreError> {
    let (plan, spending) = (&published.compiled.plan, published.compiled.spending);
    let told = counters.released(&plan.storefront, month)?;
    let spent: Vec<_> = told.iter().map(|release| (release.table, release.epsilon)).collect();
    let payable = spending.payable(&spent);
    if payable.is_empty() || is_long_ago(month, today) {
        return Ok(told);
    }
    let days = (month, month.last_of_month());
    let rows = counters.rows(&plan.storefront, Mode::Dp, days)?;
    let draw = |table: Table| {
        noise::draw(table, spending.of(table), plan, &rows, today, &mut noise::system)
    };
    let drawn: Vec<Release> = payable.into_iter().map(draw).collect();
    counters.keep(&plan.storefront, month, &drawn, spending.budget)
}

#[cfg(test)]
mod tests;
