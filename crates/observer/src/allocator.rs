//! A small allocator: the standard one costs 2.6 kB of the page's bytes after compression.
//! Never shared between threads: the module has one.

#[cfg(target_arch = "wasm32")]
mod small {
    use lol_alloc::{AssumeSingleThreaded, FreeListAllocator};

    #[global_allocator]
    #[expect(unsafe_code, reason = "the module is built without threads")]
    // SAFETY: wasm32-unknown-unknown without the atomics feature has a single thread.
    static ALLOCATOR: AssumeSingleThreaded<FreeListAllocator> =
        unsafe { AssumeSingleThreaded::new(FreeListAllocator::new()) };
}
