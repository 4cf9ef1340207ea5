//! What the developer does, handed back to the observer.
//! Never lets an exception of the page through: it becomes a line in the panel.

use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// The observer's side.
    #[derive(Clone)]
    pub type Callbacks;
    /// Shows an experience now, whatever the belief: `{experience, variant, locale, theme}`.
    #[wasm_bindgen(method, catch)]
    fn fire(this: &Callbacks, what: &JsValue) -> Result<(), JsValue>;
    /// Opens the shopper's panel.
    #[wasm_bindgen(method, catch)]
    fn panel(this: &Callbacks) -> Result<(), JsValue>;
    /// What is allowed on this page: `{inference, storage, reporting}`.
    #[wasm_bindgen(method, catch)]
    fn consent(this: &Callbacks, allowed: &JsValue) -> Result<(), JsValue>;
    /// The developer closed the inspector.
    #[wasm_bindgen(method, catch)]
    fn closed(this: &Callbacks) -> Result<(), JsValue>;
}

/// The callbacks as the sections use them.
#[derive(Clone, Copy)]
pub(crate) struct Actions {
    callbacks: StoredValue<Callbacks, LocalStorage>,
    fault: RwSignal<String>,
}

impl Actions {
    pub(crate) fn new(callbacks: Callbacks, fault: RwSignal<String>) -> Self {
        Self { callbacks: StoredValue::new_local(callbacks), fault }
    }

    pub(crate) fn fire(self, experience: &str, variant: &str, locale: &str, theme: &str) {
        let named = [
            ("experience", experience.into()),
            ("variant", variant.into()),
            ("locale", locale.into()),
            ("theme", theme.into()),
        ];
        self.call("fire", |to| to.fire(&object(named)?));
    }

    pub(crate) fn panel(self) {
        self.call("panel", Callbacks::panel);
    }

    /// Understanding only: nothing is kept for later, nothing is told.
    pub(crate) fn grant(self) {
        let allowed = [("inference", true), ("storage", false), ("reporting", false)];
        self.call("consent", |to| to.consent(&object(allowed.map(|(k, v)| (k, v.into())))?));
    }

    pub(crate) fn closed(self) {
        self.call("closed", Callbacks::closed);
    }

    fn call(self, name: &str, call: impl FnOnce(&Callbacks) -> Result<(), JsValue>) {
        // The observer may answer with a new snapshot at once, so nothing is borrowed meanwhile.
        match call(&self.callbacks.get_value()) {
            Ok(()) => self.fault.set(String::new()),
            Err(error) => self.fault.set(format!("{name}: {}", text(&error))),
        }
    }
}

fn object<const N: usize>(members: [(&str, JsValue); N]) -> Result<JsValue, JsValue> {
    let object = js_sys::Object::new();
    for (name, value) in members {
        js_sys::Reflect::set(&object, &name.into(), &value)?;
    }
    Ok(object.into())
}

/// An exception's message.
fn text(error: &JsValue) -> String {
    let message = js_sys::Reflect::get(error, &"message".into()).ok();
    let message = message.and_then(|text| text.as_string()).or_else(|| error.as_string());
    message.unwrap_or_else(|| "it failed without a word".to_owned())
}
