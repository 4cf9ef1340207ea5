//! What the shopper sees and touches: one component per experience, each in its own shadow root.
//! Never decides, stores, sends or reads the page: data comes in, callbacks go out.
//!
//! | module | holds |
//! | --- | --- |
//! | [`request`] | the hand-over from the observer, through typed getters |
//! | [`host`] | the element in the top layer with its shadow root, style sheet and theme |
//! | [`card`] | the frame every experience shares: title, dismiss, "Why am I seeing this?" |
//! | [`welcome_note`] | the welcome note |

mod card;
mod host;
mod rank;
mod request;
mod welcome_note;

use host::Host;
use leptos::prelude::*;
use request::{Callbacks, Request};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

fn main() {}

/// A shown experience; closing it leaves nothing in the page.
#[wasm_bindgen]
pub struct Handle {
    host: Option<Host>,
}

#[wasm_bindgen]
impl Handle {
    /// Takes the experience away; a second call does nothing.
    pub fn close(&mut self) {
        self.host.take();
    }
}

/// Shows an experience.
///
/// # Errors
/// Says what the browser refused; nothing is left in the page then.
#[wasm_bindgen]
pub fn show(request: &Request, callbacks: Callbacks) -> Result<Handle, JsValue> {
    let host = Host::open(request)?;
    let data = welcome_note::Data::from(request);
    let host = host.mount(move || welcome_note::welcome_note(data, callbacks).into_any())?;
    Ok(Handle { host: Some(host) })
}
