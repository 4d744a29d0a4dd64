//! Methods that change the array they are called on.

use super::access::{
    MAX_SAFE, delete, fast, find, get, index_value, length, put, set, set_length, species_create,
    spliced_range,
};
use crate::array::{self, Array};
use crate::builtin;
use crate::call::Arguments;
use crate::cell::Gc;
use crate::exception::throw::throw_type_error;
use crate::object::Object;
use crate::operator::convert::{relative_index, to_object};
use crate::realm::names;
use crate::value::Value;

builtin! {
    pub fn push(this, arguments) {
        let object = to_object(this);
        if let Some(array) = dense(object) {
            arguments.0.iter().for_each(|value| array.push(*value));
            return Value::from_u32(array.length);
        }
        let length = length(object);
        let count = arguments.len() as u64;
        if length + count > MAX_SAFE {
            let (count, length) = (count.to_string(), length.to_string());
            throw_type_error(&["Pushing ", &count, " elements on an array-like of length ", &length,
                " is disallowed, as the total surpasses 2**53-1"].concat());
        }
        for (offset, value) in arguments.0.iter().enumerate() {
            object.set(super::access::key(length + offset as u64), *value);
        }
        object.set(names().length, index_value(length + count));
        index_value(length + count)
    }

    pub fn pop(this, arguments) {
        let object = to_object(this);
        if let Some(mut array) = dense(object) {
            if array.length == 0 {
                return Value::UNDEFINED;
            }
            array.length -= 1;
            return taken(array.element(array.length));
        }
        let length = length(object);
        if length == 0 {
            object.set(names().length, Value::from_i32(0));
            return Value::UNDEFINED;
        }
        let value = get(object, length - 1);
        delete(object, length - 1);
        object.set(names().length, index_value(length - 1));
        value
    }

    pub fn shift(this, arguments) {
        let object = to_object(this);
        if let Some(mut array) = dense(object) {
            if array.length == 0 {
                return Value::UNDEFINED;
            }
            let first = array.element(0);
            array.fast_elements().copy_within(1.., 0);
            array.length -= 1;
            return taken(first);
        }
        let length = length(object);
        if length == 0 {
            object.set(names().length, Value::from_i32(0));
            return Value::UNDEFINED;
        }
        let first = get(object, 0);
        move_down(object, 1, 0, length - 1);
        delete(object, length - 1);
        object.set(names().length, index_value(length - 1));
        first
    }

    pub fn unshift(this, arguments) {
        let object = to_object(this);
        let count = arguments.len();
        if let Some(array) = dense(object) {
            let old = array.length as usize;
            arguments.0.iter().for_each(|value| array.push(*value));
            let elements = array.fast_elements();
            elements.copy_within(..old, count);
            elements[..count].copy_from_slice(arguments.0);
            return Value::from_u32(array.length);
        }
        let length = length(object);
        if count > 0 {
            if length + count as u64 > MAX_SAFE {
                throw_type_error("Invalid array length");
            }
            move_up(object, 0, count as u64, length);
            for (index, value) in arguments.0.iter().enumerate() {
                object.set(super::access::key(index as u64), *value);
            }
        }
        object.set(names().length, index_value(length + count as u64));
        index_value(length + count as u64)
    }

    pub fn reverse(this, arguments) {
        let object = to_object(this);
        if let Some(array) = dense(object) {
            array.fast_elements().reverse();
            return this;
        }
        let length = length(object);
        for lower in 0..length / 2 {
            let upper = length - 1 - lower;
            let (low, high) = (find(object, lower), find(object, upper));
            match high {
                Some(value) => set(object, lower, value),
                None if low.is_some() => delete(object, lower),
                None => {}
            }
            match low {
                Some(value) => set(object, upper, value),
                None if high.is_some() => delete(object, upper),
                None => {}
            }
        }
        object.into()
    }

    pub fn fill(this, arguments) {
        let object = to_object(this);
        let length = length(object);
        let start = relative_index(arguments.get(1), length, 0);
        let end = relative_index(arguments.get(2), length, length);
        if let Some(array) = dense(object)
            && end <= array.length as u64
        {
            if start < end {
                array.fast_elements()[start as usize..end as usize].fill(arguments.get(0));
            }
            return this;
        }
        for index in start..end {
            set(object, index, arguments.get(0));
        }
        object.into()
    }

    pub fn copy_within(this, arguments) {
        let object = to_object(this);
        let length = length(object);
        let to = relative_index(arguments.get(0), length, 0);
        let from = relative_index(arguments.get(1), length, 0);
        let end = relative_index(arguments.get(2), length, length);
        let count = end.saturating_sub(from).min(length - to);
        if from < to && to < from + count {
            move_up(object, from, to, count);
        } else {
            move_down(object, from, to, count);
        }
        object.into()
    }

    pub fn splice(this, arguments) {
        let object = to_object(this);
        let length = length(object);
        let (start, removed) = spliced_range(arguments, length);
        let items = arguments.0.get(2..).unwrap_or(&[]);
        if length + items.len() as u64 - removed > MAX_SAFE {
            throw_type_error("Invalid array length");
        }
        let result = species_create(object, removed);
        if let Some(array) = dense(object)
            && array.length as u64 == length
            && fast(result).is_some_and(|result| result.length == 0)
        {
            splice_dense(array, result, start as usize, removed as usize, Arguments(items));
            return result.into();
        }
        for index in 0..removed {
            if let Some(value) = find(object, start + index) {
                put(result, index, value);
            }
        }
        set_length(result, removed);
        replace(object, length, start, removed, items);
        result.into()
    }
}

/// The array, if its elements may be moved as they are: a hole moves like an element.
fn dense(object: Gc<Object>) -> Option<Gc<Array>> {
    fast(object).filter(|array| array::holes_are_plain(*array))
}

/// An element that was taken out; a hole reads as undefined.
fn taken(value: Value) -> Value {
    if value.is_empty() { Value::UNDEFINED } else { value }
}

fn splice_dense(mut array: Gc<Array>, result: Gc<Object>, start: usize, removed: usize, items: Arguments) {
    let result: Gc<Array> = result.cast();
    let items = items.0;
    let old = array.length as usize;
    array.fast_elements()[start..start + removed].iter().for_each(|value| result.push(*value));
    let new = old - removed + items.len();
    if new > old {
        array::reserve(array, new.max(old + old / 2));
        array.length = new as u32;
    }
    // SAFETY: both ranges are inside the elements.
    unsafe {
        let from = array.elements.add(start + removed);
        from.copy_to(array.elements.add(start + items.len()), old - start - removed);
        array.elements.add(start).copy_from_nonoverlapping(items.as_ptr(), items.len());
    }
    array.length = new as u32;
}

/// The second half of `splice`: closes or opens the gap, writes the items.
fn replace(object: Gc<Object>, length: u64, start: u64, removed: u64, items: &[Value]) {
    let count = items.len() as u64;
    if count < removed {
        move_down(object, start + removed, start + count, length - start - removed);
        for index in (length - removed + count..length).rev() {
            delete(object, index);
        }
    } else if count > removed {
        move_up(object, start + removed, start + count, length - start - removed);
    }
    for (index, value) in items.iter().enumerate() {
        set(object, start + index as u64, *value);
    }
    object.set(names().length, index_value(length - removed + count));
}

fn move_one(object: Gc<Object>, from: u64, to: u64) {
    match find(object, from) {
        Some(value) => set(object, to, value),
        None => delete(object, to),
    }
}

/// Moves `count` elements, the first one first.
fn move_down(object: Gc<Object>, from: u64, to: u64, count: u64) {
    for index in 0..count {
        move_one(object, from + index, to + index);
    }
}

/// Moves `count` elements, the last one first.
fn move_up(object: Gc<Object>, from: u64, to: u64, count: u64) {
    for index in (0..count).rev() {
        move_one(object, from + index, to + index);
    }
}
