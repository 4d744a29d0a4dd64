//! Cancellation: how work on one handle is stopped, and what the one who started it sees.

use std::panic::AssertUnwindSafe;

use crate::database::Database;

/// Stops the work of one handle of the database, from any thread.
#[derive(Clone, Debug)]
pub struct Stop(salsa::CancellationToken);

/// Why work on a handle ended without an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// Somebody called `Stop::stop`.
    Here,
    /// A write waits: the answer would be about the past.
    ByWrite,
    /// Another thread panicked in a query that this one waited for.
    ByPanic,
}

impl Stop {
    pub fn of(db: &Database) -> Stop {
        Stop(salsa::Database::cancellation_token(db))
    }

    /// The next query that the handle asks unwinds to `catch`.
    pub fn stop(&self) {
        self.0.cancel();
    }
}

/// Runs work that may be stopped. A panic that is no stop goes on to the caller.
pub fn catch<R>(run: impl FnOnce() -> R) -> Result<R, Stopped> {
    salsa::Cancelled::catch(AssertUnwindSafe(run)).map_err(|cancelled| match cancelled {
        salsa::Cancelled::Local => Stopped::Here,
        salsa::Cancelled::PendingWrite => Stopped::ByWrite,
        _ => Stopped::ByPanic,
    })
}

impl Database {
    /// Stops the work of all other handles and waits until they are dropped. What is written next is one turn.
    pub fn stop_others(&mut self) {
        salsa::Database::trigger_cancellation(self);
    }
}
