//! Promises: state, reactions, resolution. `job` holds the queue, `coroutine` async functions, `async_generator` the
//! requests of async generators; the constructor and its methods are in `builtin::promise`.

pub mod async_generator;
pub mod coroutine;
pub mod job;

use crate::box_cell::{BoxCell, perry_box_new};
use crate::builtin;
use crate::builtin::table::LazyInfo;
use crate::call::call;
use crate::cell::{Gc, Header};
use crate::error::{self, ErrorKind};
use crate::exception::catch::try_call;
use crate::function::Function;
use crate::heap::{alloc, kind, mark::Marker};
use crate::object::{self, Object};
use crate::operator::convert::is_callable;
use crate::realm::{Intrinsic, intrinsic, names};
use crate::string::make;
use crate::value::Value;
use job::Job;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum State {
    Pending,
    Fulfilled,
    Rejected,
}

#[repr(C)]
pub struct Promise {
    object: Object,
    pub result: Value,
    /// The newest `Reaction` while pending, or `EMPTY`.
    reactions: Value,
    pub state: State,
    handled: bool,
}

/// What happens when a promise settles.
#[repr(C)]
pub struct Reaction {
    header: Header,
    /// The reaction before, or `EMPTY`.
    next: Value,
    /// What gets the handler's result: undefined, a promise, or a list of promise, resolve and reject.
    pub capability: Value,
    /// A function, undefined (hand on), or a coroutine that awaits.
    pub fulfilled: Value,
    pub rejected: Value,
}

pub fn new() -> Gc<Promise> {
    with_prototype(intrinsic(Intrinsic::PromisePrototype))
}

pub fn with_prototype(prototype: Gc<Object>) -> Gc<Promise> {
    let mut promise = object::of_kind::<Promise>(kind::PROMISE, Some(prototype));
    (promise.result, promise.reactions) = (Value::UNDEFINED, Value::EMPTY);
    (promise.state, promise.handled) = (State::Pending, false);
    promise
}

/// A promise that is fulfilled with a value that is not looked at.
pub fn fulfilled(value: Value) -> Gc<Promise> {
    let mut promise = new();
    (promise.result, promise.state) = (value, State::Fulfilled);
    promise
}

pub fn rejected(reason: Value) -> Gc<Promise> {
    let promise = new();
    promise.reject(reason);
    promise
}

/// PromiseResolve(%Promise%, value).
pub fn resolved(value: Value) -> Gc<Promise> {
    if value.kind() == kind::PROMISE
        && value.cell::<Object>().get(names().constructor) == Value::from(intrinsic(Intrinsic::Promise))
    {
        return value.cell();
    }
    let promise = new();
    promise.resolve(value);
    promise
}

impl Gc<Promise> {
    /// What a resolve function does.
    pub fn resolve(self, value: Value) {
        let Some(object) = value.as_object() else { return self.fulfill(value) };
        if value == Value::from(self) {
            let message = make::from_str("Chaining cycle detected for promise #<Promise>");
            return self.reject(error::new(ErrorKind::TypeError, message.into()).into());
        }
        let then = match try_call(|| object.get(names().then)) {
            Ok(then) => then,
            Err(reason) => return self.reject(reason),
        };
        if !is_callable(then) {
            return self.fulfill(value);
        }
        job::enqueue(Job::ResolveThenable(self.into(), value, then));
    }

    pub fn fulfill(self, value: Value) {
        self.settle(State::Fulfilled, value);
    }

    pub fn reject(self, reason: Value) {
        if !self.handled {
            job::track_rejection(self);
        }
        self.settle(State::Rejected, reason);
    }

    fn settle(mut self, state: State, result: Value) {
        debug_assert!(self.state == State::Pending);
        let mut newest = std::mem::replace(&mut self.reactions, Value::EMPTY);
        (self.state, self.result) = (state, result);
        // The list is in the wrong order.
        let mut oldest = Value::EMPTY;
        while newest.is_cell() {
            let mut reaction: Gc<Reaction> = newest.cell();
            newest = std::mem::replace(&mut reaction.next, oldest);
            oldest = reaction.into();
        }
        while oldest.is_cell() {
            let reaction: Gc<Reaction> = oldest.cell();
            oldest = reaction.next;
            job::enqueue(Job::React(reaction, state, result));
        }
    }

    /// PerformPromiseThen.
    pub fn then(mut self, fulfilled: Value, rejected: Value, capability: Value) {
        let header = Header { shape: 0, kind: kind::REACTION, flags: 0, extra: 0 };
        let mut reaction = alloc::allocate_for::<Reaction>(header);
        (reaction.next, reaction.capability) = (Value::EMPTY, capability);
        (reaction.fulfilled, reaction.rejected) = (fulfilled, rejected);
        match self.state {
            State::Pending => {
                reaction.next = self.reactions;
                self.reactions = reaction.into();
            }
            state => {
                if state == State::Rejected && !self.handled {
                    job::untrack_rejection(self);
                }
                job::enqueue(Job::React(reaction, state, self.result));
            }
        }
        self.handled = true;
    }

    /// Somebody looks after its rejection from now on.
    pub fn mark_handled(mut self) {
        self.handled = true;
    }
}

static RESOLVE: LazyInfo = LazyInfo::new("", 1, resolve_code);
static REJECT: LazyInfo = LazyInfo::new("", 1, reject_code);

/// CreateResolvingFunctions.
pub fn resolving_functions(promise: Gc<Promise>) -> (Value, Value) {
    let already = perry_box_new(Value::FALSE);
    let captures = [promise.into(), already];
    let resolve = RESOLVE.function(&captures);
    (resolve.into(), REJECT.function(&captures).into())
}

/// The promise, if its resolving functions have not been called before.
fn open_promise(callee: Value) -> Option<Gc<Promise>> {
    let captures = callee.cell::<Function>().captures();
    let mut already: Gc<BoxCell> = captures[1].cell();
    if already.value == Value::TRUE {
        return None;
    }
    already.value = Value::TRUE;
    Some(captures[0].cell())
}

builtin! {
    fn resolve_code(this, arguments, callee, _new_target) {
        if let Some(promise) = open_promise(callee) {
            promise.resolve(arguments.get(0));
        }
        Value::UNDEFINED
    }

    fn reject_code(this, arguments, callee, _new_target) {
        if let Some(promise) = open_promise(callee) {
            promise.reject(arguments.get(0));
        }
        Value::UNDEFINED
    }
}

/// Settles a capability (see `Reaction::capability`) with a result or an error.
pub fn settle_capability(capability: Value, result: Result<Value, Value>) {
    match capability.kind() {
        kind::PROMISE => {
            let promise: Gc<Promise> = capability.cell();
            if promise.state != State::Pending {
                return;
            }
            match result {
                Ok(value) => promise.resolve(value),
                Err(reason) => promise.reject(reason),
            }
        }
        kind::LIST => {
            let list: Gc<crate::list::List> = capability.cell();
            let (function, argument) = match result {
                Ok(value) => (list[1], value),
                Err(reason) => (list[2], reason),
            };
            call(function, Value::UNDEFINED, &[argument]);
        }
        _ => {}
    }
}

/// Trace entry of `heap::kind`.
///
/// # Safety
/// `cell` is a promise.
pub unsafe fn trace(cell: *mut Header, marker: &mut Marker) {
    // SAFETY: by the caller's promise.
    unsafe {
        object::trace(cell, marker);
        let promise = cell.cast::<Promise>();
        marker.value((*promise).result);
        marker.value((*promise).reactions);
    }
}

/// Trace entry of `heap::kind`.
///
/// # Safety
/// `cell` is a reaction.
pub unsafe fn trace_reaction(cell: *mut Header, marker: &mut Marker) {
    // SAFETY: by the caller's promise.
    unsafe {
        let reaction = cell.cast::<Reaction>();
        let values = [(*reaction).next, (*reaction).capability, (*reaction).fulfilled, (*reaction).rejected];
        marker.values(&values);
    }
}
