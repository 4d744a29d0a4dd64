//! Methods of typed arrays without callbacks, and the table of all.

use super::make::{copy_elements, new, part, species_create};
use super::{TypedArray, this_array, valid_array, visit};
use crate::bigint;
use crate::builtin;
use crate::builtin::array::iterator::{Give, new as new_iterator};
use crate::builtin::array::text::{concatenate, guarded};
use crate::builtin::array::{access, sort};
use crate::builtin::check;
use crate::builtin::table::Member;
use crate::call::call;
use crate::cell::Gc;
use crate::exception::throw::{throw_range_error, throw_type_error};
use crate::heap::kind;
use crate::list;
use crate::operator::compare::{same_value_zero, strict_equals};
use crate::operator::convert::{is_callable, relative_index, to_integer, to_number, to_object, to_string};
use crate::property::Attributes;
use crate::property::access::get_value;
use crate::property::key::PropertyKey;
use crate::realm::{Intrinsic, intrinsic, names};
use crate::string::make;
use crate::value::Value;
use std::cmp::Ordering;

pub const MEMBERS: &[Member] = &[
    Member::Getter("buffer", buffer),
    Member::Getter("byteLength", byte_length),
    Member::Getter("byteOffset", byte_offset),
    Member::Getter("length", length),
    Member::Method("entries", 0, entries),
    Member::Method("keys", 0, keys),
    Member::Method("values", 0, values),
    Member::Method("at", 1, at),
    Member::Method("copyWithin", 2, copy_within),
    Member::Method("every", 1, visit::every),
    Member::Method("fill", 1, fill),
    Member::Method("filter", 1, visit::filter),
    Member::Method("find", 1, visit::find),
    Member::Method("findIndex", 1, visit::find_index),
    Member::Method("findLast", 1, visit::find_last),
    Member::Method("findLastIndex", 1, visit::find_last_index),
    Member::Method("forEach", 1, visit::for_each),
    Member::Method("includes", 1, includes),
    Member::Method("indexOf", 1, index_of),
    Member::Method("join", 1, join),
    Member::Method("lastIndexOf", 1, last_index_of),
    Member::Method("map", 1, visit::map),
    Member::Method("reverse", 0, reverse),
    Member::Method("reduce", 1, visit::reduce),
    Member::Method("reduceRight", 1, visit::reduce_right),
    Member::Method("set", 1, set),
    Member::Method("slice", 2, slice),
    Member::Method("some", 1, visit::some),
    Member::Method("sort", 1, sort),
    Member::Method("subarray", 2, subarray),
    Member::Method("toReversed", 0, to_reversed),
    Member::Method("toSorted", 1, to_sorted),
    Member::Method("with", 2, with),
    Member::Method("toLocaleString", 0, to_locale_string),
    Member::Value("toString", to_string_function, Attributes::HIDDEN),
    Member::Getter("@toStringTag", tag),
    Member::Alias("@iterator", "values"),
];

/// The same function as `Array.prototype.toString`.
fn to_string_function() -> Value {
    intrinsic(Intrinsic::ArrayPrototype).get(names().to_string)
}

fn getter(this: Value, name: &str) -> Gc<TypedArray> {
    match this.as_kind(kind::TYPED_ARRAY) {
        Some(array) => array,
        None => check::throw_incompatible(&["get TypedArray.prototype.", name].concat(), this),
    }
}

builtin! {
    fn buffer(this, arguments) {
        getter(this, "buffer").buffer.into()
    }

    fn byte_length(this, arguments) {
        let array = getter(this, "byteLength");
        Value::from_usize(array.length() * array.element.size())
    }

    fn byte_offset(this, arguments) {
        let array = getter(this, "byteOffset");
        Value::from_usize(if array.is_out_of_bounds() { 0 } else { array.offset })
    }

    fn length(this, arguments) {
        Value::from_usize(getter(this, "length").length())
    }

    fn tag(this, arguments) {
        match this.as_kind::<TypedArray>(kind::TYPED_ARRAY) {
            Some(array) => make::from_str(array.element.name()).into(),
            None => Value::UNDEFINED,
        }
    }

    fn entries(this, arguments) {
        new_iterator(valid_array(this, "entries").cast(), Give::Entries)
    }

    fn keys(this, arguments) {
        new_iterator(valid_array(this, "keys").cast(), Give::Keys)
    }

    fn values(this, arguments) {
        new_iterator(valid_array(this, "values").cast(), Give::Values)
    }

    fn at(this, arguments) {
        let array = valid_array(this, "at");
        let length = array.length() as f64;
        let relative = to_integer(arguments.get(0));
        let index = if relative < 0.0 { relative + length } else { relative };
        if index < 0.0 || index >= length { Value::UNDEFINED } else { element(array, index as usize) }
    }

    fn copy_within(this, arguments) {
        let array = valid_array(this, "copyWithin");
        let length = array.length() as u64;
        let to = relative_index(arguments.get(0), length, 0) as usize;
        let from = relative_index(arguments.get(1), length, 0) as usize;
        let end = relative_index(arguments.get(2), length, length) as usize;
        let now = valid_array(this, "copyWithin").length();
        let count = end.saturating_sub(from).min(length as usize - to);
        let count = count.min(now.saturating_sub(from)).min(now.saturating_sub(to));
        let size = array.element.size();
        if count > 0 {
            array.bytes().copy_within(from * size..(from + count) * size, to * size);
        }
        this
    }

    fn fill(this, arguments) {
        let array = valid_array(this, "fill");
        let bits = array.element.bits_of(arguments.get(0));
        let length = array.length() as u64;
        let start = relative_index(arguments.get(1), length, 0) as usize;
        let end = relative_index(arguments.get(2), length, length) as usize;
        valid_array(this, "fill");
        (start..end).for_each(|index| array.put_bits(index, bits));
        this
    }

    fn includes(this, arguments) {
        let array = valid_array(this, "includes");
        let length = array.length() as u64;
        if length == 0 {
            return Value::FALSE;
        }
        let start = relative_index(arguments.get(1), length, 0) as usize;
        (start..length as usize).any(|index| same_value_zero(element(array, index), arguments.get(0))).into()
    }

    fn index_of(this, arguments) {
        let array = valid_array(this, "indexOf");
        let length = array.length() as u64;
        if length == 0 {
            return Value::from_i32(-1);
        }
        let start = relative_index(arguments.get(1), length, 0) as usize;
        let is_it = |index: &usize| array.get(*index).is_some_and(|value| strict_equals(value, arguments.get(0)));
        (start..length as usize).find(is_it).map_or(Value::from_i32(-1), Value::from_usize)
    }

    fn last_index_of(this, arguments) {
        let array = valid_array(this, "lastIndexOf");
        let length = array.length() as f64;
        let mut end = length;
        if arguments.len() > 1 && length > 0.0 {
            let relative = to_integer(arguments.get(1));
            end = (if relative < 0.0 { length + relative } else { relative.min(length - 1.0) }) + 1.0;
        }
        let is_it = |index: &usize| array.get(*index).is_some_and(|value| strict_equals(value, arguments.get(0)));
        (0..end.max(0.0) as usize).rev().find(is_it).map_or(Value::from_i32(-1), Value::from_usize)
    }

    fn join(this, arguments) {
        let array = valid_array(this, "join");
        let length = array.length();
        let separator = arguments.get(0);
        let separator = if separator.is_undefined() { make::single(b',') } else { to_string(separator) };
        let parts = list::new();
        for index in 0..length {
            parts.push(array.get(index).map_or_else(make::empty, to_string).into());
        }
        concatenate(parts, separator).into()
    }

    fn to_locale_string(this, arguments) {
        let array = valid_array(this, "toLocaleString");
        let key = PropertyKey::from_text("toLocaleString");
        guarded(array.cast(), || {
            let parts = list::new();
            for index in 0..array.length() {
                let value = element(array, index);
                let method = get_value(value, key);
                parts.push(to_string(call(method, value, &[])).into());
            }
            concatenate(parts, make::single(b',')).into()
        })
    }

    fn reverse(this, arguments) {
        let array = valid_array(this, "reverse");
        let size = array.element.size();
        let bytes = array.bytes();
        bytes.reverse();
        bytes.chunks_exact_mut(size).for_each(|element| element.reverse());
        this
    }

    fn set(this, arguments) {
        let array = this_array(this);
        let offset = to_integer(arguments.get(1));
        if offset < 0.0 {
            throw_range_error("offset is out of bounds");
        }
        valid_array(this, "set");
        if let Some(source) = arguments.get(0).as_kind::<TypedArray>(kind::TYPED_ARRAY) {
            valid_array(source.into(), "set");
            if source.length() as f64 + offset > array.length() as f64 {
                throw_range_error("offset is out of bounds");
            }
            if source.element.is_bigint() != array.element.is_bigint() {
                bigint::throw_mixed();
            }
            copy_elements(source, array, offset as usize);
            return Value::UNDEFINED;
        }
        let source = to_object(arguments.get(0));
        let count = access::length(source);
        if count as f64 + offset > array.length() as f64 {
            throw_range_error("offset is out of bounds");
        }
        for index in 0..count {
            array.put(offset as usize + index as usize, access::get(source, index));
        }
        Value::UNDEFINED
    }

    fn slice(this, arguments) {
        let array = valid_array(this, "slice");
        let length = array.length() as u64;
        let start = relative_index(arguments.get(0), length, 0) as usize;
        let end = (relative_index(arguments.get(1), length, length) as usize).max(start);
        let result = species_create(array, end - start);
        let end = end.min(array.length());
        let size = array.element.size();
        if result.element == array.element && start < end {
            let bytes = &array.bytes()[start * size..end * size];
            // SAFETY: `result` has room for `end - start` elements.
            unsafe { bytes.as_ptr().copy_to(result.bytes().as_mut_ptr(), bytes.len()) };
        } else {
            for index in start..end {
                result.put(index - start, element(array, index));
            }
        }
        result.into()
    }

    fn subarray(this, arguments) {
        let array = this_array(this);
        if array.buffer.is_detached() {
            throw_type_error("Cannot perform Construct on a detached ArrayBuffer");
        }
        let length = array.length() as u64;
        let start = relative_index(arguments.get(0), length, 0) as usize;
        let end = relative_index(arguments.get(1), length, length) as usize;
        let open_end = arguments.get(1).is_undefined() && array.tracks;
        part(array, start, if open_end { None } else { Some(end.saturating_sub(start)) })
    }

    fn sort(this, arguments) {
        let comparator = sort::checked(arguments.get(0));
        let array = valid_array(this, "sort");
        sort_into(array, array, comparator);
        this
    }

    fn to_sorted(this, arguments) {
        let comparator = sort::checked(arguments.get(0));
        let array = valid_array(this, "toSorted");
        let result = new(array.element, array.length());
        sort_into(array, result, comparator);
        result.into()
    }

    fn to_reversed(this, arguments) {
        let array = valid_array(this, "toReversed");
        let length = array.length();
        let result = new(array.element, length);
        (0..length).for_each(|index| result.put(index, element(array, length - 1 - index)));
        result.into()
    }

    fn with(this, arguments) {
        let array = valid_array(this, "with");
        let length = array.length() as f64;
        let relative = to_integer(arguments.get(0));
        let index = if relative < 0.0 { relative + length } else { relative };
        let bits = array.element.bits_of(arguments.get(1));
        if index < 0.0 || index >= array.length() as f64 {
            throw_range_error("Invalid typed array index");
        }
        let result = new(array.element, length as usize);
        copy_elements(array, result, 0);
        result.put_bits(index as usize, bits);
        result.into()
    }
}

/// An element, undefined where the array has shrunk.
pub fn element(array: Gc<TypedArray>, index: usize) -> Value {
    array.get(index).unwrap_or(Value::UNDEFINED)
}

fn sort_into(array: Gc<TypedArray>, target: Gc<TypedArray>, comparator: Value) {
    let mut values = list::new();
    for index in 0..array.length() {
        values.push(element(array, index));
    }
    if comparator.is_undefined() {
        values.sort_by(|left, right| numeric_order(*left, *right));
    } else {
        if !is_callable(comparator) {
            throw_type_error("The comparison function must be either a function or undefined");
        }
        sort::sort_with(values, |left, right| {
            to_number(call(comparator, Value::UNDEFINED, &[left, right])) < 0.0
        });
    }
    for index in 0..values.len() {
        target.put(index, values[index]);
    }
}

/// Numbers in order, -0 before 0, NaN last.
fn numeric_order(left: Value, right: Value) -> Ordering {
    if left.is_bigint() {
        return bigint::compare(left, right).unwrap_or(Ordering::Equal);
    }
    let (left, right) = (left.as_f64(), right.as_f64());
    left.is_nan().cmp(&right.is_nan()).then_with(|| left.total_cmp(&right))
}
