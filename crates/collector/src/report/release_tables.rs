//! What of a month was told with noise, what that cost, and what is not told.
//! Never shown where sums are told as they are.

use super::page::Links;
use super::period::{Length, Period};
use super::{Report, words};
use crate::release::{Noisy, last_month, written};
use crate::store::Entry;
use jiff::civil::Date;
use maud::{Markup, html};
use std::collections::BTreeMap;

/// Before everything else: what these numbers are, or why there are none.
pub(super) fn note(report: &Report, noisy: &Noisy, links: &Links<'_>) -> Markup {
    let last = Period::around(Length::Month, last_month(links.today));
    let to_last = html! { a href=(links.to(links.key, last)) { (last.name(None)) } };
    html! {
        p class="note" {
            @if !noisy.months.is_empty() {
                "Every count here carries noise, drawn once and kept: it is the same whoever asks, and keeps anybody from being sure that any one visit took place. "
                "Rates and differences are made of these counts. A count that noise alone easily reaches is not printed."
            } @else if report.period.length != Length::Month {
                "With noise, only whole months are told, each once and by itself: a day would take the noise of a month, and all months together, less the others, would tell what one of them hides. The last one is " (to_last) "."
            } @else if report.period.day() < last.day() {
                (report.period.name(report.since)) " is too long ago: a month is told for the first time within two years. The last one is " (to_last) "."
            } @else {
                (report.period.name(report.since)) " is told once, when it is over; counts of a month that still grows would give each other away. The last one is " (to_last) "."
            }
        }
    }
}

/// In the place of a section whose table the budget did not pay.
pub(super) fn unpaid(heading: &str) -> Markup {
    html! {
        section {
            h2 { (heading) }
            p class="fine" { "Not told: the budget of epsilon was spent before this table." }
        }
    }
}

/// What was told and what it cost.
pub(super) fn ledger(report: &Report, noisy: &Noisy) -> Markup {
    let told: Vec<&Entry> =
        report.ledger.iter().filter(|entry| noisy.months.contains(&entry.month)).collect();
    let unpaid: Vec<&str> = noisy.unpaid.iter().map(|table| words::table(*table)).collect();
    html! {
        section aria-labelledby="ledger-head" {
            h2 id="ledger-head" { "Privacy ledger" }
            p class="lead" { "Each table that is told tells a little of every visit. Epsilon bounds it: whatever somebody concludes from a table, it is at most e" sup { "epsilon" } " times as likely with a visit in it as without; 0.1 is hardly anything, 1 is 2.7 times, 4 is 55 times. What the tables of a month spend adds up." }
            @if !told.is_empty() { (tables(&told)) }
            @if !unpaid.is_empty() {
                p class="fine" { "Not told, because the month's budget of " (written(report.spending.budget)) " was spent: " (unpaid.join(", ")) ". A larger " code { "privacy.budget" } " in motivo.json tells them too, for more epsilon." }
            }
            (months(&report.ledger, report.spending.budget))
            p class="fine" { "Never told with noise: what goes with reward and orders, revenue, single days and weeks, and how many records came. One visit adds too much to these, or without end." }
        }
    }
}

fn tables(told: &[&Entry]) -> Markup {
    html! {
        div class="scroll" tabindex="0" role="region" aria-label="Tables that were told" {
            table {
                caption { "What this page was told" }
                thead { tr {
                    th scope="col" { "Table" }
                    th scope="col" { "Month" }
                    th scope="col" class="n" { "Epsilon" }
                    th scope="col" class="n" { "Noise, 19 of 20 times within" }
                    th scope="col" class="n" { "Drawn on" }
                } }
                tbody {
                    @for entry in told {
                        tr {
                            th scope="row" { (words::table(entry.table)) }
                            td { (name(entry.month)) }
                            td class="n" { (written(entry.epsilon)) }
                            td class="n" { "\u{00b1}" (words::count(within(entry))) }
                            td class="n" { (entry.drawn.strftime("%-d %b %Y")) }
                        }
                    }
                }
            }
        }
    }
}

fn months(ledger: &[Entry], budget: u32) -> Markup {
    let spent = spent(ledger);
    html! {
        @if spent.is_empty() {
            p class="fine" { "Nothing has been told yet. A month may spend " (written(budget)) "." }
        } @else {
            div class="scroll" tabindex="0" role="region" aria-label="Epsilon by month" {
                table {
                    caption { "What each month has spent" }
                    thead { tr {
                        th scope="col" { "Month" }
                        th scope="col" class="n" { "Tables" }
                        th scope="col" class="n" { "Epsilon" }
                        th scope="col" class="n" { "Budget now" }
                    } }
                    tbody {
                        @for (month, (tables, epsilon)) in spent.iter().rev() {
                            tr {
                                th scope="row" { (name(*month)) }
                                td class="n" { (tables) }
                                td class="n" { (written(*epsilon)) }
                                td class="n" { (written(budget)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Tables and thousandths of epsilon by month: basic composition.
pub(super) fn spent(ledger: &[Entry]) -> BTreeMap<Date, (usize, u32)> {
    let mut spent = BTreeMap::<Date, (usize, u32)>::new();
    for entry in ledger {
        let (tables, epsilon) = spent.entry(entry.month).or_default();
        (*tables, *epsilon) = (*tables + 1, *epsilon + entry.epsilon);
    }
    spent
}

/// The scale of an entry's noise, in whole units of its table.
pub(super) fn scale(entry: &Entry) -> f64 {
    f64::from(entry.contribution) / (f64::from(entry.epsilon) / 1000.0)
}

/// What noise stays within 19 of 20 times; rewards in whole rewards.
fn within(entry: &Entry) -> f64 {
    (scale(entry) * 20_f64.ln() / entry.table.units()).ceil()
}

fn name(month: Date) -> String {
    month.strftime("%B %Y").to_string()
}
