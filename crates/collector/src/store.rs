//! Where sums are kept: a small interface, and one thread that commits in groups.
//! Never a record, an address or a time finer than the UTC day.

pub(crate) mod queue;
pub(crate) mod snapshot;
pub mod sqlite;

use crate::fold::Cell;
use jiff::civil::Date;

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
pub trait Counters: Send + Sync {
    /// A storefront's sums of mode `counts`, first to last day.
    ///
    /// # Errors
    /// The store cannot be read.
    fn rows(&self, storefront: &str, days: (Date, Date)) -> Result<Vec<Row>, StoreError>;

    /// The same without one marginal: `policy` is the largest, and only policies need it.
    ///
    /// # Errors
    /// The store cannot be read.
    fn rows_without(
        &self,
        marginal: &str,
        storefront: &str,
        days: (Date, Date),
    ) -> Result<Vec<Row>, StoreError>;

    /// The first day with any sum.
    ///
    /// # Errors
    /// The store cannot be read.
    fn first_day(&self, storefront: &str) -> Result<Option<Date>, StoreError>;
}

/// The store's own words; they go to the log, never to a client.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct StoreError(pub String);
