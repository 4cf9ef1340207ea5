//! The report's section on connection: what the pulse says, beside the holdout and over the weeks.
//! Never a yardstick without saying whose it is.

use super::answers::{Answers, Compared, Measure};
use super::{Report, trend, words};
use crate::release::Table;
use maud::{Markup, html};
use motivo_stats::proportion::Proportion;

/// The retailer of Magids, Zorfas and Leemon, before and after.
const BEFORE: trend::Reference = (0.21, "one retailer, before: 21 %");
const AFTER: trend::Reference = (0.26, "and after: 26 %");

/// Whether shoppers feel connected.
pub(super) fn connection(report: &Report) -> Markup {
    let answers = &report.answers;
    let told: Vec<&Compared> = answers
        .rows
        .iter()
        .filter(|row| row.personalised.is_some() || row.holdout.is_some())
        .collect();
    html! {
        section aria-labelledby="connection-head" {
            h2 id="connection-head" { "Connection" }
            p class="lead" { "Connected shoppers say that they feel connected and that they are understood, both four or five of five. The pulse asks one visit in some, the holdout's too, at the same moments." }
            @if answers.asked.printed().is_none() && report.released.noisy().is_none() {
                p class="fine" { "Hardly anybody was asked yet. The experience that asks comes with a later version; until then this stays empty." }
            } @else if told.iter().all(|row| row.what == Measure::Returned) {
                p class="fine" { "Not enough data: nobody is connected or not for certain before " (words::count(report.released.from(Table::Motivators))) " visits answered either way." }
            }
            @if !told.is_empty() { (table(&told)) }
            (pathway(answers))
            (trend::figure(
                "Connected, of those who answered, by week.",
                "connected",
                &report.connected,
                &[BEFORE, AFTER],
            ))
            (signs(&answers.signs))
            @if let (Some(asked), Some(answered)) = (answers.asked.printed(), answers.answered.printed()) {
                p class="fine" { (words::count(asked)) " visits were asked and " (words::percent(answered / asked)) " answered. Who answers is not everybody: compare sides, not shops." }
            }
        }
    }
}

fn table(rows: &[&Compared]) -> Markup {
    html! {
        div class="scroll" tabindex="0" role="region" aria-label="Table of answers" {
            table {
                thead {
                    tr {
                        th scope="col" { "Share" }
                        th scope="col" class="n" { "Personalised" }
                        th scope="col" class="n held" { "Holdout" }
                        th scope="col" class="n" { "Difference, points" }
                    }
                }
                tbody {
                    @for row in rows {
                        tr {
                            th scope="row" class="wide" {
                                (row.what.id())
                                @if let Some(yardstick) = yardstick(row.what) { span class="phrase" { (yardstick) } }
                            }
                            (side(row.personalised)) (side(row.holdout))
                            td class="n" {
                                @match row.difference {
                                    Some((difference, interval)) => {
                                        (words::points(difference))
                                        span class="share" { (words::interval(interval)) }
                                    }
                                    None => span class="dash" { "\u{2013}" },
                                }
                            }
                        }
                    }
                }
            }
        }
        p class="fine" { "Usual 95 % intervals (Newcombe), one a row. Excellent is not delighted: in one study 57 % called what they met excellent, and 9 % were delighted." }
    }
}

fn side(share: Option<Proportion>) -> Markup {
    html! {
        td class="n" {
            @match share {
                Some(share) => {
                    (words::percent(share.rate()))
                    span class="share" { (words::count(share.hits)) " of " (words::count(share.of)) }
                }
                None => span class="dash" { "\u{2013}" },
            }
        }
    }
}

/// What somebody else's is, for scale.
fn yardstick(what: Measure) -> Option<&'static str> {
    match what {
        Measure::Connected => Some("one retailer: 21 to 26 %"),
        Measure::Excellent => Some("one study: 57 %"),
        Measure::Delighted => Some("one study: 9 %"),
        Measure::Advocate => Some("9 or 10 of 10; one retailer: 24 to 30 %"),
        Measure::Understood | Measure::Again => Some("4 or 5 of 5"),
        Measure::Returned => Some("of visits that can tell whether they were here before"),
        Measure::Solved | Measure::Arrived => None,
    }
}

/// From unconnected over satisfied to connected, both sides under each other.
fn pathway(answers: &Answers) -> Markup {
    let sides = ["Personalised", "Holdout"].into_iter().zip(&answers.pathway);
    let sides: Vec<_> = sides.filter_map(|(name, parts)| Some((name, parts.as_ref()?))).collect();
    let names = ["neither", "satisfied, not connected", "connected"];
    html! {
        @if !sides.is_empty() {
            figure {
                figcaption { "The way to connection: of those asked how it was too. Satisfied is excellent or delighted. Fewer were asked this, so the shares differ from the table's. In one study, connected customers were worth more than twice the highly satisfied ones (Magids, Zorfas and Leemon)." }
                dl class="pathway" {
                    @for (name, parts) in sides {
                        dt { (name) }
                        dd {
                            svg class="stack" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" {
                                @for (at, part) in parts.iter().enumerate() {
                                    @let before: f64 = parts[..at].iter().sum();
                                    rect class={ "part" (at) } x=(format!("{:.2}", before * 100.0)) width=(format!("{:.2}", part * 100.0)) height="10" {}
                                }
                            }
                            p class="parts" {
                                @for (at, (what, part)) in names.iter().zip(parts).enumerate() {
                                    span { i class={ "key part" (at) } {} (words::percent(*part)) " " (what) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// How well what behaviour shows agrees with what people say.
fn signs(signs: &[Option<Proportion>]) -> Markup {
    html! {
        @if signs.iter().flatten().count() > 1 {
            details {
                summary { "Signs in behaviour, checked against the answers" }
                p { "Signs of connection that a visit can show: an order, coming back within 30 days, no look at prices, reading what the shop says, following its advice. If they mean anything, more of them go with more connected answers." }
                div class="scroll" tabindex="0" role="region" aria-label="Connected by signs in behaviour" {
                    table {
                        thead { tr { th scope="col" { "Signs" } th scope="col" { "Connected" } th scope="col" class="n" { "Answered" } } }
                        tbody {
                            @for (count, share) in signs.iter().enumerate() {
                                @if let Some(share) = share {
                                    tr {
                                        th scope="row" { (count) }
                                        td class="sharebar" {
                                            svg class="bar p" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" {
                                                rect width=(format!("{:.1}", share.rate() * 100.0)) height="8" {}
                                            }
                                            (words::percent(share.rate()))
                                        }
                                        td class="n" { (words::count(share.of)) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
