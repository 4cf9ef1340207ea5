//! What changes while something is shown, as a word: `busy`, `open`, or what is said.
//! Never several types of signal: each would cost the shopper 600 bytes.

use leptos::prelude::{ArcRwSignal, Get, GetUntracked, Set};

/// A word that the view follows.
#[derive(Clone)]
pub(crate) struct State(ArcRwSignal<String>);

impl State {
    /// Nothing yet.
    pub(crate) fn new() -> Self {
        Self(ArcRwSignal::new(String::new()))
    }

    /// The word; who reads it is rendered again when it changes.
    #[inline(never)]
    pub(crate) fn get(&self) -> String {
        self.0.get()
    }

    /// Whether it is this word; who asks is rendered again when it changes.
    #[inline(never)]
    pub(crate) fn is(&self, word: &str) -> bool {
        self.get() == word
    }

    /// Whether there is a word, for who only asks now.
    #[inline(never)]
    pub(crate) fn is_set(&self) -> bool {
        !self.0.get_untracked().is_empty()
    }

    /// From now on this word.
    #[inline(never)]
    pub(crate) fn set(&self, word: &str) {
        self.0.set(word.to_owned());
    }
}
