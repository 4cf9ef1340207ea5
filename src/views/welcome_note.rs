//! The welcome note: a short note in the tone of the motivator.
//! Never claims to know the shopper; a neutral note says that nothing is believed yet.

use crate::card::{Words, card};
use crate::request::{Callbacks, Request};
use leptos::prelude::*;

/// What a welcome note needs.
pub(crate) struct Data {
    kind: String,
    variant: String,
    words: Words,
}

impl From<&Request> for Data {
    fn from(request: &Request) -> Self {
        let variant = request.variant();
        let own = ["x.", &request.experience(), ".", &variant, "."].concat();
        let built_in = ["welcome_note.", &variant, "."].concat();
        let text = |part: &str| {
            let text = request.message(&[&own, part].concat());
            if text.is_empty() { request.message(&[&built_in, part].concat()) } else { text }
        };
        Self {
            kind: request.kind(),
            words: Words {
                label: request.message("welcome_note.label"),
                title: text("title"),
                body: text("body"),
                action: text("action"),
                href: text("href"),
                image: text("image"),
                not_for_me: request.message("not_for_me"),
                close: request.message("close"),
                why: request.message("why"),
                reasons: reasons(request),
                off: request.message("off"),
            },
            variant,
        }
    }
}

/// What the note is based on, in plain words.
fn reasons(request: &Request) -> Vec<String> {
    let motivator = request.motivator();
    if motivator.is_empty() {
        return vec![request.message("why.abstained")];
    }
    let evidence = request.evidence();
    let based_on = match evidence {
        1 => request.message("why.reason.one"),
        n => request.message("why.reason.many").replace("{n}", &n.to_string()),
    };
    let phrase = request.message(&["motivator.", &motivator].concat());
    vec![request.message("why.answer").replace("{motivator}", &phrase), based_on]
}

/// The welcome note as a card.
pub(crate) fn welcome_note(data: Data, callbacks: Callbacks) -> impl IntoView {
    card(data.kind, data.variant, data.words, callbacks)
}
