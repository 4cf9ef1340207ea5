//! The words of the page's language: the message catalogue, shares and spans of time.
//! Never builds a sentence out of parts that another language would order differently.

use crate::plain::Plain;

/// The catalogue.
#[derive(Clone)]
pub(crate) struct Words {
    messages: Plain,
}

impl Words {
    /// The words that came with a request or a snapshot.
    pub(crate) fn of(handed: &Plain) -> Self {
        Self { messages: handed.object("messages") }
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

    /// A share as a percentage.
    pub(crate) fn percent(&self, share: f64) -> String {
        self.with("percent", "{n}", &whole(share * 100.0))
    }

    /// A span of time, in minutes up to two hours, in hours up to two days, then in days.
    pub(crate) fn span(&self, minutes: f64) -> String {
        let (key, minute) = match minutes {
            under if under < 120.0 => ("span.minutes", 1.0),
            under if under < 2880.0 => ("span.hours", 60.0),
            _ => ("span.days", 1440.0),
        };
        self.with(key, "{n}", &whole(minutes / minute))
    }
}

/// A number of at least 0, rounded. `Intl` would take a tenth of a second on a slow phone to start.
pub(crate) fn whole(number: f64) -> String {
    ((number + 0.5) as u32).to_string()
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
