//! What is believed: a bar for each motivator, what spoke for and against it, and about the visit.
//! Never sorts by chance: a row stays where it is, so that the eye can follow its bar.

use crate::section::{column, fact, facts, keyed, section};
use crate::snapshot::{Motivator, Snapshot};
use crate::words::{self, count, percent};
use leptos::html::{ElementChild, caption, li, ol, p, span, table, tbody, td, th, thead, tr};
use leptos::prelude::*;

const PHASES: [&str; 3] = ["recognize", "request", "respond"];

/// What is believed about the visit as a whole.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct Mood {
    state: String,
    top: String,
    evidence: f64,
    phase: String,
    bot: f64,
    strength: f64,
    agency: String,
    returning: String,
}

impl Mood {
    pub(crate) fn of(now: &Snapshot) -> Self {
        Self {
            state: now.state.clone(),
            top: now.top.clone(),
            evidence: now.evidence,
            phase: now.phase.clone(),
            bot: now.bot,
            strength: now.strength,
            agency: now.agency.clone(),
            returning: now.returning.clone(),
        }
    }
}

/// The section.
pub(crate) fn belief(motivators: Memo<Vec<Motivator>>, mood: Memo<Mood>) -> impl IntoView {
    let text = move |get: fn(&Mood) -> String| move || mood.with(get);
    let pieces = text(|m| count(m.evidence, "piece of evidence", "pieces of evidence"));
    let ids = Memo::new(move |_| {
        motivators.with(|all| all.iter().map(|one| one.id.clone()).collect::<Vec<_>>())
    });
    section(
        "belief",
        "Belief",
        pieces,
        (p().attr("class", "gist").child(move || said(mood, motivators)), move || {
            (!ids.with(Vec::is_empty)).then(|| (bars(ids, motivators, mood), visit(mood)))
        }),
    )
}

/// The visit's phase, and what else is believed about it.
fn visit(mood: Memo<Mood>) -> impl IntoView {
    let text = move |get: fn(&Mood) -> String| move || mood.with(get);
    (
        ol().attr("class", "phases").attr("aria-label", "Phase").child(PHASES.map(|phase| {
            let is_now = move || mood.with(|m| m.phase == phase);
            li().attr("aria-current", move || is_now().then_some("step")).child(phase)
        })),
        facts((
            fact("bot", "Bot", text(|m| percent(m.bot))),
            fact("strength", "Strength", text(|m| format!("{} of 3", m.strength))),
            fact("agency", "Agency", text(|m| known(&m.agency))),
            fact("returning", "Returning", text(|m| known(&m.returning))),
        )),
    )
}

fn known(word: &str) -> String {
    if word.is_empty() { "\u{2013}".to_owned() } else { word.to_owned() }
}

fn said(mood: Memo<Mood>, motivators: Memo<Vec<Motivator>>) -> String {
    let (state, top) = mood.with(|m| (m.state.clone(), m.top.clone()));
    if matches!(state.as_str(), "asking" | "off" | "gpc") {
        return "Believes nothing: it has not looked.".to_owned();
    }
    if top.is_empty() {
        return "Abstains: nothing stands out yet.".to_owned();
    }
    let chance = motivators.with(|all| all.iter().find(|one| one.id == top).map(|one| one.chance));
    format!("Believes it is {top}, with {}.", percent(chance.unwrap_or_default()))
}

fn bars(
    ids: Memo<Vec<String>>,
    motivators: Memo<Vec<Motivator>>,
    mood: Memo<Mood>,
) -> impl IntoView {
    table().attr("class", "bars").child((
        caption().attr("class", "unseen").child("Motivators and what is believed about them"),
        thead().child(tr().child((
            column("Motivator", false),
            column("Chance", true),
            column("Helped", true),
            column("Passed", true),
        ))),
        tbody().child(keyed(move || ids.get(), String::clone, move |id| bar(id, motivators, mood))),
    ))
}

fn bar(id: String, motivators: Memo<Vec<Motivator>>, mood: Memo<Mood>) -> impl IntoView {
    let own = id.clone();
    let one = Memo::new(move |_| {
        motivators.with(|all| all.iter().find(|one| one.id == own).cloned().unwrap_or_default())
    });
    let own = id.clone();
    let is_top = move || mood.with(|m| m.top == own);
    tr().attr("data-motivator", id.clone()).attr("data-top", move || is_top().then_some("")).child(
        (
            th().attr("scope", "row").child((
                span()
                    .attr("class", "chance")
                    .attr("aria-hidden", "true")
                    .style(("--chance", move || format!("{:.4}", one.with(|m| m.chance)))),
                span().attr("class", "id").child(id),
                move || corrected(&one.with(|m| m.corrected.clone())),
            )),
            td().attr("class", "number").child(move || one.with(|m| words::percent(m.chance))),
            td().attr("class", "number").child(move || one.with(|m| m.helped.to_string())),
            td().attr("class", "number").child(move || one.with(|m| m.passed.to_string())),
        ),
    )
}

fn corrected(word: &str) -> Option<impl IntoView + use<>> {
    (!word.is_empty()).then(|| {
        span()
            .attr("class", "badge")
            .attr("title", format!("The shopper asked for {word} of this"))
            .child(format!("said {word}"))
    })
}
