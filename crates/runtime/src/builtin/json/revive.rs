//! The second argument of `JSON.parse`: called for every value, inside out.

use crate::call::call;
use crate::cell::Gc;
use crate::heap::{kind, stack};
use crate::object::{self, Object};
use crate::operator::convert;
use crate::property::key::PropertyKey;
use crate::value::Value;

pub fn revive(value: Value, reviver: Value) -> Value {
    let root = object::new();
    root.put_text("", value);
    internalize(root, PropertyKey::from_text(""), reviver)
}

/// InternalizeJSONProperty.
fn internalize(holder: Gc<Object>, key: PropertyKey, reviver: Value) -> Value {
    stack::check_stack();
    let value = holder.get(key);
    if let Some(object) = value.as_object() {
        if object.kind() == kind::ARRAY {
            for index in 0..convert::length_of(object) {
                replace(object, PropertyKey::from_index(index as u32), reviver);
            }
        } else {
            let keys = object.own_keys();
            for index in 0..keys.len() {
                let key = PropertyKey(keys[index]);
                let own = if key.0.is_symbol() { None } else { object.own_property(key) };
                if own.is_some_and(|own| own.attributes.is_enumerable()) {
                    replace(object, key, reviver);
                }
            }
        }
    }
    let context = object::new();
    if !value.is_object() {
        let source = super::stringify::stringify(value, Value::UNDEFINED, Value::UNDEFINED);
        context.put_text("source", source);
    }
    call(reviver, holder.into(), &[key.to_value(), value, context.into()])
}

fn replace(object: Gc<Object>, key: PropertyKey, reviver: Value) {
    let element = internalize(object, key, reviver);
    if element.is_undefined() {
        object.delete(key);
    } else {
        object.create_data(key, element);
    }
}
