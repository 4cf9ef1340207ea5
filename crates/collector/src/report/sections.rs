//! The tables of the report, each with a plain sentence for each kind of number.
//! Never a number without its words, and never a colour as the only sign.

use super::filter::By;
use super::health::Health;
use super::page::Links;
use super::tables::{Experience, MotivatorRow, Row};
use super::{Report, filter_links, trend, words};
use crate::config::catalogue;
use crate::release::Table;
use crate::release::disclose::Cell;
use maud::{Markup, html};
use motivo_stats::proportion::Proportion;

/// What was shown, in which words, and what became of it.
pub(super) fn experiences(report: &Report, links: &Links<'_>) -> Markup {
    html! {
        section id="experiences" aria-labelledby="experiences-head" {
            h2 id="experiences-head" { "Experiences" }
            (filter_links::by(report, links))
            p class="lead" { "In how many visits each was seen for a second, used, sent away, and followed by an order. The holdout columns are visits that would have got it; not all of them would have seen it for a second. An order counts here for the first decision of a visit only: what Motivo brings, the lift says." }
            @for experience in &report.experiences {
                (experience_table(experience, report.filter.by, report.released.from(Table::Experiences)))
            }
            @if report.experiences.iter().flat_map(|of| &of.rows).any(|row| row.shrunken.is_some()) {
                p class="fine" { "Fair estimate: the share converted of a row, drawn toward that of all rows as far as chance explains their difference (empirical Bayes). Small rows are drawn most; read these before you believe a large difference of a small row." }
            }
        }
    }
}

fn experience_table(experience: &Experience, by: By, k: f64) -> Markup {
    let (name, used) = words::kind(experience.kind);
    let (told, silent): (Vec<&Row>, Vec<&Row>) =
        experience.rows.iter().partition(|row| row.group == "all" || row.tells());
    let silent: Vec<&str> = silent.iter().map(|row| row.group.as_str()).collect();
    html! {
        div class="scroll" tabindex="0" role="region" aria-label={ "Table of the " (name) } {
            table {
                caption { (name) }
                thead {
                    tr {
                        th scope="col" { (match by { By::Variant => "Variant", By::Motivator => "Motivator", By::Phase => "Phase" }) }
                        th scope="col" class="n" { "Shown" }
                        th scope="col" class="n" { "Engaged" }
                        th scope="col" class="n" { "Dismissed" }
                        th scope="col" class="n" { "Converted" }
                        th scope="col" class="n" { "Fair estimate" }
                        th scope="col" class="n held" { "Holdout" }
                        th scope="col" class="n held" { "Holdout converted" }
                    }
                }
                tbody {
                    @for row in told {
                        tr class=[(row.group == "all").then_some("total")] {
                            th scope="row" { (words::group(&row.group)) }
                            (number(row.shown, k))
                            (rate(row.engaged, row.shown, k))
                            (rate(row.dismissed, row.shown, k))
                            (rate(row.converted, row.shown, k))
                            td class="n" { @match row.shrunken { Some(rate) => (words::percent(rate)), None => span class="dash" { "\u{2013}" } } }
                            (held(row, k))
                        }
                    }
                }
            }
        }
        p class="fine" {
            "Engaged: " (used) "."
            @if experience.ids.len() > 1 { " Together: " (experience.ids.join(", ")) "." }
        }
        (hidden_rows(&silent, k))
        @if experience.rows.iter().any(Row::withholds) {
            p class="fine" { "Withheld: enough visits, but beside the total they would tell of a neighbour that is hidden." }
        }
    }
}

/// Names the rows that have nothing to print.
pub(super) fn hidden_rows(names: &[&str], k: f64) -> Markup {
    let names = names.iter().map(|name| words::group(name)).collect::<Vec<_>>().join(", ");
    html! {
        @if !names.is_empty() {
            p class="fine" { "Nothing to print yet: " (names) ". Each has under " (words::count(k)) " visits, or is withheld because the total would tell a neighbour's." }
        }
    }
}

fn held(row: &Row, k: f64) -> Markup {
    html! { (number(row.would_show, k)) (number(row.held_converted, k)) }
}

/// A count, or why it is not told.
pub(super) fn number(cell: Cell, k: f64) -> Markup {
    html! { td class={ "n" (quiet(cell)) } { (words::cell(cell, k)) } }
}

/// A count and its share of another one.
pub(super) fn rate(cell: Cell, of: Cell, k: f64) -> Markup {
    let share = cell.printed().zip(of.printed()).map(|(n, of)| Proportion::new(n, of).rate());
    html! {
        td class={ "n" (quiet(cell)) } {
            (words::cell(cell, k))
            @if let Some(share) = share { span class="share" { (words::percent(share)) } }
        }
    }
}

fn quiet(cell: Cell) -> &'static str {
    if cell.printed().is_some() { "" } else { " quiet" }
}

/// What moves the shop's visitors.
pub(super) fn motivators(report: &Report) -> Markup {
    let (told, silent): (Vec<&MotivatorRow>, Vec<&MotivatorRow>) =
        report.motivators.rows.iter().partition(|row| row.visits.printed().is_some());
    let silent: Vec<&str> = silent.iter().map(|row| row.motivator.as_str()).collect();
    let longest = report.motivators.rows.iter().filter_map(|row| row.share).fold(1e-9, f64::max);
    html! {
        section aria-labelledby="motivators-head" {
            h2 id="motivators-head" { "Motivators" }
            p class="lead" { "What the widget guessed would move each visit most, when it first could show something. The guess is made in the browser, from what was opened, read and skipped, and some guesses are wrong, which draws the shares together. Abstained: no guess, too little to go on." }
            div class="scroll" tabindex="0" role="region" aria-label="Table of motivators" {
                table {
                    thead {
                        tr {
                            th scope="col" { "Motivator" }
                            th scope="col" class="n" { "Visits" }
                            th scope="col" { "Share" }
                            th scope="col" class="n" { "Personalised converted" }
                            th scope="col" class="n held" { "Holdout converted" }
                            th scope="col" class="n" { "Difference, points" }
                        }
                    }
                    tbody {
                        @for row in told { (motivator(row, longest, report.released.from(Table::Motivators))) }
                        tr class="total" {
                            th scope="row" { "all" }
                            (number(report.motivators.all, report.released.from(Table::Motivators)))
                            td {} td {} td {} td {}
                        }
                    }
                }
            }
            (hidden_rows(&silent, report.released.from(Table::Motivators)))
            (trend::figure("The strongest by week, of visits of which the motivator could be told.", "drift", &report.drift, &[]))
            @if report.motivators.rows.iter().any(|row| row.difference.is_some()) {
                p class="fine" { "The differences here have usual 95 % intervals (Newcombe), one for each of many rows: of twenty rows without any difference, one will look like it. Trust the lift above first: its interval is wider, because it holds however often you look." }
            }
        }
    }
}

fn motivator(row: &MotivatorRow, longest: f64, k: f64) -> Markup {
    let phrase = catalogue::all()[0].texts.get(&format!("motivator.{}", row.motivator));
    let hidden = || html! { span class="dash" { "\u{2013}" } };
    let side = |side: Option<Proportion>| match side {
        Some(side) => {
            html! { (words::percent(side.rate())) span class="share" { (words::count(side.hits)) } }
        }
        None => hidden(),
    };
    html! {
        tr {
            th scope="row" {
                (words::name(&row.motivator))
                @if let Some(phrase) = phrase { span class="phrase" { (phrase) } }
            }
            (number(row.visits, k))
            td class="sharebar" {
                @if let Some(share) = row.share {
                    svg class="bar p" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" {
                        rect width=(format!("{:.1}", share / longest * 100.0)) height="8" {}
                    }
                    (words::percent(share))
                }
            }
            td class="n" { (side(row.personalised)) }
            td class="n" { (side(row.holdout)) }
            td class="n" {
                @match row.difference {
                    Some((difference, interval)) => {
                        (words::points(difference))
                        span class="share" { (words::interval(interval)) }
                    }
                    None => (hidden()),
                }
            }
        }
    }
}

/// What arrived and what did not.
pub(super) fn health(health: &Health) -> Markup {
    let received = health.received();
    html! {
        section aria-labelledby="health-head" {
            h2 id="health-head" { "Health" }
            dl class="health" {
                div { dt { "Received" } dd { (words::count(received)) } dd class="why" { "Records that arrived, repeats aside." } }
                div { dt { "Accepted" } dd { (words::count(health.accepted)) }
                    dd class="why" { @if received > 0.0 { (words::percent(health.accepted / received)) " of them were counted." } @else { "Nothing has arrived yet." } } }
                div { dt { "Repeats" } dd { (words::count(health.duplicates)) } dd class="why" { "Sent again after a lost answer, and counted once." } }
                div { dt { "Holdout" }
                    @match &health.ratio {
                        None => { dd { "\u{2013}" } dd class="why" { "No visits to compare." } }
                        Some(ratio) if ratio.alarm => { dd { "Off" } dd class="why" { "Its share differs from the drawn " (words::percent(ratio.drawn)) "." } }
                        Some(ratio) => { dd { "As drawn" } dd class="why" { "Its share agrees with the drawn " (words::percent(ratio.drawn)) "." } }
                    }
                }
            }
            @if !health.refused.is_empty() {
                details open {
                    summary { "Refused records" }
                    ul {
                        @for (reason, count) in &health.refused {
                            li { strong { (words::count(*count)) } ": " (words::reason(reason)) }
                        }
                    }
                }
            }
        }
    }
}
