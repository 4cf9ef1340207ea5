//! Whether Motivo runs, and the ways to stop it: pause, erase, off.
//! Never asks twice and never hides a way out; each says in one line what it does.

use super::{Panel, quiet, section};
use crate::card::status;
use crate::element::{Element, button, classed, element, list, part};
use crate::plain::Plain;

/// What runs, in one sentence, with the way back where there is one.
pub(super) fn state(panel: &Panel, snapshot: &Plain) -> Element {
    let words = &panel.words;
    let state = snapshot.text("state");
    let key = if snapshot.has("holdout") && state == "on" { "panel.holdout" } else { "" };
    let sentence = if key.is_empty() {
        let span = words.span(snapshot.number("minutes"));
        crate::words::fill(&words.at(&["panel.", &state]), "{time}", &span)
    } else {
        words.get(key)
    };
    let back = match &state[..] {
        "paused" => Some(("resume", "panel.resume")),
        "off" => Some(("on", "panel.again")),
        _ => None,
    };
    let back =
        back.map(|(name, key)| button("resume", words.get(key)).click(panel.tell(name, &[], "")));
    part("section", "state")
        .with("data-state", &state)
        .child(classed("p", "lead").text(sentence))
        .child(status("done", panel.done.clone()))
        .maybe(back)
}

/// Pause, erase and off.
pub(super) fn controls(panel: &Panel, snapshot: &Plain) -> Element {
    let words = &panel.words;
    let pause = if snapshot.text("state") == "paused" { "resume" } else { "pause" };
    let ways = [(pause, ""), ("erase", "panel.erased"), ("off", "off.done")];
    let ways = ways.map(|(name, done)| {
        let explanation = quiet(words.at(&["panel.", name, ".why"]));
        let key = if name == "off" { "off".into() } else { ["panel.", name].concat() };
        let press = panel.tell(name, &[], done);
        element("li")
            .child(button("control", words.get(&key)).with("data-control", name).click(press))
            .child(explanation)
    });
    let list = list().children(ways);
    section("controls", words.get("panel.stop")).child(list)
}
