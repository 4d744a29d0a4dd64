//! Operators on properties that compiled code calls: `delete`, `in`, `super.x`, private names.

use super::access::{throw_read_of_nullish, throw_set_refused, throw_write_of_nullish};
use super::cache::get_remembered;
use super::key::PropertyKey;
use super::{Attributes, Property, accessor, ordinary};
use crate::cell::Gc;
use crate::exception::throw::throw_type_error;
use crate::function;
use crate::object::Object;
use crate::operator::convert;
use crate::shape::change;
use crate::string::make;
use crate::value::Value;
use perry_abi::layout::InlineCache;

#[unsafe(no_mangle)]
pub extern "C" fn perry_delete(value: Value, key: Value) -> i32 {
    if value.is_nullish() {
        throw_type_error("Cannot convert undefined or null to object");
    }
    let key = PropertyKey::from_value(key);
    let object = convert::to_object(value);
    if !object.delete(key) {
        if object.kind() == crate::heap::kind::PROXY {
            let name = key.display();
            throw_type_error(
                &["'deleteProperty' on proxy: trap returned falsish for property '", &name, "'"].concat(),
            );
        }
        let text = convert::display_object(object);
        throw_type_error(&["Cannot delete property '", &key.display(), "' of ", &text].concat());
    }
    1
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_in(key: Value, object: Value) -> i32 {
    let Some(object) = object.as_object() else {
        let key = if key.is_symbol() { PropertyKey(key).display() } else { convert::plain(key) };
        let text = convert::plain(object);
        throw_type_error(&["Cannot use 'in' operator to search for '", &key, "' in ", &text].concat())
    };
    object.has_property(PropertyKey::from_value(key)) as i32
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_get_super(home: Value, key: Value, this: Value) -> Value {
    let key = PropertyKey::from_value(key);
    match home.as_object().and_then(|home| home.prototype()) {
        Some(prototype) if key.index().is_none() => get_remembered(prototype, key, this),
        Some(prototype) => prototype.get_with(key, this),
        None => throw_read_of_nullish(Value::NULL, key),
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_set_super(home: Value, key: Value, value: Value, this: Value) {
    let key = PropertyKey::from_value(key);
    let Some(prototype) = home.as_object().and_then(|home| home.prototype()) else {
        super::access::throw_write_of_nullish(Value::NULL, key)
    };
    if !prototype.set_with(key, value, this) {
        throw_set_refused(this, key);
    }
}

/// An own private member; private names ignore exotic behaviour and extensibility.
fn private(value: Value, name: Value) -> Option<(Gc<Object>, Property)> {
    let object = value.as_object()?;
    ordinary::get_own(object, PropertyKey(name)).map(|property| (object, property))
}

/// # Safety
/// As for `perry_get`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn perry_private_get(value: Value, name: Value, cache: *mut InlineCache) -> Value {
    let Some((object, property)) = private(value, name) else { throw_private(value, name, Verb::Read) };
    if let Some(pair) = property.accessor() {
        if pair.getter.is_undefined() {
            let text = PropertyKey(name).display();
            throw_type_error(&["'", &text, "' was defined without a getter"].concat());
        }
        return pair.call_getter(value);
    }
    remember_inline(object, name, cache);
    property.value
}

/// # Safety
/// As for `perry_get`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn perry_private_set(
    target: Value,
    name: Value,
    value: Value,
    cache: *mut InlineCache,
) {
    let Some((object, property)) = private(target, name) else { throw_private(target, name, Verb::Write) };
    let text = || PropertyKey(name).display();
    if let Some(pair) = property.accessor() {
        if !pair.call_setter(target, value) {
            throw_type_error(&["'", &text(), "' was defined without a setter"].concat());
        }
        return;
    }
    if !property.attributes.is_writable() {
        throw_type_error(&["Private method '", &text(), "' is not writable"].concat());
    }
    remember_inline(object, name, cache);
    let shape = object.shape();
    let entry = shape.find(PropertyKey(name)).expect("just found");
    object.set_slot(shape, entry.slot, value);
}

/// Lets compiled code find an in-object slot by itself next time.
fn remember_inline(object: Gc<Object>, name: Value, cache: *mut InlineCache) {
    let shape = object.shape();
    let Some(entry) = shape.find(PropertyKey(name)) else { return };
    if !cache.is_null() && shape.is_cacheable() && entry.slot < shape.inline_capacity as u32 {
        // SAFETY: the site's own cache.
        unsafe {
            (*cache).own_offset = (shape.inline_offset as u32 + entry.slot) * 8;
            (*cache).own_shape = shape.id;
        }
    }
}

/// What was tried with a private member.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verb {
    Read,
    Write,
}

/// How the brand of members of instances begins; the name of the class follows.
const INSTANCE: &str = "an instance of class ";

fn brand_of(name: Value) -> Option<String> {
    PropertyKey(name).symbol()?.brand.as_string().map(|brand| brand.to_rust())
}

#[cold]
fn throw_private(value: Value, name: Value, verb: Verb) -> ! {
    if let Some(brand) = brand_of(name) {
        match brand.strip_prefix(INSTANCE) {
            Some(class) if value.is_nullish() => {
                throw_read_of_nullish(value, PropertyKey::from_string(make::from_str(class)))
            }
            _ => throw_type_error(&["Receiver must be ", &brand].concat()),
        }
    }
    match verb {
        Verb::Read if value.is_nullish() => throw_read_of_nullish(value, PropertyKey(name)),
        Verb::Write if value.is_nullish() => throw_write_of_nullish(value, PropertyKey(name)),
        _ => {}
    }
    let verb = if verb == Verb::Read { ["read", "from"] } else { ["write", "to"] };
    let name = PropertyKey(name).display();
    let end = " an object whose class did not declare it";
    throw_type_error(&["Cannot ", verb[0], " private member ", &name, " ", verb[1], end].concat())
}

fn add_private(target: Value, name: Value, value: Value, attributes: Attributes) {
    let object: Gc<Object> = target.cell();
    if ordinary::get_own(object, PropertyKey(name)).is_some() {
        let brand = brand_of(name).unwrap_or_default();
        let class = brand.strip_prefix(INSTANCE).unwrap_or_default();
        let end = " twice on the same object";
        throw_type_error(&["Cannot initialize private methods of class ", class, end].concat());
    }
    ordinary::materialize(object);
    change::add(object, PropertyKey(name), value, attributes);
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_private_add(target: Value, name: Value, value: Value) {
    let object: Gc<Object> = target.cell();
    if ordinary::get_own(object, PropertyKey(name)).is_some() {
        let name = PropertyKey(name).display();
        throw_type_error(&["Cannot initialize ", &name, " twice on the same object"].concat());
    }
    add_private(target, name, value, Attributes::WRITABLE);
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_private_add_method(target: Value, name: Value, method: Value, kind: i32) {
    let prefix = ["", "get", "set"][kind as usize];
    if function::home_object(method).is_undefined() {
        function::set_name(method, PropertyKey(name), prefix);
    }
    let existing = private(target, name).and_then(|(_, property)| property.accessor());
    match (kind, existing) {
        (0, _) => add_private(target, name, method, Attributes::NONE),
        (1, Some(mut pair)) => pair.getter = method,
        (_, Some(mut pair)) => pair.setter = method,
        (1, None) => {
            add_private(target, name, accessor::new(method, Value::UNDEFINED).into(), Attributes::ACCESSOR)
        }
        (_, None) => {
            add_private(target, name, accessor::new(Value::UNDEFINED, method).into(), Attributes::ACCESSOR)
        }
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_private_has(value: Value, name: Value) -> i32 {
    if !value.is_object() {
        let (name, text) = (PropertyKey(name).display(), convert::display(value));
        throw_type_error(&["Cannot use 'in' operator to search for '", &name, "' in ", &text].concat())
    }
    private(value, name).is_some() as i32
}
