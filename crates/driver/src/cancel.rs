//! The cancellation: how a build is asked to end before its time. What it finished stays finished.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Shared by who asks and who is asked.
#[derive(Clone, Default)]
pub struct Cancel(Arc<AtomicBool>);

/// What a cancelled build unwinds with, as salsa does when it cancels.
struct Cancelled;

impl Cancel {
    pub fn ask(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    pub fn take_back(&self) {
        self.0.store(false, Ordering::Relaxed);
    }

    /// Unwinds to `catch` when a stop was asked for. Called between two items of work, outside of queries.
    pub fn check(&self) {
        if self.0.load(Ordering::Relaxed) {
            resume_unwind(Box::new(Cancelled));
        }
    }
}

/// Runs a build to its end, or `None` when it was stopped.
pub fn catch<R>(build: impl FnOnce() -> R) -> Option<R> {
    // What a stopped build leaves behind is inputs, finished queries and finished objects: all of it is whole.
    match catch_unwind(AssertUnwindSafe(build)) {
        Ok(built) => Some(built),
        Err(payload) if payload.is::<Cancelled>() => None,
        Err(payload) => resume_unwind(payload),
    }
}
