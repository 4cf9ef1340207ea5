//! The report in a few lines, each leading to its section: for whom, how close, what to do next.
//! Never more than the sections carry: what cannot be told from chance is said to be so.

use super::advice::{Advice, Fair, advised};
use super::answers::Measure;
use super::{Report, words};
use crate::release::Table;
use maud::{Markup, html};

/// How many names a line has.
const NAMES: usize = 3;

/// The lines; nothing while there is nothing but visits.
pub(super) fn summary(report: &Report) -> Markup {
    let lines = [
        ("For whom", "motivators-head", for_whom(report)),
        ("How close", "connection-head", how_close(report)),
        ("Invest next", "touchpoints-head", invest(report)),
        ("Mend next", "recoveries-head", mend(report)),
    ];
    let told = lines.into_iter().filter_map(|(name, at, text)| Some((name, at, text?)));
    let told: Vec<_> = told.collect();
    html! {
        @if !told.is_empty() {
            section aria-labelledby="summary-head" {
                h2 id="summary-head" { "In short" }
                dl class="short" {
                    @for (name, at, text) in told {
                        dt { a href={ "#" (at) } { (name) } }
                        dd { (text) }
                    }
                }
            }
        }
    }
}

/// Motivators whose own difference is clear of chance, with it in points.
fn for_whom(report: &Report) -> Option<String> {
    let mut rows: Vec<_> = report.motivators.rows.iter().collect();
    rows.retain(|row| row.motivator != "abstained" && row.difference.is_some());
    if rows.is_empty() || !report.tells(Table::Motivators) {
        return None;
    }
    let named = |is_clear: fn(f64, f64) -> bool| {
        let told = rows.iter().filter_map(|row| {
            let (by, interval) = row.difference?;
            let name = format!("{} ({} points)", words::name(&row.motivator), words::points(by));
            is_clear(interval.low, interval.high).then_some((by, name))
        });
        let mut told: Vec<(f64, String)> = told.collect();
        told.sort_by(|(a, _), (b, _)| b.abs().total_cmp(&a.abs()));
        list(told.into_iter().map(|(_, name)| name))
    };
    Some(match (named(|low, _| low > 0.0), named(|_, high| high < 0.0)) {
        (Some(more), None) => format!("Clearest for visits moved by {more}."),
        (None, Some(fewer)) => {
            format!("Fewer orders of visits moved by {fewer}: see what they are shown.")
        }
        (Some(more), Some(fewer)) => {
            format!("Clearest for visits moved by {more}; fewer orders of {fewer}.")
        }
        (None, None) => "No motivator's own difference is clear of chance yet.".into(),
    })
}

/// Whether more shoppers feel connected than in the holdout.
fn how_close(report: &Report) -> Option<String> {
    let row = report.answers.rows.iter().find(|row| row.what == Measure::Connected)?;
    let shown = row.personalised.filter(|_| report.tells(Table::Motivators))?;
    let connected = format!("{} feel connected and understood", words::percent(shown.rate()));
    Some(match (row.holdout, row.difference) {
        (Some(held), Some((_, interval))) => {
            let held = words::percent(held.rate());
            let verdict = match () {
                () if interval.low > 0.0 => "more than chance explains",
                () if interval.high < 0.0 => "fewer than chance explains",
                () => "no difference can be told yet",
            };
            format!("{connected}, {held} of the holdout: {verdict}.")
        }
        _ => format!("{connected}, of those who answered."),
    })
}

/// What goes with connection, and what goes with most orders for its cost.
fn invest(report: &Report) -> Option<String> {
    let touchpoints = &report.touchpoints;
    if let Some(more) = touchpoints.more.filter(|_| !touchpoints.rows.is_empty()) {
        return Some(format!("Not enough data: about {} more visits.", words::count(more)));
    }
    let rows = &touchpoints.rows;
    let fair = Fair::of(rows)?;
    let named = |wanted| list(advised(rows, fair, wanted).map(|row| words::name(&row.id)));
    let worth = report.returns.iter().find_map(|of| {
        let low = of.times?.interval?.low;
        (low > 1.0).then(|| words::name(&of.id))
    });
    let said = [
        named(&[Advice::Invest]).map(|names| {
            format!("{}: goes with more connection, and few name it.", words::capital(&names))
        }),
        named(&[Advice::Protect]).map(|names| format!("Protect {names}.")),
        worth.map(|name| format!("For its cost, most goes with {name}.")),
    ];
    let said: Vec<String> = said.into_iter().flatten().collect();
    Some(if said.is_empty() { "Nothing is clear of chance yet.".into() } else { said.join(" ") })
}

/// What goes wrong most, and what goes with less connection.
fn mend(report: &Report) -> Option<String> {
    let worst = report.recoveries.first().filter(|_| report.tells(Table::Recoveries));
    let worst = worst.and_then(|row| {
        let (name, visits) = (words::friction(row.kind), row.seen.printed()?);
        let right = row.put_right.printed().map(|right| words::percent(right / visits));
        let right = right.map_or(String::new(), |right| format!(", {right} put right"));
        Some(format!("Most often {name}: {} visits{right}.", words::count(visits)))
    });
    let rows = &report.touchpoints.rows;
    let named = Fair::of(rows).and_then(|fair| {
        list(advised(rows, fair, &[Advice::Mend]).map(|row| words::name(&row.id)))
    });
    let named = named.map(|names| format!("Less connection goes with {names}."));
    let said: Vec<String> = [worst, named].into_iter().flatten().collect();
    (!said.is_empty()).then(|| said.join(" "))
}

/// The first few names; `None` where there is none.
fn list(names: impl Iterator<Item = String>) -> Option<String> {
    let names: Vec<String> = names.take(NAMES).collect();
    (!names.is_empty()).then(|| names.join(", "))
}
