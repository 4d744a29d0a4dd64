//! What runs after the modules: microtasks, `process.nextTick`, timers, immediates.
//!
//! The order is Node's: after every task all functions of `nextTick`, then all microtasks, until both queues are
//! empty, then rejections nobody has handled. A turn of the loop runs due timers, then immediates.

use crate::builtin::timer;
use crate::builtin::weak::clear_kept;
use crate::call::call;
use crate::cell::Global;
use crate::exception::catch::try_call;
use crate::exception::report;
use crate::heap::kind;
use crate::promise::{Promise, State, job};
use crate::value::Value;

/// What `process` wants to hear of; the functions say whether somebody has dealt with it.
pub struct Hooks {
    /// An exception nobody caught.
    pub uncaught: Option<fn(Value) -> bool>,
    /// A rejection nobody handled: reason and promise.
    pub unhandled_rejection: Option<fn(Value, Value) -> bool>,
    /// The loop is empty; true where a listener has made more work.
    pub before_exit: Option<fn(i32)>,
    /// The process ends with this code; the code it ends with.
    pub exit: Option<fn(i32) -> i32>,
}

pub static HOOKS: Global<Hooks> =
    Global::new(Hooks { uncaught: None, unhandled_rejection: None, before_exit: None, exit: None });

/// Runs a task of the program; what it throws is reported as uncaught.
pub fn run_task(task: impl FnOnce()) {
    let run = || {
        task();
        Value::UNDEFINED
    };
    if let Err(error) = try_call(run) {
        uncaught(error);
    }
}

/// Nobody caught it: a listener of the process may go on, else the program ends.
pub fn uncaught(error: Value) {
    if HOOKS.get().uncaught.is_some_and(|hook| hook(error)) {
        return;
    }
    report::print(error);
    leave(1);
}

/// Ends the process after its `exit` listeners.
pub fn leave(code: i32) -> ! {
    let mut code = code;
    if let Some(hook) = HOOKS.get().exit.take() {
        code = hook(code);
    }
    crate::start::exit(code)
}

/// Runs microtasks until none is left.
pub fn drain_jobs() {
    while {
        let mut ran = false;
        run_task(|| ran = job::run_one());
        ran || job::has_jobs()
    } {}
}

/// Runs microtasks until none is left, then everything else that waits for the end of a task.
/// Called after the modules, whose own end is a microtask in Node: microtasks come first here.
pub fn run_microtasks() {
    drain_jobs();
    finish_task();
}

/// Runs `nextTick`, microtasks and unhandled rejections until nothing is left. Called after every task.
pub fn finish_task() {
    loop {
        while let Some((function, arguments)) = job::take_tick() {
            run_task(|| {
                call(function, Value::UNDEFINED, &arguments);
            });
            std::hint::black_box(arguments);
        }
        drain_jobs();
        if !job::has_ticks() && !report_rejections() {
            break;
        }
    }
    clear_kept();
}

/// Reports rejections nobody handled; false where there was none.
fn report_rejections() -> bool {
    let mut any = false;
    while let Some(promise) = job::take_unhandled() {
        any = true;
        let reason = promise.result;
        promise.mark_handled();
        if HOOKS.get().unhandled_rejection.is_some_and(|hook| hook(reason, promise.into())) {
            continue;
        }
        if HOOKS.get().uncaught.is_some_and(|hook| hook(reason)) {
            continue;
        }
        report::print_rejection(reason);
        leave(1);
    }
    any
}

/// One turn of the loop; false when nothing is pending.
fn turn() -> bool {
    timer::run_due();
    timer::run_immediates();
    if timer::has_immediates() {
        return true;
    }
    timer::wait()
}

/// Runs tasks until nothing is pending.
pub fn run() {
    loop {
        while turn() {}
        let Some(hook) = HOOKS.get().before_exit else { return };
        run_task(|| hook(*crate::start::EXIT_CODE.get()));
        finish_task();
        if !timer::is_pending() {
            return;
        }
    }
}

/// The `exit` event of `process`; returns the code to exit with.
pub fn before_exit(code: i32) -> i32 {
    match HOOKS.get().exit.take() {
        Some(hook) => hook(code),
        None => code,
    }
}

/// Exit code of a program whose top-level await never settles.
const UNSETTLED: i32 = 13;

/// Runs tasks until the promise of an asynchronous module is settled; throws what it was rejected with.
pub fn run_until_settled(promise: Value) {
    if promise.kind() != kind::PROMISE {
        return;
    }
    let promise = promise.cell::<Promise>();
    promise.mark_handled();
    job::untrack_rejection(promise);
    loop {
        drain_jobs();
        match promise.state {
            State::Fulfilled => return,
            State::Rejected => crate::exception::throw::throw(promise.result),
            State::Pending => {}
        }
        finish_task();
        let may_go_on = promise.state != State::Pending || turn();
        // A turn may have settled it, which the compiler cannot see.
        if !may_go_on && promise.state == State::Pending {
            report::eprint_text("Warning: Detected unsettled top-level await\n");
            leave(UNSETTLED);
        }
    }
}
