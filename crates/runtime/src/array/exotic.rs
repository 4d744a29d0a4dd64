//! Internal methods of arrays: integer keys and `length`.

use super::{Array, LENGTH_READONLY, make_slow, resize, set_element};
use crate::cell::Gc;
use crate::exception::throw::throw_range_error;
use crate::list::{self, List};
use crate::object::Object;
use crate::operator::convert;
use crate::property::descriptor::Descriptor;
use crate::property::key::PropertyKey;
use crate::property::{Attributes, Methods, ORDINARY, Property, ordinary};
use crate::realm::names;
use crate::shape::change;
use crate::value::Value;

pub static METHODS: Methods = Methods {
    get_own: Some(get_own),
    define_own: Some(define_own),
    delete: Some(delete),
    own_keys: Some(own_keys),
    prevent_extensions: Some(prevent_extensions),
    ..ORDINARY
};

impl Gc<Array> {
    pub fn length_is_writable(self) -> bool {
        self.object.header.extra & LENGTH_READONLY == 0
    }
}

fn get_own(object: Gc<Object>, key: PropertyKey) -> Option<Property> {
    let array: Gc<Array> = object.cast();
    if let Some(index) = key.index() {
        if array.is_slow() {
            return ordinary::get_own(object, key);
        }
        if index >= array.length || array.element(index).is_empty() {
            return None;
        }
        return Some(Property { value: array.element(index), attributes: Attributes::ALL });
    }
    if key == names().length {
        let writable = if array.length_is_writable() { Attributes::WRITABLE } else { Attributes::NONE };
        return Some(Property { value: Value::from_u32(array.length), attributes: writable });
    }
    ordinary::get_own(object, key)
}

fn define_own(object: Gc<Object>, key: PropertyKey, descriptor: &Descriptor) -> bool {
    let mut array: Gc<Array> = object.cast();
    if key == names().length {
        return define_length(array, descriptor);
    }
    let Some(index) = key.array_index() else { return ordinary::define_own(object, key, descriptor) };
    if !array.is_slow() && keeps_fast(array, index, descriptor) {
        let value = descriptor
            .value
            .unwrap_or_else(|| get_own(object, key).map_or(Value::UNDEFINED, |property| property.value));
        if index < array.length {
            array.fast_elements()[index as usize] = value;
            return true;
        }
        if set_element(array, index, value) {
            return true;
        }
    }
    make_slow(array);
    if index >= array.length && !array.length_is_writable() {
        return false;
    }
    if !ordinary::define_own(object, key, descriptor) {
        return false;
    }
    array.length = array.length.max(index + 1);
    true
}

/// Does the element stay an ordinary one with all attributes?
fn keeps_fast(array: Gc<Array>, index: u32, descriptor: &Descriptor) -> bool {
    if descriptor.is_accessor() {
        return false;
    }
    let exists = index < array.length && !array.element(index).is_empty();
    let set = |flag: Option<bool>| flag.unwrap_or(exists);
    set(descriptor.writable) && set(descriptor.enumerable) && set(descriptor.configurable)
}

/// ArraySetLength.
fn define_length(mut array: Gc<Array>, descriptor: &Descriptor) -> bool {
    let mut length = array.length;
    if let Some(value) = descriptor.value {
        length = to_length(value);
    }
    if descriptor.is_accessor()
        || descriptor.configurable == Some(true)
        || descriptor.enumerable == Some(true)
    {
        return false;
    }
    if !array.length_is_writable() && (descriptor.writable == Some(true) || length != array.length) {
        return false;
    }
    let complete = length == array.length || set_length(array, length);
    if descriptor.writable == Some(false) {
        make_slow(array);
        array.object.header.extra |= LENGTH_READONLY;
    }
    complete
}

fn to_length(value: Value) -> u32 {
    let length = convert::to_u32(value);
    if length as f64 != convert::to_number(value) {
        throw_range_error("Invalid array length");
    }
    length
}

/// Changes the length; false where an element could not be deleted (the length then ends behind it).
pub fn set_length(mut array: Gc<Array>, length: u32) -> bool {
    if !array.is_slow() && resize(array, length) {
        return true;
    }
    if length < array.length {
        let object = array.cast::<Object>();
        let keys = own_keys(object);
        let indices = keys.iter().rev().filter_map(|key| PropertyKey(*key).array_index());
        for key in indices.filter(|index| *index >= length) {
            if !ordinary::delete(object, key.into()) {
                array.length = key + 1;
                return false;
            }
        }
    }
    array.length = length;
    true
}

fn delete(object: Gc<Object>, key: PropertyKey) -> bool {
    let array: Gc<Array> = object.cast();
    if key == names().length {
        return false;
    }
    match key.index() {
        Some(index) if !array.is_slow() => {
            if index < array.length {
                array.fast_elements()[index as usize] = Value::EMPTY;
            }
            true
        }
        _ => ordinary::delete(object, key),
    }
}

fn own_keys(object: Gc<Object>) -> Gc<List> {
    let array: Gc<Array> = object.cast();
    let keys = list::new();
    if !array.is_slow() {
        for index in 0..array.length {
            if !array.element(index).is_empty() {
                keys.push(Value::from_u32(index));
            }
        }
    }
    // `length` comes behind the integer keys, before other strings.
    let others = ordinary::own_keys(object);
    let is_name = |key: &Value| PropertyKey(*key).array_index().is_none();
    let split = others.iter().position(is_name).unwrap_or(others.len());
    others[..split].iter().for_each(|key| keys.push(*key));
    keys.push(names().length.0);
    others[split..].iter().for_each(|key| keys.push(*key));
    keys
}

fn prevent_extensions(object: Gc<Object>) -> bool {
    make_slow(object.cast());
    change::set_integrity(object, Attributes::NONE);
    true
}
