//! The report in a few lines, each leading to its section: for whom, how close, what to do next.
//! Never more than the sections carry: what cannot be told from chance is said to be so.

use super::advice::{Advice, Fair, advised};
use super::answers::Measure;
use super::tables::MotivatorRow;
use super::{Report, words};
use crate::release::Table;
use maud::{Markup, html};
use motivo_stats::Interval;

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

/// Of whom the difference is clear of chance, in points: those of whom nothing was guessed, and single
/// motivators.
fn for_whom(report: &Report) -> Option<String> {
    let rows = report.motivators.rows.iter().filter(|_| report.tells(Table::Motivators));
    let (abstained, single): (Vec<_>, Vec<_>) = rows.partition(|row| row.motivator == "abstained");
    let guessed = single.iter().filter(|row| row.difference.is_some()).count();
    let named = |rows: &[&MotivatorRow], is_clear: fn(Interval) -> bool| {
        let told = rows.iter().filter_map(|row| {
            let (by, interval) = row.difference?;
            is_clear(interval).then(|| (by, words::name(&row.motivator)))
        });
        let mut told: Vec<(f64, String)> = told.collect();
        told.sort_by(|(a, _), (b, _)| b.abs().total_cmp(&a.abs()));
        list(told.into_iter().map(|(by, name)| format!("{name} ({})", words::points(by))))
    };
    let of = abstained.first().and_then(|row| Some((row.share?, row.difference?)));
    let without = of.map(|(share, (by, interval))| {
        let share = words::percent(share);
        if interval.excludes_zero() {
            format!("Where nothing was guessed, {share} of visits: {} points.", words::points(by))
        } else {
            format!("Where nothing was guessed, {share} of visits: no difference can be told yet.")
        }
    });
    let more = named(&single, |interval| interval.low > 0.0);
    let fewer = named(&single, |interval| interval.high < 0.0);
    let clear = more.map(|names| format!("By motivator, clear of chance: {names}."));
    let less = fewer.map(|names| format!("Fewer orders: {names}; see what they are shown."));
    let rest = single.len() - guessed;
    let rest = (rest > 0 && (guessed > 0 || of.is_some())).then(|| {
        format!("For {rest} of {} motivators too few visits were held out to tell.", single.len())
    });
    let said: Vec<String> = [without, clear, less, rest].into_iter().flatten().collect();
    (!said.is_empty()).then(|| said.join(" "))
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
    let pays = report.returns.iter().find(|of| {
        of.times.and_then(|times| times.interval).is_some_and(|interval| interval.low > 1.0)
    });
    let orders = match pays {
        Some(of) => {
            Some(format!("For orders, {} goes with most for its cost.", words::name(&of.id)))
        }
        None if report.returns.is_empty() => None,
        None => Some("For orders beside cost, nothing is clear of chance yet.".into()),
    };
    let invest = named(&[Advice::Invest]);
    let invest = invest.map(|names| format!("{names} (more of it goes with them, few name them)"));
    let protect = named(&[Advice::Protect]).map(|names| format!("{names} (people name them too)"));
    let close: Vec<String> = [invest, protect].into_iter().flatten().collect();
    let close = match close.is_empty() {
        true => "For connection, nothing is clear of chance yet.".into(),
        false => format!("For connection: {}.", close.join("; ")),
    };
    Some([Some(close), orders].into_iter().flatten().collect::<Vec<String>>().join(" "))
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
