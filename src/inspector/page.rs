//! The page that is open, as Motivo takes it.
//! Never reads the page itself.

use crate::section::{fact, facts, section};
use crate::snapshot::Page;
use crate::words;
use leptos::html::{ElementChild, code};
use leptos::prelude::*;

/// The section.
pub(crate) fn page(page: Memo<Page>) -> impl IntoView {
    let text = move |get: fn(&Page) -> String| move || page.with(get);
    section(
        "page",
        "Page",
        text(|p| p.kind.clone()),
        facts((
            fact("url", "Address", code().child(text(|p| p.url.clone()))),
            fact("quiet", "Quiet", text(|p| words::quiet(&p.quiet).to_owned())),
            fact("tagged", "Tagged pieces", text(|p| p.tagged.to_string())),
            fact("products", "Products", text(|p| p.products.to_string())),
        )),
    )
}
