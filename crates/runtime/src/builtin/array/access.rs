//! Elements of anything that is like an array, with a fast path for arrays.

use crate::array::{self, Array};
use crate::call::{Arguments, construct};
use crate::cell::Gc;
use crate::exception::throw::{throw_range_error, throw_type_error};
use crate::heap::kind;
use crate::object::Object;
use crate::operator::convert;
use crate::property::key::PropertyKey;
use crate::realm::{Intrinsic, intrinsic, names, symbols};
use crate::value::Value;

/// The longest array.
pub const MAX_LENGTH: u64 = u32::MAX as u64;
/// The longest thing like an array.
pub const MAX_SAFE: u64 = (1 << 53) - 1;

/// The object as an array whose elements may be read and written inline.
#[inline]
pub fn fast(object: Gc<Object>) -> Option<Gc<Array>> {
    if object.kind() != kind::ARRAY {
        return None;
    }
    let array: Gc<Array> = object.cast();
    if array.is_slow() { None } else { Some(array) }
}

/// IsArray.
pub fn is_array(value: Value) -> bool {
    match value.kind() {
        kind::ARRAY => true,
        kind::PROXY => crate::builtin::proxy::is_array(value.cell()),
        _ => false,
    }
}

#[inline]
pub fn length(object: Gc<Object>) -> u64 {
    if object.kind() == kind::ARRAY {
        return object.cast::<Array>().length as u64;
    }
    convert::length_of(object)
}

pub fn key(index: u64) -> PropertyKey {
    match u32::try_from(index) {
        Ok(index) => PropertyKey::from_index(index),
        Err(_) => PropertyKey::from_string(convert::number_to_string(index as f64)),
    }
}

pub fn index_value(index: u64) -> Value {
    Value::from_usize(index as usize)
}

/// The element, if a fast array has it.
#[inline]
fn own_fast(object: Gc<Object>, index: u64) -> Option<Value> {
    let array = fast(object)?;
    if index >= array.length as u64 {
        return None;
    }
    let value = array.element(index as u32);
    if value.is_empty() { None } else { Some(value) }
}

/// Get.
#[inline]
pub fn get(object: Gc<Object>, index: u64) -> Value {
    match own_fast(object, index) {
        Some(value) => value,
        None => object.get(key(index)),
    }
}

/// HasProperty, then Get.
#[inline]
pub fn find(object: Gc<Object>, index: u64) -> Option<Value> {
    match own_fast(object, index) {
        Some(value) => Some(value),
        None => find_slowly(object, index),
    }
}

#[cold]
fn find_slowly(object: Gc<Object>, index: u64) -> Option<Value> {
    let key = key(index);
    if object.has_property(key) { Some(object.get(key)) } else { None }
}

/// Set; throws where it is refused.
#[inline]
pub fn set(object: Gc<Object>, index: u64, value: Value) {
    if let Some(array) = fast(object)
        && index < array.length as u64
        && !array.element(index as u32).is_empty()
    {
        array.fast_elements()[index as usize] = value;
        return;
    }
    object.set(key(index), value);
}

/// DeletePropertyOrThrow.
pub fn delete(object: Gc<Object>, index: u64) {
    if !object.delete(key(index)) {
        let text = convert::display_object(object);
        let name = key(index).display();
        throw_type_error(&["Cannot delete property '", &name, "' of ", &text].concat());
    }
}

pub fn set_length(object: Gc<Object>, length: u64) {
    if let Some(array) = fast(object)
        && length <= array.length as u64
        && array::resize(array, length as u32)
    {
        return;
    }
    object.set(names().length, Value::from_f64(length as f64));
}

/// CreateDataPropertyOrThrow on an array that is being made.
#[inline]
pub fn put(result: Gc<Object>, index: u64, value: Value) {
    if let Some(array) = fast(result) {
        if index == array.length as u64 && index < MAX_LENGTH {
            array.push(value);
            return;
        }
        if index < array.length as u64 {
            array.fast_elements()[index as usize] = value;
            return;
        }
    }
    result.create_data_or_throw(key(index), value);
}

/// Longer arrays start slow, as in V8.
const LONGEST_FAST: u64 = 32 << 20;

/// An array of that many holes.
pub fn with_length(prototype: Gc<Object>, length: u64) -> Gc<Array> {
    let array = array::with_prototype(Some(prototype), 0);
    set_holes(array, length);
    array
}

fn set_holes(mut array: Gc<Array>, length: u64) {
    if length > LONGEST_FAST {
        array::make_slow(array);
        array.length = length as u32;
        return;
    }
    array::reserve(array, length as usize);
    for index in 0..length as usize {
        // SAFETY: there is room.
        unsafe { array.elements.add(index).write(Value::EMPTY) };
    }
    array.length = length as u32;
}

/// Is it sure that `ArraySpeciesCreate` makes a plain array?
pub fn makes_plain(object: Gc<Object>) -> bool {
    if object.kind() != kind::ARRAY {
        return object.kind() != kind::PROXY;
    }
    let prototype = intrinsic(Intrinsic::ArrayPrototype);
    let constructor = names().constructor;
    object.raw_prototype() == Some(prototype)
        && (object.shape().slot_count == 0 || object.own_property(constructor).is_none())
        && prototype.own_data(constructor) == Some(intrinsic(Intrinsic::Array).into())
}

/// ArraySpeciesCreate; room for `length` elements, `length` itself 0 where the array is a plain one.
pub fn species_create(original: Gc<Object>, length: u64) -> Gc<Object> {
    if makes_plain(original) || !is_array(original.into()) {
        if length > MAX_LENGTH {
            throw_range_error("Invalid array length");
        }
        return array::with_capacity(length.min(1 << 16) as usize).cast();
    }
    let mut constructor = original.get(names().constructor);
    if let Some(object) = constructor.as_object() {
        constructor = object.get(symbols().species);
        if constructor.is_null() {
            constructor = Value::UNDEFINED;
        }
    }
    if constructor.is_undefined() {
        return array::with_capacity(length.min(1 << 16) as usize).cast();
    }
    if !convert::is_constructor(constructor) {
        throw_type_error("object.constructor[Symbol.species] is not a constructor");
    }
    construct(constructor, constructor, &[index_value(length)]).cell()
}

/// The receiver of `Array.prototype.<name>` as an object.
#[inline]
pub fn this_object(this: Value, name: &str) -> Gc<Object> {
    if this.is_nullish() {
        throw_type_error(&["Array.prototype.", name, " called on null or undefined"].concat());
    }
    convert::to_object(this)
}

/// First index and number of the elements that `splice` and `toSpliced` leave out.
pub fn spliced_range(arguments: Arguments, length: u64) -> (u64, u64) {
    let start = convert::relative_index(arguments.get(0), length, 0);
    let removed = match arguments.len() {
        0 => 0,
        1 => length - start,
        _ => convert::to_integer(arguments.get(1)).clamp(0.0, (length - start) as f64) as u64,
    };
    (start, removed)
}
