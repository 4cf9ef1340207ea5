//! How large the database is after more and more records of one storefront's day, ids aside.
//! Never around the collector's own code: what records raise is folded and committed by it.

use crate::records::{plan, records};
use jiff::civil::{Date, date};
use motivo_collector::fold::fold;
use motivo_collector::store::{Arrival, Sqlite, Store};
use motivo_core::plan::Plan;
use motivo_core::record::Record;
use serde::Serialize;
use std::path::Path;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

/// Records in a commit.
const TOGETHER: usize = 10_000;
/// Days over which the same records are spread in the second database.
const DAYS: usize = 30;
/// A day on which the collector is asked for its report of that month.
pub(crate) const DAY: Date = date(2026, 11, 1);

/// The database after so many records.
#[derive(Serialize)]
pub(crate) struct Size {
    pub(crate) records: usize,
    pub(crate) bytes: u64,
    pub(crate) cells: usize,
}

/// Feeds records into both databases, and measures the first one after each of these numbers.
pub(crate) fn grow(day: &Path, month: &Path, marks: &[usize]) -> Vec<Size> {
    let last = *marks.last().expect("a number of records");
    let (mut sizes, mut fed) = (Vec::new(), 0);
    thread::scope(|scope| {
        // Taken in turns, so that a run has the same records in the same order.
        let makers: Vec<Receiver<Vec<Arrival>>> = (0..thread_count())
            .map(|maker| {
                let (send, receive) = sync_channel(2);
                scope.spawn(move || {
                    let plan = plan();
                    let mut records = records(&plan, 0x5709 + maker as u64);
                    // The other side hangs up when it has enough.
                    while send.send(part(&plan, &mut records)).is_ok() {}
                });
                receive
            })
            .collect();
        let mut of_month = Sqlite::open(month).expect("a database");
        for mark in marks {
            let mut of_day = Sqlite::open(day).expect("a database");
            while fed < *mark {
                let maker = &makers[fed / TOGETHER % makers.len()];
                let mut arrivals = maker.recv().expect("a part");
                of_day.commit(&arrivals).expect("committed");
                let on = DAY.saturating_add(jiff::Span::new().days((fed / TOGETHER % DAYS) as i64));
                arrivals.iter_mut().for_each(|arrival| arrival.day = on);
                of_month.commit(&arrivals).expect("committed");
                fed += TOGETHER;
            }
            // The last connection to close takes the log into the database.
            drop(of_day);
            sizes.push(size(day, fed));
            eprintln!("  {fed} of {last} records");
        }
    });
    sizes
}

fn thread_count() -> usize {
    thread::available_parallelism().map_or(2, usize::from)
}

fn part(plan: &Plan, records: &mut impl Iterator<Item = Record>) -> Vec<Arrival> {
    let arrival = |record: Record| Arrival {
        cells: fold(&record, plan).expect("its own plan"),
        storefront: record.storefront,
        day: DAY,
        mode: "counts",
        // Ids are kept for two days and measured elsewhere.
        id: None,
        again: None,
    };
    records.take(TOGETHER).map(arrival).collect()
}

fn size(path: &Path, records: usize) -> Size {
    let bytes = std::fs::metadata(path).expect("a file").len();
    let folder = path.parent().expect("a folder");
    Size { records, bytes, cells: crate::common::cells(folder, crate::records::STOREFRONT).len() }
}
