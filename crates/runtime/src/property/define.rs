//! Object literals, class members and copies: properties that compiled code defines.

use super::key::PropertyKey;
use super::{Attributes, accessor};
use crate::cell::Gc;
use crate::function;
use crate::heap::kind;
use crate::object::{self, Object};
use crate::operator::convert;
use crate::realm::{Intrinsic, intrinsic};
use crate::shape;
use crate::value::Value;

#[unsafe(no_mangle)]
pub extern "C" fn perry_object_new() -> Value {
    object::new().into()
}

/// In-object slots of a literal: even, so that cells fill their size class. Few literals get more properties later.
fn capacity_for(count: u64) -> u8 {
    if count == 0 { object::DEFAULT_CAPACITY } else { count.next_multiple_of(2).min(64) as u8 }
}

/// # Safety
/// `keys` and `values` point to `count` values, the keys atoms, symbols or int32 and different from each other; `site`
/// points to 8 bytes that were zero at first.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn perry_object_literal(
    keys: *const Value,
    values: *const Value,
    count: u64,
    site: *mut u32,
) -> Value {
    // SAFETY: by the caller's promise.
    unsafe {
        let known = if site.is_null() { 0 } else { *site };
        if known != 0 {
            let shape = shape::by_id(known);
            let object = object::of_shape(shape);
            let slots = object.as_ptr().cast::<Value>().add(2);
            for index in 0..count as usize {
                slots.add(index).write(*values.add(index));
            }
            return object.into();
        }
        let prototype = intrinsic(Intrinsic::ObjectPrototype);
        let object = object::with_capacity(Some(prototype), capacity_for(count));
        for index in 0..count as usize {
            let key = PropertyKey::from_value(*keys.add(index));
            object.put(key, *values.add(index), Attributes::ALL);
        }
        let shape = object.shape();
        let fits = shape.slot_count as u64 == count && count <= shape.inline_capacity as u64;
        if !site.is_null() && !shape.is_unique() && fits {
            *site = shape.id;
        }
        object.into()
    }
}

fn target(value: Value) -> Gc<Object> {
    value.cell()
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_define_field(object: Value, key: Value, value: Value) {
    let key = PropertyKey::from_value(key);
    let object = target(object);
    if object.kind() == kind::OBJECT && object.shape().is_extensible() && object.shape().find(key).is_none() {
        object.put(key, value, Attributes::ALL);
        return;
    }
    object.create_data_or_throw(key, value);
}

fn visible(enumerable: i32) -> Attributes {
    if enumerable != 0 { Attributes::ENUMERABLE } else { Attributes::NONE }
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_define_method(object: Value, key: Value, method: Value, enumerable: i32) {
    let key = PropertyKey::from_value(key);
    function::set_name(method, key, "");
    function::set_home_object(method, object);
    put_member(target(object), key, method, Attributes::HIDDEN.with(visible(enumerable)));
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_define_getter(object: Value, key: Value, getter: Value, enumerable: i32) {
    define_accessor(object, key, getter, Value::UNDEFINED, enumerable);
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_define_setter(object: Value, key: Value, setter: Value, enumerable: i32) {
    define_accessor(object, key, Value::UNDEFINED, setter, enumerable);
}

fn define_accessor(object: Value, key: Value, getter: Value, setter: Value, enumerable: i32) {
    let key = PropertyKey::from_value(key);
    let (function, prefix) = if getter.is_undefined() { (setter, "set") } else { (getter, "get") };
    function::set_name(function, key, prefix);
    function::set_home_object(function, object);
    let old = target(object).own_property(key).and_then(|property| property.accessor());
    let (old_getter, old_setter) =
        old.map_or((Value::UNDEFINED, Value::UNDEFINED), |old| (old.getter, old.setter));
    let getter = if getter.is_undefined() { old_getter } else { getter };
    let setter = if setter.is_undefined() { old_setter } else { setter };
    let attributes = Attributes::CONFIGURABLE.with(Attributes::ACCESSOR).with(visible(enumerable));
    put_member(target(object), key, accessor::new(getter, setter).into(), attributes);
}

/// Classes define over what they may (a static method `name`); `prototype` is refused.
fn put_member(object: Gc<Object>, key: PropertyKey, value: Value, attributes: Attributes) {
    if let Some(existing) = object.own_property(key)
        && !existing.attributes.is_configurable()
    {
        let message = ["Cannot redefine property: ", &key.display()].concat();
        crate::exception::throw::throw_type_error(&message);
    }
    super::ordinary::materialize(object);
    object.put(key, value, attributes);
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_set_proto_literal(object: Value, prototype: Value) {
    if prototype.is_null() || prototype.is_object() {
        target(object).set_prototype(prototype.as_object());
    }
}

/// # Safety
/// `excluded` points to `count` values (keys).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn perry_copy_data_properties(
    object: Value,
    source: Value,
    excluded: *const Value,
    count: u64,
) {
    let excluded = if count == 0 {
        &[]
    } else {
        // SAFETY: by the caller's promise.
        unsafe { std::slice::from_raw_parts(excluded, count as usize) }
    };
    if source.is_nullish() {
        return;
    }
    let source = convert::to_object(source);
    let keys = source.own_keys();
    for index in 0..keys.len() {
        let key = PropertyKey(keys[index]);
        if excluded.iter().any(|other| PropertyKey::from_value(*other) == key) {
            continue;
        }
        if source.own_property(key).is_some_and(|property| property.attributes.is_enumerable()) {
            let value = source.get(key);
            target(object).create_data(key, value);
        }
    }
}
