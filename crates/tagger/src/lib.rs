//! Core's text tagger as the shop's page calls it: text in, tags out.
//! Never touches the page, and keeps nothing of a text: each call uses the same memory again.
//!
//! The weights are part of the module: one file, with one hash, is all there is to fetch.

#![cfg(target_arch = "wasm32")]
#![no_std]

extern crate alloc;

mod abi;
#[path = "../../edge/mod.rs"]
mod edge;

use alloc::string::String;
use motivo_core::tagger::{Language, Tagger};
use motivo_core::take_until;

static WEIGHTS: &[u8] = include_bytes!("../../../www/tagger.bin");

/// Takes a line of the storefront's motivators (separated by tabs), a line of the language's tag
/// (empty: to be guessed), and the text. Gives what it speaks to as a `data-motivo` text, empty when
/// that cannot be told.
fn tag(model: &Tagger<'_>, asked: &str) -> String {
    let mut rest = asked;
    let motivators = line(&mut rest);
    let language = line(&mut rest);
    let known = Language::from_tag(language);
    if known.is_none() && !language.is_empty() {
        return String::new();
    }
    model.tag(rest, known).markup(motivators)
}

fn line<'a>(rest: &mut &'a str) -> &'a str {
    let line = take_until(rest, b"\n");
    *rest = rest.get(1..).unwrap_or_default();
    line
}
