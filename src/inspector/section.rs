//! What all sections are made of: a heading that folds, lists of facts, tables that scroll.
//! Never knows what it shows.

use leptos::control_flow::{For, ForProps};
use leptos::html::{ElementChild, dd, details, div, dl, dt, h3, span, summary, th};
use leptos::prelude::*;
use std::hash::Hash;

/// A section that can be folded; `aside` stands at the right of its heading.
pub(crate) fn section(
    id: &'static str,
    title: &'static str,
    aside: impl IntoView + 'static,
    content: impl IntoView + 'static,
) -> impl IntoView {
    details().attr("open", "").attr("data-section", id).child((
        summary().child((h3().child(title), span().attr("class", "aside").child(aside))),
        div().attr("class", "content").child(content),
    ))
}

/// Facts in two columns.
pub(crate) fn facts(rows: impl IntoView + 'static) -> impl IntoView {
    dl().attr("class", "facts").child(rows)
}

/// A fact's name and value.
pub(crate) fn fact(
    id: &'static str,
    name: &'static str,
    value: impl IntoView + 'static,
) -> impl IntoView {
    div().attr("data-fact", id).child((dt().child(name), dd().child(value)))
}

/// A box of its own scrollbar, which the keyboard can reach.
pub(crate) fn scrolls(label: &'static str, content: impl IntoView + 'static) -> impl IntoView {
    div()
        .attr("class", "scrolls")
        .attr("role", "region")
        .attr("aria-label", label)
        .attr("tabindex", "0")
        .child(content)
}

/// The head of a column; a number's column is aligned to the right.
pub(crate) fn column(name: &'static str, number: bool) -> impl IntoView {
    th().attr("scope", "col").attr("class", if number { "number" } else { "" }).child(name)
}

/// Rows that stay the same element while their key does.
pub(crate) fn keyed<T, K, V>(
    all: impl Fn() -> Vec<T> + Send + 'static,
    key: impl Fn(&T) -> K + Send + Clone + 'static,
    row: impl Fn(T) -> V + Send + Clone + 'static,
) -> impl IntoView
where
    T: Send + 'static,
    K: Eq + Hash + 'static,
    V: IntoView + 'static,
{
    For(ForProps::builder().each(all).key(key).children(row).build())
}
