//! The report for people who sell and support: what visitors want, where it hurts, what to say.
//! Never a percentage where a word does, never advice from what is not told, and no jargon.

use super::advice::{Advice, Fair, advised};
use super::answers::Measure;
use super::tables::Motivators;
use super::{Report, words};
use crate::config::catalogue;
use crate::release::Table;
use crate::release::disclose::Grain;
use maud::{Markup, html};
use motivo_core::symbols::Friction;
use motivo_stats::proportion::Proportion;
use motivo_stats::{Z95, difference};

/// How many of each list are told: what one can keep in mind at work.
const TOLD: usize = 3;

/// The page's sections.
pub(super) fn staff(report: &Report) -> Markup {
    html! {
        (wants(report))
        (hurts(report))
        (connects(report))
        (feels(report))
    }
}

/// Each motivator that could be told, the commonest first, as a share of all that could.
fn wanted(motivators: &Motivators, grain: Grain) -> Vec<(&str, Proportion)> {
    let told = motivators.rows.iter().filter(|row| row.motivator != "abstained");
    let told: Vec<(&str, f64)> =
        told.filter_map(|row| Some((row.motivator.as_str(), row.visits.printed()?))).collect();
    let all: f64 = told.iter().map(|(_, visits)| visits).sum();
    told.into_iter().map(|(id, visits)| (id, grain.worth(Proportion::new(visits, all)))).collect()
}

/// A change since the period before that chance does not explain.
fn change(now: Proportion, then: Proportion) -> &'static str {
    let by = difference::newcombe(now, then, Z95);
    match () {
        () if by.low > 0.0 => "more than before",
        () if by.high < 0.0 => "less than before",
        () => "no clear change",
    }
}

fn wants(report: &Report) -> Markup {
    let wanted = |of| wanted(of, report.released.grain(Table::Motivators));
    let now = wanted(&report.motivators);
    let earlier = report.before.as_ref().map(wanted).unwrap_or_default();
    let changed = |id: &str, now: Proportion| {
        let (_, then) = earlier.iter().find(|(other, _)| *other == id)?;
        Some(change(now, *then))
    };
    html! {
        section id="lift" aria-labelledby="wants-head" {
            h2 id="wants-head" { "What visitors want" }
            @if now.is_empty() || !report.tells(Table::Motivators) {
                p class="big" { "Too early to say" }
                p { "Too few visits showed what moves them. Look again next week, or at a longer time." }
            } @else {
                p class="lead" { "Of visitors who showed it by what they read, opened and passed by. Most show too little to tell." }
                ol class="said" {
                    @for (id, share) in now.iter().take(TOLD) {
                        li {
                            strong { (words::capital(&phrase(id))) }
                            " " span class="share" { (one_in(share.rate())) @if let Some(change) = changed(id, *share) { ", " (change) } }
                            @if let Some(say) = say(id) { p { (say) } }
                        }
                    }
                }
            }
        }
    }
}

fn hurts(report: &Report) -> Markup {
    let told = report.recoveries.iter().filter_map(|row| Some((row, row.seen.printed()?)));
    let told: Vec<_> = told.take(TOLD).collect();
    html! {
        section aria-labelledby="hurts-head" {
            h2 id="hurts-head" { "Where it hurts" }
            @if told.is_empty() || !report.tells(Table::Recoveries) {
                p { "Nothing went wrong often enough to tell." }
            } @else {
                ol class="said" {
                    @for (row, visits) in told {
                        li {
                            strong { (words::capital(words::friction(row.kind))) }
                            " " span class="share" {
                                "in " (words::count(visits)) " visits"
                                @if let Some(right) = row.put_right.printed() { ", " (one_in(right / visits)) " put right" }
                            }
                            p { (help(row.kind)) }
                        }
                    }
                }
            }
        }
    }
}

fn connects(report: &Report) -> Markup {
    let rows = &report.touchpoints.rows;
    let fair = Fair::of(rows);
    let of = |wanted: &[Advice]| {
        let told = fair.into_iter().flat_map(|fair| advised(rows, fair, wanted));
        told.take(TOLD).map(|row| words::name(&row.id)).collect::<Vec<_>>().join(", ")
    };
    let (show, asked) = (of(&[Advice::Invest, Advice::Protect]), of(&[Advice::Tell]));
    let mend = of(&[Advice::Mend]);
    html! {
        @if !(show.is_empty() && asked.is_empty() && mend.is_empty()) {
            section aria-labelledby="connects-head" {
                h2 id="connects-head" { "What goes with feeling close" }
                @if !show.is_empty() {
                    p { strong { "Show them: " } (show) ". More of the people who met these feel connected, whether they name them or not. That is no proof of why." }
                }
                @if !mend.is_empty() {
                    p { strong { "Ask what is wrong there: " } (mend) ". Fewer of the people who met these feel connected." }
                }
                @if !asked.is_empty() {
                    p { strong { "Have a short answer ready: " } (asked) ". People say that it matters to them; feeling connected hardly goes with it." }
                }
            }
        }
    }
}

fn feels(report: &Report) -> Markup {
    let of = |what: Measure| {
        let row = report.answers.rows.iter().find(|row| row.what == what)?;
        row.personalised.map(|share| share.rate())
    };
    let said = [
        (Measure::Connected, "feel connected to us and understood"),
        (Measure::Delighted, "were delighted"),
        (Measure::Advocate, "would recommend us warmly"),
        (Measure::Solved, "who had a problem say that it is solved"),
        (Measure::Arrived, "say that it arrived as promised"),
    ];
    let said: Vec<_> =
        said.into_iter().filter_map(|(of_what, text)| Some((of(of_what)?, text))).collect();
    html! {
        @if !said.is_empty() {
            section aria-labelledby="feels-head" {
                h2 id="feels-head" { "How people feel" }
                ul class="said" {
                    @for (share, text) in said { li { strong { (words::capital(&one_in(share))) } " " (text) "." } }
                }
                p class="fine" { "Of those who were asked and answered." }
            }
        }
    }
}

/// The owner's word for it, or what the shoppers' panel calls it.
fn phrase(id: &str) -> String {
    let phrase = catalogue::all()[0].texts.get(&format!("motivator.{id}"));
    phrase.map_or_else(|| words::name(id), Clone::clone)
}

/// A share as people say it.
fn one_in(share: f64) -> String {
    match share {
        share if share >= 0.95 => "nearly all".into(),
        share if share >= 0.85 => "nine in ten".into(),
        share if share >= 0.70 => "three in four".into(),
        share if share >= 0.60 => "two in three".into(),
        share if share >= 0.45 => "half".into(),
        share if share >= 0.36 => "two in five".into(),
        share if share >= 0.01 => format!("one in {:.0}", (1.0 / share).round()),
        _ => "hardly any".into(),
    }
}

/// What to say to somebody whom this moves; none for an owner's own motivators.
fn say(motivator: &str) -> Option<&'static str> {
    Some(match motivator {
        "stand_out" => {
            "Point to what few others have: small runs, unusual colours, what can be made to order. Do not say that everybody buys it."
        }
        "confidence" => {
            "Say what will still hold in years: repairs, spare parts, a plan for what comes next."
        }
        "well_being" => "Take the hurry out. Say how it feels to use, and what makes life easier.",
        "freedom" => {
            "Leave the choice open: returns, changes, no ties. Name options, not one best answer."
        }
        "thrill" => {
            "Start with what is new or can be tried today. Tell the story before the figures."
        }
        "belonging" => {
            "Say who else is here: clubs, events, what others made of it. Use names of groups, never of people."
        }
        "environment" => {
            "Say where it comes from and where it goes afterwards, with one figure. Do not claim more than the label does."
        }
        "ideal_self" => "Ask what they are working towards, and show the next step to it.",
        "security" => {
            "Say first what could go wrong and what happens then: guarantee, delivery day, a person to call."
        }
        "success" => "Say what it gets done, how fast, and who has done it with it.",
        _ => return None,
    })
}

/// What helps when this went wrong.
fn help(friction: Friction) -> &'static str {
    match friction {
        Friction::Rage | Friction::Dead => {
            "Something looks as if it could be clicked, and cannot, or does nothing. Ask where they were, and pass it on."
        }
        Friction::Slow => {
            "Stay with them while it loads. If it is often the same page, pass it on."
        }
        Friction::Error => "Say sorry, do it for them, and pass the page on.",
        Friction::FormError => "Offer to fill it in together. Ask which field it was.",
        Friction::NoResults => {
            "Ask what they look for in their own words, and know what you have instead."
        }
        Friction::OutOfStock => "Know when it comes back and what is closest to it.",
        Friction::CartError => "Put it in the cart for them, or take the order yourself.",
        Friction::PaymentError => {
            "Look up whether anything was charged, and say so. Then offer another way to pay."
        }
        Friction::LateDelivery => "Say sorry first, then where it is and when it comes.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use motivo_core::motivator::DEFAULT;

    #[test]
    fn shares_are_said_as_people_say_them() {
        let said = [0.97, 0.88, 0.66, 0.5, 0.4, 0.334, 0.2, 0.048, 0.001].map(one_in);
        let words = [
            "nearly all",
            "nine in ten",
            "two in three",
            "half",
            "two in five",
            "one in 3",
            "one in 5",
            "one in 21",
            "hardly any",
        ];
        assert_eq!(said, words);
    }

    #[test]
    fn a_change_is_told_when_chance_does_not_explain_it() {
        let of = |hits| Proportion::new(hits, 400.0);
        assert_eq!(change(of(140.0), of(100.0)), "more than before");
        assert_eq!(change(of(100.0), of(140.0)), "less than before");
        assert_eq!(change(of(110.0), of(100.0)), "no clear change");
    }

    #[test]
    fn there_is_something_to_say_to_each_of_the_ten() {
        for id in DEFAULT {
            assert!(say(id).is_some_and(|text| text.len() > 20), "{id}");
            assert_ne!(phrase(id), words::name(id), "{id} has words of its own");
        }
        assert_eq!(say("order"), None);
        assert_eq!(phrase("own_thing"), "own thing");
    }
}
