//! The developer's live view of a preview: what Motivo believes, saw, decided and would send.
//! Never part of a shopper's visit: nothing here is loaded without `?motivo=preview`.
//!
//! | module | holds |
//! | --- | --- |
//! | [`snapshot`] | a moment of the visit, as the observer hands it over |
//! | [`callbacks`] | what the developer does, handed back |
//! | [`host`] | the element in the top layer with its shadow root and style sheet |
//! | [`panel`] | the frame: docks, collapses, moves, closes; its sections in their order |
//! | [`header`] | storefront, state, consent, holdout |
//! | [`belief`] [`ledger`] [`decision`] [`experiences`] [`page`] [`records`] [`fire`] | one section each |
//! | [`section`] | what all sections are made of |
//! | [`words`] | identifiers in plain English, figures as text |

mod belief;
mod callbacks;
mod decision;
mod experiences;
mod fire;
mod header;
mod host;
mod ledger;
mod page;
mod panel;
mod records;
mod section;
mod snapshot;
mod words;

use callbacks::Callbacks;
use host::Host;
use leptos::prelude::*;
use motivo_core::response::{Millis, respond};
use snapshot::Snapshot;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

fn main() {}

/// An open inspector; closing it leaves nothing in the page.
#[wasm_bindgen]
pub struct Handle {
    host: Rc<RefCell<Option<Host>>>,
    shown: Shown,
}

#[wasm_bindgen]
impl Handle {
    /// Shows another moment of the visit.
    pub fn update(&self, snapshot: JsValue) {
        self.shown.read(snapshot);
    }

    /// Takes the inspector away; a second call does nothing.
    pub fn close(&mut self) {
        self.host.take();
    }
}

/// Opens the inspector.
///
/// # Errors
/// Says what the browser refused; nothing is left in the page then.
#[wasm_bindgen]
pub fn inspect(snapshot: JsValue, callbacks: Callbacks) -> Result<Handle, JsValue> {
    let shown = Shown::default();
    shown.read(snapshot);
    let host = Rc::new(RefCell::new(None));
    let (gone, view) = (host.clone(), shown.clone());
    // Out of the click that asks for it, so that no view is dropped while it runs.
    let close = move || {
        let gone = gone.clone();
        set_timeout(move || drop(gone.take()), std::time::Duration::ZERO);
    };
    let open = Host::open()?.mount(move || panel::panel(view, callbacks, close).into_any())?;
    *host.borrow_mut() = Some(open);
    Ok(Handle { host, shown })
}

/// The response to content of `words` words that was in view for `dwell` milliseconds: `skip`,
/// `glance`, `read` or `act`, by the core's own rule.
#[wasm_bindgen]
#[must_use]
pub fn response(dwell: u32, words: u32, acted: bool) -> String {
    respond(Millis(dwell), words, acted).id().to_owned()
}

/// What the panel shows: the last moment that could be read, and what went wrong since.
#[derive(Clone, Default)]
struct Shown {
    snapshot: ArcRwSignal<Snapshot>,
    fault: ArcRwSignal<String>,
}

impl Shown {
    fn read(&self, snapshot: JsValue) {
        match serde_wasm_bindgen::from_value(snapshot) {
            Ok(snapshot) => {
                self.snapshot.set(snapshot);
                self.fault.set(String::new());
            }
            Err(error) => self.fault.set(format!("This moment cannot be read: {error}")),
        }
    }
}
