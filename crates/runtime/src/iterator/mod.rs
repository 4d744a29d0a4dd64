//! Iterator records: how `for of`, spread and destructuring walk over anything iterable.
//!
//! Arrays whose iteration nobody has changed are walked without objects in between.

pub mod asynchronous;
pub mod for_in;
pub mod ops;
pub mod result;

use crate::array::Array;
use crate::call::call;
use crate::cell::{Gc, Header};
use crate::exception::catch::try_call;
use crate::exception::throw::{throw, throw_type_error};
use crate::frame::Mode;
use crate::generator::Step;
use crate::heap::{alloc, kind, mark::Marker};
use crate::object::Object;
use crate::operator::convert::{display, truthy};
use crate::property::access::get_value;
use crate::realm::{Intrinsic, intrinsic, names, symbols};
use crate::start::perry_builtins_pristine;
use crate::value::Value;

#[repr(C)]
pub struct IteratorRecord {
    pub header: Header,
    /// The iterator object; for a plain walk, the array.
    pub iterator: Value,
    /// Its `next`; `EMPTY` for a plain walk over an array.
    pub next: Value,
    /// Of a plain walk.
    pub index: u32,
    pub done: bool,
    /// After `yield*` has ended: its value.
    pub result: Value,
}

pub fn record(iterator: Value, next: Value) -> Gc<IteratorRecord> {
    let header = Header { shape: 0, kind: kind::ITERATOR_RECORD, flags: 0, extra: 0 };
    let mut record = alloc::allocate_for::<IteratorRecord>(header);
    (record.iterator, record.next, record.index, record.done) = (iterator, next, 0, false);
    record.result = Value::UNDEFINED;
    record
}

/// GetIterator(value, sync). `text` is the source of the expression for the message, or undefined.
pub fn open(value: Value, text: Value) -> Gc<IteratorRecord> {
    if is_untouched_array(value) {
        return record(value, Value::EMPTY);
    }
    if value.is_nullish() {
        throw_not_iterable(value, text);
    }
    let method = get_value(value, symbols().iterator);
    if value.kind() == kind::ARRAY && is_plain_walk(method) {
        return record(value, Value::EMPTY);
    }
    if !crate::operator::convert::is_callable(method) {
        throw_not_iterable(value, text);
    }
    from_method(value, method)
}

/// An array that has no properties but its elements, while nobody has changed built-ins: a plain walk for sure.
#[inline]
pub fn is_untouched_array(value: Value) -> bool {
    if value.kind() != kind::ARRAY || *perry_builtins_pristine.get() == 0 {
        return false;
    }
    let shape = value.cell::<Object>().shape();
    shape.slot_count == 0 && shape.prototype == Some(intrinsic(Intrinsic::ArrayPrototype))
}

/// GetIteratorFromMethod.
pub fn from_method(value: Value, method: Value) -> Gc<IteratorRecord> {
    let iterator = call(method, value, &[]);
    let Some(object) = iterator.as_object() else {
        throw_type_error(&["Result of the Symbol.iterator method is not an object"].concat())
    };
    record(iterator, object.get(names().next))
}

/// Is `method` the array's own `values`, and its iterator's `next` the original?
fn is_plain_walk(method: Value) -> bool {
    method == Value::from(intrinsic(Intrinsic::ArrayPrototypeValues))
        && intrinsic(Intrinsic::ArrayIteratorPrototype).own_data(names().next)
            == Some(intrinsic(Intrinsic::ArrayIteratorNext).into())
}

#[cold]
pub fn throw_not_iterable(value: Value, text: Value) -> ! {
    let Some(text) = text.as_string() else {
        let shown = crate::builtin::check::call_site(value);
        throw_type_error(
            &[&shown, " is not iterable (cannot read property Symbol(Symbol.iterator))"].concat(),
        )
    };
    let text = text.to_rust();
    // The last argument of a call.
    match text.strip_prefix("...") {
        Some(text) if value.is_nullish() => {
            throw_type_error(&[text, " is not iterable (cannot read property undefined)"].concat())
        }
        Some(_) => throw_type_error("Spread syntax requires ...iterable[Symbol.iterator] to be a function"),
        None => {}
    }
    throw_type_error(&[&text, " is not iterable"].concat())
}

impl Gc<IteratorRecord> {
    /// The next value, or nothing when done.
    #[inline]
    pub fn step(mut self) -> Option<Value> {
        if self.done {
            return None;
        }
        if self.is_walked_directly() {
            return match self.send(Value::UNDEFINED) {
                Step::Yield(value) => Some(value),
                Step::Done(_) => None,
            };
        }
        // Until the step has succeeded the iterator counts as done: a throw must not close it.
        self.done = true;
        let result = call(self.next, self.iterator, &[]);
        self.unpack(result)
    }

    /// Can it be stepped without result objects, unseen by the program?
    #[inline]
    pub fn is_walked_directly(self) -> bool {
        if self.next.is_empty() {
            return true;
        }
        let original = match self.iterator.kind() {
            kind::GENERATOR => Intrinsic::GeneratorNext,
            kind::MAP_ITERATOR => Intrinsic::MapIteratorNext,
            kind::SET_ITERATOR => Intrinsic::SetIteratorNext,
            kind::ARRAY_ITERATOR => Intrinsic::ArrayIteratorNext,
            kind::STRING_ITERATOR => Intrinsic::StringIteratorNext,
            _ => return false,
        };
        self.next == Value::from(intrinsic(original))
    }

    /// One direct step; `value` is what a generator receives.
    pub fn send(mut self, value: Value) -> Step {
        self.done = true;
        let value = match self.iterator.kind() {
            kind::GENERATOR => match crate::generator::resume(self.iterator.cell(), Mode::Next, value) {
                Step::Yield(value) => value,
                done => return done,
            },
            kind::MAP_ITERATOR | kind::SET_ITERATOR => {
                crate::builtin::map::iterator::advance(self.iterator.cell())
            }
            kind::ARRAY_ITERATOR => crate::builtin::array::iterator::advance(self.iterator.cell()),
            kind::STRING_ITERATOR => crate::builtin::string::iterator::advance(self.iterator.cell()),
            _ => self.step_array(),
        };
        if value.is_empty() {
            return Step::Done(Value::UNDEFINED);
        }
        self.done = false;
        Step::Yield(value)
    }

    /// The iterator as the program would see it: a plain walk gets one now.
    pub fn iterator_object(mut self) -> Value {
        if self.next.is_empty() {
            self.iterator = crate::builtin::array::iterator::resume_at(self.iterator.cell(), self.index);
            self.next = intrinsic(Intrinsic::ArrayIteratorNext).into();
        }
        self.iterator
    }

    /// The value of a result object, or nothing when it says done.
    fn unpack(mut self, result: Value) -> Option<Value> {
        let Some(object) = result.as_object() else {
            throw_type_error(&["Iterator result ", &display(result), " is not an object"].concat())
        };
        if truthy(object.get(names().done)) {
            return None;
        }
        let value = object.get(names().value);
        self.done = false;
        Some(value)
    }

    /// The next element of a plain walk, `EMPTY` at the end.
    fn step_array(mut self) -> Value {
        let array: Gc<Array> = self.iterator.cell();
        if self.index >= array.length {
            return Value::EMPTY;
        }
        let index = self.index;
        self.index += 1;
        if !array.is_slow() {
            let value = array.element(index);
            if !value.is_empty() {
                return value;
            }
        }
        get_value(self.iterator, index.into())
    }

    /// IteratorClose after a normal completion.
    pub fn close(mut self) {
        if self.done {
            return;
        }
        self.done = true;
        if self.next.is_empty() {
            return;
        }
        let Some(method) = crate::property::access::get_method(self.iterator, names().r#return) else {
            return;
        };
        let result = call(method, self.iterator, &[]);
        if !result.is_object() {
            throw_type_error(&["Iterator result ", &display(result), " is not an object"].concat());
        }
    }

    /// IteratorClose after a throw: what `return` throws is dropped.
    pub fn close_silently(mut self) {
        if self.done {
            return;
        }
        self.done = true;
        if self.next.is_empty() {
            return;
        }
        let iterator = self.iterator;
        let _ = try_call(|| match crate::property::access::get_method(iterator, names().r#return) {
            Some(method) => call(method, iterator, &[]),
            None => Value::UNDEFINED,
        });
    }
}

/// Runs `body` for every value; closes the iterator when `body` throws.
pub fn for_each(iterable: Value, mut body: impl FnMut(Value)) {
    let iterator = open(iterable, Value::UNDEFINED);
    while let Some(value) = iterator.step() {
        let run = || {
            body(value);
            Value::UNDEFINED
        };
        if let Err(error) = try_call(run) {
            iterator.close_silently();
            throw(error);
        }
    }
}

/// Trace entry of `heap::kind`.
///
/// # Safety
/// `cell` is an iterator record.
pub unsafe fn trace(cell: *mut Header, marker: &mut Marker) {
    // SAFETY: by the caller's promise.
    unsafe {
        let record = cell.cast::<IteratorRecord>();
        marker.values(&[(*record).iterator, (*record).next, (*record).result]);
    }
}
