//! An allocator that only goes forward: what a page view needs ends with the page.
//! Never gives memory back: the calls that repeat reuse their buffers, and code to free the rest
//! would cost 1 kB of the page's bytes after compression.

use core::alloc::{GlobalAlloc, Layout};
use core::arch::wasm32::{memory_grow, memory_size};
use core::cell::Cell;

const PAGE: usize = 65_536;

/// Where free memory begins; 0 before the first allocation.
struct Forward(Cell<usize>);

// SAFETY: wasm32-unknown-unknown without the atomics feature has a single thread.
unsafe impl Sync for Forward {}

#[global_allocator]
static ALLOCATOR: Forward = Forward(Cell::new(0));

// SAFETY: each block lies between the end of the one before and the end of the memory.
unsafe impl GlobalAlloc for Forward {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // Whatever the linker laid out ends where the first grown page begins.
        let free = if self.0.get() == 0 { memory_size(0) * PAGE } else { self.0.get() };
        let start = free.next_multiple_of(layout.align());
        let end = start + layout.size();
        let missing = end.saturating_sub(memory_size(0) * PAGE).div_ceil(PAGE);
        if missing > 0 && memory_grow(0, missing) == usize::MAX {
            return core::ptr::null_mut();
        }
        self.0.set(end);
        start as *mut u8
    }

    unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}
}

/// How far memory is in use.
#[allow(dead_code, reason = "not every module of this source does")]
pub(crate) fn mark() -> usize {
    ALLOCATOR.0.get()
}

/// Uses memory again from a mark on, for modules whose calls leave nothing behind.
///
/// # Safety
/// Nothing that was allocated since the mark may be used again.
#[allow(dead_code, reason = "not every module of this source does")]
pub(crate) unsafe fn rewind(mark: usize) {
    ALLOCATOR.0.set(mark);
}
