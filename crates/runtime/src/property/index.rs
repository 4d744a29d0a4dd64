//! Property access of compiled code with computed keys.

use super::access::{get_value, throw_read_of_nullish, throw_write_of_nullish};
use super::cache::{perry_get, perry_set, set_on_primitive};
use super::key::PropertyKey;
use crate::array::{self, Array};
use crate::builtin::typed_array::TypedArray;
use crate::cell::Gc;
use crate::heap::kind;
use crate::operator::convert;
use crate::string::ops::perry_char_at;
use crate::value::Value;

/// A key that is an integer, also when it is kept as a double.
#[inline]
fn integer(key: Value) -> Option<i32> {
    if key.is_i32() {
        return Some(key.as_i32());
    }
    if key.is_f64() {
        let number = key.as_f64();
        let integer = number as i32;
        return if integer as f64 == number { Some(integer) } else { None };
    }
    None
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_get_index(object: Value, key: Value) -> Value {
    if let Some(index) = integer(key) {
        return perry_get_index_i32(object, index);
    }
    if object.is_nullish() {
        throw_nullish(object, key, throw_read_of_nullish);
    }
    get_value(object, PropertyKey::from_value(key))
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_get_index_i32(object: Value, index: i32) -> Value {
    let kind = object.kind();
    if kind == kind::ARRAY {
        let array: Gc<Array> = object.cell();
        if (index as u32) < array.length && !array.is_slow() {
            let value = array.element(index as u32);
            if !value.is_empty() {
                return value;
            }
        }
    } else if kind == kind::TYPED_ARRAY && index >= 0 {
        let array: Gc<TypedArray> = object.cell();
        return array.get(index as usize).unwrap_or(Value::UNDEFINED);
    } else if kind == kind::STRING {
        let value = perry_char_at(object, index);
        if !value.is_undefined() {
            return value;
        }
    }
    get_value(object, PropertyKey::from_value(Value::from_i32(index)))
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_set_index(object: Value, key: Value, value: Value) {
    if let Some(index) = integer(key) {
        return perry_set_index_i32(object, index, value);
    }
    if object.is_nullish() {
        throw_nullish(object, key, throw_write_of_nullish);
    }
    let key = PropertyKey::from_value(key);
    match object.as_object() {
        Some(object) => object.set(key, value),
        None => set_on_primitive(object, key, value),
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_set_index_i32(object: Value, index: i32, value: Value) {
    if object.kind() == kind::ARRAY && index >= 0 {
        let array: Gc<Array> = object.cell();
        if array::set_element(array, index as u32, value) {
            return;
        }
    }
    if object.kind() == kind::TYPED_ARRAY && index >= 0 {
        object.cell::<TypedArray>().put(index as usize, value);
        return;
    }
    let key = PropertyKey::from_value(Value::from_i32(index));
    match object.as_object() {
        Some(object) => object.set(key, value),
        None => set_on_primitive(object, key, value),
    }
}

/// The key is not converted before V8 looks at the object: the message shows it as far as that needs no call.
#[cold]
fn throw_nullish(object: Value, key: Value, throw: fn(Value, PropertyKey) -> !) -> ! {
    if key.is_object() {
        throw(object, PropertyKey::from_string(crate::string::make::from_str(&convert::display(key))));
    }
    throw(object, PropertyKey::from_value(key))
}

/// `object[key]` where the key is known to be an atom, symbol or int32 and there is no cache.
pub fn get_uncached(object: Value, key: PropertyKey) -> Value {
    // SAFETY: a null cache is allowed.
    unsafe { perry_get(object, key.0, std::ptr::null_mut()) }
}

/// The assignment of `get_uncached`'s kind.
pub fn set_uncached(object: Value, key: PropertyKey, value: Value) {
    // SAFETY: a null cache is allowed.
    unsafe { perry_set(object, key.0, value, std::ptr::null_mut()) }
}
