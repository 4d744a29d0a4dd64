//! The cancellation: how a build is asked to end before its time. What it finished stays finished.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Shared by who asks and who is asked.
#[derive(Clone, Default)]
pub struct Cancel(Arc<Counts>);

/// How often a stop was asked for, and how many of these have been answered by other work.
#[derive(Default)]
struct Counts {
    asked: AtomicU64,
    answered: AtomicU64,
}

/// What a cancelled build unwinds with, as salsa does when it cancels.
struct Cancelled;

impl Cancel {
    pub fn ask(&self) {
        self.0.asked.fetch_add(1, Ordering::Relaxed);
    }

    /// How often a stop was asked for, to be known by the work that comes instead.
    pub fn asked(&self) -> u64 {
        self.0.asked.load(Ordering::Relaxed)
    }

    /// From now on only later ones count.
    pub fn answer(&self, asked: u64) {
        self.0.answered.store(asked, Ordering::Relaxed);
    }

    /// Unwinds to `catch` when a stop was asked for. Called between two items of work, outside of queries.
    pub fn check(&self) {
        if self.asked() > self.0.answered.load(Ordering::Relaxed) {
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
