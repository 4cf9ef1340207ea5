//! The shopper's panel: what is believed, how much Motivo may do, what was shown and sent, and off.
//! Never claims a fact about the person, and never decides: every press is told to the observer.

mod agency;
mod belief;
mod control;
mod human;
mod reminders;
mod told;

use crate::element::{Element, classed, element, live, part};
use crate::plain::Plain;
use crate::sheet::dialog;
use crate::state::State;
use crate::words::Words;
use leptos::leptos_dom::helpers::set_timeout;
use leptos::prelude::{AnyView, ArcRwSignal, Get};
use std::time::Duration;

/// Milliseconds between two slices of the panel.
const SLICE: u64 = 40;
/// The state of a section whose turn has come.
const DUE: &str = "due";

/// What the parts of the panel share.
#[derive(Clone)]
pub(crate) struct Panel {
    words: Words,
    callbacks: Plain,
    /// What was just done, in words, until something else is done.
    done: State,
}

impl Panel {
    /// A listener that tells the observer, and says what was done.
    fn tell(&self, name: &'static str, arguments: &[&str], done: &str) -> impl Fn() + use<> {
        let panel = self.clone();
        let arguments: Vec<_> = arguments.iter().map(|argument| (*argument).into()).collect();
        let done = self.words.get(done);
        move || {
            panel.done.set(&done);
            panel.callbacks.call(name, &arguments);
        }
    }
}

/// The panel as a modal side sheet; it follows the snapshot.
pub(crate) fn panel(snapshot: ArcRwSignal<Plain>, callbacks: Plain) -> Element {
    let words = Words::of(&snapshot.get());
    let panel = Panel { words, callbacks, done: State::new() };
    let closed = panel.callbacks.clone();
    let mut belief = belief::section();
    let body = part("div", "panel-body")
        .add(slice(&panel, &snapshot, 0, |panel, now| Some(control::state(panel, now))))
        .add(slice(&panel, &snapshot, 1, move |panel, now| runs(now).then(|| belief(panel, now))))
        .add(slice(&panel, &snapshot, 2, |panel, now| {
            runs(now).then(|| agency::agency(panel, now))
        }))
        .add(slice(&panel, &snapshot, 2, |panel, now| runs(now).then(|| told::shown(panel, now))))
        .add(slice(&panel, &snapshot, 3, |panel, now| runs(now).then(|| told::sent(panel, now))))
        .add(slice(&panel, &snapshot, 3, reminders::reminders))
        .add(slice(&panel, &snapshot, 3, |panel, _| human::human(panel)))
        .add(slice(&panel, &snapshot, 3, |panel, now| {
            runs(now).then(|| control::controls(panel, now))
        }));
    dialog("panel", &panel.words.get("panel.title"), panel.words.get("close"))
        .on("close", move |_| {
            closed.call("closed", &[]);
        })
        .child(body)
}

/// Whether there is something to see and to stop.
fn runs(snapshot: &Plain) -> bool {
    ["on", "paused"].contains(&&snapshot.text("state")[..])
}

/// A section that follows the snapshot. The later ones come after the first paint, in a task each,
/// and are busy until then; one that has nothing to say keeps its place, so that the others keep
/// the focus.
fn slice(
    panel: &Panel,
    snapshot: &ArcRwSignal<Plain>,
    turn: u64,
    mut section: impl FnMut(&Panel, &Plain) -> Option<Element> + Send + 'static,
) -> AnyView {
    let (panel, snapshot, due) = (panel.clone(), snapshot.clone(), State::new());
    let (said, after) = (due.clone(), Duration::from_millis(turn * SLICE));
    if turn == 0 {
        due.set(DUE);
    } else {
        set_timeout(move || said.set(DUE), after);
    }
    live(move || {
        let due = due.is(DUE);
        let section = if due { section(&panel, &snapshot.get()) } else { None };
        let empty = || element("section").with("hidden", "").with_if(!due, "aria-busy", "true");
        section.unwrap_or_else(empty)
    })
}

/// A section with its heading.
fn section(name: &str, heading: String) -> Element {
    part("section", name).child(element("h3").text(heading))
}

/// A line in the quiet tone.
fn quiet(text: String) -> Element {
    classed("p", "quiet").text(text)
}
