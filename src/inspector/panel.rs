//! The frame: docks to a side, collapses to a tab, moves, closes; its sections in their order.
//! Never modal, never takes the focus, never lets a key press reach the shop's own shortcuts.

use crate::Shown;
use crate::callbacks::{Actions, Callbacks};
use crate::snapshot::Snapshot;
use crate::{belief, decision, experiences, fire, header, ledger, page, records};
use leptos::ev;
use leptos::html::{Button, ElementChild, aside, div, p};
use leptos::prelude::*;

/// Where the panel stands and whether it is a tab; a phone takes `other_side` for the upper edge.
#[derive(Clone, Copy)]
pub(crate) struct Dock {
    pub(crate) open: RwSignal<bool>,
    pub(crate) other_side: RwSignal<bool>,
    /// What stays when the rest folds away, and then takes the focus from it.
    pub(crate) toggle: NodeRef<Button>,
}

/// The whole inspector. Builder syntax for the reason that `src/views/card.rs` gives.
pub(crate) fn panel(
    shown: Shown,
    callbacks: Callbacks,
    close: impl Fn() + 'static,
) -> impl IntoView {
    let fault = RwSignal::from(shown.fault.clone());
    let on = Actions::new(callbacks, fault);
    let dock = Dock {
        open: RwSignal::new(true),
        // Cards appear at the end of the line, and on a phone at the lower edge.
        other_side: RwSignal::new(true),
        toggle: NodeRef::new(),
    };
    let all = shown.snapshot;
    let close = move || {
        close();
        on.closed();
    };
    aside()
        .attr("class", "panel")
        .attr("part", "panel")
        .attr("aria-label", "Motivo inspector")
        .attr("data-open", move || dock.open.get().to_string())
        .attr("data-side", move || if dock.other_side.get() { "other" } else { "own" })
        .on(ev::keydown, move |event| {
            event.stop_propagation();
            if event.key() == "Escape" {
                event.prevent_default();
                dock.open.set(false);
                let _gone = dock.toggle.get_untracked().map(|toggle| toggle.focus());
            }
        })
        .child((
            header::header(part(&all, header::Data::of), dock, on, close),
            div().attr("class", "body").attr("id", "body").child((
                p().attr("class", "fault").attr("role", "status").child(move || fault.get()),
                sections(&all, on),
            )),
        ))
}

fn sections(all: &ArcRwSignal<Snapshot>, on: Actions) -> impl IntoView + use<> {
    (
        belief::belief(part(all, |now| now.motivators.clone()), part(all, belief::Mood::of)),
        ledger::ledger(part(all, |now| now.ledger.clone())),
        decision::decision(part(all, |now| now.last.clone())),
        experiences::experiences(part(all, Snapshot::now)),
        page::page(part(all, |now| now.page.clone())),
        records::records(part(all, |now| now.would_send.clone())),
        fire::fire(part(all, fire::Choices::of), on),
    )
}

/// A part of the snapshot, which tells its readers only when it changed.
fn part<T: PartialEq + Send + Sync + 'static>(
    all: &ArcRwSignal<Snapshot>,
    get: fn(&Snapshot) -> T,
) -> Memo<T> {
    let all = all.clone();
    Memo::new(move |_| all.with(get))
}
