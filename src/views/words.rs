//! The words of the page's language: the message catalogue, numbers, times.
//! Never builds a sentence out of parts that another language would order differently.

use crate::plain::Plain;
use js_sys::{Array, Date, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

/// The catalogue and its language.
#[derive(Clone)]
pub(crate) struct Words {
    messages: Plain,
    locale: String,
}

impl Words {
    /// The words that came with a request or a snapshot.
    pub(crate) fn of(handed: &Plain) -> Self {
        Self { messages: handed.object("messages"), locale: handed.text("locale") }
    }

    /// A message, empty when missing.
    #[inline(never)]
    pub(crate) fn get(&self, key: &str) -> String {
        self.messages.text(key)
    }

    /// A message by the parts of its key.
    #[inline(never)]
    pub(crate) fn at(&self, key: &[&str]) -> String {
        self.get(&key.concat())
    }

    /// A message with one place filled: `{n}` and the like.
    #[inline(never)]
    pub(crate) fn with(&self, key: &str, place: &str, value: &str) -> String {
        fill(&self.get(key), place, value)
    }

    /// A motivator in plain words.
    #[inline(never)]
    pub(crate) fn motivator(&self, id: &str) -> String {
        self.at(&["motivator.", id])
    }

    /// A whole number as this language writes it.
    pub(crate) fn number(&self, number: f64) -> String {
        self.format(number, &[])
    }

    /// A share as this language writes it.
    pub(crate) fn percent(&self, share: f64) -> String {
        self.format(share, &[("style", "percent")])
    }

    /// Minutes as this language says them, in hours from two hours on.
    pub(crate) fn span(&self, minutes: f64) -> String {
        let (count, unit) = if minutes < 120.0 {
            (minutes, "minute")
        } else {
            ((minutes / 60.0 + 0.5).floor(), "hour")
        };
        self.format(count, &[("style", "unit"), ("unit", unit), ("unitDisplay", "long")])
    }

    /// A minute since 1970 as day and time.
    pub(crate) fn time(&self, minute: f64) -> String {
        let options = options(&[
            ("weekday", "long"),
            ("day", "numeric"),
            ("month", "long"),
            ("hour", "numeric"),
            ("minute", "2-digit"),
        ]);
        Date::new(&(minute * 60_000.0).into()).to_locale_string(&self.locale, &options).into()
    }

    fn format(&self, number: f64, how: &[(&str, &str)]) -> String {
        let format = Intl::NumberFormat::new(&Array::of1(&self.locale[..].into()), &options(how));
        let text = format.format().call1(&JsValue::UNDEFINED, &number.into());
        text.ok().and_then(|text| text.as_string()).unwrap_or_default()
    }
}

/// A text with a place filled.
#[inline(never)]
pub(crate) fn fill(text: &str, place: &str, value: &str) -> String {
    let found = text.as_bytes().windows(place.len()).position(|found| found == place.as_bytes());
    let parts = found.and_then(|at| Some((text.get(..at)?, text.get(at + place.len()..)?)));
    match parts {
        Some((before, after)) => [before, value, after].concat(),
        None => text.to_owned(),
    }
}

fn options(of: &[(&str, &str)]) -> Object {
    let object = Object::new();
    for (name, value) in of {
        let _set = Reflect::set(&object, &(*name).into(), &(*value).into());
    }
    object
}
