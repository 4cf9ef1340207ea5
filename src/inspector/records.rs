//! What this visit would tell the collector, line by line.
//! Never sends.

use crate::section::section;
use crate::words::count;
use leptos::html::{ElementChild, code, li, ol, p};
use leptos::prelude::*;

/// The section.
pub(crate) fn records(lines: Memo<Vec<String>>) -> impl IntoView {
    section(
        "records",
        "What would be sent",
        move || count(lines.with(Vec::len) as f64, "record", "records"),
        (
            p().attr("class", "hint").child(move || {
                if lines.with(Vec::is_empty) {
                    "Nothing yet. A preview never sends."
                } else {
                    "A preview never sends; a shopper\u{2019}s visit would tell this, and nothing else."
                }
            }),
            ol().attr("class", "records").child(move || {
                let lines = lines.get().into_iter();
                lines.map(|line| li().child(code().child(line))).collect::<Vec<_>>()
            }),
        ),
    )
}
