//! The queue of jobs (microtasks), the queue of `process.nextTick`, and rejections nobody handles.

use super::coroutine::{self, Coroutine};
use super::{Promise, Reaction, State, resolving_functions, settle_capability};
use crate::call::call;
use crate::cell::{Gc, Global};
use crate::exception::catch::try_call;
use crate::frame::Mode;
use crate::heap::kind;
use crate::heap::mark::Marker;
use crate::list::List;
use crate::realm::{Intrinsic, intrinsic};
use crate::value::Value;
use std::collections::VecDeque;

#[derive(Clone, Copy)]
pub enum Job {
    /// NewPromiseReactionJob: reaction, how the promise settled, with what.
    React(Gc<Reaction>, State, Value),
    /// NewPromiseResolveThenableJob: promise, thenable, `then`.
    ResolveThenable(Value, Value, Value),
    /// `queueMicrotask`.
    Call(Value),
}

static JOBS: Global<VecDeque<Job>> = Global::new(VecDeque::new());
/// Functions of `process.nextTick` and lists of their arguments.
static TICKS: Global<VecDeque<(Value, Gc<List>)>> = Global::new(VecDeque::new());
/// Promises that were rejected while nobody handled them.
static UNHANDLED: Global<Vec<Gc<Promise>>> = Global::new(Vec::new());

#[inline]
pub fn enqueue(job: Job) {
    JOBS.get().push_back(job);
}

pub fn enqueue_tick(function: Value, arguments: Gc<List>) {
    TICKS.get().push_back((function, arguments));
}

/// The next function of `process.nextTick` and its arguments.
pub fn take_tick() -> Option<(Value, Gc<List>)> {
    TICKS.get().pop_front()
}

pub fn has_ticks() -> bool {
    !TICKS.get().is_empty()
}

pub fn has_jobs() -> bool {
    !JOBS.get().is_empty()
}

/// Runs one job; false when there is none. Throws what a callback throws.
pub fn run_one() -> bool {
    let Some(job) = JOBS.get().pop_front() else { return false };
    match job {
        Job::React(reaction, state, argument) => react(reaction, state, argument),
        Job::ResolveThenable(promise, thenable, then) => resolve_thenable(promise, thenable, then),
        Job::Call(function) => {
            call(function, Value::UNDEFINED, &[]);
        }
    }
    true
}

fn react(reaction: Gc<Reaction>, state: State, argument: Value) {
    let handler = if state == State::Fulfilled { reaction.fulfilled } else { reaction.rejected };
    if handler.kind() == kind::COROUTINE {
        let mode = if state == State::Fulfilled { Mode::Next } else { Mode::Throw };
        coroutine::resume(handler.cell::<Coroutine>(), mode, argument);
        return;
    }
    let result = if handler.is_undefined() {
        if state == State::Fulfilled { Ok(argument) } else { Err(argument) }
    } else {
        try_call(|| call(handler, Value::UNDEFINED, &[argument]))
    };
    settle_capability(reaction.capability, result);
}

fn resolve_thenable(promise: Value, thenable: Value, then: Value) {
    let promise: Gc<Promise> = promise.cell();
    let (resolve, reject) = resolving_functions(promise);
    if then == Value::from(intrinsic(Intrinsic::PromiseThen)) && is_usual(thenable) {
        // What `then` would do, without the promise nobody sees.
        thenable.cell::<Promise>().then(resolve, reject, Value::UNDEFINED);
        return;
    }
    if let Err(reason) = try_call(|| call(then, thenable, &[resolve, reject])) {
        call(reject, Value::UNDEFINED, &[reason]);
    }
}

/// A promise whose species is nobody's business but ours.
fn is_usual(thenable: Value) -> bool {
    thenable.kind() == kind::PROMISE && {
        let promise: Gc<crate::object::Object> = thenable.cell();
        promise.raw_prototype() == Some(intrinsic(Intrinsic::PromisePrototype))
            && promise.shape().slot_count == 0
    }
}

/// HostPromiseRejectionTracker(reject).
pub fn track_rejection(promise: Gc<Promise>) {
    UNHANDLED.get().push(promise);
}

/// HostPromiseRejectionTracker(handle).
pub fn untrack_rejection(promise: Gc<Promise>) {
    UNHANDLED.get().retain(|other| *other != promise);
}

/// A promise that is still rejected and not handled, the oldest first.
pub fn take_unhandled() -> Option<Gc<Promise>> {
    let unhandled = UNHANDLED.get();
    while !unhandled.is_empty() {
        let promise = unhandled.remove(0);
        if !promise.handled {
            return Some(promise);
        }
    }
    None
}

/// Root tracer.
pub fn trace(marker: &mut Marker) {
    for job in JOBS.get() {
        match *job {
            Job::React(reaction, _, argument) => {
                marker.gc(reaction);
                marker.value(argument);
            }
            Job::ResolveThenable(promise, thenable, then) => marker.values(&[promise, thenable, then]),
            Job::Call(function) => marker.value(function),
        }
    }
    for (function, arguments) in TICKS.get() {
        marker.value(*function);
        marker.gc(*arguments);
    }
    for promise in UNHANDLED.get() {
        marker.gc(*promise);
    }
}
