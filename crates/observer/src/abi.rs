//! The edge of the module: its exports.
//! Never knows what it passes on. The page's end of it is www/observer/wasm.js.

#![expect(
    unsafe_code,
    reason = "exported names and what lives between calls are beyond the compiler's checks"
)]

use crate::Session;
use crate::edge::allocator::{mark, rewind};
use crate::edge::{self, Single, answer, written};
use alloc::boxed::Box;
use alloc::string::String;
use motivo_core::response::{Exposure, Millis};

/// Longer than what is looked at, so that it never needs memory of its own.
const LOOK: usize = 512;

/// What lives between calls.
struct Page {
    text: String,
    /// Leaked: leaving it to the page's end spares the code that would take it apart.
    session: Option<&'static mut Session>,
}

static PAGE: Single<Page> = Single::new(Page { text: String::new(), session: None });

fn page() -> &'static mut Page {
    // SAFETY: only the exports call this, once each, and none of them runs inside another.
    unsafe { PAGE.get() }
}

#[unsafe(no_mangle)]
extern "C" fn room(size: usize) -> *mut u8 {
    edge::room(&mut page().text, size)
}

#[unsafe(no_mangle)]
extern "C" fn open(length: usize) -> usize {
    let page = page();
    let Some((session, settings)) = Session::open(written(&mut page.text, length)) else {
        return 0;
    };
    page.session = Some(Box::leak(Box::new(session)));
    answer(&mut page.text, &settings)
}

#[unsafe(no_mangle)]
extern "C" fn begin(length: usize, minute: u32, stored: u32) -> u32 {
    let page = page();
    let Some(session) = &mut page.session else { return 0 };
    session.begin(written(&mut page.text, length), minute, stored != 0)
}

#[unsafe(no_mangle)]
extern "C" fn respond(
    length: usize,
    dwell: u32,
    words: u32,
    acted: u32,
    again: u32,
    understood: u32,
    minute: u32,
) -> u32 {
    let page = page();
    let Some(session) = &mut page.session else { return 0 };
    let dwell = Millis(dwell);
    let met = Exposure { dwell, words, acted: acted != 0, again: again != 0 };
    let start = mark();
    let pieces = session.respond(written(&mut page.text, length), met, understood != 0, minute);
    // SAFETY: what is kept of an exposure is numbers; nothing else of the call is left.
    unsafe { rewind(start) };
    pieces
}

#[unsafe(no_mangle)]
extern "C" fn step(step: u32) {
    if let Some(session) = &mut page().session {
        session.step(step);
    }
}

#[unsafe(no_mangle)]
extern "C" fn order(value: f64) {
    if let Some(session) = &mut page().session {
        session.order(value);
    }
}

#[unsafe(no_mangle)]
extern "C" fn ordered() -> i32 {
    page().session.as_mut().map_or(-1, |session| session.ordered())
}

#[unsafe(no_mangle)]
extern "C" fn look() -> usize {
    let page = page();
    let Some(session) = &mut page.session else { return 0 };
    edge::room(&mut page.text, LOOK);
    let start = mark();
    let length = answer(&mut page.text, &session.look());
    // SAFETY: the buffer is older and had room for the answer; nothing else of the call is left.
    unsafe { rewind(start) };
    length
}

#[unsafe(no_mangle)]
extern "C" fn say(about: u32, value: u32) {
    if let Some(session) = &mut page().session {
        session.say(about, value);
    }
}

#[unsafe(no_mangle)]
extern "C" fn remember(minute: u32) -> usize {
    let page = page();
    let Some(session) = &mut page.session else { return 0 };
    page.text.clear();
    session.remember(minute, &mut page.text);
    page.text.len()
}
