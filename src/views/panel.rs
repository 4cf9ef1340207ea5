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
use leptos::prelude::{ArcRwSignal, Get};
use std::time::Duration;

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
    let frame = dialog("panel", &panel.words.get("panel.title"), panel.words.get("close"));
    let mut order = Vec::new();
    // The long part comes after the first paint, so that no task gets long.
    let painted = State::new();
    let paint = painted.clone();
    set_timeout(move || paint.set("painted"), Duration::from_millis(30));
    let content = live(move || {
        let snapshot = snapshot.get();
        let sections = sections(&panel, &snapshot, &mut order, painted.is("painted"));
        part("div", "panel-body").children(sections)
    });
    frame
        .on("close", move |_| {
            closed.call("closed", &[]);
        })
        .add(content)
}

fn sections(
    panel: &Panel,
    snapshot: &Plain,
    order: &mut Vec<usize>,
    painted: bool,
) -> Vec<Element> {
    let mut sections = vec![control::state(panel, snapshot)];
    let state = snapshot.text("state");
    if painted && (state == "on" || state == "paused") {
        sections.extend([
            belief::belief(panel, snapshot, order),
            agency::agency(panel, snapshot),
            told::shown(panel, snapshot),
            told::sent(panel, snapshot),
            reminders::reminders(panel, snapshot),
        ]);
    }
    sections.extend(human::human(panel));
    if painted && (state == "on" || state == "paused") {
        sections.push(control::controls(panel, &state));
    }
    sections
}

/// A section with its heading.
fn section(name: &str, heading: String) -> Element {
    part("section", name).child(element("h3").text(heading))
}

/// A line in the quiet tone.
fn quiet(text: String) -> Element {
    classed("p", "quiet").text(text)
}
