//! The edge of the module: its exports and its one import.
//! Never knows what it passes on. The page's end of it is www/observer/wasm.js.

#![expect(
    unsafe_code,
    reason = "exported names and what lives between calls are beyond the compiler's checks"
)]

use crate::edge::{self, Single, answer, written};
use crate::{Moment, Session};
use alloc::boxed::Box;
use alloc::string::String;
use motivo_core::policy::{Drawn, Tickets, Variant};
use motivo_core::response::{Exposure, Millis};

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
    session.respond(written(&mut page.text, length), met, understood != 0, minute)
}

#[unsafe(no_mangle)]
extern "C" fn step(step: u32) {
    if let Some(session) = &mut page().session {
        session.step(step);
    }
}

/// `experience` is a position in the plan and -1 nothing, `variant` a motivator and -1 neutral.
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
    answer(&mut page.text, &shown)
}

#[unsafe(no_mangle)]
extern "C" fn look(now: u32, decided: u32, quiet: u32, possible: u32) -> usize {
    let page = page();
    let Some(session) = &mut page.session else { return 0 };
    let lines = session.look(moment(now, decided, quiet, possible));
    answer(&mut page.text, &lines)
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
    answer(&mut page.text, &told)
}

#[unsafe(no_mangle)]
extern "C" fn remember(minute: u32) -> usize {
    let page = page();
    let Some(session) = &mut page.session else { return 0 };
    page.text.clear();
    session.remember(minute, &mut page.text);
    page.text.len()
}
