//! The page on the policy: what it earns, against nothing, and whether words of one's own pay.
//! Never a value without its interval, and never a winner under an alarm.

use super::worth::{Arm, Other, Words, Worth};
use super::{Report, words};
use maud::{Markup, html};
use motivo_stats::off_policy::{Alarm, Estimate, Verdict};
use std::collections::BTreeMap;

/// The page's sections.
pub(super) fn worth(report: &Report) -> Markup {
    html! {
        @match &report.worth {
            None => section id="lift" aria-labelledby="policy-head" {
                h2 id="policy-head" { "Policy" }
                p class="big" { "Not told" }
                p { "With noise, the sums that this needs are not told: one visit adds so much to them that nothing would be left." }
            }
            Some(worth) => { (value(worth)) (spoken(&worth.words)) (arms(&worth.arms)) }
        }
    }
}

fn value(worth: &Worth) -> Markup {
    html! {
        section id="lift" aria-labelledby="policy-head" {
            h2 id="policy-head" { "Policy" }
            @match (&worth.now, &worth.nothing) {
                (Some(now), Some(nothing)) => {
                    p class="big" { (signed(-nothing.difference.value)) span class="unit" { " reward a moment, over nothing" } }
                    p class="verdict" { (verdict(nothing)) }
                    p { "Of " (words::count(worth.moments)) " decision moments of visits that were not held out, " (words::count(worth.rewarded)) " earned something. A decision moment is one at which something could have been shown. The reward is 0 to 1, as your motivo.json weighs orders, connection, use, help and dismissals; by default an order is .5." }
                    p { "It earned " strong { (reward(now.value)) } ". Had nothing been shown at the same moments: " strong { (reward(nothing.value.value)) } ". The difference, with 95 % confidence: " strong { (interval(&less(&nothing.difference))) } "." }
                    (alarms(&nothing.alarms))
                }
                _ => {
                    p class="big" { "Not enough data" }
                    p { "Too few decision moments earned anything yet." }
                }
            }
            details {
                summary { "How this is measured" }
                p { "Each choice is drawn with a chance that its record tells, never under one in twenty where it may appear. A moment counts as often as its chance is small, so that the moments of one way to choose stand for all. What would have been is estimated doubly robustly, by days; intervals are usual 95 % ones, for one look; moments of one visit share its order, which makes them a little too narrow." }
                p { "Nothing shown to a visitor who was not held out is not the holdout: its visits saw other experiences before and after. The lift says what all of it brings." }
            }
        }
    }
}

/// The same difference, seen from the other side.
fn less(of: &Estimate) -> Estimate {
    Estimate { value: -of.value, ..*of }
}

/// What an alarm means for whoever reads the page.
fn meaning(alarm: &Alarm) -> &'static str {
    match alarm {
        Alarm::TooFewRewards { .. } => "too few moments earned anything. Wait for more.",
        Alarm::SmallEffectiveSample { .. } => {
            "too few of the choices that were made say something about this one. Read nothing from it."
        }
        Alarm::MaxWeightTooLarge { .. } => "a few moments decide this number. Wait for more.",
        Alarm::MeanWeightOff { .. } => {
            "the chances that records tell do not fit how often things were chosen. Ask who runs the collector whether records are changed or lost."
        }
        _ => "the draws do not carry this number.",
    }
}

fn verdict(nothing: &Other) -> &'static str {
    match nothing.verdict {
        Verdict::Worse => "The policy earns more than showing nothing.",
        Verdict::Better => "Showing nothing would have earned more.",
        Verdict::Undecided => "Whether it earns more than nothing cannot be told yet.",
        Verdict::Refused => "No winner is named: an alarm rings.",
    }
}

fn spoken(list: &[Words]) -> Markup {
    html! {
        @if !list.is_empty() {
            section aria-labelledby="words-head" {
                h2 id="words-head" { "Words of their own" }
                p class="lead" { "Does it pay to speak to what moves a visitor? Reward at moments at which both could have been said, of visits whose motivator could be told." }
                div class="scroll" tabindex="0" role="region" aria-label="Words of their own against neutral words" {
                    table {
                        thead {
                            tr {
                                th scope="col" { "Experience" }
                                th scope="col" class="n" { "Words of their motivator" }
                                th scope="col" class="n" { "The same neutral words for everybody" }
                                th scope="col" class="n" { "Difference" }
                            }
                        }
                        tbody {
                            @for of in list {
                                tr {
                                    th scope="row" { (words::kind(of.kind).0) (names(&of.alarms)) }
                                    (estimate(&of.own, &of.alarms)) (estimate(&of.neutral, &of.alarms))
                                    td class="n" {
                                        @match &of.difference {
                                            Some(difference) => { (signed(difference.value)) span class="share" { (interval(difference)) } }
                                            None => span class="dash" { "\u{2013}" },
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
                (meanings(list.iter().flat_map(|of| &of.alarms)))
            }
        }
    }
}

fn arms(list: &[Arm]) -> Markup {
    html! {
        @if !list.is_empty() {
            section aria-labelledby="arms-head" {
                h2 id="arms-head" { "Each arm where it could appear" }
                p class="lead" { "Reward had it been chosen whenever it could be. Arms appear at different moments, some nearer to an order: compare one with itself over time, not with its neighbours." }
                div class="scroll" tabindex="0" role="region" aria-label="Reward of each arm" {
                    table {
                        thead {
                            tr {
                                th scope="col" { "Arm" }
                                th scope="col" class="n" { "Chosen" }
                                th scope="col" class="n" { "Says as much as" }
                                th scope="col" class="n" { "Reward" }
                            }
                        }
                        tbody {
                            @for arm in list {
                                tr {
                                    th scope="row" class="wide" { (words::name(&arm.name).replace('/', ", ")) (names(&arm.alarms)) }
                                    td class="n" { (words::count(arm.shown)) }
                                    td class="n" { (words::count(arm.effective)) }
                                    (estimate(&arm.value, &arm.alarms))
                                }
                            }
                        }
                    }
                }
                (meanings(list.iter().flat_map(|of| &of.alarms)))
                p class="fine" { "Says as much as: so many moments with equal chances (Kong's effective sample size)." }
            }
        }
    }
}

/// What rings makes a number nobody should read.
fn estimate(of: &Estimate, alarms: &[Alarm]) -> Markup {
    html! {
        @if alarms.is_empty() { (trusted(of)) } @else { td class="n quiet" { "not told yet" } }
    }
}

fn trusted(of: &Estimate) -> Markup {
    html! {
        td class="n" {
            (reward(of.value))
            @if let Some(interval) = of.interval() {
                span class="share" { (reward(interval.low)) " to " (reward(interval.high)) }
            }
        }
    }
}

/// What rings, each by its name; what it means stands once below.
fn names(alarms: &[Alarm]) -> Markup {
    let names: Vec<String> = alarms.iter().map(|alarm| words::name(alarm.id())).collect();
    html! { @if !names.is_empty() { span class="flag" { (names.join(", ")) } } }
}

/// What each alarm means that rings anywhere.
fn meanings<'a>(alarms: impl Iterator<Item = &'a Alarm>) -> Markup {
    let told: BTreeMap<&str, &str> = alarms.map(|alarm| (alarm.id(), meaning(alarm))).collect();
    html! {
        @for (name, meaning) in told {
            p class="fine" { strong { (words::name(name)) } ": " (meaning) }
        }
    }
}

/// What rings, each by its name, with what it means.
fn alarms(alarms: &[Alarm]) -> Markup {
    html! {
        @for alarm in alarms {
            span class="flag" { strong { (words::name(alarm.id())) } ": " (meaning(alarm)) }
        }
    }
}

fn reward(value: f64) -> String {
    format!("{value:.3}").replace('-', "\u{2212}")
}

fn signed(value: f64) -> String {
    if value > 0.0 { format!("+{}", reward(value)) } else { reward(value) }
}

fn interval(of: &Estimate) -> String {
    match of.interval() {
        Some(interval) => format!("{} to {}", signed(interval.low), signed(interval.high)),
        None => signed(of.value),
    }
}
