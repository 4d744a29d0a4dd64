//! What compiled code calls about iterators.

use super::{IteratorRecord, open};
use crate::array;
use crate::cell::Gc;
use crate::value::Value;

fn record(value: Value) -> Gc<IteratorRecord> {
    value.cell()
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_iterator_new(iterable: Value, text: Value) -> Value {
    open(iterable, text).into()
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_iterator_step(iterator: Value) -> Value {
    record(iterator).step().unwrap_or(Value::EMPTY)
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_iterator_close(iterator: Value) {
    record(iterator).close();
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_iterator_close_silent(iterator: Value) {
    record(iterator).close_silently();
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_iterator_rest(iterator: Value) -> Value {
    let array = array::new();
    while let Some(value) = record(iterator).step() {
        array.push(value);
    }
    array.into()
}
