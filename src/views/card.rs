//! The frame every experience shares: picture, title, actions, "Why am I seeing this?".
//! Never says what a person feels; it says what was looked at and how to stop.

use crate::request::Callbacks;
use leptos::ev;
use leptos::html::{ElementChild, a, button, details, div, h2, img, p, section, summary};
use leptos::prelude::*;
use std::rc::Rc;
use std::time::Duration;

/// Words and picture of a card.
pub(crate) struct Words {
    pub(crate) label: String,
    pub(crate) title: String,
    pub(crate) body: String,
    pub(crate) action: String,
    pub(crate) href: String,
    pub(crate) image: String,
    pub(crate) not_for_me: String,
    pub(crate) close: String,
    pub(crate) why: String,
    pub(crate) reasons: Vec<String>,
    pub(crate) off: String,
}

/// A screen reader notices a change of a live region, not its arrival.
const ANNOUNCE_AFTER: Duration = Duration::from_millis(150);

/// A card that can be used, sent away, asked for its reason, or turned off for good.
///
/// Builder syntax on purpose: `view!` renders static parts through `innerHTML`, which a page with
/// Trusted Types refuses.
pub(crate) fn card(kind: String, variant: String, words: Words, on: Callbacks) -> impl IntoView {
    let on = Rc::new(on);
    let dismiss = {
        let on = on.clone();
        move || on.outcome("dismissed")
    };
    let (dismiss_button, dismiss_escape) = (dismiss.clone(), dismiss.clone());
    let escape = window_event_listener(ev::keydown, move |event| {
        if event.key() == "Escape" && !event.default_prevented() {
            dismiss_escape();
        }
    });
    on_cleanup(move || escape.remove());
    section()
        .attr("part", "card")
        .attr("class", "card")
        .attr("aria-label", words.label.clone())
        .attr("data-kind", kind)
        .attr("data-variant", variant)
        .child((
            announcement(format!("{}: {}. {}", words.label, words.title, words.body)),
            picture(words.image),
            div().attr("class", "text").child((
                h2().attr("part", "title").child(words.title),
                p().attr("part", "body").child(words.body),
                div().attr("class", "actions").child((
                    action(words.action, words.href, on.clone()),
                    button()
                        .attr("type", "button")
                        .attr("part", "dismiss")
                        .on(ev::click, move |_| dismiss_button())
                        .child(words.not_for_me),
                )),
                why(words.why, words.reasons, words.off, on),
            )),
            button()
                .attr("type", "button")
                .attr("class", "close")
                .attr("part", "close")
                .attr("aria-label", words.close)
                .on(ev::click, move |_| dismiss())
                .child("\u{00d7}"),
        ))
}

/// Tells a screen reader what appeared, without taking the focus.
fn announcement(text: String) -> impl IntoView {
    let said = RwSignal::new(String::new());
    if let Ok(timer) = set_timeout_with_handle(move || said.set(text), ANNOUNCE_AFTER) {
        on_cleanup(move || timer.clear());
    }
    p().attr("class", "announcement").attr("role", "status").child(move || said.get())
}

fn picture(image: String) -> Option<impl IntoView> {
    (!image.is_empty()).then(|| {
        img()
            .attr("part", "picture")
            .attr("src", image)
            .attr("alt", "")
            .attr("width", "320")
            .attr("height", "200")
    })
}

fn action(text: String, href: String, on: Rc<Callbacks>) -> Option<impl IntoView> {
    (!href.is_empty()).then(|| {
        a().attr("part", "action")
            .attr("href", href)
            .on(ev::click, move |_| on.outcome("engaged"))
            .child(text)
    })
}

fn why(question: String, reasons: Vec<String>, off: String, on: Rc<Callbacks>) -> impl IntoView {
    let reasons: Vec<_> = reasons.into_iter().map(|reason| p().child(reason)).collect();
    details().attr("part", "why").child((
        summary().child(question),
        reasons,
        button()
            .attr("type", "button")
            .attr("part", "off")
            .on(ev::click, move |event| {
                event.stop_propagation();
                on.off();
            })
            .child(off),
    ))
}
