//! Draws a table's noise: 64 random bits of the operating system against integer thresholds.
//! Never twice for one month: what is drawn is kept, and told again as it is.

use super::Table;
use crate::store::{Release, Row};
use jiff::civil::Date;
use motivo_core::plan::Plan;
use motivo_stats::privacy::{DiscreteLaplace, Epsilon};

/// The table of these rows with noise in every cell.
pub(super) fn draw(
    table: Table,
    epsilon: u32,
    plan: &Plan,
    rows: &[Row],
    today: Date,
    random: &mut impl FnMut() -> u64,
) -> Release {
    let noise = laplace(table.contribution(), epsilon);
    let cells = table.cells(plan, rows).into_iter().map(|((key, measure), count)| {
        // Sums of visits are far from the ends of 64 bits, and so is noise of thousandths.
        (key, measure.to_owned(), count + noise.draw(random))
    });
    let cells = cells.collect();
    let (contribution, drawn) = (table.contribution(), today);
    Release { table, epsilon, contribution, drawn, cells }
}

/// Noise for a contribution in whole units at an epsilon in thousandths.
pub(super) fn laplace(contribution: u32, epsilon: u32) -> DiscreteLaplace {
    let nats = Epsilon::new((f64::from(epsilon) / 1000.0).clamp(0.001, 8.0));
    let nats = nats.expect("it was cut to the range");
    DiscreteLaplace::new(nats, contribution.into()).expect("tables have a contribution")
}

/// 64 bits of the operating system.
pub(super) fn system() -> u64 {
    getrandom::u64().expect("the system gave random numbers when the collector started")
}
