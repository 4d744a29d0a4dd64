//! Generator objects: how they are made and resumed, and `yield*`.

use crate::call::call;
use crate::cell::{Gc, Header};
use crate::exception::catch::try_call;
use crate::exception::throw::{throw, throw_type_error};
use crate::frame::{Frame, Mode, Resume};
use crate::heap::{kind, mark::Marker};
use crate::iterator::IteratorRecord;
use crate::object::{self, Object};
use crate::operator::convert::{display, truthy};
use crate::property::access::get_method;
use crate::realm::{Intrinsic, intrinsic, names};
use crate::value::Value;
use perry_abi::layout::SIGNAL_YIELD;

#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum State {
    Start,
    Waiting,
    Running,
    Done,
}

#[repr(C)]
pub struct Generator {
    object: Object,
    code: Resume,
    frame: Gc<Frame>,
    state: State,
}

/// What a resumed generator came to.
pub enum Step {
    Yield(Value),
    Done(Value),
}

/// Prototype of the objects a generator function makes.
pub fn prototype_of(callee: Value, default: Intrinsic) -> Gc<Object> {
    let own = callee.as_object().and_then(|callee| callee.get(names().prototype).as_object());
    own.unwrap_or_else(|| intrinsic(default))
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_generator_new(code: Resume, frame: Gc<Frame>, callee: Value) -> Value {
    let prototype = prototype_of(callee, Intrinsic::GeneratorPrototype);
    let mut generator = object::of_kind::<Generator>(kind::GENERATOR, Some(prototype));
    (generator.code, generator.frame, generator.state) = (code, frame, State::Start);
    generator.into()
}

/// GeneratorResume and GeneratorResumeAbrupt.
pub fn resume(mut generator: Gc<Generator>, mode: Mode, value: Value) -> Step {
    match generator.state {
        State::Running => throw_type_error("Generator is already running"),
        State::Start if mode != Mode::Next => generator.state = State::Done,
        _ => {}
    }
    if generator.state == State::Done {
        return match mode {
            Mode::Next => Step::Done(Value::UNDEFINED),
            Mode::Return => Step::Done(value),
            Mode::Throw => throw(value),
        };
    }
    generator.state = State::Running;
    let frame = generator.frame;
    match try_call(|| frame.resume(generator.code, mode, value)) {
        Ok(value) if frame.signal == SIGNAL_YIELD => {
            generator.state = State::Waiting;
            Step::Yield(value)
        }
        Ok(value) => {
            generator.state = State::Done;
            Step::Done(value)
        }
        Err(error) => {
            generator.state = State::Done;
            throw(error)
        }
    }
}

/// One step of `yield*`: hands what was received on to the inner iterator.
#[unsafe(no_mangle)]
pub extern "C" fn perry_delegate_step(record: Value, mode: i32, received: Value) -> Value {
    let mut record: Gc<IteratorRecord> = record.cell();
    let mode = [Mode::Next, Mode::Throw, Mode::Return][mode as usize];
    if mode == Mode::Next && record.is_walked_directly() {
        return match record.send(received) {
            Step::Yield(value) => value,
            Step::Done(value) => {
                record.result = value;
                Value::EMPTY
            }
        };
    }
    let iterator = record.iterator_object();
    let inner = match mode {
        Mode::Next => call(record.next, iterator, &[received]),
        Mode::Throw => match get_method(iterator, names().throw) {
            Some(method) => call(method, iterator, &[received]),
            None => {
                record.close();
                throw_type_error("The iterator does not provide a 'throw' method.")
            }
        },
        Mode::Return => match get_method(iterator, names().r#return) {
            Some(method) => call(method, iterator, &[received]),
            None => {
                record.result = received;
                return Value::EMPTY;
            }
        },
    };
    delegate_result(record, inner)
}

/// Takes the inner iterator's result apart: the value to yield, `EMPTY` where it is done.
pub fn delegate_result(mut record: Gc<IteratorRecord>, inner: Value) -> Value {
    let Some(object) = inner.as_object() else {
        throw_type_error(&["Iterator result ", &display(inner), " is not an object"].concat())
    };
    let done = truthy(object.get(names().done));
    let value = object.get(names().value);
    if !done {
        return value;
    }
    record.result = value;
    Value::EMPTY
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_delegate_value(record: Value) -> Value {
    record.cell::<IteratorRecord>().result
}

/// Trace entry of `heap::kind`.
///
/// # Safety
/// `cell` is a generator.
pub unsafe fn trace(cell: *mut Header, marker: &mut Marker) {
    // SAFETY: by the caller's promise.
    unsafe {
        object::trace(cell, marker);
        let generator = cell.cast::<Generator>();
        if (*generator).state != State::Done {
            marker.gc((*generator).frame);
        }
    }
}
