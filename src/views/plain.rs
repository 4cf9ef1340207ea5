//! A plain object handed over by the observer, read by name, and its functions, called by name.
//! Never fails: what is missing reads as empty, 0 or false, and a function that is missing does nothing.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

/// A plain object, or anything else, which then reads as an empty one.
#[derive(Clone)]
pub(crate) struct Plain(pub(crate) JsValue);

impl Plain {
    /// The member as it is, `undefined` when missing.
    #[inline(never)]
    pub(crate) fn get(&self, name: &str) -> JsValue {
        Reflect::get(&self.0, &name.into()).unwrap_or_default()
    }

    /// The member as a text.
    #[inline(never)]
    pub(crate) fn text(&self, name: &str) -> String {
        self.get(name).as_string().unwrap_or_default()
    }

    /// The member as a number.
    #[inline(never)]
    pub(crate) fn number(&self, name: &str) -> f64 {
        self.get(name).as_f64().unwrap_or_default()
    }

    /// Whether the member is something.
    #[inline(never)]
    pub(crate) fn has(&self, name: &str) -> bool {
        self.get(name).is_truthy()
    }

    /// The member as an object.
    pub(crate) fn object(&self, name: &str) -> Self {
        Self(self.get(name))
    }

    /// The members of an array.
    #[inline(never)]
    pub(crate) fn list(&self, name: &str) -> Vec<Self> {
        let list = self.get(name);
        let list = list.dyn_into::<Array>().unwrap_or_default();
        list.iter().map(Self).collect()
    }

    /// Waits for a promise; what is none is taken as it is, a refusal as its reason.
    pub(crate) fn then(self, hear: impl FnOnce(JsValue) + 'static) {
        if self.has("then") {
            let hear = Closure::once_into_js(Box::new(hear) as Box<dyn FnOnce(JsValue)>);
            self.call("then", &[hear.clone(), hear]);
        } else {
            hear(self.0);
        }
    }

    /// What the function gives; it hears at most two arguments.
    #[inline(never)]
    pub(crate) fn call(&self, name: &str, arguments: &[JsValue]) -> JsValue {
        let Ok(function) = self.get(name).dyn_into::<Function>() else { return JsValue::UNDEFINED };
        let list: Array = arguments.iter().collect();
        function.apply(&self.0, &list).unwrap_or_default()
    }
}
