//! Property descriptors, and their two conversions.

use super::key::PropertyKey;
use super::{Attributes, Property};
use crate::cell::Gc;
use crate::exception::throw::throw_type_error;
use crate::object::{self, Object};
use crate::operator::convert::truthy;
use crate::realm::names;
use crate::value::Value;

/// What `Object.defineProperty` is given; absent fields are `None`.
#[derive(Clone, Copy, Default)]
pub struct Descriptor {
    pub value: Option<Value>,
    pub get: Option<Value>,
    pub set: Option<Value>,
    pub writable: Option<bool>,
    pub enumerable: Option<bool>,
    pub configurable: Option<bool>,
}

impl Descriptor {
    /// A data property with all of its attributes.
    pub fn data(value: Value, attributes: Attributes) -> Descriptor {
        Descriptor {
            value: Some(value),
            writable: Some(attributes.is_writable()),
            enumerable: Some(attributes.is_enumerable()),
            configurable: Some(attributes.is_configurable()),
            ..Descriptor::default()
        }
    }

    pub fn value(value: Value) -> Descriptor {
        Descriptor { value: Some(value), ..Descriptor::default() }
    }

    pub fn is_accessor(&self) -> bool {
        self.get.is_some() || self.set.is_some()
    }

    pub fn is_data(&self) -> bool {
        self.value.is_some() || self.writable.is_some()
    }

    /// Of an existing property.
    pub fn from_property(property: Property) -> Descriptor {
        let attributes = property.attributes;
        let mut descriptor = Descriptor {
            enumerable: Some(attributes.is_enumerable()),
            configurable: Some(attributes.is_configurable()),
            ..Descriptor::default()
        };
        match property.accessor() {
            Some(accessor) => {
                (descriptor.get, descriptor.set) = (Some(accessor.getter), Some(accessor.setter))
            }
            None => {
                (descriptor.value, descriptor.writable) =
                    (Some(property.value), Some(attributes.is_writable()));
            }
        }
        descriptor
    }

    /// ToPropertyDescriptor.
    pub fn from_value(value: Value) -> Descriptor {
        let Some(object) = value.as_object() else {
            let text = crate::operator::convert::display(value);
            throw_type_error(&["Property description must be an object: ", &text].concat())
        };
        let field = |key: PropertyKey| if object.has_property(key) { Some(object.get(key)) } else { None };
        let names = names();
        let descriptor = Descriptor {
            enumerable: field(names.enumerable).map(truthy),
            configurable: field(names.configurable).map(truthy),
            value: field(names.value),
            writable: field(names.writable).map(truthy),
            get: field(names.get),
            set: field(names.set),
        };
        check_function("Getter", descriptor.get);
        check_function("Setter", descriptor.set);
        if descriptor.is_accessor() && descriptor.is_data() {
            let start = "Invalid property descriptor. Cannot both specify accessors and a value or writable attribute";
            throw_type_error(&[start, ", ", &crate::operator::convert::display(value)].concat());
        }
        descriptor
    }

    /// FromPropertyDescriptor.
    pub fn to_object(&self) -> Gc<Object> {
        let (object, names) = (object::new(), names());
        let fields = [
            (names.value, self.value),
            (names.writable, self.writable.map(Value::from)),
            (names.get, self.get),
            (names.set, self.set),
            (names.enumerable, self.enumerable.map(Value::from)),
            (names.configurable, self.configurable.map(Value::from)),
        ];
        for (key, value) in fields {
            if let Some(value) = value {
                object.put(key, value, Attributes::ALL);
            }
        }
        object
    }
}

fn check_function(what: &str, function: Option<Value>) {
    let Some(function) = function else { return };
    if !function.is_undefined() && !function.as_object().is_some_and(|object| object.is_callable()) {
        let text = crate::builtin::check::plain(function);
        throw_type_error(&[what, " must be a function: ", &text].concat());
    }
}
