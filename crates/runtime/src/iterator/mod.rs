//! Iterator records: how `for of`, spread and destructuring walk over anything iterable.
//!
//! Arrays whose iteration nobody has changed are walked without objects in between.

pub mod asynchronous;
pub mod for_in;
pub mod ops;

use crate::array::Array;
use crate::call::call;
use crate::cell::{Gc, Header};
use crate::exception::catch::try_call;
use crate::exception::throw::{throw, throw_type_error};
use crate::heap::{alloc, kind, mark::Marker};
use crate::operator::convert::{display, truthy};
use crate::property::access::get_value;
use crate::realm::{Intrinsic, intrinsic, names, symbols};
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
fn throw_not_iterable(value: Value, text: Value) -> ! {
    let shown = text.as_string().map_or_else(|| display(value), |text| text.to_rust());
    throw_type_error(&[&shown, " is not iterable"].concat())
}

impl Gc<IteratorRecord> {
    /// The next value, or nothing when done.
    #[inline]
    pub fn step(mut self) -> Option<Value> {
        if self.done {
            return None;
        }
        if self.next.is_empty() {
            return self.step_array();
        }
        let result = match try_call(|| call(self.next, self.iterator, &[])) {
            Ok(result) => result,
            Err(error) => {
                self.done = true;
                throw(error)
            }
        };
        self.unpack(result)
    }

    /// The value of a result object, or nothing when it says done.
    fn unpack(mut self, result: Value) -> Option<Value> {
        self.done = true;
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

    fn step_array(mut self) -> Option<Value> {
        let array: Gc<Array> = self.iterator.cell();
        if self.index >= array.length {
            self.done = true;
            return None;
        }
        let index = self.index;
        self.index += 1;
        if !array.is_slow() {
            let value = array.element(index);
            if !value.is_empty() {
                return Some(value);
            }
        }
        Some(get_value(self.iterator, index.into()))
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
            throw_type_error(&[&display(result), " is not an object"].concat());
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
