//! The evidence of this page, newest first: what was seen and what the shopper did with it.
//! Never adds up: what each piece weighs is the core's business.

use crate::section::{column, keyed, scrolls, section};
use crate::snapshot::Evidence;
use crate::words::{count, seconds};
use leptos::html::{ElementChild, caption, p, span, table, tbody, td, thead, tr};
use leptos::prelude::*;

/// The section.
pub(crate) fn ledger(entries: Memo<Vec<Evidence>>) -> impl IntoView {
    let is_empty = Memo::new(move |_| entries.with(Vec::is_empty));
    section(
        "ledger",
        "Evidence",
        move || count(entries.with(Vec::len) as f64, "entry", "entries"),
        move || {
            if is_empty.get() {
                let text = "Nothing on this page yet: scroll, read or open tagged content.";
                return p().attr("class", "none").child(text).into_any();
            }
            scrolls("Evidence, newest first", rows(entries)).into_any()
        },
    )
}

fn rows(entries: Memo<Vec<Evidence>>) -> impl IntoView {
    table().attr("class", "ledger").child((
        caption().attr("class", "unseen").child("Evidence, newest first"),
        thead().child(tr().child((
            column("Response", false),
            column("Content and its tags", false),
            column("Dwell", true),
            column("Words", true),
        ))),
        tbody().child(keyed(move || numbered(entries.get()), key, |(_, entry)| row(entry))),
    ))
}

/// Old entries keep their number, whatever comes before them.
fn numbered(entries: Vec<Evidence>) -> Vec<(usize, Evidence)> {
    (1..=entries.len()).rev().zip(entries).collect()
}

/// An entry that changes is another row.
fn key((place, entry): &(usize, Evidence)) -> String {
    let Evidence { label, tags, source: _, response, dwell, words } = entry;
    format!("{place}\t{label}\t{tags}\t{response}\t{dwell}\t{words}")
}

fn row(entry: Evidence) -> impl IntoView {
    tr().attr("data-response", entry.response.clone()).child((
        td().attr("class", "response").child(entry.response),
        td().child((
            span().attr("class", "label").child(entry.label),
            span().attr("class", "tags").child(entry.tags),
            span().attr("class", "source").attr("title", "Who tagged it").child(entry.source),
        )),
        td().attr("class", "number").child(seconds(entry.dwell)),
        td().attr("class", "number").child(entry.words.to_string()),
    ))
}
