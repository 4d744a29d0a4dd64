//! The internal methods of ordinary objects.

use super::descriptor::Descriptor;
use super::key::PropertyKey;
use super::{Attributes, Property, accessor, watch};
use crate::cell::Gc;
use crate::list::{self, List};
use crate::object::Object;
use crate::operator::compare::same_value;
use crate::shape::change;
use crate::shape::table::Entry;
use crate::value::Value;

/// Makes properties that are made on first use.
#[inline]
pub fn materialize(object: Gc<Object>) {
    let shape = object.shape();
    if let Some(lazy) = shape.lazy {
        lazy(object);
    }
}

#[inline]
pub fn get_own(object: Gc<Object>, key: PropertyKey) -> Option<Property> {
    let mut shape = object.shape();
    if shape.lazy.is_some() {
        if object.kind() == crate::heap::kind::FUNCTION && !crate::function::is_lazy_name(shape, key) {
            return None;
        }
        materialize(object);
        shape = object.shape();
    }
    let entry = shape.find(key)?;
    Some(Property { value: object.slot(shape, entry.slot), attributes: entry.attributes })
}

pub fn define_own(object: Gc<Object>, key: PropertyKey, descriptor: &Descriptor) -> bool {
    let current = get_own(object, key);
    let extensible = object.shape().is_extensible();
    let Some(applied) = validate(current, extensible, descriptor) else { return false };
    match current {
        None => {
            materialize(object);
            change::add(object, key, applied.value, applied.attributes);
        }
        Some(_) => replace(object, key, applied),
    }
    true
}

/// Overwrites value and attributes of a property the object has.
pub fn replace(object: Gc<Object>, key: PropertyKey, property: Property) {
    watch::touch(object);
    change::set_attributes(object, key, property.attributes);
    let shape = object.shape();
    let entry = shape.find(key).expect("the caller found it");
    object.set_slot(shape, entry.slot, property.value);
}

/// ValidateAndApplyPropertyDescriptor without the applying: what the property becomes, or nothing if it may not.
pub fn validate(current: Option<Property>, extensible: bool, descriptor: &Descriptor) -> Option<Property> {
    let Some(current) = current else {
        return if extensible { Some(fresh(descriptor)) } else { None };
    };
    if !current.attributes.is_configurable() && !may_change(current, descriptor) {
        return None;
    }
    Some(merged(current, descriptor))
}

fn bit(flag: Option<bool>, attribute: Attributes) -> Attributes {
    if flag == Some(true) { attribute } else { Attributes::NONE }
}

/// A new property; absent fields take their defaults.
fn fresh(descriptor: &Descriptor) -> Property {
    let attributes = bit(descriptor.enumerable, Attributes::ENUMERABLE)
        .with(bit(descriptor.configurable, Attributes::CONFIGURABLE));
    if descriptor.is_accessor() {
        let getter = descriptor.get.unwrap_or(Value::UNDEFINED);
        let pair = accessor::new(getter, descriptor.set.unwrap_or(Value::UNDEFINED));
        return Property { value: pair.into(), attributes: attributes.with(Attributes::ACCESSOR) };
    }
    let attributes = attributes.with(bit(descriptor.writable, Attributes::WRITABLE));
    Property { value: descriptor.value.unwrap_or(Value::UNDEFINED), attributes }
}

/// May a property that is not configurable become that?
fn may_change(current: Property, descriptor: &Descriptor) -> bool {
    let attributes = current.attributes;
    let differs = |new: Option<Value>, old: Value| new.is_some_and(|new| !same_value(new, old));
    if descriptor.configurable == Some(true)
        || descriptor.enumerable.is_some_and(|enumerable| enumerable != attributes.is_enumerable())
    {
        return false;
    }
    if let Some(pair) = current.accessor() {
        return !descriptor.is_data()
            && !differs(descriptor.get, pair.getter)
            && !differs(descriptor.set, pair.setter);
    }
    !descriptor.is_accessor()
        && (attributes.is_writable()
            || descriptor.writable != Some(true) && !differs(descriptor.value, current.value))
}

/// The current property with the descriptor's fields laid over it.
fn merged(current: Property, descriptor: &Descriptor) -> Property {
    let keep = |flag: Option<bool>, attribute: Attributes| {
        if flag.unwrap_or(current.attributes.has(attribute)) { attribute } else { Attributes::NONE }
    };
    let attributes = keep(descriptor.enumerable, Attributes::ENUMERABLE)
        .with(keep(descriptor.configurable, Attributes::CONFIGURABLE));
    let old = current.accessor();
    if descriptor.is_accessor() || old.is_some() && !descriptor.is_data() {
        let (getter, setter) =
            old.map_or((Value::UNDEFINED, Value::UNDEFINED), |pair| (pair.getter, pair.setter));
        let pair = accessor::new(descriptor.get.unwrap_or(getter), descriptor.set.unwrap_or(setter));
        return Property { value: pair.into(), attributes: attributes.with(Attributes::ACCESSOR) };
    }
    let (value, writable) = match old {
        None => (current.value, keep(descriptor.writable, Attributes::WRITABLE)),
        Some(_) => (Value::UNDEFINED, bit(descriptor.writable, Attributes::WRITABLE)),
    };
    Property { value: descriptor.value.unwrap_or(value), attributes: attributes.with(writable) }
}

pub fn delete(object: Gc<Object>, key: PropertyKey) -> bool {
    match get_own(object, key) {
        None => true,
        Some(property) if !property.attributes.is_configurable() => false,
        Some(_) => {
            change::remove(object, key);
            true
        }
    }
}

/// Integer keys in order, then strings, then symbols in order of creation.
pub fn own_keys(object: Gc<Object>) -> Gc<List> {
    let keys = list::new();
    collect_keys(object, keys);
    keys
}

/// Not inlined: the sort has a hundred copies of it.
#[inline(never)]
fn index_of(key: &Value) -> Option<u32> {
    PropertyKey(*key).array_index()
}

/// As `own_keys`, appended to a list.
pub fn collect_keys(object: Gc<Object>, mut keys: Gc<List>) {
    materialize(object);
    let entries = object.shape().entries();
    let start = keys.len();
    for entry in entries.iter().filter(|entry| entry.key.array_index().is_some()) {
        keys.push(entry.key.0);
    }
    keys[start..].sort_unstable_by_key(index_of);
    let is_name = |entry: &&Entry| entry.key.0.is_string() && entry.key.array_index().is_none();
    for entry in entries.iter().filter(is_name) {
        keys.push(entry.key.0);
    }
    for entry in entries.iter().filter(|entry| entry.key.0.is_symbol() && !entry.key.is_private()) {
        keys.push(entry.key.0);
    }
}
