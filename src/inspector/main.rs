//! The developer's live view of a preview: what Motivo believes, saw, decided and would send.
//! Never part of a shopper's visit: nothing here is loaded without `?motivo=preview`.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

fn main() {}

/// An open inspector; closing it leaves nothing in the page.
#[wasm_bindgen]
pub struct Handle {}

#[wasm_bindgen]
impl Handle {
    /// Shows another moment of the visit.
    pub fn update(&self, _snapshot: JsValue) {}
    /// Takes the inspector away; a second call does nothing.
    pub fn close(&mut self) {}
}

/// Opens the inspector.
#[wasm_bindgen]
pub fn inspect(_snapshot: JsValue, _callbacks: JsValue) -> Handle {
    Handle {}
}
