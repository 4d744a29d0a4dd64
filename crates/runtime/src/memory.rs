//! Raw memory outside of the heap, for data that cells own.

/// `bytes` of uninitialised memory.
pub fn allocate<T>(bytes: usize) -> *mut T {
    // SAFETY: plain malloc.
    let memory = unsafe { libc::malloc(bytes.max(1)) };
    if memory.is_null() {
        crate::fatal("FATAL ERROR: out of memory");
    }
    memory.cast()
}

/// Grows or shrinks a block of `allocate` (or null).
///
/// # Safety
/// `memory` comes from here or is null.
pub unsafe fn reallocate<T>(memory: *mut T, bytes: usize) -> *mut T {
    // SAFETY: by the caller's promise.
    let memory = unsafe { libc::realloc(memory.cast(), bytes.max(1)) };
    if memory.is_null() {
        crate::fatal("FATAL ERROR: out of memory");
    }
    memory.cast()
}

/// # Safety
/// `memory` comes from here or is null.
pub unsafe fn free<T>(memory: *mut T) {
    // SAFETY: by the caller's promise.
    unsafe { libc::free(memory.cast()) };
}
