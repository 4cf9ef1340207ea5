//! Where sums are kept: a small interface, and one thread that commits in groups.
//! Never a record, an address or a time finer than the UTC day.

pub(crate) mod queue;
pub(crate) mod snapshot;
pub mod sqlite;

use crate::fold::Cell;
use crate::release::Table;
use jiff::civil::Date;
use motivo_core::symbols::Mode;

pub use queue::{Full, Queue, Rejections, Tally};
pub use sqlite::Sqlite;

/// The database's name in the data folder.
pub(crate) const DATABASE: &str = "motivo.sqlite";

/// A record on its way into the store.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// The storefront's key.
    pub storefront: String,
    /// The UTC day of arrival.
    pub day: Date,
    /// The privacy mode's identifier; modes are never mixed.
    pub mode: &'static str,
    /// The dedup id; `None` for counts of the collector's own.
    pub id: Option<u128>,
    /// What to add when the id is new.
    pub cells: Vec<Cell>,
    /// What to add when the id is known.
    pub again: Option<Cell>,
}

/// A sum as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The UTC day.
    pub day: Date,
    /// The table.
    pub marginal: String,
    /// Its fields, joined by `|`.
    pub key: String,
    /// Which sum.
    pub measure: String,
    /// The sum.
    pub value: f64,
}

/// Writes. Owned by the one thread that commits.
pub trait Store: Send {
    /// Makes all arrivals durable, or none. Gives how many had an id that was known.
    ///
    /// # Errors
    /// Nothing was kept.
    fn commit(&mut self, arrivals: &[Arrival]) -> Result<u64, StoreError>;

    /// Forgets ids of days before this one.
    ///
    /// # Errors
    /// Nothing was forgotten.
    fn forget_ids(&mut self, before: Date) -> Result<(), StoreError>;
}

/// Reads, beside the writer and without waiting for it.
pub trait Counters: Releases {
    /// A storefront's sums of one mode, first to last day.
    ///
    /// # Errors
    /// The store cannot be read.
    fn rows(
        &self,
        storefront: &str,
        mode: Mode,
        days: (Date, Date),
    ) -> Result<Vec<Row>, StoreError> {
        // No marginal has an empty name.
        self.rows_without("", storefront, mode, days)
    }

    /// The same without one marginal.
    ///
    /// # Errors
    /// The store cannot be read.
    fn rows_without(
        &self,
        marginal: &str,
        storefront: &str,
        mode: Mode,
        days: (Date, Date),
    ) -> Result<Vec<Row>, StoreError>;

    /// The first day with any sum.
    ///
    /// # Errors
    /// The store cannot be read.
    fn first_day(&self, storefront: &str) -> Result<Option<Date>, StoreError>;
}

/// A table of a month as it was told: with noise.
#[derive(Clone, Debug, PartialEq)]
pub struct Release {
    /// Which table.
    pub table: Table,
    /// What it cost, in thousandths of epsilon.
    pub epsilon: u32,
    /// What a visit may add to it, in whole units; the noise has a scale of this / epsilon.
    pub contribution: u32,
    /// The UTC day on which it was drawn.
    pub drawn: Date,
    /// Key, measure and count with noise, in whole units.
    pub cells: Vec<(String, String, i64)>,
}

/// An entry of the ledger: a table that was told of a month, and what it cost.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The month's first day.
    pub month: Date,
    /// Which table.
    pub table: Table,
    /// In thousandths of epsilon.
    pub epsilon: u32,
    /// What a visit may add to the table, in whole units.
    pub contribution: u32,
    /// The UTC day on which it was drawn.
    pub drawn: Date,
}

/// What was told with noise, kept so that it is told again as it is.
pub trait Releases: Send + Sync {
    /// Everything that a storefront has told, by month.
    ///
    /// # Errors
    /// The store cannot be read.
    fn ledger(&self, storefront: &str) -> Result<Vec<Entry>, StoreError>;

    /// The tables that were told of a month, named by its first day.
    ///
    /// # Errors
    /// The store cannot be read.
    fn released(&self, storefront: &str, month: Date) -> Result<Vec<Release>, StoreError>;

    /// Keeps tables that were not told yet, as long as the month's budget in thousandths of epsilon
    /// pays them, in their order. Gives all that are kept now, which may be others than were drawn:
    /// somebody else may have been first.
    ///
    /// # Errors
    /// Nothing was kept, so nothing may be told.
    fn keep(
        &self,
        storefront: &str,
        month: Date,
        drawn: &[Release],
        budget: u32,
    ) -> Result<Vec<Release>, StoreError>;
}

/// The store's own words; they go to the log, never to a client.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct StoreError(pub String);
