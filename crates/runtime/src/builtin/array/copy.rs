//! Methods that make a new array of an old one.

use super::access::{
    self, MAX_LENGTH, MAX_SAFE, fast, find, get, index_value, is_array, length, makes_plain, put, set_length,
    species_create, spliced_range, this_object,
};
use crate::array::{self, Array};
use crate::builtin;
use crate::builtin::check;
use crate::call::call;
use crate::cell::Gc;
use crate::exception::throw::{throw_range_error, throw_type_error};
use crate::heap::stack::check_stack;
use crate::object::Object;
use crate::operator::convert::{relative_index, to_integer, to_object, truthy};
use crate::realm::symbols;
use crate::value::Value;

builtin! {
    pub fn concat(this, arguments) {
        let object = this_object(this, "concat");
        let result = species_create(object, 0);
        let mut count = 0;
        append_item(result, &mut count, object.into());
        for value in arguments.0 {
            append_item(result, &mut count, *value);
        }
        set_length_if_needed(result, count);
        result.into()
    }

    pub fn slice(this, arguments) {
        let object = to_object(this);
        let length = length(object);
        let start = relative_index(arguments.get(0), length, 0);
        let end = relative_index(arguments.get(1), length, length).max(start);
        if let Some(array) = fast(object)
            && makes_plain(object)
            && end <= array.length as u64
            && array::holes_are_plain(array)
        {
            let elements = &array.fast_elements()[start as usize..end as usize];
            let copy = array::from_slice(elements);
            std::hint::black_box(array);
            return copy.into();
        }
        let result = species_create(object, end - start);
        for index in start..end {
            if let Some(value) = find(object, index) {
                put(result, index - start, value);
            }
        }
        set_length_if_needed(result, end - start);
        result.into()
    }

    pub fn flat(this, arguments) {
        let object = to_object(this);
        let length = length(object);
        let depth = if arguments.get(0).is_undefined() { 1.0 } else { to_integer(arguments.get(0)) };
        let result = species_create(object, 0);
        let mut count = 0;
        flatten(result, &mut count, object, length, depth);
        result.into()
    }

    pub fn flat_map(this, arguments) {
        let object = to_object(this);
        let length = length(object);
        let callback = check::callback(arguments.get(0));
        let result = species_create(object, 0);
        let mut count = 0;
        for index in 0..length {
            let Some(value) = find(object, index) else { continue };
            let mapped = call(callback, arguments.get(1), &[value, index_value(index), object.into()]);
            if is_array(mapped) {
                let inner: Gc<Object> = mapped.cell();
                flatten(result, &mut count, inner, access::length(inner), 0.0);
            } else {
                put(result, count, mapped);
                count += 1;
            }
        }
        result.into()
    }

    pub fn to_reversed(this, arguments) {
        let object = to_object(this);
        let length = plain_length(object);
        let result = array::with_capacity(length as usize);
        for index in (0..length).rev() {
            result.push(get(object, index));
        }
        result.into()
    }

    pub fn to_spliced(this, arguments) {
        let object = to_object(this);
        let length = length(object);
        let (start, removed) = spliced_range(arguments, length);
        let items = arguments.0.get(2..).unwrap_or(&[]);
        let total = length - removed + items.len() as u64;
        if total > MAX_SAFE {
            throw_type_error("Invalid array length");
        }
        check_length(total);
        let result = array::with_capacity(total as usize);
        (0..start).for_each(|index| result.push(get(object, index)));
        items.iter().for_each(|value| result.push(*value));
        (start + removed..length).for_each(|index| result.push(get(object, index)));
        result.into()
    }

    pub fn with(this, arguments) {
        let object = to_object(this);
        let length = plain_length(object);
        let relative = to_integer(arguments.get(0));
        let index = if relative < 0.0 { relative + length as f64 } else { relative };
        if index < 0.0 || index >= length as f64 {
            let shown = check::plain(arguments.get(0));
            throw_range_error(&["Invalid index : ", &shown].concat());
        }
        let result = array::with_capacity(length as usize);
        for place in 0..length {
            result.push(if place == index as u64 { arguments.get(1) } else { get(object, place) });
        }
        result.into()
    }
}

fn check_length(length: u64) {
    if length > MAX_LENGTH {
        throw_range_error("Invalid array length");
    }
}

/// Length of what is copied into a plain array.
pub fn plain_length(object: Gc<Object>) -> u64 {
    let length = length(object);
    check_length(length);
    length
}

fn set_length_if_needed(result: Gc<Object>, length: u64) {
    if fast(result).is_none_or(|array| array.length as u64 != length) {
        set_length(result, length);
    }
}

fn is_concat_spreadable(value: Value) -> bool {
    let Some(object) = value.as_object() else { return false };
    let spreadable = object.get(symbols().is_concat_spreadable);
    if spreadable.is_undefined() { is_array(value) } else { truthy(spreadable) }
}

fn append_item(result: Gc<Object>, count: &mut u64, value: Value) {
    if !is_concat_spreadable(value) {
        put(result, *count, value);
        *count += 1;
        return;
    }
    let source: Gc<Object> = value.cell();
    let length = length(source);
    if *count + length > MAX_SAFE {
        throw_type_error("Invalid array length");
    }
    if !append_fast(result, *count, source) {
        for index in 0..length {
            if let Some(value) = find(source, index) {
                put(result, *count + index, value);
            }
        }
    }
    *count += length;
}

/// Copies all elements of one fast array behind those of another.
fn append_fast(result: Gc<Object>, count: u64, source: Gc<Object>) -> bool {
    let (Some(result), Some(source)) = (fast(result), fast(source)) else { return false };
    if result.length as u64 != count || !array::holes_are_plain(source) || result == source {
        return false;
    }
    append_elements(result, source);
    true
}

/// Appends all elements, holes as holes.
pub fn append_elements(mut result: Gc<Array>, source: Gc<Array>) {
    let (old, more) = (result.length as usize, source.length as usize);
    if old + more > result.capacity as usize {
        array::reserve(result, (old + more).max(old * 3 / 2));
    }
    if more > 0 {
        // SAFETY: there is room, the arrays are different cells or the range lies behind the source's end.
        unsafe { result.elements.add(old).copy_from_nonoverlapping(source.elements, more) };
    }
    result.length = (old + more) as u32;
}

/// FlattenIntoArray.
fn flatten(result: Gc<Object>, count: &mut u64, source: Gc<Object>, length: u64, depth: f64) {
    check_stack();
    for index in 0..length {
        let Some(value) = find(source, index) else { continue };
        if depth > 0.0 && is_array(value) {
            let inner: Gc<Object> = value.cell();
            flatten(result, count, inner, access::length(inner), depth - 1.0);
        } else {
            put(result, *count, value);
            *count += 1;
        }
    }
}
