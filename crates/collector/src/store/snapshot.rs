//! Says whether a database is whole and ours, and copies it while a collector writes to it.
//! Never writes to the database it reads.
//!
//! `VACUUM INTO` reads in one transaction: in WAL mode that is a snapshot, which holds up no writer
//! and none starts anew, as the steps of the backup API do under another process's commits.
//! The copy is one file without a log, and what was deleted, as ids are, leaves no bytes in it.

use super::sqlite::{LAYOUT, cannot};
use crate::error::Error;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::io;
use std::path::Path;
use std::time::Duration;

const ANOTHER: &str = "name a folder that `motivo backup` wrote, or a data folder";

/// Reads all of a database and refuses what is damaged, of a newer version or none of ours.
pub(crate) fn check(path: &Path) -> Result<(), Error> {
    let refuse = |what: String, instead| Err(Error::Backup { path: path.into(), what, instead });
    let state = open(path).and_then(|db| {
        let layout: i64 = db.pragma_query_value(None, "user_version", |row| row.get(0))?;
        let tables = "SELECT count(*) FROM sqlite_schema WHERE name IN ('cells', 'ids')";
        let tables: i64 = db.query_row(tables, [], |row| row.get(0))?;
        let found: String = db.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
        Ok((layout, tables, found))
    });
    let (layout, tables, found) = match state {
        Ok(state) => state,
        Err(error) => match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => {
                return refuse("is no database".into(), ANOTHER);
            }
            Some(ErrorCode::DatabaseCorrupt) => (0, 0, error.to_string()),
            _ => return Err(cannot(path, error)),
        },
    };
    if found != "ok" {
        let what = format!("is damaged ({})", found.lines().last().unwrap_or_default());
        return refuse(what, "use the last backup that is whole");
    }
    if layout > i64::from(LAYOUT) {
        let what = format!("was written by a newer version of motivo (layout {layout})");
        return refuse(what, "use that version");
    }
    if layout < 1 || tables != 2 {
        return refuse("is no database of a collector".into(), ANOTHER);
    }
    Ok(())
}

/// Copies a database as it is now to a file that is not there yet.
pub(crate) fn take(from: &Path, to: &Path) -> Result<(), Error> {
    let no_text = || io::Error::new(io::ErrorKind::InvalidInput, "the path is not UTF-8");
    let name = to.to_str().ok_or_else(no_text).map_err(Error::writing(to))?;
    let copied = open(from).and_then(|db| db.execute("VACUUM INTO ?1", [name]));
    copied.map(drop).map_err(|error| cannot(to, error))
}

fn open(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(path, flags)?;
    db.busy_timeout(Duration::from_secs(5))?;
    Ok(db)
}
