//! The report's section on touchpoints: what matters, and where it is met.
//! Never a ranking without its intervals, where the days allow for them.

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
            p class="lead" { "What visits met, and how much of the difference between visits goes with it: of the reward, and of whether an order came. What goes together is no cause. Each visit tells of eight touchpoints, drawn at random." }
            @if let Some(more) = touchpoints.more {
                p class="fine" { "Not enough data: about " (words::count(more)) " more visits until it can be told what matters." }
            }
            @if !touchpoints.rows.is_empty() {
                (importance(&touchpoints.rows))
                @if report.released.noisy().is_some() {
                    p class="fine" { "What touchpoints explain is not told with noise: one visit adds so much to it that nothing would be left." }
                }
                @if report.tells(Table::TouchpointPhases) { (map(&touchpoints.rows, report.released.from(Table::TouchpointPhases))) }
            }
        }
    }
}

fn importance(rows: &[Row]) -> Markup {
    html! {
        div class="scroll" tabindex="0" role="region" aria-label="Table of touchpoints" {
            table {
                thead {
                    tr {
                        th scope="col" { "Touchpoint" }
                        th scope="col" class="n" { "Met" }
                        th scope="col" class="n" { "Explains of the reward" }
                        th scope="col" class="n" { "Explains of orders" }
                    }
                }
                tbody {
                    @for row in rows {
                        tr {
                            th scope="row" { (words::name(&row.id)) }
                            td class="n" { (words::percent(row.seen)) }
                            @for share in row.explains { (explained(share)) }
                        }
                    }
                }
            }
        }
        p class="fine" { "Shares of what varies between visits, with 95 % intervals once ten days are told (Lindeman up to 12 touchpoints, Johnson above). An interval that begins at 0.0 % tells nothing yet." }
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

/// Where in the purchase each is met, and where something went wrong at it.
fn map(rows: &[Row], k: f64) -> Markup {
    html! {
        div class="scroll" tabindex="0" role="region" aria-label="Map of touchpoints over the phases" {
            table {
                caption { "Where they are met, of the visits that tell of them, and in how many of all visits something went wrong" }
                thead {
                    tr {
                        th scope="col" { "Touchpoint" }
                        @for phase in Phase::ALL {
                            th scope="col" class="n" { (words::name(phase.id())) }
                            th scope="col" class="n held" { "friction" }
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
