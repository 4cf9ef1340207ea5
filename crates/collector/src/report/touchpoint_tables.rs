//! The report's section on touchpoints: what matters, what to do about it, and where it is met.
//! Never a ranking without its intervals, where the days allow for them.

use super::advice::{Advice, Fair, Return, advice};
use super::quadrant::quadrant;
use super::sections::number;
use super::touchpoints::{Row, Share};
use super::{Report, words};
use crate::release::Table;
use maud::{Markup, html};
use motivo_core::symbols::Phase;

/// Derived importance and the map over the phases.
pub(super) fn touchpoints(report: &Report) -> Markup {
    let touchpoints = &report.touchpoints;
    html! {
        section aria-labelledby="touchpoints-head" {
            h2 id="touchpoints-head" { "Touchpoints" }
            p class="lead" { "What visits met, what shoppers say mattered, and how much of the difference between visits goes with it: of connection, of the reward, of whether an order came. What goes together is no cause. Each visit tells of eight touchpoints, drawn at random." }
            @if let Some(more) = touchpoints.more {
                p class="fine" { "Not enough data: about " (words::count(more)) " more visits until it can be told what matters." }
            }
            @if let Some(more) = touchpoints.more_answers {
                p class="fine" { "About " (words::count(more)) " more visits until it can be told what goes with connection: few of them answer the pulse." }
            }
            @if !touchpoints.rows.is_empty() {
                (quadrant(&touchpoints.rows))
                (importance(&touchpoints.rows))
                (returns(&report.returns))
                @if report.released.noisy().is_some() {
                    p class="fine" { "What touchpoints explain is not told with noise: one visit adds so much to it that nothing would be left." }
                }
                @if report.tells(Table::TouchpointPhases) { (map(&touchpoints.rows, report.released.from(Table::TouchpointPhases))) }
            }
        }
    }
}

fn importance(rows: &[Row]) -> Markup {
    let fair = Fair::of(rows);
    html! {
        div class="scroll" tabindex="0" role="region" aria-label="Table of touchpoints" {
            table {
                thead {
                    tr {
                        th scope="col" { "Touchpoint" }
                        th scope="col" class="n" { "Met" }
                        th scope="col" class="n" { "Named" }
                        th scope="col" class="n" { "Explains of connection" }
                        th scope="col" class="n" { "of the reward" }
                        th scope="col" class="n" { "of orders" }
                    }
                }
                tbody {
                    @for row in rows {
                        tr {
                            th scope="row" {
                                (words::name(&row.id))
                                @if let Some(advice) = fair.and_then(|fair| advice(row, fair)) {
                                    span class={ "tag " (advice.id()) } title=(advice.words()) { (advice.id()) }
                                }
                            }
                            td class="n" { (words::percent(row.seen)) }
                            td class="n" {
                                @match row.stated {
                                    Some(0.0) => span class="quiet" { "few" },
                                    Some(share) => (words::percent(share)),
                                    None => span class="dash" { "\u{2013}" },
                                }
                            }
                            @for share in row.explains { (explained(share)) }
                        }
                    }
                }
            }
        }
        p class="fine" { "Named: of shoppers who said what mattered; few: too few to print. Explains: shares of what varies between visits, with 95 % intervals once ten days are told (Lindeman up to 12 touchpoints, Johnson above); an interval that begins at 0.0 % does not show that it matters." }
        @if fair.is_some() {
            p class="fine" { "Invest: " (Advice::Invest.words()) ". Protect: " (Advice::Protect.words()) ". Tell: " (Advice::Tell.words()) ". Keep: " (Advice::Keep.words()) ". Mend: " (Advice::Mend.words()) ". Stop: " (Advice::Stop.words()) ". Without a word: not told yet." }
        }
    }
}

fn explained(share: Option<Share>) -> Markup {
    html! {
        td class="n" {
            @match share {
                Some(of) => {
                    (words::percent(of.share))
                    @if let Some(interval) = of.interval {
                        span class="share" { (words::percent(interval.low)) " to " (words::percent(interval.high)) }
                    }
                }
                None => span class="dash" { "\u{2013}" },
            }
        }
    }
}

/// What the owner's money brings, the best first.
fn returns(returns: &[Return]) -> Markup {
    html! {
        @if !returns.is_empty() {
            div class="scroll" tabindex="0" role="region" aria-label="What touchpoints bring for their cost" {
                table {
                    caption { "Orders that go with each, beside its cost" }
                    thead {
                        tr {
                            th scope="col" { "Touchpoint" }
                            th scope="col" class="n" { "Cost so far" }
                            th scope="col" class="n" { "Orders that go with it" }
                            th scope="col" class="n" { "Their revenue, for each 1 of cost" }
                        }
                    }
                    tbody {
                        @for of in returns {
                            tr {
                                th scope="row" { (words::name(&of.id)) }
                                td class="n" { (words::count(of.cost)) }
                                (amount(Some(of.orders), 0))
                                @if of.times.is_some_and(Share::covers_zero) {
                                    td class="n quiet" { "not told yet" }
                                } @else {
                                    (amount(of.times, 1))
                                }
                            }
                        }
                    }
                }
            }
            p class="fine" { "Orders of visits that met it over those of like visits that did not (least squares, all other touchpoints being the same), with 95 % intervals. Revenue: times the middle of the orders' revenue buckets. Costs are those of your motivo.json, by the days of the period. An interval that covers 0 tells nothing yet, and none says that more money brings more of them." }
        }
    }
}

fn amount(of: Option<Share>, digits: usize) -> Markup {
    let said = |number: f64| format!("{number:.digits$}").replace('-', "\u{2212}");
    html! {
        td class="n" {
            @match of {
                Some(of) => {
                    (said(of.share))
                    @if let Some(interval) = of.interval {
                        span class="share" { (said(interval.low)) " to " (said(interval.high)) }
                    }
                }
                None => "any: it costs nothing",
            }
        }
    }
}

/// Where in the purchase each is met, and where something went wrong at it.
fn map(rows: &[Row], k: f64) -> Markup {
    html! {
        div class="scroll" tabindex="0" role="region" aria-label="Map of touchpoints over the phases" {
            table {
                caption { "Where they are met, of the visits that tell of them, and in how many of all visits something went wrong: do not divide one by the other" }
                thead {
                    tr {
                        th scope="col" { "Touchpoint" }
                        @for phase in Phase::ALL {
                            th scope="col" class="n" { (words::phase(*phase)) }
                            th scope="col" class="n held" { "went wrong" }
                        }
                    }
                }
                tbody {
                    @for row in rows {
                        tr {
                            th scope="row" { (words::name(&row.id)) }
                            @for (seen, friction) in &row.phases { (number(*seen, k)) (number(*friction, k)) }
                        }
                    }
                }
            }
        }
    }
}
