//! What the shopper sees and touches: one component per experience, and the shopper's panel, each
//! in its own shadow root.
//! Never decides, stores, sends or reads the page: data comes in, callbacks go out.
//!
//! | module | holds |
//! | --- | --- |
//! | [`plain`], [`words`] | the hand-over from the observer; the message catalogue |
//! | [`host`], [`place`], [`style`] | the element in the top layer or slot, where it stands, its look |
//! | [`element`], [`attributes`], [`state`] | how elements are built, and what makes them change |
//! | [`experience`] | the request, its words, what the shopper did with it |
//! | [`card`], [`why`], [`sheet`] | the frame every experience shares, and the modal sheet |
//! | [`welcome_note`] | the welcome note |
//! | [`curated_offer`] | the curated offer: [`product`], [`cart`], [`rank`] |
//! | [`coach_nudge`] | the coach nudge: [`guide`], [`video`], [`comparison`], [`reminder`], [`due`] |
//! | [`panel`] | the shopper's panel |

mod attributes;
mod card;
mod cart;
mod coach_nudge;
mod comparison;
mod curated_offer;
mod due;
mod element;
mod experience;
mod guide;
mod host;
mod panel;
mod place;
mod plain;
mod product;
mod rank;
mod reminder;
mod sheet;
mod state;
mod style;
mod video;
mod welcome_note;
mod why;
mod words;

use element::Element;
use experience::{Experience, Shared};
use host::Host;
use leptos::leptos_dom::helpers::set_timeout;
use leptos::prelude::{ArcRwSignal, IntoAny, Set};
use plain::Plain;
use std::time::Duration;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

fn main() {}

/// A shown experience; closing it leaves nothing in the page.
#[wasm_bindgen]
pub struct Handle {
    host: Host,
}

#[wasm_bindgen]
impl Handle {
    /// Takes the experience away; a second call does nothing.
    pub fn close(&self) {
        self.host.close();
    }
}

/// Gets ready in three short tasks: parses the style sheet, renders an element and a card that
/// nobody sees, so that the browser compiles what the first one needs. Worth a call when the page is
/// idle; nothing else depends on it.
#[wasm_bindgen]
pub fn warm() {
    let _later = style::sheet();
    let element = || element::live(|| element::element("p"));
    let card = || welcome_note::welcome_note(&Experience::of(nothing(), nothing())).view();
    let then = move || host::rehearse(card);
    let first = move || {
        host::rehearse(element);
        set_timeout(then, Duration::ZERO);
    };
    set_timeout(first, Duration::ZERO);
}

fn nothing() -> Plain {
    Plain(JsValue::UNDEFINED)
}

/// Shows an experience: `request` says what, `callbacks` hear what the shopper does with it.
///
/// # Errors
/// Says what the browser refused; nothing is left in the page then.
#[wasm_bindgen]
pub fn show(request: JsValue, callbacks: JsValue) -> Result<Handle, JsValue> {
    let request = Plain(request);
    let experience = Experience::of(request.clone(), Plain(callbacks));
    let host = Host::open(&request, experience.placement(), move || {
        let views: Vec<_> = views(&experience).into_iter().map(Element::view).collect();
        views.into_any()
    })?;
    Ok(Handle { host })
}

fn views(of: &Shared) -> Vec<Element> {
    match &of.kind[..] {
        "curated_offer" => vec![curated_offer::curated_offer(of)],
        "coach_nudge" => coach_nudge::coach_nudge(of),
        _ => vec![welcome_note::welcome_note(of)],
    }
}

/// The open panel; closing it leaves nothing in the page and brings the focus back.
#[wasm_bindgen]
pub struct PanelHandle {
    host: Host,
    snapshot: ArcRwSignal<Plain>,
}

#[wasm_bindgen]
impl PanelHandle {
    /// Shows a newer snapshot.
    pub fn update(&self, snapshot: JsValue) {
        self.snapshot.set(Plain(snapshot));
        self.host.keep_focus();
    }

    /// Takes the panel away; a second call does nothing.
    pub fn close(&self) {
        self.host.close();
    }
}

/// Opens the shopper's panel.
///
/// # Errors
/// Says what the browser refused; nothing is left in the page then.
#[wasm_bindgen]
pub fn panel(snapshot: JsValue, callbacks: JsValue) -> Result<PanelHandle, JsValue> {
    let handed = Plain(snapshot);
    let snapshot = ArcRwSignal::new(handed.clone());
    let (followed, callbacks) = (snapshot.clone(), Plain(callbacks));
    let view = move || panel::panel(followed, callbacks).view();
    let host = Host::open(&handed, "panel".into(), view)?;
    Ok(PanelHandle { host, snapshot })
}
