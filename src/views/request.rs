//! The hand-over from the observer: plain objects read through typed getters, no serde.
//! Never keeps a reference to the observer's state.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// What to show.
    pub type Request;
    /// The experience's kind.
    #[wasm_bindgen(method, getter)]
    pub fn kind(this: &Request) -> String;
    /// The owner's name for the experience.
    #[wasm_bindgen(method, getter)]
    pub fn experience(this: &Request) -> String;
    /// `neutral` or a motivator's identifier.
    #[wasm_bindgen(method, getter)]
    pub fn variant(this: &Request) -> String;
    /// The believed motivator's identifier, empty when the belief abstains.
    #[wasm_bindgen(method, getter)]
    pub fn motivator(this: &Request) -> String;
    /// Language of the messages, for `lang`.
    #[wasm_bindgen(method, getter)]
    pub fn locale(this: &Request) -> String;
    /// Pieces of evidence behind the belief.
    #[wasm_bindgen(method, getter)]
    pub fn evidence(this: &Request) -> u32;
    /// The message catalogue, from key to text.
    #[wasm_bindgen(method, getter)]
    fn messages(this: &Request) -> JsValue;

    /// What the shopper did, for the observer.
    pub type Callbacks;
    /// An outcome: `engaged` or `dismissed`.
    #[wasm_bindgen(method)]
    pub fn outcome(this: &Callbacks, name: &str);
    /// The shopper wants Motivo off for good.
    #[wasm_bindgen(method)]
    pub fn off(this: &Callbacks);
}

impl Request {
    /// A message of the catalogue, empty when missing.
    pub(crate) fn message(&self, key: &str) -> String {
        let message = js_sys::Reflect::get(&self.messages(), &key.into());
        message.ok().and_then(|text| text.as_string()).unwrap_or_default()
    }
}
