//! Async generators: a queue of requests, answered one after the other.

use super::coroutine::{self, Coroutine};
use super::{Promise, resolved};
use crate::builtin;
use crate::builtin::check::plain;
use crate::builtin::generator::link;
use crate::builtin::table::{LazyInfo, Member, define_lazily};
use crate::call::Arguments;
use crate::cell::{Gc, Header};
use crate::error::{self, ErrorKind};
use crate::exception::catch::try_call;
use crate::frame::{Frame, Mode, Resume};
use crate::function::Function;
use crate::generator::prototype_of;
use crate::heap::{kind, mark::Marker};
use crate::iterator::result::result;
use crate::list::{self, List};
use crate::object::{self, Object};
use crate::realm::{Intrinsic, intrinsic, set_intrinsic};
use crate::string::make;
use crate::value::Value;

#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum State {
    Start,
    Waiting,
    Running,
    /// After a `return` at the start or the end, until its value has settled.
    AwaitingReturn,
    Done,
}

#[repr(C)]
pub struct AsyncGenerator {
    object: Object,
    coroutine: Gc<Coroutine>,
    /// Mode, value and promise of every request, the oldest first.
    queue: Gc<List>,
    state: State,
}

static MEMBERS: &[Member] = &[
    Member::Method("next", 1, next),
    Member::Method("return", 1, r#return),
    Member::Method("throw", 1, throw),
    Member::Tag("AsyncGenerator"),
];

/// Makes the prototype; called at start.
pub fn start() {
    let prototype = object::long_lived(Some(intrinsic(Intrinsic::AsyncIteratorPrototype)));
    set_intrinsic(Intrinsic::AsyncGeneratorPrototype, prototype);
    link(Intrinsic::AsyncGeneratorFunctionPrototype, prototype);
    define_lazily(prototype, MEMBERS);
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_async_generator_new(code: Resume, frame: Gc<Frame>, callee: Value) -> Value {
    let prototype = prototype_of(callee, Intrinsic::AsyncGeneratorPrototype);
    let queue = list::new();
    let coroutine = coroutine::new(code, frame, Value::UNDEFINED);
    let mut generator = object::of_kind::<AsyncGenerator>(kind::ASYNC_GENERATOR, Some(prototype));
    (generator.coroutine, generator.queue, generator.state) = (coroutine, queue, State::Start);
    coroutine.set_owner(generator.into());
    generator.into()
}

builtin! {
    fn next(this, arguments) {
        request(this, arguments, Mode::Next, "next")
    }

    fn r#return(this, arguments) {
        request(this, arguments, Mode::Return, "return")
    }

    fn throw(this, arguments) {
        request(this, arguments, Mode::Throw, "throw")
    }
}

fn request(this: Value, arguments: Arguments, mode: Mode, name: &str) -> Value {
    let promise = super::new();
    let Some(mut generator) = this.as_kind::<AsyncGenerator>(kind::ASYNC_GENERATOR) else {
        let message =
            ["[AsyncGenerator].prototype.", name, " called on incompatible receiver ", &plain(this)].concat();
        promise.reject(error::new(ErrorKind::TypeError, make::from_str(&message).into()).into());
        return promise.into();
    };
    let value = arguments.get(0);
    if mode == Mode::Throw && generator.state == State::Start {
        generator.state = State::Done;
    }
    if generator.state == State::Done && mode != Mode::Return {
        match mode {
            Mode::Next => promise.resolve(result(Value::UNDEFINED, true)),
            _ => promise.reject(value),
        }
        return promise.into();
    }
    for part in [Value::from_i32(mode as i32), value, promise.into()] {
        generator.queue.push(part);
    }
    match generator.state {
        State::Start | State::Done if mode == Mode::Return => await_return(generator),
        State::Start | State::Waiting => {
            generator.state = State::Running;
            coroutine::resume(generator.coroutine, mode, value);
        }
        _ => {}
    }
    promise.into()
}

/// Takes the oldest request away; its promise.
fn take_request(generator: Gc<AsyncGenerator>) -> Gc<Promise> {
    let mut queue = generator.queue;
    let promise = queue[2];
    queue.copy_within(3.., 0);
    queue.truncate(queue.len() - 3);
    promise.cell()
}

/// The oldest request.
fn first_request(generator: Gc<AsyncGenerator>) -> Option<(Mode, Value)> {
    match &generator.queue[..] {
        [mode, value, ..] => Some(([Mode::Next, Mode::Throw, Mode::Return][mode.as_i32() as usize], *value)),
        _ => None,
    }
}

/// Called when the code has yielded, returned or thrown: how to go on with it, if at once.
pub fn stopped(
    mut generator: Gc<AsyncGenerator>,
    outcome: Result<Value, Value>,
    yielded: bool,
) -> Option<(Mode, Value)> {
    let promise = take_request(generator);
    match outcome {
        Ok(value) => promise.resolve(result(value, !yielded)),
        Err(error) => promise.reject(error),
    }
    if yielded {
        let next = first_request(generator);
        generator.state = if next.is_some() { State::Running } else { State::Waiting };
        return next;
    }
    drain(generator);
    None
}

/// AsyncGeneratorDrainQueue: the code has ended.
fn drain(mut generator: Gc<AsyncGenerator>) {
    generator.state = State::Done;
    while let Some((mode, value)) = first_request(generator) {
        match mode {
            Mode::Return => return await_return(generator),
            Mode::Next => take_request(generator).resolve(result(Value::UNDEFINED, true)),
            Mode::Throw => take_request(generator).reject(value),
        }
    }
}

static RETURNED: LazyInfo = LazyInfo::new("", 1, returned_code);
static FAILED: LazyInfo = LazyInfo::new("", 1, failed_code);

/// AsyncGeneratorAwaitReturn: the oldest request is a `return` whose value must settle first.
fn await_return(mut generator: Gc<AsyncGenerator>) {
    generator.state = State::AwaitingReturn;
    let value = generator.queue[1];
    match try_call(|| resolved(value).into()) {
        Ok(promise) => {
            let captures = [generator.into()];
            let returned = RETURNED.function(&captures);
            let failed = FAILED.function(&captures);
            promise.cell::<Promise>().then(returned.into(), failed.into(), Value::UNDEFINED);
        }
        Err(error) => {
            take_request(generator).reject(error);
            drain(generator);
        }
    }
}

fn captured(callee: Value) -> Gc<AsyncGenerator> {
    callee.cell::<Function>().captures()[0].cell()
}

builtin! {
    fn returned_code(this, arguments, callee, _new_target) {
        let generator = captured(callee);
        take_request(generator).resolve(result(arguments.get(0), true));
        drain(generator);
        Value::UNDEFINED
    }

    fn failed_code(this, arguments, callee, _new_target) {
        let generator = captured(callee);
        take_request(generator).reject(arguments.get(0));
        drain(generator);
        Value::UNDEFINED
    }
}

/// Trace entry of `heap::kind`.
///
/// # Safety
/// `cell` is an async generator.
pub unsafe fn trace(cell: *mut Header, marker: &mut Marker) {
    // SAFETY: by the caller's promise.
    unsafe {
        object::trace(cell, marker);
        let generator = cell.cast::<AsyncGenerator>();
        marker.gc((*generator).coroutine);
        marker.gc((*generator).queue);
    }
}
