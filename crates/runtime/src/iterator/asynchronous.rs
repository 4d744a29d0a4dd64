//! Asynchronous iteration: `for await` and `yield*` of async generators.
//!
//! The record is that of a synchronous iteration. Where a synchronous iterator stands in for an asynchronous one
//! (AsyncFromSyncIterator), the record's iterator is the inner record.

use super::{IteratorRecord, open, record};
use crate::builtin;
use crate::builtin::table::LazyInfo;
use crate::call::call;
use crate::cell::Gc;
use crate::error::{self, ErrorKind};
use crate::exception::catch::try_call;
use crate::exception::throw::{throw, throw_type_error};
use crate::function::Function;
use crate::generator::Step;
use crate::heap::kind;
use crate::iterator::result::result;
use crate::operator::convert::{display, is_callable, truthy};
use crate::promise::{self, Promise};
use crate::property::access::{get_method, get_value};
use crate::realm::{names, symbols};
use crate::string::make;
use crate::value::Value;

/// What `delegate_result` has to do with the awaited value, kept in `index`.
const TAKE_RESULT: u32 = 0;
/// The iterator has no `return`: the awaited value is the result.
const RETURN_IT: u32 = 1;
/// The iterator has no `throw` and was closed.
const COMPLAIN: u32 = 2;

#[unsafe(no_mangle)]
pub extern "C" fn perry_async_iterator_new(iterable: Value, text: Value) -> Value {
    if iterable.is_nullish() {
        throw_not_async_iterable(iterable, text);
    }
    let method = get_value(iterable, symbols().async_iterator);
    if method.is_nullish() {
        let method = get_value(iterable, symbols().iterator);
        if !is_callable(method) {
            throw_not_async_iterable(iterable, text);
        }
        return record(open(iterable, text).into(), Value::EMPTY).into();
    }
    if !is_callable(method) {
        throw_not_async_iterable(iterable, text);
    }
    let iterator = call(method, iterable, &[]);
    let Some(object) = iterator.as_object() else {
        throw_type_error("Result of the Symbol.asyncIterator method is not an object")
    };
    record(iterator, object.get(names().next)).into()
}

fn throw_not_async_iterable(value: Value, text: Value) -> ! {
    let shown = text.as_string().map_or_else(|| display(value), |text| text.to_rust());
    throw_type_error(&[&shown, " is not async iterable"].concat())
}

/// The synchronous record behind, if there is one.
fn inner(record: Gc<IteratorRecord>) -> Option<Gc<IteratorRecord>> {
    if record.next.is_empty() && record.iterator.kind() == kind::ITERATOR_RECORD {
        return Some(record.iterator.cell());
    }
    None
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_async_iterator_next(record: Value) -> Value {
    let record: Gc<IteratorRecord> = record.cell();
    match inner(record) {
        Some(inner) => sync_next(inner, None),
        None => call(record.next, record.iterator, &[]),
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_async_iterator_result(record: Value, awaited: Value) -> Value {
    let mut record: Gc<IteratorRecord> = record.cell();
    let Some(object) = awaited.as_object() else {
        record.done = true;
        throw_type_error(&["Iterator result ", &display(awaited), " is not an object"].concat())
    };
    if truthy(object.get(names().done)) {
        record.done = true;
        return Value::EMPTY;
    }
    object.get(names().value)
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_async_iterator_close(record: Value) -> Value {
    let mut record: Gc<IteratorRecord> = record.cell();
    if record.done {
        return Value::EMPTY;
    }
    record.done = true;
    if let Some(inner) = inner(record) {
        return sync_return(inner, Value::UNDEFINED, false);
    }
    match get_method(record.iterator, names().r#return) {
        Some(method) => call(method, record.iterator, &[]),
        None => Value::EMPTY,
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_async_delegate_call(record: Value, mode: i32, received: Value) -> Value {
    let mut record: Gc<IteratorRecord> = record.cell();
    record.index = TAKE_RESULT;
    if let Some(inner) = inner(record) {
        return match mode {
            0 => sync_next(inner, Some(received)),
            1 => sync_throw(inner, received),
            _ => sync_return(inner, received, true),
        };
    }
    let iterator = record.iterator;
    match mode {
        0 => call(record.next, iterator, &[received]),
        1 => match get_method(iterator, names().throw) {
            Some(method) => call(method, iterator, &[received]),
            None => {
                record.index = COMPLAIN;
                match get_method(iterator, names().r#return) {
                    Some(method) => call(method, iterator, &[]),
                    None => Value::UNDEFINED,
                }
            }
        },
        _ => match get_method(iterator, names().r#return) {
            Some(method) => call(method, iterator, &[received]),
            None => {
                record.index = RETURN_IT;
                received
            }
        },
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_async_delegate_result(record: Value, awaited: Value) -> Value {
    let mut record: Gc<IteratorRecord> = record.cell();
    match record.index {
        RETURN_IT => {
            record.result = awaited;
            Value::EMPTY
        }
        COMPLAIN => throw_type_error("The iterator does not provide a 'throw' method."),
        _ => crate::generator::delegate_result(record, awaited),
    }
}

/// Runs `body`, which gives a result object of the synchronous iterator; the promise of the asynchronous one.
fn answer(inner: Gc<IteratorRecord>, close: bool, body: impl FnOnce() -> Value) -> Value {
    match try_call(body) {
        Ok(found) => match try_call(|| continuation(inner, found, close)) {
            Ok(promise) => promise,
            Err(error) => promise::rejected(error).into(),
        },
        Err(error) => promise::rejected(error).into(),
    }
}

/// AsyncFromSyncIterator.next.
fn sync_next(inner: Gc<IteratorRecord>, received: Option<Value>) -> Value {
    answer(inner, true, || {
        if inner.is_walked_directly() {
            return match inner.send(received.unwrap_or(Value::UNDEFINED)) {
                Step::Yield(value) => result(value, false),
                Step::Done(value) => result(value, true),
            };
        }
        match received {
            Some(received) => call(inner.next, inner.iterator, &[received]),
            None => call(inner.next, inner.iterator, &[]),
        }
    })
}

/// AsyncFromSyncIterator.return.
fn sync_return(inner: Gc<IteratorRecord>, received: Value, given: bool) -> Value {
    let iterator = inner.iterator_object();
    let method = match try_call(|| get_method(iterator, names().r#return).unwrap_or(Value::EMPTY)) {
        Ok(method) => method,
        Err(error) => return promise::rejected(error).into(),
    };
    if method.is_empty() {
        return promise::fulfilled(result(received, true)).into();
    }
    answer(inner, false, || {
        if given { call(method, iterator, &[received]) } else { call(method, iterator, &[]) }
    })
}

/// AsyncFromSyncIterator.throw.
fn sync_throw(inner: Gc<IteratorRecord>, received: Value) -> Value {
    let iterator = inner.iterator_object();
    let method = match try_call(|| get_method(iterator, names().throw).unwrap_or(Value::EMPTY)) {
        Ok(method) => method,
        Err(error) => return promise::rejected(error).into(),
    };
    if !method.is_empty() {
        return answer(inner, true, || call(method, iterator, &[received]));
    }
    let closed = try_call(|| {
        inner.close();
        Value::UNDEFINED
    });
    let message = make::from_str("The iterator does not provide a 'throw' method.");
    let error = closed.err().unwrap_or_else(|| error::new(ErrorKind::TypeError, message.into()).into());
    promise::rejected(error).into()
}

static UNWRAP: LazyInfo = LazyInfo::new("", 1, unwrap_code);
static CLOSE: LazyInfo = LazyInfo::new("", 1, close_code);

/// AsyncFromSyncIteratorContinuation.
fn continuation(inner: Gc<IteratorRecord>, found: Value, close: bool) -> Value {
    let Some(object) = found.as_object() else {
        throw_type_error(&["Iterator result ", &display(found), " is not an object"].concat())
    };
    let done = truthy(object.get(names().done));
    let value = object.get(names().value);
    let wrapped = match try_call(|| promise::resolved(value).into()) {
        Ok(promise) => promise.cell::<Promise>(),
        Err(error) => {
            if !done && close {
                inner.close_silently();
            }
            throw(error)
        }
    };
    let promise = promise::new();
    let unwrap = UNWRAP.function(&[done.into()]);
    let on_rejected = if done || !close { Value::UNDEFINED } else { CLOSE.function(&[inner.into()]).into() };
    wrapped.then(unwrap.into(), on_rejected, promise.into());
    promise.into()
}

builtin! {
    fn unwrap_code(this, arguments, callee, _new_target) {
        let done = callee.cell::<Function>().captures()[0];
        result(arguments.get(0), done == Value::TRUE)
    }

    fn close_code(this, arguments, callee, _new_target) {
        callee.cell::<Function>().captures()[0].cell::<IteratorRecord>().close_silently();
        throw(arguments.get(0))
    }
}
