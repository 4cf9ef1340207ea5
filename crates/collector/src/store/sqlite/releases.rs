//! What was told with noise, kept for ever in the same database.
//! Never written over: whoever tells a table of a month first decides what is told of it.

use super::SqliteCounters;
use crate::release::Table;
use crate::store::{Entry, Release, Releases, StoreError};
use jiff::civil::Date;
use rusqlite::{Connection, OpenFlags, Row, TransactionBehavior, params};
use std::time::Duration;

impl Releases for SqliteCounters {
    fn ledger(&self, storefront: &str) -> Result<Vec<Entry>, StoreError> {
        self.with(|db| {
            let mut query = db.prepare_cached(
                "SELECT month, name, epsilon, contribution, drawn FROM releases
                 WHERE storefront = ?1",
            )?;
            let entries = query.query_map([storefront], |row| {
                let table = Table::from_id(&row.get::<_, String>(1)?);
                let (month, drawn) = (date(row, 0)?, date(row, 4)?);
                let (epsilon, contribution) = (row.get(2)?, row.get(3)?);
                Ok(table.map(|table| Entry { month, table, epsilon, contribution, drawn }))
            })?;
            // A table of another version is skipped here, but stays spent in `keep`.
            entries.filter_map(Result::transpose).collect()
        })
        .map(|mut entries: Vec<Entry>| {
            entries.sort_by_key(|entry| (entry.month, entry.table));
            entries
        })
    }

    fn released(&self, storefront: &str, month: Date) -> Result<Vec<Release>, StoreError> {
        self.with(|db| read(db, storefront, month))
    }

    fn keep(
        &self,
        storefront: &str,
        month: Date,
        drawn: &[Release],
        budget: u32,
    ) -> Result<Vec<Release>, StoreError> {
        let mut db = Connection::open_with_flags(&self.path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        db.busy_timeout(Duration::from_secs(5))?;
        db.pragma_update(None, "synchronous", "FULL")?;
        // From its first statement on nobody else writes: what is spent cannot change underway.
        let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let name = month.to_string();
        let spent =
            "SELECT coalesce(sum(epsilon), 0) FROM releases WHERE storefront = ?1 AND month = ?2";
        for release in drawn {
            let spent: u32 =
                transaction.query_row(spent, params![storefront, name], |row| row.get(0))?;
            if spent.saturating_add(release.epsilon) > budget {
                continue;
            }
            let Release { table, epsilon, contribution, drawn, cells } = release;
            let new = transaction.execute(
                "INSERT INTO releases VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING",
                params![storefront, name, table.id(), epsilon, contribution, drawn.to_string()],
            )?;
            if new == 0 {
                continue;
            }
            let mut add = transaction
                .prepare_cached("INSERT INTO released VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
            for (key, measure, value) in cells {
                add.execute(params![storefront, name, table.id(), key, measure, value])?;
            }
        }
        let all = read(&transaction, storefront, month)?;
        transaction.commit()?;
        Ok(all)
    }
}

fn read(db: &Connection, storefront: &str, month: Date) -> rusqlite::Result<Vec<Release>> {
    let month = month.to_string();
    let mut query = db.prepare_cached(
        "SELECT name, epsilon, contribution, drawn FROM releases
         WHERE storefront = ?1 AND month = ?2",
    )?;
    let releases = query.query_map(params![storefront, month], |row| {
        let table = Table::from_id(&row.get::<_, String>(0)?);
        let (epsilon, contribution, drawn) = (row.get(1)?, row.get(2)?, date(row, 3)?);
        let cells = Vec::new();
        Ok(table.map(|table| Release { table, epsilon, contribution, drawn, cells }))
    })?;
    let mut releases: Vec<Release> =
        releases.filter_map(Result::transpose).collect::<rusqlite::Result<_>>()?;
    let mut query = db.prepare_cached(
        "SELECT key, measure, value FROM released
         WHERE storefront = ?1 AND month = ?2 AND name = ?3",
    )?;
    for release in &mut releases {
        let cells = query.query_map(params![storefront, month, release.table.id()], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?;
        release.cells = cells.collect::<rusqlite::Result<_>>()?;
    }
    Ok(releases)
}

fn date(row: &Row<'_>, column: usize) -> rusqlite::Result<Date> {
    Ok(super::date(&row.get::<_, String>(column)?))
}
