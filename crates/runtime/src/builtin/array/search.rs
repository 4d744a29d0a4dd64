//! Methods of arrays that look for a value.

use super::access::{fast, find, get, index_value, length};
use crate::builtin;
use crate::cell::Gc;
use crate::object::Object;
use crate::operator::compare::{same_value_zero, strict_equals};
use crate::operator::convert::{relative_index, to_integer, to_object};
use crate::value::Value;

builtin! {
    pub fn at(this, arguments) {
        let object = to_object(this);
        let length = length(object) as f64;
        let relative = to_integer(arguments.get(0));
        let index = if relative < 0.0 { length + relative } else { relative };
        if index < 0.0 || index >= length { Value::UNDEFINED } else { get(object, index as u64) }
    }

    pub fn includes(this, arguments) {
        let object = to_object(this);
        let length = length(object);
        if length == 0 {
            return Value::FALSE;
        }
        let start = relative_index(arguments.get(1), length, 0);
        let wanted = arguments.get(0);
        (start..length).any(|index| same_value_zero(get(object, index), wanted)).into()
    }

    pub fn index_of(this, arguments) {
        let object = to_object(this);
        let length = length(object);
        if length == 0 {
            return Value::from_i32(-1);
        }
        let start = relative_index(arguments.get(1), length, 0);
        position(object, start, length, arguments.get(0)).map_or(Value::from_i32(-1), index_value)
    }

    pub fn last_index_of(this, arguments) {
        let object = to_object(this);
        let length = length(object);
        if length == 0 {
            return Value::from_i32(-1);
        }
        let mut end = length;
        if arguments.len() > 1 {
            let relative = to_integer(arguments.get(1));
            let last = if relative < 0.0 { length as f64 + relative } else { relative.min(length as f64 - 1.0) };
            end = (last + 1.0).max(0.0) as u64;
        }
        let wanted = arguments.get(0);
        let is_it = |index: &u64| find(object, *index).is_some_and(|value| strict_equals(value, wanted));
        (0..end).rev().find(is_it).map_or(Value::from_i32(-1), index_value)
    }
}

fn position(object: Gc<Object>, start: u64, length: u64, wanted: Value) -> Option<u64> {
    // Nothing is called while these are compared: cells but strings and BigInts are equal when their bits are.
    if let Some(array) = fast(object)
        && (wanted.is_object() || wanted.is_number())
    {
        let end = length.min(array.length as u64) as usize;
        let elements = array.fast_elements().get(start as usize..end)?;
        let found = if wanted.is_number() {
            let number = wanted.as_f64();
            let integer = if wanted.is_i32() { wanted } else { Value::from_f64(number) };
            elements.iter().position(|value| *value == integer || value.is_f64() && value.as_f64() == number)
        } else {
            elements.iter().position(|value| *value == wanted)
        };
        std::hint::black_box(array);
        let found = found.filter(|_| !wanted.is_f64() || !wanted.as_f64().is_nan())?;
        return Some(start + found as u64);
    }
    (start..length).find(|index| find(object, *index).is_some_and(|value| strict_equals(value, wanted)))
}
