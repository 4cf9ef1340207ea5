//! How much Motivo may do: a dial from answering to doing.
//! Never offers what this shop has not set up.

use super::{Panel, section};
use crate::element::{Element, classed, element, part};
use crate::plain::Plain;

/// The dial as a group of radio buttons.
pub(super) fn agency(panel: &Panel, snapshot: &Plain) -> Element {
    let words = &panel.words;
    let heading = words.get("panel.agency");
    let now = snapshot.text("agency");
    let levels: &[&str] = if snapshot.has("canDo") {
        &["answer", "show", "coach", "do"]
    } else {
        &["answer", "show", "coach"]
    };
    let rows = levels.iter().map(|level| {
        let tell = panel.tell("agency", &[level], "panel.kept");
        let radio = element("input")
            .with("type", "radio")
            .with("name", "agency")
            .with("value", level)
            .with_if(now == *level, "checked", "")
            .on("change", move |_| tell());
        let text = element("span")
            .child(element("strong").text(words.at(&["agency.", level])))
            .child(classed("span", "quiet").text(words.at(&["agency.", level, ".why"])));
        part("label", "level").child(radio).child(text)
    });
    let dial = element("div").with("role", "radiogroup").with("aria-label", &heading);
    section("agency", heading).child(dial.children(rows))
}
