//! The edge of the module: its exports and its one import.
//! Never knows what it passes on. The page's end of it is www/observer/due/core.js.

#![expect(
    unsafe_code,
    reason = "exported names and what lives between calls are beyond the compiler's checks"
)]

use crate::edge::{self, Single, answer, written};
use crate::{Moment, Session};
use alloc::boxed::Box;
use alloc::string::String;

#[link(wasm_import_module = "page")]
unsafe extern "C" {
    /// A uniform 32-bit draw from the browser's secure generator.
    pub(crate) safe fn random() -> u32;
}

/// What lives between calls.
struct Page {
    text: String,
    /// Leaked: leaving it to the page's end spares the code that would take it apart.
    session: Option<&'static mut Session>,
}

static PAGE: Single<Page> = Single::new(Page { text: String::new(), session: None });

fn page() -> &'static mut Page {
    // SAFETY: only the exports call this, once each, and none of them runs inside another: the one
    // import comes back before anything else is called.
    unsafe { PAGE.get() }
}

#[unsafe(no_mangle)]
extern "C" fn room(size: usize) -> *mut u8 {
    edge::room(&mut page().text, size)
}

#[unsafe(no_mangle)]
extern "C" fn open(length: usize) -> bool {
    let page = page();
    let session = Session::open(written(&mut page.text, length));
    page.session = session.map(|session| &mut *Box::leak(Box::new(session)));
    page.session.is_some()
}

#[unsafe(no_mangle)]
extern "C" fn begin(length: usize) {
    let page = page();
    if let Some(session) = &mut page.session {
        session.begin(written(&mut page.text, length));
    }
}

#[unsafe(no_mangle)]
extern "C" fn believe(length: usize) {
    let page = page();
    if let Some(session) = &mut page.session {
        session.believe(written(&mut page.text, length));
    }
}

#[unsafe(no_mangle)]
extern "C" fn decide(
    length: usize,
    policy: u32,
    now: u32,
    decided: u32,
    quiet: u32,
    possible: u32,
) -> usize {
    let page = page();
    let Some(session) = &mut page.session else { return 0 };
    let known = bytes(&mut page.text, length);
    let shown = session.decide(known, policy, moment(now, decided, quiet, possible));
    answer(&mut page.text, &shown)
}

#[unsafe(no_mangle)]
extern "C" fn look(now: u32, decided: u32, quiet: u32, possible: u32) -> usize {
    let page = page();
    let Some(session) = &mut page.session else { return 0 };
    let lines = session.look(moment(now, decided, quiet, possible));
    answer(&mut page.text, &lines)
}

/// The bytes of this length that the page wrote, whatever they are.
fn bytes(text: &mut String, length: usize) -> &[u8] {
    let length = length.min(text.capacity());
    // SAFETY: `room` gave this memory, and the text is empty: nobody reads these bytes as one.
    unsafe {
        text.as_mut_vec().clear();
        core::slice::from_raw_parts(text.as_ptr(), length)
    }
}

fn moment(now: u32, decided: u32, quiet: u32, possible: u32) -> Moment {
    Moment { now, decided: decided != 0, quiet: quiet != 0, possible }
}

#[unsafe(no_mangle)]
extern "C" fn allow(agency: u32) {
    if let Some(session) = &mut page().session {
        session.allow(agency);
    }
}

#[unsafe(no_mangle)]
extern "C" fn saw(touchpoint: u32) {
    if let Some(session) = &mut page().session {
        session.saw(touchpoint);
    }
}

#[unsafe(no_mangle)]
extern "C" fn leave() {
    if let Some(session) = &mut page().session {
        session.leave();
    }
}

#[unsafe(no_mangle)]
extern "C" fn friction(kind: u32, touchpoint: u32, state: u32) -> bool {
    let Some(session) = &mut page().session else { return false };
    session.friction(kind, touchpoint, state)
}

#[unsafe(no_mangle)]
extern "C" fn control(what: u32) {
    if let Some(session) = &mut page().session {
        session.control(what);
    }
}

#[unsafe(no_mangle)]
extern "C" fn outcome(length: usize, minute: u32) -> bool {
    let page = page();
    let Some(session) = &mut page.session else { return false };
    session.outcome(written(&mut page.text, length), minute)
}

#[unsafe(no_mangle)]
extern "C" fn order(revenue: u32) {
    if let Some(session) = &mut page().session {
        session.order(revenue);
    }
}

#[unsafe(no_mangle)]
extern "C" fn told() -> usize {
    let page = page();
    let Some(session) = &mut page.session else { return 0 };
    let told = session.told();
    answer(&mut page.text, &told)
}

#[unsafe(no_mangle)]
extern "C" fn remember() -> usize {
    let page = page();
    let Some(session) = &mut page.session else { return 0 };
    page.text.clear();
    session.remember(&mut page.text);
    page.text.len()
}
