//! Stack for recursive passes: as much as a tree is deep.
//!
//! Source may nest 4,000 levels and a chain of operators may be a hundred thousand long, so a pass that recurses over
//! a module runs inside `with_stack`. A shallow module costs a comparison.

/// What is left before a recursive pass moves to a new stack; a level of any pass needs less.
const RED_ZONE: usize = 128 * 1024;
/// The size of the new stack: some hundred levels.
const SEGMENT: usize = 1024 * 1024;
/// A guess: the frames of the fattest pass for one level of the tree, which are larger without optimisation.
const BYTES_PER_LEVEL: usize = if cfg!(debug_assertions) { 16 * 1024 } else { 4 * 1024 };
/// Source nests 4,000 levels, each at most a few levels of the tree; what is deeper is a chain.
const NESTED: usize = 20_000;
/// Dropping or comparing one link of a chain.
const BYTES_PER_LINK: usize = if cfg!(debug_assertions) { 3 * 1024 } else { 512 };
/// Depth that every thread's stack takes: 200 levels need less than 1 MiB.
const SHALLOW: u32 = 200;

/// Runs `pass`, which recurses over a tree of `depth` levels, on a stack that is large enough.
pub fn with_stack<R>(depth: u32, pass: impl FnOnce() -> R) -> R {
    if depth <= SHALLOW {
        return pass();
    }
    let depth = depth as usize;
    let size = depth.min(NESTED) * BYTES_PER_LEVEL + depth * BYTES_PER_LINK + SEGMENT;
    with_bytes(size, pass)
}

/// Runs `pass` where at least `size` bytes of stack are left.
pub(crate) fn with_bytes<R>(size: usize, pass: impl FnOnce() -> R) -> R {
    if stacker::remaining_stack().is_some_and(|left| left > size) {
        return pass();
    }
    stacker::grow(size, pass)
}

/// One step of a recursion: moves to a new stack when this one is about to end.
#[inline]
pub fn guarded<R>(step: impl FnOnce() -> R) -> R {
    stacker::maybe_grow(RED_ZONE, SEGMENT, step)
}
