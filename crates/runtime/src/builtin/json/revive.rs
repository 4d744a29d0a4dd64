//! The second argument of `JSON.parse`: called for every value, inside out.

use super::source::Places;
use crate::call::call;
use crate::cell::Gc;
use crate::heap::{kind, stack};
use crate::object::{self, Object};
use crate::operator::{compare, convert};
use crate::property::key::PropertyKey;
use crate::string::{JsString, make};
use crate::value::Value;

/// A text and the function that is called for its values.
struct Reviver {
    function: Value,
    text: Gc<JsString>,
}

/// `value` is what `text` says.
pub fn revive(value: Value, text: Gc<JsString>, function: Value) -> Value {
    let places = super::source::places(text);
    let root = object::new();
    root.put_text("", value);
    Reviver { function, text }.internalize(root, PropertyKey::from_text(""), Some(&places))
}

impl Reviver {
    /// InternalizeJSONProperty. `places`: where the text has it, unless the function has put it there.
    fn internalize(&self, holder: Gc<Object>, key: PropertyKey, places: Option<&Places>) -> Value {
        stack::check_stack();
        let value = holder.get(key);
        let context = object::new();
        match value.as_object() {
            Some(object) if object.kind() == kind::ARRAY => self.elements(object, places),
            Some(object) => self.members(object, places),
            None => {
                if let Some(source) = self.source(value, places) {
                    context.put_text("source", source);
                }
            }
        }
        call(self.function, holder.into(), &[key.to_value(), value, context.into()])
    }

    fn elements(&self, array: Gc<Object>, places: Option<&Places>) {
        for index in 0..convert::length_of(array) {
            let places = places.and_then(|places| places.element(index as usize));
            self.replace(array, PropertyKey::from_index(index as u32), places);
        }
    }

    fn members(&self, object: Gc<Object>, places: Option<&Places>) {
        let keys = object.own_keys();
        for index in 0..keys.len() {
            let key = PropertyKey(keys[index]);
            let own = if key.0.is_symbol() { None } else { object.own_property(key) };
            if own.is_some_and(|own| own.attributes.is_enumerable()) {
                self.replace(object, key, places.and_then(|places| places.member(key)));
            }
        }
    }

    fn replace(&self, object: Gc<Object>, key: PropertyKey, places: Option<&Places>) {
        let element = self.internalize(object, key, places);
        if element.is_undefined() {
            object.delete(key);
        } else {
            object.create_data(key, element);
        }
    }

    /// The text of a primitive that is still what the text says.
    fn source(&self, value: Value, places: Option<&Places>) -> Option<Gc<JsString>> {
        let Some(Places::Primitive(place)) = places else { return None };
        let source = make::substring(self.text, place.start, place.end);
        compare::same_value(super::parse::parse(source), value).then_some(source)
    }
}
