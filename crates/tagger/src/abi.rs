//! The edge of the module: its two exports.
//! Never knows why it is asked. The page's end of it is www/observer/tagger/main.js.

#![expect(
    unsafe_code,
    reason = "exported names and what lives between calls are beyond the compiler's checks"
)]

use crate::WEIGHTS;
use crate::edge::allocator::{mark, rewind};
use crate::edge::{self, Single, answer, written};
use alloc::string::String;
use motivo_core::tagger::Tagger;

/// Longer than any answer, so that an answer never needs memory of its own.
const ANSWER: usize = 512;

/// What lives between calls.
struct Page {
    text: String,
    /// Read once: the checksum of the weights takes longer than a text.
    model: Option<Tagger<'static>>,
}

static PAGE: Single<Page> = Single::new(Page { text: String::new(), model: None });

fn page() -> &'static mut Page {
    // SAFETY: only the two exports call this, once each, and neither runs inside the other.
    unsafe { PAGE.get() }
}

#[unsafe(no_mangle)]
extern "C" fn room(size: usize) -> *mut u8 {
    edge::room(&mut page().text, size.max(ANSWER))
}

#[unsafe(no_mangle)]
extern "C" fn tag(length: usize) -> usize {
    let Page { text, model } = page();
    if model.is_none() {
        *model = Tagger::new(WEIGHTS).ok();
    }
    let Some(model) = model.as_ref().filter(|_| text.capacity() >= ANSWER) else { return 0 };
    let start = mark();
    let tags = crate::tag(model, written(text, length));
    let length = answer(text, &tags);
    // SAFETY: the buffer is older and had room for the answer; nothing else of the call is left.
    unsafe { rewind(start) };
    length
}
