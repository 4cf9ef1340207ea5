//! The frame every experience shares: picture, title, content, "Why am I seeing this?".
//! Never says what a person feels, never takes the focus.

use crate::element::{Element, button, classed, element, live, part};
use crate::experience::{Experience, Shared};
use crate::state::State;
use crate::why::why;
use leptos::ev;
use leptos::leptos_dom::helpers::{set_timeout_with_handle, window_event_listener};
use leptos::prelude::on_cleanup;
use std::time::Duration;
use wasm_bindgen::JsCast;

/// A screen reader notices a change of a live region, not its arrival.
const ANNOUNCE_AFTER: Duration = Duration::from_millis(150);

/// Where Escape means something else than "send the card away".
const USES_ESCAPE: &str = "dialog,input,textarea,select,[contenteditable],[aria-modal=true]";

/// A card with its content between the body and the reasons; `dismiss` stands beside the actions.
pub(crate) fn card(of: &Shared, picture: String, content: Vec<Element>) -> Element {
    escape(of);
    let label = of.words.at(&[&of.kind, ".label"]);
    let (title, body) = (of.text("title"), of.text("body"));
    let pause = if title.ends_with(['?', '؟', '!', '.']) { " " } else { ". " };
    let announced = announcement([&label, ": ", &title, pause, &body].concat());
    let head = part("div", "head")
        .child(part("p", "label").text(label.clone()))
        .child(part("h2", "title").text(title))
        .maybe((!body.is_empty()).then(|| part("p", "body").text(body)));
    let text = part("div", "text").child(head).children(content).child(why(of));
    let picture = (!picture.is_empty()).then(|| self::picture("picture", &picture));
    let leave = of.clone();
    part("section", "card")
        .with("aria-label", &label)
        .with("data-kind", &of.kind)
        .with("data-variant", of.variant())
        .with("data-step", &of.step)
        .with("data-placement", &of.placement())
        .child(announced)
        .child(classed("div", "scroll").maybe(picture).child(text))
        .child(close("close", of.words.get("close")).click(move || leave.leave()))
}

/// The row of a card's buttons; the last one sends it away, or closes it once it was used.
pub(crate) fn actions(of: &Shared, action: Option<Element>) -> Element {
    let of = of.clone();
    let dismiss = live(move || {
        let leave = of.clone();
        let key = if of.engaged.is("engaged") { "close" } else { "not_for_me" };
        button("dismiss", of.words.get(key)).click(move || leave.leave())
    });
    classed("div", "actions").maybe(action).add(dismiss)
}

/// A button with a cross, 44 px each way.
pub(crate) fn close(name: &str, label: String) -> Element {
    part("button", name).with("type", "button").with("aria-label", &label)
}

/// A picture that says nothing the words do not say.
pub(crate) fn picture(name: &str, address: &str) -> Element {
    part("img", name).with("src", address).with("alt", "").with("decoding", "async")
}

/// Tells a screen reader what appeared.
fn announcement(text: String) -> Element {
    let said = State::new();
    let later = said.clone();
    if let Ok(timer) = set_timeout_with_handle(move || later.set(&text), ANNOUNCE_AFTER) {
        on_cleanup(move || timer.clear());
    }
    status("unseen", said)
}

/// A live region that says what the signal holds.
pub(crate) fn status(name: &'static str, said: State) -> Element {
    let words = live(move || element("span").text(said.get()));
    classed("p", name).with("role", "status").add(words)
}

/// Escape sends the card away when the focus is in it, or when nobody else wants the key.
fn escape(of: &Shared) {
    let (of, inline) = (of.clone(), of.placement() == "inline");
    let listener = window_event_listener(ev::keydown, move |event| {
        if event.key() == "Escape" && !event.default_prevented() && is_ours(&event, inline) {
            Experience::leave(&of);
        }
    });
    on_cleanup(move || listener.remove());
}

/// At the window, a key in a shadow root comes from its host.
fn is_ours(event: &web_sys::KeyboardEvent, inline: bool) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let Some(target) = target else { return !inline };
    let own = target.tag_name().eq_ignore_ascii_case(crate::host::TAG);
    !crate::host::is_asked() && (own || !inline && matches!(target.closest(USES_ESCAPE), Ok(None)))
}
