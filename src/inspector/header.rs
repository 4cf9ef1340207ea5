//! The head of the panel, and all that is left of it as a tab: storefront, state, consent, holdout.
//! Never grants more than understanding, and only when asked.

use crate::callbacks::Actions;
use crate::panel::Dock;
use crate::snapshot::{Consent, Snapshot};
use crate::words;
use leptos::ev;
use leptos::html::{ElementChild, button, div, h2, header as head, li, span, ul};
use leptos::prelude::*;

/// What the header shows.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct Data {
    state: String,
    minutes: f64,
    storefront: String,
    consent: Consent,
    holdout: bool,
    top: String,
    chance: f64,
}

impl Data {
    pub(crate) fn of(now: &Snapshot) -> Self {
        let top = now.motivators.iter().find(|one| one.id == now.top);
        Self {
            state: now.state.clone(),
            minutes: now.minutes,
            storefront: now.storefront.clone(),
            consent: now.consent,
            holdout: now.holdout,
            top: now.top.clone(),
            chance: top.map_or(0.0, |one| one.chance),
        }
    }
}

/// The header.
pub(crate) fn header(
    data: Memo<Data>,
    dock: Dock,
    on: Actions,
    close: impl Fn() + 'static,
) -> impl IntoView {
    head().child((
        div().attr("class", "bar").child((
            h2().child(toggle(data, dock)),
            span().attr("class", "storefront").child(move || data.with(|d| d.storefront.clone())),
            icon("move", "Move to the other side", move || dock.other_side.update(|at| *at = !*at)),
            icon("close", "Close the inspector", close),
        )),
        div().attr("class", "status").child((
            span()
                .attr("class", "state")
                .attr("data-state", move || data.with(|d| d.state.clone()))
                .child(move || data.with(|d| words::state(&d.state, d.minutes))),
            holdout(data),
            grant(data, on),
            consent(data),
        )),
    ))
}

/// Folds the panel to a tab and back; as a tab it says what is believed.
fn toggle(data: Memo<Data>, dock: Dock) -> impl IntoView {
    button()
        .attr("type", "button")
        .node_ref(dock.toggle)
        .attr("class", "toggle")
        .attr("part", "toggle")
        .attr("aria-expanded", move || dock.open.get().to_string())
        .attr("aria-controls", "body")
        .on(ev::click, move |_| dock.open.update(|open| *open = !*open))
        .child((
            span().attr("class", "fold").attr("aria-hidden", "true"),
            "Motivo ",
            span().attr("class", "rest").child("inspector"),
            span().attr("class", "gist").child(move || data.with(gist)),
        ))
}

fn gist(data: &Data) -> String {
    match (data.state.as_str(), data.top.is_empty()) {
        ("on", true) => "abstains".to_owned(),
        ("on", false) => format!("{} {}", data.top, words::percent(data.chance)),
        (id, _) => id.to_owned(),
    }
}

fn icon(class: &'static str, label: &'static str, act: impl Fn() + 'static) -> impl IntoView {
    button()
        .attr("type", "button")
        .attr("class", format!("icon {class}"))
        .attr("part", class)
        .attr("aria-label", label)
        .attr("title", label)
        .on(ev::click, move |_| act())
}

fn holdout(data: Memo<Data>) -> impl IntoView {
    move || {
        data.with(|d| d.holdout).then(|| {
            span()
                .attr("class", "badge")
                .attr("part", "holdout")
                .attr(
                    "title",
                    "This visit is in the holdout: decisions are drawn, nothing is shown",
                )
                .child("Holdout")
        })
    }
}

fn consent(data: Memo<Data>) -> impl IntoView {
    let purpose = move |name: &'static str, get: fn(&Consent) -> bool| {
        let given = move || data.with(|d| get(&d.consent));
        li().attr("data-purpose", name).attr("data-given", move || given().to_string()).child((
            name,
            span().attr("class", "unseen").child(move || if given() { ": yes" } else { ": no" }),
        ))
    };
    ul().attr("class", "consent").attr("aria-label", "Consent").child((
        purpose("inference", |c| c.inference),
        purpose("storage", |c| c.storage),
        purpose("reporting", |c| c.reporting),
    ))
}

fn grant(data: Memo<Data>, on: Actions) -> impl IntoView {
    move || {
        data.with(|d| d.state == "asking").then(|| {
            button()
                .attr("type", "button")
                .attr("class", "action")
                .attr("part", "grant")
                .on(ev::click, move |_| on.grant())
                .child("Grant for this page")
        })
    }
}
