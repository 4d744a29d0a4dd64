//! Code that awaits: the running half of async functions and async generators.

use super::async_generator::{self, AsyncGenerator};
use super::{Promise, resolved};
use crate::cell::{Gc, Header};
use crate::exception::catch::try_call;
use crate::frame::{Frame, Mode, Resume};
use crate::heap::{alloc, kind, mark::Marker};
use crate::value::Value;
use perry_abi::layout::{SIGNAL_AWAIT, SIGNAL_YIELD};

#[repr(C)]
pub struct Coroutine {
    header: Header,
    code: Resume,
    frame: Gc<Frame>,
    /// The promise of an async function, or the async generator.
    owner: Value,
}

pub fn new(code: Resume, frame: Gc<Frame>, owner: Value) -> Gc<Coroutine> {
    let header = Header { shape: 0, kind: kind::COROUTINE, flags: 0, extra: 0 };
    let mut coroutine = alloc::allocate_for::<Coroutine>(header);
    (coroutine.code, coroutine.frame, coroutine.owner) = (code, frame, owner);
    coroutine
}

impl Gc<Coroutine> {
    pub fn set_owner(mut self, owner: Value) {
        self.owner = owner;
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_async_start(code: Resume, frame: Gc<Frame>) -> Value {
    let promise = super::new();
    resume(new(code, frame, promise.into()), Mode::Next, Value::UNDEFINED);
    promise.into()
}

/// Runs until the next await or the end; throws nothing.
pub fn resume(coroutine: Gc<Coroutine>, mut mode: Mode, mut value: Value) {
    let frame = coroutine.frame;
    loop {
        let outcome = try_call(|| frame.resume(coroutine.code, mode, value));
        match outcome {
            Ok(awaited) if frame.signal == SIGNAL_AWAIT => match try_call(|| resolved(awaited).into()) {
                Ok(promise) => {
                    let handler = coroutine.into();
                    promise.cell::<Promise>().then(handler, handler, Value::UNDEFINED);
                    return;
                }
                Err(error) => (mode, value) = (Mode::Throw, error),
            },
            outcome => {
                let yielded = outcome.is_ok() && frame.signal == SIGNAL_YIELD;
                match finish(coroutine.owner, outcome, yielded) {
                    Some(next) => (mode, value) = next,
                    None => return,
                }
            }
        }
    }
}

/// Hands on what the code came to; how to go on, where it must at once.
fn finish(owner: Value, outcome: Result<Value, Value>, yielded: bool) -> Option<(Mode, Value)> {
    if owner.kind() == kind::ASYNC_GENERATOR {
        let generator: Gc<AsyncGenerator> = owner.cell();
        return async_generator::stopped(generator, outcome, yielded);
    }
    let promise: Gc<Promise> = owner.cell();
    match outcome {
        Ok(value) => promise.resolve(value),
        Err(error) => promise.reject(error),
    }
    None
}

/// Trace entry of `heap::kind`.
///
/// # Safety
/// `cell` is a coroutine.
pub unsafe fn trace(cell: *mut Header, marker: &mut Marker) {
    // SAFETY: by the caller's promise.
    unsafe {
        let coroutine = cell.cast::<Coroutine>();
        marker.gc((*coroutine).frame);
        marker.value((*coroutine).owner);
    }
}
