//! The String wrapper's own properties: `length` and the code units.

use super::{JsString, make};
use crate::cell::Gc;
use crate::list::{self, List};
use crate::object::{Object, Wrapper};
use crate::property::descriptor::Descriptor;
use crate::property::key::PropertyKey;
use crate::property::{Attributes, Methods, ORDINARY, Property, ordinary};
use crate::realm::names;
use crate::value::Value;

pub static METHODS: Methods = Methods {
    get_own: Some(get_own),
    define_own: Some(define_own),
    delete: Some(delete),
    own_keys: Some(own_keys),
    ..ORDINARY
};

/// `length` or a code unit of a string.
#[inline]
pub fn own_of_string(string: Gc<JsString>, key: PropertyKey) -> Option<Value> {
    if let Some(index) = key.index() {
        let index = index as usize;
        if index >= string.len() {
            return None;
        }
        return Some(make::from_view(string.view().slice(index, index + 1)).into());
    }
    if key == names().length { Some(Value::from_u32(string.length)) } else { None }
}

fn string_of(object: Gc<Object>) -> Gc<JsString> {
    object.cast::<Wrapper>().primitive.cell()
}

fn get_own(object: Gc<Object>, key: PropertyKey) -> Option<Property> {
    let Some(value) = own_of_string(string_of(object), key) else { return ordinary::get_own(object, key) };
    let attributes = if key.index().is_some() { Attributes::ENUMERABLE } else { Attributes::NONE };
    Some(Property { value, attributes })
}

fn define_own(object: Gc<Object>, key: PropertyKey, descriptor: &Descriptor) -> bool {
    match get_own(object, key) {
        Some(current) if own_of_string(string_of(object), key).is_some() => {
            ordinary::validate(Some(current), false, descriptor).is_some()
        }
        _ => ordinary::define_own(object, key, descriptor),
    }
}

fn delete(object: Gc<Object>, key: PropertyKey) -> bool {
    own_of_string(string_of(object), key).is_none() && ordinary::delete(object, key)
}

fn own_keys(object: Gc<Object>) -> Gc<List> {
    let keys = list::new();
    for index in 0..string_of(object).length {
        keys.push(Value::from_u32(index));
    }
    let others = ordinary::own_keys(object);
    let split = others.iter().position(|key| !key.is_i32()).unwrap_or(others.len());
    others[..split].iter().for_each(|key| keys.push(*key));
    keys.push(names().length.0);
    others[split..].iter().for_each(|key| keys.push(*key));
    keys
}
