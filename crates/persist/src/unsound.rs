//! The unsound: what the proof breaks on purpose, to show that it would notice.
//!
//! Only with the feature `unsound`; the binary refuses to be built with it, so nothing that is shipped can get here.

use std::sync::atomic::{AtomicU8, Ordering};

/// A law that does not hold any more in this process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breach {
    /// All checksums are the same, so none tells anything.
    Verification = 1,
    /// A field is left out of a key.
    Key = 2,
}

static BREACH: AtomicU8 = AtomicU8::new(0);

/// From now on this law is broken.
pub fn commit(breach: Breach) {
    BREACH.store(breach as u8, Ordering::Relaxed);
}

pub(crate) fn skips_verification() -> bool {
    BREACH.load(Ordering::Relaxed) == Breach::Verification as u8
}

/// Whether a key leaves the field out that asks.
pub fn forgets<T>(_: &T) -> bool {
    BREACH.load(Ordering::Relaxed) == Breach::Key as u8
}
