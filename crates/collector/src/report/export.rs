//! What the page prints, as a table with a number a row: for spreadsheets and notebooks.
//! Never a number that the page does not print.

use super::Report;
use super::advice::{Fair, Return, advice};
use super::answers::Answers;
use super::health::Health;
use super::lift::Lift;
use super::randomised::{self, Randomised};
use super::recoveries::Recovery;
use super::tables::{Experience, MotivatorRow, Row};
use super::touchpoints::Share;
use super::weeks::Weekly;
use super::worth::Worth;
use super::{release_tables, touchpoints};
use crate::release::Table;
use crate::release::disclose::Cell;
use crate::store::Entry;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use motivo_core::symbols::Phase;
use motivo_stats::Interval;
use motivo_stats::off_policy::Estimate;
use serde::{Deserialize, Serialize};

/// What may be asked for instead of the page.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Form {
    Csv,
    Json,
}

/// A number of the report, or why it is not told.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
struct Told {
    /// The part of the page.
    view: &'static str,
    /// A day, a motivator, a kind and its variant; `all` for everything.
    of: String,
    /// What is counted, or a difference as a share of visits.
    measure: &'static str,
    value: Option<f64>,
    /// The ends of a 95 % interval.
    low: Option<f64>,
    high: Option<f64>,
    /// `under`: under k visits. `withheld`: a total would tell a neighbour that is hidden.
    hidden: Option<&'static str>,
}

/// The fields of [`Told`], in order: a table with nothing in it has them too.
const COLUMNS: [&str; 7] = ["view", "of", "measure", "value", "low", "high", "hidden"];

/// The whole export.
#[derive(Serialize)]
struct Export<'a> {
    storefront: &'a str,
    from: String,
    to: String,
    k: f64,
    told: Vec<Told>,
}

/// The report of a storefront as a file to keep.
pub(super) fn file(report: &Report, storefront: &str, form: Form) -> Response {
    let (from, to) = report.period.days(report.since);
    let (kind, ending) = match form {
        Form::Csv => ("text/csv; charset=utf-8", "csv"),
        Form::Json => ("application/json", "json"),
    };
    let name = format!("attachment; filename=\"motivo-{storefront}-{from}-{to}.{ending}\"");
    let head = [(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, name)];
    (head, text(report, storefront, form)).into_response()
}

/// The same as text.
pub(super) fn text(report: &Report, storefront: &str, form: Form) -> String {
    let told = told(report);
    match form {
        Form::Csv => csv(&told),
        Form::Json => {
            let (from, to) = report.period.days(report.since);
            let (from, to) = (from.to_string(), to.to_string());
            let export = Export { storefront, from, to, k: report.released.k(), told };
            serde_json::to_string_pretty(&export).expect("plain values") + "\n"
        }
    }
}

fn csv(told: &[Told]) -> String {
    let mut table = csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new());
    table.write_record(COLUMNS).expect("into memory");
    for row in told {
        table.serialize(row).expect("into memory");
    }
    String::from_utf8(table.into_inner().expect("into memory")).expect("text")
}

fn told(report: &Report) -> Vec<Told> {
    let mut told = lift(&report.lift, report.filter.who.id());
    for point in &report.points {
        let of = point.day.to_string();
        told.push(difference("lift by day", &of, point.estimate, point.interval));
    }
    let mut of = |table: Table, rows: Vec<Told>| {
        if report.tells(table) {
            told.extend(rows);
        }
    };
    of(Table::Experiences, report.experiences.iter().flat_map(experience).collect());
    of(Table::Motivators, report.motivators.rows.iter().flat_map(motivator).collect());
    of(Table::Motivators, weekly("motivators by week", &report.drift));
    of(Table::Motivators, connection(&report.answers));
    of(Table::Motivators, weekly("connected by week", &report.connected));
    let more = report.touchpoints.more;
    let more = more.map(|more| number("touchpoints", "all", "visits missing", more));
    let rows = report.touchpoints.rows.iter();
    let fair = Fair::of(&report.touchpoints.rows);
    let touched = rows.clone().flat_map(|row| touchpoint(row, fair));
    of(Table::Touchpoints, more.into_iter().chain(touched).collect());
    of(Table::Touchpoints, report.returns.iter().flat_map(returned).collect());
    of(Table::TouchpointPhases, rows.flat_map(phases).collect());
    of(Table::Recoveries, report.recoveries.iter().flat_map(recovery).collect());
    let asked = report.control.iter();
    let asked = asked.map(|(what, visits)| cell("control", what.id(), "visits", *visits));
    of(Table::Control, asked.collect());
    told.extend(report.worth.iter().flat_map(worth));
    told.extend(report.randomised.iter().flat_map(chance));
    match report.released.noisy() {
        None => told.extend(records(&report.health)),
        Some(_) => told.extend(ledger(&report.ledger)),
    }
    told
}

/// What the policy earns, where its page is asked for.
fn worth(of: &Worth) -> Vec<Told> {
    let view = "policy";
    let told_of = |of: &str, measure: &'static str, found: &Estimate| {
        let interval = found.interval();
        estimate(view, (of, measure), Share { share: found.value, interval }, 1e-3)
    };
    let mut told = vec![
        number(view, "all", "moments", of.moments),
        number(view, "all", "moments with a reward", of.rewarded),
    ];
    told.extend(of.now.iter().map(|now| told_of("all", "reward", now)));
    if let Some(nothing) = &of.nothing {
        told.push(told_of("nothing", "reward", &nothing.value));
        told.push(told_of("nothing", "reward, less the policy's", &nothing.difference));
        told.extend(nothing.alarms.iter().map(|alarm| number(view, "nothing", alarm.id(), 1.0)));
    }
    for words in &of.words {
        let kind = words.kind.id();
        if words.alarms.is_empty() {
            told.push(told_of(kind, "reward in words of the motivator", &words.own));
            told.push(told_of(kind, "reward in neutral words", &words.neutral));
        }
        let difference = words.difference.iter();
        told.extend(difference.map(|found| told_of(kind, "reward, own less neutral", found)));
        told.extend(words.alarms.iter().map(|alarm| number(view, kind, alarm.id(), 1.0)));
    }
    for arm in &of.arms {
        told.push(number(view, &arm.name, "moments", arm.shown));
        if arm.alarms.is_empty() {
            told.push(told_of(&arm.name, "reward where it could appear", &arm.value));
        }
        told.extend(arm.alarms.iter().map(|alarm| number(view, &arm.name, alarm.id(), 1.0)));
    }
    told
}

/// What was told by chance: reports, and the pooled lift with its standard error.
fn chance(of: &Randomised) -> Vec<Told> {
    let view = "randomised lift";
    let group = format!("epsilon {}/{} symbols", of.epsilon, of.symbols);
    let [shown, held] = of.reports;
    let mut told = vec![
        cell(view, &group, "personalised visits", shown),
        cell(view, &group, "holdout visits", held),
    ];
    match of.lift {
        randomised::Told::TooFew => {}
        randomised::Told::More(more) => told.push(number(view, &group, "visits missing", more)),
        randomised::Told::Lift { estimate, error } => {
            told.push(number(view, &group, "lift", estimate));
            told.push(number(view, &group, "standard error", error));
        }
    }
    told
}

fn records(health: &Health) -> Vec<Told> {
    let counts = [("accepted", health.accepted), ("duplicates", health.duplicates)];
    let counts = counts.map(|(measure, count)| number("records", "all", measure, count));
    let refused = health.refused.iter();
    let refused = refused.map(|(reason, count)| number("records", reason, "refused", *count));
    counts.into_iter().chain(refused).collect()
}

/// What each table and each month has spent.
fn ledger(ledger: &[Entry]) -> Vec<Told> {
    let nats = |thousandths: u32| f64::from(thousandths) / 1000.0;
    let mut told = Vec::new();
    for entry in ledger {
        let of = format!("{}/{}", entry.month.strftime("%Y-%m"), entry.table.id());
        told.push(number("ledger", &of, "epsilon", nats(entry.epsilon)));
        told.push(number("ledger", &of, "scale of the noise", release_tables::scale(entry)));
    }
    for (month, (_, epsilon)) in release_tables::spent(ledger) {
        let of = month.strftime("%Y-%m").to_string();
        told.push(number("ledger", &of, "epsilon", nats(epsilon)));
    }
    told
}

fn lift(lift: &Lift, of: &str) -> Vec<Told> {
    match lift {
        Lift::NoVisits | Lift::NoHoldout => Vec::new(),
        Lift::TooFew { more, .. } => vec![number("lift", of, "visits missing", *more)],
        Lift::Measured(measured) => {
            let sides = measured.sides;
            let mut told: Vec<_> = [
                ("personalised visits", sides.personalised.visits),
                ("personalised orders", sides.personalised.converted),
                ("holdout visits", sides.holdout.visits),
                ("holdout orders", sides.holdout.converted),
            ]
            .map(|(measure, count)| number("lift", of, measure, count))
            .into();
            told.push(difference("lift", of, measured.estimate(), measured.interval));
            told.extend(measured.more.map(|more| number("lift", of, "visits missing", more)));
            told
        }
    }
}

fn experience(experience: &Experience) -> Vec<Told> {
    let row = |row: &Row| {
        let of = format!("{}/{}", experience.kind.id(), row.group);
        [
            ("shown", row.shown),
            ("engaged", row.engaged),
            ("dismissed", row.dismissed),
            ("converted", row.converted),
            ("holdout would show", row.would_show),
            ("holdout converted", row.held_converted),
        ]
        .map(|(measure, count)| cell("experiences", &of, measure, count))
    };
    experience.rows.iter().flat_map(row).collect()
}

fn touchpoint(row: &touchpoints::Row, fair: Option<Fair>) -> Vec<Told> {
    let of = &row.id;
    let mut told = vec![number("touchpoints", of, "met", row.seen)];
    told.extend(row.stated.map(|stated| match stated {
        0.0 => cell("touchpoints", of, "named", Cell::Under),
        stated => number("touchpoints", of, "named", stated),
    }));
    let measures = ["explains of connection", "explains of the reward", "explains of orders"];
    for (measure, share) in measures.into_iter().zip(row.explains) {
        told.extend(share.map(|share| estimate("touchpoints", (of, measure), share, 1e-3)));
    }
    // The advice is its own measure: a table of numbers has no column for words.
    let advice = fair.and_then(|fair| advice(row, fair));
    told.extend(advice.map(|advice| number("touchpoints", of, advice.id(), 1.0)));
    told
}

fn returned(of: &Return) -> Vec<Told> {
    let view = "touchpoint returns";
    let mut told = vec![
        number(view, &of.id, "cost", of.cost),
        estimate(view, (&of.id, "orders more"), of.orders, 1.0),
    ];
    let times = (of.id.as_str(), "revenue for each 1 spent");
    told.extend(of.times.map(|share| estimate(view, times, share, 0.1)));
    told
}

/// In the page's units: further digits would tell of single visits.
fn estimate(
    view: &'static str,
    (of, measure): (&str, &'static str),
    share: Share,
    unit: f64,
) -> Told {
    // Divided by whole numbers, decimals are written short.
    let rounded = |number: f64| (number / unit).round() / (1.0 / unit).round();
    Told {
        low: share.interval.map(|interval| rounded(interval.low)),
        high: share.interval.map(|interval| rounded(interval.high)),
        ..number(view, of, measure, rounded(share.share))
    }
}

fn weekly(view: &'static str, lines: &[Weekly]) -> Vec<Told> {
    let told = |line: &Weekly| -> Vec<Told> {
        let of = |week: &jiff::civil::Date| format!("{}/{week}", line.name.to_lowercase());
        line.points.iter().map(|(week, share)| number(view, &of(week), "share", *share)).collect()
    };
    lines.iter().flat_map(told).collect()
}

fn connection(answers: &Answers) -> Vec<Told> {
    let view = "connection";
    let mut told = vec![
        cell(view, "all", "asked", answers.asked),
        cell(view, "all", "answered", answers.answered),
    ];
    for row in &answers.rows {
        let of = row.what.id();
        for (side, share) in [("personalised", row.personalised), ("holdout", row.holdout)] {
            let Some(share) = share else { continue };
            let group = format!("{of}/{side}");
            told.push(number(view, &group, "visits", share.hits));
            told.push(number(view, &group, "of", share.of));
        }
        let lift = row.difference;
        told.extend(lift.map(|(estimate, interval)| difference(view, of, estimate, interval)));
    }
    let steps = ["neither", "satisfied, not connected", "connected"];
    for (side, parts) in ["personalised", "holdout"].into_iter().zip(&answers.pathway) {
        let Some(parts) = parts else { continue };
        let told_of =
            |(step, part): (&str, &f64)| number(view, &format!("{step}/{side}"), "share", *part);
        told.extend(steps.into_iter().zip(parts).map(told_of));
    }
    for (count, share) in answers.signs.iter().enumerate() {
        let Some(share) = share else { continue };
        let of = format!("{count} signs");
        told.push(number(view, &of, "connected", share.hits));
        told.push(number(view, &of, "of", share.of));
    }
    told
}

fn phases(row: &touchpoints::Row) -> Vec<Told> {
    let told = |(phase, (seen, friction)): (&Phase, &(Cell, Cell))| {
        let of = format!("{}/{}", row.id, phase.id());
        [("seen", *seen), ("friction", *friction)]
            .map(|(measure, visits)| cell("touchpoint phases", &of, measure, visits))
    };
    Phase::ALL.iter().zip(&row.phases).flat_map(told).collect()
}

fn recovery(row: &Recovery) -> Vec<Told> {
    let told = |(step, visits)| cell("recoveries", row.kind.id(), step, visits);
    row.steps().map(told).into()
}

fn motivator(row: &MotivatorRow) -> Vec<Told> {
    let of = &row.motivator;
    let mut told = vec![cell("motivators", of, "visits", row.visits)];
    let sides = [
        ("personalised visits", "personalised orders", row.personalised),
        ("holdout visits", "holdout orders", row.holdout),
    ];
    for (visits, orders, share) in sides {
        let Some(share) = share else { continue };
        told.push(number("motivators", of, visits, share.of));
        told.push(number("motivators", of, orders, share.hits));
    }
    told.extend(
        row.difference.map(|(estimate, interval)| difference("motivators", of, estimate, interval)),
    );
    told
}

fn number(view: &'static str, of: &str, measure: &'static str, value: f64) -> Told {
    Told { view, of: of.to_owned(), measure, value: Some(value), ..Told::default() }
}

fn cell(view: &'static str, of: &str, measure: &'static str, cell: Cell) -> Told {
    let hidden = match cell {
        Cell::Printed(_) => None,
        Cell::Under => Some("under"),
        Cell::Withheld => Some("withheld"),
    };
    Told { view, of: of.to_owned(), measure, value: cell.printed(), hidden, ..Told::default() }
}

fn difference(view: &'static str, of: &str, estimate: f64, interval: Interval) -> Told {
    let (low, high) = (Some(interval.low), Some(interval.high));
    Told { low, high, ..number(view, of, "lift", estimate) }
}
