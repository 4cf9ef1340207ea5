//! A guide or size guide: the shop's own content, shown in a sheet without leaving the page.
//! Never changes the content; the observer hands over a safe copy.

use crate::element::{Element, classed, element, live, part};
use crate::experience::Shared;
use crate::plain::Plain;
use crate::welcome_note::link;
use leptos::prelude::{ArcRwSignal, Get, Set};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::DocumentFragment;

/// The content, as soon as it is there; a link to its page when it cannot be had.
pub(crate) fn guide(of: &Shared) -> Element {
    let content = ArcRwSignal::new(Plain(JsValue::UNDEFINED));
    let got = content.clone();
    Plain(of.callbacks.call("content", &[])).then(move |answer| {
        got.set(Plain(if answer.is_undefined() { JsValue::NULL } else { answer }));
    });
    let of = of.clone();
    let shown = live(move || match content.get().0.dyn_into::<DocumentFragment>() {
        Ok(fragment) => classed("article", "prose").holding(fragment.into()),
        Err(nothing) if nothing.is_undefined() => {
            element("p").with("role", "status").text(of.words.get("sheet.loading"))
        }
        Err(_) => {
            let open = link("instead", &of.address("href"), &of);
            element("div")
                .child(element("p").text(of.words.get("sheet.failed")))
                .maybe(open.map(|link| link.text(of.words.get("sheet.open"))))
        }
    });
    part("div", "guide").add(shown)
}
