//! What runs after the modules: microtasks, timers, pending input and output.

/// Runs microtasks until none is left. Called after every module and every task.
pub fn run_microtasks() {}

/// Runs tasks until nothing is pending.
pub fn run() {}

/// The `exit` event of `process`; returns the code to exit with.
pub fn before_exit(code: i32) -> i32 {
    code
}

/// Runs tasks until the promise of an asynchronous module is settled; throws what it was rejected with.
pub fn run_until_settled(_promise: crate::value::Value) {}
