//! The edge of a small wasm module without wasm-bindgen: memory, and the text that goes through it.
//! Never knows what it passes on. The page's end of it is www/observer/memory.js.
//!
//! A module exports plain functions of numbers; a text is its length, and lies in the one buffer
//! that `room` gave the page. Shared as source, not as a package: a package of its own costs the
//! observer 140 B, because the linker then inlines in another order. build.rs, the build script of
//! these modules, has the linker's settings.

#![expect(unsafe_code, reason = "shared memory is beyond the compiler's checks")]

pub(crate) mod allocator;

use alloc::string::String;
use core::cell::UnsafeCell;
use core::panic::PanicInfo;

/// Stops the module at a bug; the shell catches the trap and goes quiet.
#[panic_handler]
fn stop(_: &PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}

/// What lives between the calls of a module.
pub(crate) struct Single<T>(UnsafeCell<T>);

// SAFETY: wasm32-unknown-unknown without the atomics feature has a single thread.
unsafe impl<T> Sync for Single<T> {}

impl<T> Single<T> {
    /// For a `static`.
    pub(crate) const fn new(value: T) -> Self {
        Self(UnsafeCell::new(value))
    }

    /// What it holds.
    ///
    /// # Safety
    /// Only an export may call this, once, and none may run inside another.
    #[expect(clippy::mut_from_ref, reason = "each export is the only one that runs")]
    pub(crate) unsafe fn get(&self) -> &mut T {
        // SAFETY: the caller promises that nothing else holds it.
        unsafe { &mut *self.0.get() }
    }
}

/// Where the page may write a text of this many bytes; without any, where an answer begins. The one
/// buffer stays: memory is never given back.
pub(crate) fn room(text: &mut String, size: usize) -> *mut u8 {
    if size > text.capacity() {
        text.clear();
        text.reserve(size);
    }
    text.as_mut_ptr()
}

/// The text of this length in bytes that the page wrote.
pub(crate) fn written(text: &mut String, length: usize) -> &str {
    let length = length.min(text.capacity());
    // SAFETY: `room` gave this memory and the page filled it with TextEncoder's UTF-8.
    unsafe { text.as_mut_vec().set_len(length) };
    text
}

/// Leaves a text for the page and gives its length in bytes.
pub(crate) fn answer(text: &mut String, answer: &str) -> usize {
    text.clear();
    text.push_str(answer);
    answer.len()
}
