//! What every kind needs: the request, its words, and what the shopper did with it.
//! Never decides; an engagement is told once, and leaving depends on whether there was one.

use crate::plain::Plain;
use crate::state::State;
use crate::words::Words;
use std::sync::Arc;

/// An experience that is due, and the observer's ear.
pub(crate) struct Experience {
    pub(crate) request: Plain,
    pub(crate) words: Words,
    pub(crate) callbacks: Plain,
    pub(crate) kind: String,
    pub(crate) step: String,
    variant: String,
    /// Set once the shopper used it.
    pub(crate) engaged: State,
}

/// Shared by the parts of a card.
pub(crate) type Shared = Arc<Experience>;

impl Experience {
    /// The experience of a request.
    pub(crate) fn of(request: Plain, callbacks: Plain) -> Shared {
        Arc::new(Self {
            words: Words::of(&request),
            kind: request.text("kind"),
            step: request.text("step"),
            variant: request.text("variant"),
            engaged: State::new(),
            request,
            callbacks,
        })
    }

    /// Where it appears: `toast`, `popover` or `inline`.
    pub(crate) fn placement(&self) -> String {
        self.request.text("placement")
    }

    /// `neutral` or a motivator.
    pub(crate) fn variant(&self) -> &str {
        &self.variant
    }

    /// The owner's text for this variant, else the built-in one of the kind or step.
    pub(crate) fn text(&self, part: &str) -> String {
        let own = self.own(&self.variant, part);
        if own.is_empty() {
            let step = &self.step;
            let of = if step.is_empty() { &self.variant } else { step };
            self.words.at(&[&self.kind, ".", of, ".", part])
        } else {
            own
        }
    }

    /// An address the owner gave for this variant, else for the neutral one.
    pub(crate) fn address(&self, part: &str) -> String {
        let own = self.own(&self.variant, part);
        if own.is_empty() { self.own("neutral", part) } else { own }
    }

    /// What the owner wrote, which never is about a reminder that is due.
    pub(crate) fn own(&self, variant: &str, part: &str) -> String {
        if self.step == "due" {
            return String::new();
        }
        self.words.at(&["x.", &self.request.text("experience"), ".", variant, ".", part])
    }

    /// The shopper used what it offers.
    pub(crate) fn engage(&self) {
        if !self.engaged.is_set() {
            self.engaged.set("engaged");
            self.callbacks.call("outcome", &["engaged".into()]);
        }
    }

    /// The shopper sends it away, or is done with it.
    pub(crate) fn leave(&self) {
        if self.engaged.is_set() {
            self.callbacks.call("closed", &[]);
        } else {
            self.callbacks.call("outcome", &["dismissed".into()]);
        }
    }
}
