//! The report's sections on recoveries and on the shopper's control.
//! Never a friction without what became of it.

use super::recoveries::Recovery;
use super::sections::{hidden_rows, number, rate};
use super::{Report, words};
use crate::release::Table;
use crate::release::disclose::Cell;
use maud::{Markup, html};

/// What went wrong and what became of it.
pub(super) fn recoveries(report: &Report) -> Markup {
    let (told, silent): (Vec<&Recovery>, Vec<&Recovery>) =
        report.recoveries.iter().partition(|row| row.seen.printed().is_some());
    let silent: Vec<&str> = silent.iter().map(|row| row.kind.id()).collect();
    let most = told.first().and_then(|row| row.seen.printed()).unwrap_or(1.0);
    html! {
        section aria-labelledby="recoveries-head" {
            h2 id="recoveries-head" { "Recoveries" }
            p class="lead" { "In how many visits something went wrong, was met with help, and then worked or was said to be solved. Help is never withheld, from the holdout neither. A visit tells two kinds at most." }
            @if told.is_empty() {
                p class="fine" { "Not enough data: no kind of friction was seen in " (words::count(report.released.from(Table::Recoveries))) " visits." }
            } @else {
                div class="scroll" tabindex="0" role="region" aria-label="Table of recoveries" {
                    table {
                        thead {
                            tr {
                                th scope="col" { "Friction" }
                                th scope="col" class="wide-only" { "Funnel" }
                                th scope="col" class="n" { "Seen" }
                                th scope="col" class="n" { "Answered" }
                                th scope="col" class="n" { "Put right" }
                            }
                        }
                        tbody {
                            @for row in told {
                                tr {
                                    th scope="row" {
                                        (words::name(row.kind.id()))
                                        span class="phrase" { (words::friction(row.kind)) }
                                    }
                                    td class="wide-only" { (funnel(row, most)) }
                                    (number(row.seen, report.released.from(Table::Recoveries)))
                                    (rate(row.answered, row.seen, report.released.from(Table::Recoveries)))
                                    (rate(row.put_right, row.seen, report.released.from(Table::Recoveries)))
                                }
                            }
                        }
                    }
                }
                @if report.recoveries.iter().all(|row| row.answered.printed().is_none()) {
                    p class="fine" { "Help that notices what went wrong comes with a later version: until then nothing is answered, and little put right." }
                }
                p class="fine" { "Put right needs no answer: some troubles go away, or the shopper finds the way." }
                (hidden_rows(&silent, report.released.from(Table::Recoveries)))
            }
        }
    }
}

/// Seen, answered, put right: each a bar upon the one before; what is hidden has none.
fn funnel(row: &Recovery, most: f64) -> Markup {
    let wide = |cell: Cell| format!("{:.1}", cell.printed().unwrap_or(0.0) / most * 100.0);
    html! {
        svg class="bar funnel" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true" {
            @for (step, (_, cell)) in row.steps().into_iter().enumerate() {
                rect class={ "step" (step) } width=(wide(cell)) height="12" {}
            }
        }
    }
}

/// What shoppers asked of Motivo itself.
pub(super) fn control(report: &Report) -> Markup {
    let (told, silent): (Vec<_>, Vec<_>) =
        report.control.iter().copied().partition(|(_, cell)| cell.printed().is_some());
    let silent: Vec<&str> = silent.iter().map(|(what, _)| what.id()).collect();
    html! {
        section aria-labelledby="control-head" {
            h2 id="control-head" { "Shopper control" }
            p class="lead" { "In how many visits somebody used the panel to have it another way. Which guess was corrected is never told." }
            @if told.is_empty() {
                p class="fine" { "Not enough data: nothing was asked for in " (words::count(report.released.from(Table::Control))) " visits." }
            } @else {
                div class="scroll" tabindex="0" role="region" aria-label="Table of what shoppers asked for" {
                    table {
                        thead { tr { th scope="col" { "Asked for" } th scope="col" class="n" { "Visits" } } }
                        tbody {
                            @for (what, cell) in told {
                                tr { th scope="row" { (words::control(what)) } (number(cell, report.released.from(Table::Control))) }
                            }
                        }
                    }
                }
                (hidden_rows(&silent, report.released.from(Table::Control)))
            }
        }
    }
}
