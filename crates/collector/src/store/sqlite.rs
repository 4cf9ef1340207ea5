//! The embedded store: SQLite in WAL mode, a commit is on the disk before it is answered.
//! Never more than one writer; readers have connections of their own.

mod releases;

use super::{Arrival, Counters, Row, Store, StoreError};
use crate::error::Error;
use crate::fold::Cell;
use jiff::civil::Date;
use motivo_core::symbols::Mode;
use rusqlite::{Connection, OpenFlags, params};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Each step leads to the next layout; `user_version` says how many were taken.
const MIGRATIONS: [&str; 2] = [
    "
    CREATE TABLE cells (
        storefront TEXT NOT NULL, day TEXT NOT NULL, mode TEXT NOT NULL,
        marginal TEXT NOT NULL, key TEXT NOT NULL, measure TEXT NOT NULL,
        value REAL NOT NULL,
        PRIMARY KEY (storefront, day, mode, marginal, key, measure)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE ids (
        storefront TEXT NOT NULL, id BLOB NOT NULL, day TEXT NOT NULL,
        PRIMARY KEY (storefront, id)
    ) STRICT, WITHOUT ROWID;
",
    // `released` has noise in every value; `releases` is the ledger of what that cost.
    "
    CREATE TABLE releases (
        storefront TEXT NOT NULL, month TEXT NOT NULL, name TEXT NOT NULL,
        epsilon INTEGER NOT NULL, contribution INTEGER NOT NULL, drawn TEXT NOT NULL,
        PRIMARY KEY (storefront, month, name)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE released (
        storefront TEXT NOT NULL, month TEXT NOT NULL, name TEXT NOT NULL,
        key TEXT NOT NULL, measure TEXT NOT NULL, value INTEGER NOT NULL,
        PRIMARY KEY (storefront, month, name, key, measure)
    ) STRICT, WITHOUT ROWID;
",
];

/// This version's layout.
pub(super) const LAYOUT: u32 = MIGRATIONS.len() as u32;

const ADD: &str = "
    INSERT INTO cells VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
    ON CONFLICT DO UPDATE SET value = CASE
        WHEN excluded.measure GLOB 'max_*' THEN max(value, excluded.value)
        ELSE value + excluded.value END";

/// The writer's connection.
pub struct Sqlite(Connection);

/// A reader's connection, and where to keep what was told with noise.
pub struct SqliteCounters {
    db: Mutex<Connection>,
    path: PathBuf,
}

impl Sqlite {
    /// Opens or creates the database.
    ///
    /// # Errors
    /// It cannot be opened or brought to this version's layout.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let mut db = Connection::open(path).map_err(|error| cannot(path, error))?;
        let found = prepare(&mut db).map_err(|error| cannot(path, error))?;
        if found > LAYOUT {
            return Err(Error::Newer { path: path.into(), found });
        }
        Ok(Self(db))
    }

    /// Opens a database for reading that [`Sqlite::open`] has prepared.
    ///
    /// # Errors
    /// It cannot be opened.
    pub fn counters(path: &Path) -> Result<SqliteCounters, Error> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let db = Connection::open_with_flags(path, flags).map_err(|error| cannot(path, error))?;
        db.busy_timeout(Duration::from_secs(5)).map_err(|error| cannot(path, error))?;
        Ok(SqliteCounters { db: Mutex::new(db), path: path.to_owned() })
    }
}

pub(super) fn cannot(path: &Path, source: rusqlite::Error) -> Error {
    Error::Store { path: path.into(), source: source.into() }
}

/// Sets the connection up, migrates, and gives the layout's number.
fn prepare(db: &mut Connection) -> rusqlite::Result<u32> {
    db.busy_timeout(Duration::from_secs(5))?;
    db.pragma_update(None, "journal_mode", "WAL")?;
    db.pragma_update(None, "synchronous", "FULL")?;
    let found: u32 = db.pragma_query_value(None, "user_version", |row| row.get(0))?;
    for (step, sql) in MIGRATIONS.iter().enumerate().skip(found as usize) {
        let transaction = db.transaction()?;
        transaction.execute_batch(sql)?;
        transaction.pragma_update(None, "user_version", step as u32 + 1)?;
        transaction.commit()?;
    }
    Ok(found)
}

impl Store for Sqlite {
    fn commit(&mut self, arrivals: &[Arrival]) -> Result<u64, StoreError> {
        // Sums are gathered first: a busy cell is written once per group, in the table's order.
        let mut sums: BTreeMap<(&str, Date, &str, &str, &str, &str), f64> = BTreeMap::new();
        let mut duplicates = 0;
        let transaction = self.0.transaction()?;
        {
            let mut remember = transaction
                .prepare_cached("INSERT INTO ids VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING")?;
            for arrival in arrivals {
                let Arrival { storefront, day, mode, .. } = arrival;
                let is_new = match arrival.id {
                    None => true,
                    Some(id) => {
                        let id = id.to_be_bytes();
                        remember.execute(params![storefront, id, day.to_string()])? == 1
                    }
                };
                duplicates += u64::from(!is_new);
                let known = arrival.again.as_slice();
                for cell in if is_new { arrival.cells.as_slice() } else { known } {
                    let Cell { marginal, key, measure, value } = cell;
                    let sum = sums.entry((storefront, *day, mode, marginal, key, measure));
                    let sum = sum.or_insert(0.0);
                    *sum = if measure.starts_with("max_") { sum.max(*value) } else { *sum + value };
                }
            }
            let mut add = transaction.prepare_cached(ADD)?;
            for ((storefront, day, mode, marginal, key, measure), value) in sums {
                let day = day.to_string();
                add.execute(params![storefront, day, mode, marginal, key, measure, value])?;
            }
        }
        transaction.commit()?;
        Ok(duplicates)
    }

    fn forget_ids(&mut self, before: Date) -> Result<(), StoreError> {
        self.0.execute("DELETE FROM ids WHERE day < ?1", [before.to_string()])?;
        Ok(())
    }
}

impl SqliteCounters {
    fn with<T>(
        &self,
        read: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        let db = self.db.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(read(&db)?)
    }
}

impl Counters for SqliteCounters {
    fn rows_without(
        &self,
        marginal: &str,
        storefront: &str,
        mode: Mode,
        days: (Date, Date),
    ) -> Result<Vec<Row>, StoreError> {
        self.with(|db| {
            let mut query = db.prepare_cached(
                "SELECT day, marginal, key, measure, value FROM cells
                 WHERE storefront = ?1 AND day BETWEEN ?2 AND ?3 AND mode = ?4
                 AND marginal <> ?5",
            )?;
            let days = (days.0.to_string(), days.1.to_string());
            let asked = params![storefront, days.0, days.1, mode.id(), marginal];
            let rows = query.query_map(asked, |row| {
                Ok(Row {
                    day: date(row.get_ref(0)?.as_str()?),
                    marginal: row.get(1)?,
                    key: row.get(2)?,
                    measure: row.get(3)?,
                    value: row.get(4)?,
                })
            })?;
            rows.collect()
        })
    }

    fn first_day(&self, storefront: &str) -> Result<Option<Date>, StoreError> {
        self.with(|db| {
            let query = "SELECT min(day) FROM cells WHERE storefront = ?1";
            let day = db.query_row(query, [storefront], |row| row.get::<_, Option<String>>(0))?;
            Ok(day.map(|day| date(&day)))
        })
    }
}

fn date(day: &str) -> Date {
    day.parse().expect("only days of this form are written")
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        Self(error.to_string())
    }
}
