//! The reminders the shopper set, each with a way to forget it.
//! Never lists what the shopper did not set.

use super::{Panel, quiet, section};
use crate::element::{Element, button, element, list, part, unseen};
use crate::plain::Plain;

/// The section, where there are reminders.
pub(super) fn reminders(panel: &Panel, snapshot: &Plain) -> Option<Element> {
    let words = &panel.words;
    let items = snapshot.list("reminders").into_iter().map(|reminder| {
        let title = reminder.text("title");
        let forget = panel.tell("forgetReminder", &[&reminder.text("id")], "panel.forgotten");
        element("li")
            .child(
                element("div")
                    .child(
                        part("a", "open").with("href", &reminder.text("url")).text(title.clone()),
                    )
                    .child(quiet(words.time(reminder.number("due")))),
            )
            .child(
                button("forget", words.get("panel.forget"))
                    .click(forget)
                    .child(unseen([": ", &title].concat())),
            )
    });
    let items: Vec<_> = items.collect();
    let list = (!items.is_empty()).then(|| list().children(items));
    list.map(|list| section("reminders", words.get("panel.reminders")).child(list))
}
