//! The page around the report's sections: head, period switch, footer.
//! Never loads anything but its own style.

use super::filter::{Filter, View, Who};
use super::period::{Length, Period};
use super::{
    Report, connection_tables, filter_links, headline, randomised_tables, recovery_tables,
    release_tables, sections, staff, summary, touchpoint_tables, worth_tables,
};
use crate::release::Table;
use crate::release::disclose::Grain;
use jiff::civil::Date;
use maud::{DOCTYPE, Markup, html};

/// What the page's links need.
pub(super) struct Links<'a> {
    pub(super) token: &'a str,
    pub(super) storefronts: Vec<&'a str>,
    pub(super) key: &'a str,
    pub(super) today: Date,
    pub(super) demo: bool,
}

impl Links<'_> {
    /// Another storefront has other motivators, so that the filter stays behind.
    pub(super) fn to(&self, storefront: &str, period: Period) -> String {
        format!(
            "/report?token={}&storefront={storefront}&period={}&of={}",
            self.token,
            period.length.id(),
            period.day()
        )
    }

    /// This storefront's period, looked at in this way.
    pub(super) fn with(&self, period: Period, filter: &Filter) -> String {
        self.to(self.key, period) + &filter.query()
    }
}

/// The whole page.
pub(super) fn page(report: &Report, links: &Links<'_>) -> Markup {
    let name = report.period.name(report.since);
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="robots" content="noindex";
                title { "Motivo: " (links.key) ", " (name) }
                link rel="stylesheet" href="/report.css";
            }
            body {
                a class="skip" href="#lift" { "Skip to the report" }
                header {
                    div class="brand" {
                        (mark())
                        span class="word" { "Motivo" }
                        span class="shop" { (links.key) }
                    }
                    (storefronts(report, links))
                    (pages(report, links))
                    (switch(report, links))
                }
                main {
                    div class="period" {
                        (step(report, report.period.before(report.since), links, "Earlier", "\u{2190}"))
                        h1 { (super::words::capital(&name)) }
                        (step(report, report.period.after(links.today), links, "Later", "\u{2192}"))
                    }
                    (so_far(report, links.today))
                    @if links.demo {
                        p class="note" { "This is a demonstration: simulated visits are counted too." }
                    }
                    @match report.released.noisy() {
                        _ if report.filter.view == View::Staff => (staff::staff(report)),
                        _ if report.filter.view == View::Policy => (worth_tables::worth(report)),
                        None => {
                            (headline::alarm(&report.health))
                            (filter_links::who(report, links))
                            (headline::lift(report))
                            @if report.is_visited { (below(report, links)) }
                            (randomised_tables::randomised(report))
                            (sections::health(&report.health))
                        }
                        Some(noisy) => {
                            (release_tables::note(report, noisy, links))
                            @if !noisy.months.is_empty() {
                                (headline::alarm(&report.health))
                                (filter_links::who(report, links))
                                (told(report, report.filter.who.table(), "Lift", headline::lift))
                                (below(report, links))
                            }
                            (release_tables::ledger(report, noisy))
                        }
                    }
                }
                footer {
                    p class="take" { "Take these numbers with you: "
                        a href={ (links.with(report.period, &report.filter)) "&as=csv" } { "CSV" } ", "
                        a href={ (links.with(report.period, &report.filter)) "&as=json" } { "JSON" } "." }
                    p { "Only sums are kept: no visit can be looked up here, and no cell of fewer than "
                        (super::words::count(report.released.k())) " visits is printed. Days are UTC days" @if report.released.noisy().is_none() { "; a period that is not over yet still grows" } "." }
                    @if report.released.noisy().is_none() {
                        p { "Counts go in steps so that no two pages, of whatever days, differ by fewer visits than that; every interval allows for it." }
                    }
                    p { "For scale, not as a promise: one retailer moved its share of emotionally connected customers from 21 to 26 %, "
                        "its attrition from 37 to 33 % and its advocates from 24 to 30 %, and its active customers grew by 15 % (Magids, Zorfas and Leemon, "
                        cite { "The New Science of Customer Emotions" } ", HBR 2015)." }
                }
            }
        }
    }
}

/// What holds for all that follows: how much of the period there is, and how finely counts are told.
fn so_far(report: &Report, today: Date) -> Markup {
    let (first, last) = report.period.days(report.since);
    let days = |to: Date| to.since(first).map_or(0, |span| span.get_days()) + 1;
    let is_running = report.period.length != Length::All && (first..last).contains(&today);
    let k = report.released.k();
    html! {
        @if is_running || report.released.noisy().is_none() {
            p class="fine" {
                @if is_running { "So far: day " (days(today)) " of " (days(last)) ". " }
                @if report.released.noisy().is_none() { "Counts go in steps of " (super::words::count(k)) ", each told by its middle: " (example(k)) "." }
            }
        }
    }
}

fn example(k: f64) -> Markup {
    let of = |from: f64| super::words::count(Grain { from, step: k }.told(from));
    html! { (of(k)) " means " (super::words::count(k)) " to " (super::words::count(2.0 * k - 1.0)) }
}

/// What follows the lift, of everybody whomever the lift is of.
fn below(report: &Report, links: &Links<'_>) -> Markup {
    html! {
        @if report.filter.who == Who::Everybody {
            (summary::summary(report))
        } @else {
            p class="fine" { "What follows is of everybody." }
        }
        (views(report, links))
    }
}

fn views(report: &Report, links: &Links<'_>) -> Markup {
    html! {
        (told(report, Table::Experiences, "Experiences", |report| sections::experiences(report, links)))
        (told(report, Table::Motivators, "Motivators", sections::motivators))
        (told(report, Table::Motivators, "Connection", connection_tables::connection))
        (told(report, Table::Touchpoints, "Touchpoints", touchpoint_tables::touchpoints))
        (told(report, Table::Recoveries, "Recoveries", recovery_tables::recoveries))
        (told(report, Table::Control, "Shopper control", recovery_tables::control))
    }
}

/// A section, if its table was told.
fn told(
    report: &Report,
    table: Table,
    heading: &str,
    section: impl Fn(&Report) -> Markup,
) -> Markup {
    if report.tells(table) { section(report) } else { release_tables::unpaid(heading) }
}

/// A note with a heart for a corner: what the shopper meets.
pub(crate) fn mark() -> Markup {
    html! {
        svg class="mark" viewBox="0 0 32 32" aria-hidden="true" {
            path class="card" d="M6 3h20a4 4 0 0 1 4 4v14a4 4 0 0 1-4 4H15l-7 6v-6H6a4 4 0 0 1-4-4V7a4 4 0 0 1 4-4z" {}
            path class="heart" d="M16 20.5l-5.2-5a3.3 3.3 0 0 1 4.6-4.7l.6.6.6-.6a3.3 3.3 0 0 1 4.6 4.7z" {}
        }
    }
}

fn storefronts(report: &Report, links: &Links<'_>) -> Markup {
    html! {
        @if links.storefronts.len() > 1 {
            nav aria-label="Storefront" class="switch" {
                @for key in &links.storefronts {
                    a href=(links.to(key, report.period)) aria-current=[(*key == links.key).then_some("page")] { (key) }
                }
            }
        }
    }
}

fn pages(report: &Report, links: &Links<'_>) -> Markup {
    html! {
        nav aria-label="Page" class="switch" {
            @for view in View::ALL {
                // People at work look at the week; with noise, only whole months are told.
                @let is_new = view == View::Staff && report.filter.view != view && report.released.noisy().is_none();
                @let period = if is_new { week_within(report, links) } else { report.period };
                @let filter = Filter { view, ..report.filter.clone() };
                a href=(links.with(period, &filter)) aria-current=[(view == report.filter.view).then_some("page")] {
                    (match view { View::Report => "Figures", View::Staff => "For staff", View::Policy => "Policy" })
                }
            }
        }
    }
}

/// From a longer period one comes to its part that holds today, if it does.
fn day_within(report: &Report, links: &Links<'_>) -> Date {
    let (first, last) = report.period.days(report.since);
    if (first..=last).contains(&links.today) { links.today } else { first }
}

/// The same of weeks; a running one has too little in it.
fn week_within(report: &Report, links: &Links<'_>) -> Period {
    let day = day_within(report, links);
    if day == links.today { Period::last_week(day) } else { Period::around(Length::Week, day) }
}

fn switch(report: &Report, links: &Links<'_>) -> Markup {
    let day = day_within(report, links);
    // With noise, only whole months are told.
    let all = report.released.noisy().is_none();
    html! {
        nav aria-label="Period" class="switch" {
            @for length in Length::ALL.into_iter().filter(|length| all || *length == Length::Month) {
                @let period = Period::around(length, if length == Length::All { links.today } else { day });
                a href=(links.with(period, &report.filter)) aria-current=[(length == report.period.length).then_some("page")] {
                    (match length { Length::Day => "Day", Length::Week => "Week", Length::Month => "Month", Length::All => "All" })
                }
            }
        }
    }
}

fn step(
    report: &Report,
    period: Option<Period>,
    links: &Links<'_>,
    label: &str,
    arrow: &str,
) -> Markup {
    html! {
        @match period {
            Some(period) => a class="step" href=(links.with(period, &report.filter)) aria-label=(label) { (arrow) },
            None => span class="step none" aria-hidden="true" { (arrow) },
        }
    }
}
