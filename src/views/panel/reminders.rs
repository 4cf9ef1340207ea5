//! The reminders the shopper set, each with a way to forget it.
//! Never lists what the shopper did not set.

use super::{Panel, quiet, section};
use crate::element::{Element, button, element, list, part, unseen};
use crate::plain::Plain;
use js_sys::Date;

/// The section, where there are reminders.
pub(super) fn reminders(panel: &Panel, snapshot: &Plain) -> Option<Element> {
    let words = &panel.words;
    let items = snapshot.list("reminders").into_iter().map(|reminder| {
        let title = reminder.text("title");
        let left = reminder.number("due") - Date::now() / 60_000.0;
        let due = words.with("panel.due", "{time}", &words.span(left.max(0.0)));
        let forget = panel.tell("forgetReminder", &[&reminder.text("id")], "panel.forgotten");
        element("li")
            .child(
                element("div")
                    .child(
                        part("a", "open").with("href", &reminder.text("url")).text(title.clone()),
                    )
                    .child(quiet(due)),
            )
            .child(button("forget", words.get("panel.forget")).click(forget).child(unseen(title)))
    });
    let items: Vec<_> = items.collect();
    let section = || section("reminders", words.get("panel.reminders"));
    (!items.is_empty()).then(|| section().child(list().children(items)))
}
