//! The head of the report: the alarm that goes before it, the lift, and the lift over the days.
//! Never a number without its interval.

use super::filter::Who;
use super::health::Health;
use super::lift::{Lift, Measured};
use super::{Report, filter_links, plot, words};
use maud::{Markup, html};
use motivo_stats::proportion::Proportion;

/// What makes every other number doubtful, before them.
pub(super) fn alarm(health: &Health) -> Markup {
    let Some(ratio) = health.ratio.as_ref().filter(|ratio| ratio.alarm) else { return html! {} };
    html! {
        div class="alarm" role="alert" {
            strong { "Do not trust the lift yet. " }
            "The holdout is drawn for " (words::percent(ratio.drawn)) " of visits, but the counts differ from that by more than chance explains (p < .01). "
            "Usual causes: the share was changed within this period, or one side's records are blocked."
        }
    }
}

/// The headline.
pub(super) fn lift(report: &Report) -> Markup {
    let is_some = report.filter.who != Who::Everybody;
    let of_these = if is_some { " of these" } else { "" };
    html! {
        section id="lift" aria-labelledby="lift-head" {
            h2 id="lift-head" { "Lift" @if is_some { " of " (filter_links::name(&report.filter.who)) } }
            @match &report.lift {
                Lift::NoVisits if !report.randomised.is_empty() => {
                    p class="big" { "Told by chance" }
                    p { "Visits of this period answered by chance: what can be told of them stands under Randomised answers, and all else stays empty." }
                }
                Lift::NoVisits if report.is_visited => {
                    p class="big" { "Nobody yet" }
                    p { "In this period no visit is known to be one of these." }
                }
                Lift::NoVisits => {
                    p class="big" { "No visits yet" }
                    p { "A visit counts from the first moment at which something could be shown. If shoppers are on the page and this stays empty, check that the tag names this storefront and that consent was given." }
                }
                Lift::NoHoldout => {
                    p class="big" { "Nobody is held out" }
                    p { "Without visits that are shown nothing, nobody can tell what personalising changed. Set " code { "\"holdout\": 0.1" } " in motivo.json." }
                }
                Lift::TooFew { more, sooner } => {
                    p class="big" { "Not enough data" }
                    p { "About " strong { (words::count(*more)) } " more visits" (of_these) " until a lift of one percentage point could be told from chance." }
                    @if *sooner < 0.8 {
                        p { "Holding out half of the visits until then takes about " (words::count((sooner * 100.0).round())) " % of that." }
                    }
                }
                Lift::Measured(measured) => (headline(measured, report.released.noisy().is_some())),
            }
            (over_days(report))
        }
    }
}

fn headline(measured: &Measured, is_noisy: bool) -> Markup {
    let (low, high) = (measured.interval.low, measured.interval.high);
    let verdict = match () {
        () if low > 0.0 => "Personalised visits buy more often.",
        () if high < 0.0 => "Personalised visits buy less often.",
        () => "No difference can be told yet.",
    };
    let sides = measured.sides;
    html! {
        div class="headline" {
            div {
                p class="big" { (words::points(measured.estimate())) span class="unit" { " percentage points" } }
                p class="verdict" { (verdict) }
                p { "The lift lies between " strong { (words::points(low)) " and " (words::points(high)) } " points with 95 % confidence, however often you look." }
                @if let Some(more) = measured.more {
                    p { "About " strong { (words::count(more)) } " more visits until a lift of one point could be told from chance." }
                }
            }
            div {
                (bars(sides.personalised.share(), sides.holdout.share()))
                p class="fine" { "Holdout: drawn by chance to be shown nothing, for comparison." }
            }
        }
        details {
            summary { "How this is measured" }
            p { "Before anything is chosen, some visits are drawn to be shown nothing: the holdout. The lift is the share of personalised visits that end in an order, minus that share of the holdout. Every visit counts where it was drawn, whether it saw something or not." }
            @if is_noisy {
                p { "The counts carry noise. The interval is Newcombe's at 97.5 %, wider by what the noise of the four counts stays within with 97.5 %: 95 % together. A month is told once, so it is looked at once, however often it is read." }
            } @else {
            p { "The interval is an asymptotic confidence sequence: unlike a usual 95 % interval it stays true when it is read every day. At a single look, the difference is " (format!("{:.1}", measured.z).replace('-', "\u{2212}")) " standard errors." }
            }
        }
    }
}

/// Both sides' share of orders.
fn bars(personalised: Proportion, holdout: Proportion) -> Markup {
    let longest = personalised.rate().max(holdout.rate()).max(1e-9);
    html! {
        dl class="bars" {
            @for (name, class, side) in [("Personalised", "p", personalised), ("Holdout", "h", holdout)] {
                dt { (name) }
                dd {
                    span class="rate" { (words::percent(side.rate())) }
                    svg class={ "bar " (class) } viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" {
                        rect width=(format!("{:.1}", side.rate() / longest * 100.0)) height="8" {}
                    }
                    span class="of" { (words::count(side.hits)) " orders in " (words::count(side.of)) " visits" }
                }
            }
        }
    }
}

fn over_days(report: &Report) -> Markup {
    html! {
        @if !report.points.is_empty() {
            figure {
                figcaption { "Lift in percentage points, from the period's first day to each day, with its 95 % band. Where the band stays clear of the zero line, the difference is told." }
                (plot::plot(&report.points, 860.0, "wide"))
                (plot::plot(&report.points, 360.0, "narrow"))
                details {
                    summary { "The same as a table" }
                    div class="scroll" tabindex="0" role="region" aria-label="Lift by day" {
                        table {
                            thead { tr { th scope="col" { "Up to" } th scope="col" class="n" { "Lift" } th scope="col" class="n" { "95 % interval" } } }
                            tbody {
                                @for point in &report.points {
                                    tr {
                                        th scope="row" { (point.day.strftime("%-d %b %Y")) }
                                        td class="n" { (words::points(point.estimate)) }
                                        td class="n" { (words::interval(point.interval)) }
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
