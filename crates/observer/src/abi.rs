//! The edge of the module: its exports, its one import, and the text that goes through memory.
//! Never knows what it passes on. The page's end of it is www/observer/wasm.js.

#![expect(
    unsafe_code,
    reason = "exported names and shared memory are beyond the compiler's checks"
)]

use crate::{Exposure, Moment, Session};
use alloc::boxed::Box;
use alloc::string::String;
use core::cell::UnsafeCell;
use core::panic::PanicInfo;
use motivo_core::policy::{Drawn, Tickets, Variant};

/// Stops the module at a bug; the shell catches the trap and goes quiet.
#[panic_handler]
fn stop(_: &PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}

#[link(wasm_import_module = "page")]
unsafe extern "C" {
    /// A uniform 32-bit draw from the browser's secure generator.
    pub(crate) safe fn random() -> u32;
}

/// What lives between calls.
struct Page {
    /// Text on its way in or out.
    text: String,
    /// Leaked: leaving it to the page's end spares the code that would take it apart.
    session: Option<&'static mut Session>,
}

struct Single(UnsafeCell<Page>);

// SAFETY: as for the allocator, there is a single thread.
unsafe impl Sync for Single {}

static PAGE: Single = Single(UnsafeCell::new(Page { text: String::new(), session: None }));

fn page() -> &'static mut Page {
    // SAFETY: only the exports call this, once each, and none of them runs inside another: the one
    // import comes back before anything else is called.
    unsafe { &mut *PAGE.0.get() }
}

/// The text of this length in bytes that the page wrote.
fn written(text: &mut String, length: usize) -> &str {
    let length = length.min(text.capacity());
    // SAFETY: `room` gave this memory and the page filled it with TextEncoder's UTF-8.
    unsafe { text.as_mut_vec().set_len(length) };
    text
}

/// Leaves a text for the page and gives its length in bytes. The one buffer stays: memory is never
/// given back.
fn answer(page: &mut Page, text: &str) -> usize {
    page.text.clear();
    page.text.push_str(text);
    text.len()
}

/// Where the page may write a text of this many bytes; without any, where an answer begins.
#[unsafe(no_mangle)]
extern "C" fn room(size: usize) -> *mut u8 {
    let text = &mut page().text;
    if size > text.capacity() {
        text.clear();
        text.reserve(size);
    }
    text.as_mut_ptr()
}

#[unsafe(no_mangle)]
extern "C" fn open(length: usize) -> usize {
    let page = page();
    let Some((session, settings)) = Session::open(written(&mut page.text, length)) else {
        return 0;
    };
    page.session = Some(Box::leak(Box::new(session)));
    answer(page, &settings)
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
    let seen = Exposure { dwell, words, acted: acted != 0, again: again != 0 };
    session.respond(written(&mut page.text, length), seen, understood != 0, minute)
}

#[unsafe(no_mangle)]
extern "C" fn step(step: u32) {
    if let Some(session) = &mut page().session {
        session.step(step);
    }
}

/// `experience` is a position in the plan and -1 nothing, `variant` a motivator and -1 neutral.
#[expect(clippy::too_many_arguments, reason = "numbers cross the edge as they are")]
#[unsafe(no_mangle)]
extern "C" fn decide(
    experience: u32,
    variant: u32,
    kind: u32,
    tickets: u32,
    policy: u32,
    now: u32,
    decided: u32,
    quiet: u32,
    possible: u32,
) -> usize {
    let page = page();
    let Some(session) = &mut page.session else { return 0 };
    let drawn = Drawn {
        experience: (experience != u32::MAX).then_some(experience as usize),
        variant: u8::try_from(variant).map_or(Variant::Neutral, Variant::Motivator),
        kind: Tickets::new(kind as u8),
        tickets: Tickets::new(tickets as u8),
    };
    let shown = session.decide(drawn, policy, moment(now, decided, quiet, possible));
    answer(page, &shown)
}

#[unsafe(no_mangle)]
extern "C" fn look(now: u32, decided: u32, quiet: u32, possible: u32) -> usize {
    let page = page();
    let Some(session) = &mut page.session else { return 0 };
    let lines = session.look(moment(now, decided, quiet, possible));
    answer(page, &lines)
}

fn moment(now: u32, decided: u32, quiet: u32, possible: u32) -> Moment {
    Moment { now, decided: decided != 0, quiet: quiet != 0, possible }
}

#[unsafe(no_mangle)]
extern "C" fn say(about: u32, value: u32) {
    if let Some(session) = &mut page().session {
        session.say(about, value);
    }
}

#[unsafe(no_mangle)]
extern "C" fn outcome(length: usize, minute: u32) -> bool {
    let page = page();
    let Some(session) = &mut page.session else { return false };
    session.outcome(written(&mut page.text, length), minute)
}

#[unsafe(no_mangle)]
extern "C" fn order(value: f64) {
    if let Some(session) = &mut page().session {
        session.order(value);
    }
}

#[unsafe(no_mangle)]
extern "C" fn told() -> usize {
    let page = page();
    let Some(session) = &mut page.session else { return 0 };
    let told = session.told();
    answer(page, &told)
}

#[unsafe(no_mangle)]
extern "C" fn remember(minute: u32) -> usize {
    let page = page();
    let Some(session) = &mut page.session else { return 0 };
    page.text.clear();
    session.remember(minute, &mut page.text);
    page.text.len()
}
