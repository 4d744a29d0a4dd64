//! `Object`: its constructor and static functions; `prototype` holds the methods of its prototype.

pub mod prototype;

use super::check::{object as need_object, plain};
use super::map::{entry_of, fill, group};
use super::table::{BASE, Class, Member};
use crate::array::{self, Array};
use crate::builtin;
use crate::call::prototype_for;
use crate::cell::Gc;
use crate::exception::throw::throw_type_error;
use crate::heap::kind;
use crate::object::{self, Object};
use crate::operator::compare::same_value;
use crate::operator::convert::to_object;
use crate::property::descriptor::Descriptor;
use crate::property::key::PropertyKey;
use crate::property::{Attributes, Property};
use crate::realm::Intrinsic;
use crate::value::Value;

pub use prototype::to_text;

pub static CLASS: Class = Class {
    name: "Object",
    length: 1,
    code: constructor,
    constructor: Intrinsic::Object,
    prototype: Intrinsic::ObjectPrototype,
    statics: &[
        Member::Method("assign", 2, assign),
        Member::Method("getOwnPropertyDescriptor", 2, get_own_property_descriptor),
        Member::Method("getOwnPropertyDescriptors", 1, get_own_property_descriptors),
        Member::Method("getOwnPropertyNames", 1, get_own_property_names),
        Member::Method("getOwnPropertySymbols", 1, get_own_property_symbols),
        Member::Method("hasOwn", 2, has_own),
        Member::Method("is", 2, is),
        Member::Method("preventExtensions", 1, prevent_extensions),
        Member::Method("seal", 1, seal),
        Member::Method("create", 2, create),
        Member::Method("defineProperties", 2, define_properties),
        Member::Method("defineProperty", 3, define_property),
        Member::Method("freeze", 1, freeze_static),
        Member::Method("getPrototypeOf", 1, get_prototype_of),
        Member::Method("setPrototypeOf", 2, set_prototype_of),
        Member::Method("isExtensible", 1, is_extensible),
        Member::Method("isFrozen", 1, is_frozen),
        Member::Method("isSealed", 1, is_sealed),
        Member::Method("keys", 1, keys),
        Member::Method("entries", 1, entries),
        Member::Method("fromEntries", 1, from_entries),
        Member::Method("values", 1, values),
        Member::Method("groupBy", 2, group_by),
    ],
    members: prototype::MEMBERS,
    ..BASE
};

/// Which properties SetIntegrityLevel closes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    Sealed,
    Frozen,
}

/// SetIntegrityLevel(frozen); false where it is refused.
pub fn freeze(object: Gc<Object>) -> bool {
    set_integrity(object, Level::Frozen)
}

fn set_integrity(object: Gc<Object>, level: Level) -> bool {
    if level == Level::Frozen
        && object.kind() == kind::TYPED_ARRAY
        && super::typed_array::checked_length(object) > 0
    {
        throw_type_error("Cannot freeze array buffer views with elements");
    }
    if !object.prevent_extensions() {
        return false;
    }
    let keys = object.own_keys();
    for index in 0..keys.len() {
        let key = PropertyKey(keys[index]);
        let mut descriptor = Descriptor { configurable: Some(false), ..Descriptor::default() };
        if level == Level::Frozen {
            let Some(property) = object.own_property(key) else { continue };
            if !property.attributes.is_accessor() {
                descriptor.writable = Some(false);
            }
        }
        object.define_or_throw(key, &descriptor);
    }
    true
}

/// TestIntegrityLevel.
fn has_integrity(value: Value, level: Level) -> bool {
    let Some(object) = value.as_object() else { return true };
    if object.is_extensible() {
        return false;
    }
    let keys = object.own_keys();
    (0..keys.len()).filter_map(|index| object.own_property(PropertyKey(keys[index]))).all(|property| {
        let attributes = property.attributes;
        !attributes.is_configurable()
            && (level == Level::Sealed || attributes.is_accessor() || !attributes.is_writable())
    })
}

/// Does it keep its properties like an ordinary object, so that reading them calls nothing but getters?
fn is_plain(object: Gc<Object>) -> bool {
    object.kind() == kind::OBJECT
}

/// Calls `act` with every enumerable own string key and its value.
fn each_enumerable(object: Gc<Object>, mut act: impl FnMut(PropertyKey, Value)) {
    let keys = object.own_keys();
    for index in 0..keys.len() {
        let key = PropertyKey(keys[index]);
        if key.0.is_symbol() {
            continue;
        }
        let Some(property) = object.own_property(key).filter(|property| property.attributes.is_enumerable())
        else {
            continue;
        };
        act(key, value_of(object, key, property));
    }
}

/// The value of a property just found; `Get` where a proxy may answer differently.
fn value_of(object: Gc<Object>, key: PropertyKey, property: Property) -> Value {
    if is_plain(object) || object.kind() == kind::ARRAY {
        return property.read(object.into());
    }
    object.get(key)
}

builtin! {
    fn constructor(this, arguments, callee, new_target) {
        if !new_target.is_undefined() && new_target != callee {
            return object::with_prototype(Some(prototype_for(new_target, Intrinsic::ObjectPrototype))).into();
        }
        let value = arguments.get(0);
        if value.is_nullish() { object::new().into() } else { to_object(value).into() }
    }

    fn assign(this, arguments) {
        let target = to_object(arguments.get(0));
        for source in arguments.0.iter().skip(1).filter(|source| !source.is_nullish()) {
            let source = to_object(*source);
            let keys = source.own_keys();
            for index in 0..keys.len() {
                let key = PropertyKey(keys[index]);
                let Some(property) = source.own_property(key) else { continue };
                if property.attributes.is_enumerable() {
                    target.set(key, value_of(source, key, property));
                }
            }
        }
        target.into()
    }

    fn get_own_property_descriptor(this, arguments) {
        let object = to_object(arguments.get(0));
        descriptor_of(object, PropertyKey::from_value(arguments.get(1)))
    }

    fn get_own_property_descriptors(this, arguments) {
        let object = to_object(arguments.get(0));
        let (keys, result) = (object.own_keys(), object::new());
        for index in 0..keys.len() {
            let key = PropertyKey(keys[index]);
            let descriptor = descriptor_of(object, key);
            if !descriptor.is_undefined() {
                result.create_data(key, descriptor);
            }
        }
        result.into()
    }

    fn get_own_property_names(this, arguments) {
        own_keys_of(to_object(arguments.get(0)), |key| !key.is_symbol())
    }

    fn get_own_property_symbols(this, arguments) {
        own_keys_of(to_object(arguments.get(0)), |key| key.is_symbol())
    }

    fn has_own(this, arguments) {
        let object = to_object(arguments.get(0));
        object.has_own(PropertyKey::from_value(arguments.get(1))).into()
    }

    fn is(this, arguments) {
        same_value(arguments.get(0), arguments.get(1)).into()
    }

    fn prevent_extensions(this, arguments) {
        if let Some(object) = arguments.get(0).as_object()
            && !object.prevent_extensions()
        {
            refuse(object, "preventExtensions", "Cannot prevent extensions");
        }
        arguments.get(0)
    }

    fn seal(this, arguments) {
        if let Some(object) = arguments.get(0).as_object()
            && !set_integrity(object, Level::Sealed)
        {
            refuse(object, "preventExtensions", "Cannot seal");
        }
        arguments.get(0)
    }

    fn freeze_static(this, arguments) {
        if let Some(object) = arguments.get(0).as_object()
            && !freeze(object)
        {
            refuse(object, "preventExtensions", "Cannot freeze");
        }
        arguments.get(0)
    }

    fn create(this, arguments) {
        let prototype = arguments.get(0);
        check_prototype(prototype);
        let object = object::with_prototype(prototype.as_object());
        if !arguments.get(1).is_undefined() {
            define_all(object, arguments.get(1));
        }
        object.into()
    }

    fn define_properties(this, arguments) {
        let object = need_object(arguments.get(0), "Object.defineProperties");
        define_all(object, arguments.get(1));
        object.into()
    }

    fn define_property(this, arguments) {
        let object = need_object(arguments.get(0), "Object.defineProperty");
        let key = PropertyKey::from_value(arguments.get(1));
        let descriptor = Descriptor::from_value(arguments.get(2));
        define(object, key, &descriptor);
        object.into()
    }

    fn get_prototype_of(this, arguments) {
        to_object(arguments.get(0)).prototype().into()
    }

    fn set_prototype_of(this, arguments) {
        let value = arguments.get(0);
        if value.is_nullish() {
            throw_type_error("Object.setPrototypeOf called on null or undefined");
        }
        check_prototype(arguments.get(1));
        if let Some(object) = value.as_object() {
            set_prototype(object, arguments.get(1).as_object());
        }
        value
    }

    fn is_extensible(this, arguments) {
        arguments.get(0).as_object().is_some_and(|object| object.is_extensible()).into()
    }

    fn is_frozen(this, arguments) {
        has_integrity(arguments.get(0), Level::Frozen).into()
    }

    fn is_sealed(this, arguments) {
        has_integrity(arguments.get(0), Level::Sealed).into()
    }

    fn keys(this, arguments) {
        enumerable_keys(to_object(arguments.get(0))).into()
    }

    fn values(this, arguments) {
        let result = array::new();
        each_enumerable(to_object(arguments.get(0)), |_, value| result.push(value));
        result.into()
    }

    fn entries(this, arguments) {
        let result = array::new();
        each_enumerable(to_object(arguments.get(0)), |key, value| {
            let pair = array::from_slice(&[key.to_value(), value]);
            result.push(pair.into());
        });
        result.into()
    }

    fn from_entries(this, arguments) {
        if arguments.get(0).is_nullish() {
            throw_type_error("undefined is not iterable");
        }
        let result = object::new();
        fill(arguments.get(0), |item| {
            let (key, value) = entry_of(item);
            result.create_data(PropertyKey::from_value(key), value);
        });
        result.into()
    }

    fn group_by(this, arguments) {
        let result = object::with_prototype(None);
        group(arguments.get(0), arguments.get(1), "Object.groupBy", |key, value| {
            let key = PropertyKey::from_value(key);
            match result.own_data(key) {
                Some(array) => array.cell::<Array>().push(value),
                None => result.put(key, array::from_slice(&[value]).into(), Attributes::ALL),
            }
        });
        result.into()
    }
}

/// EnumerableOwnProperties(keys).
pub fn enumerable_keys(object: Gc<Object>) -> Gc<Array> {
    let result = array::new();
    if is_plain(object) && push_plain_keys(object, result) {
        return result;
    }
    let keys = object.own_keys();
    for index in 0..keys.len() {
        let key = PropertyKey(keys[index]);
        let shown = |property: Property| property.attributes.is_enumerable();
        if !key.0.is_symbol() && object.own_property(key).is_some_and(shown) {
            result.push(key.to_value());
        }
    }
    result
}

/// Appends the enumerable keys of a plain object; false, and nothing, where some are integers.
pub fn push_plain_keys(object: Gc<Object>, keys: Gc<Array>) -> bool {
    crate::property::ordinary::materialize(object);
    let entries = object.shape().entries();
    if entries.iter().any(|entry| entry.key.index().is_some()) {
        return false;
    }
    array::reserve(keys, entries.len());
    for entry in object.shape().entries() {
        if entry.key.0.is_string() && entry.attributes.is_enumerable() {
            keys.push(entry.key.0);
        }
    }
    true
}

fn own_keys_of(object: Gc<Object>, wanted: impl Fn(Value) -> bool) -> Value {
    let (keys, result) = (object.own_keys(), array::new());
    for index in 0..keys.len() {
        if wanted(keys[index]) {
            result.push(PropertyKey(keys[index]).to_value());
        }
    }
    result.into()
}

fn descriptor_of(object: Gc<Object>, key: PropertyKey) -> Value {
    match object.own_property(key) {
        None => Value::UNDEFINED,
        Some(property) => Descriptor::from_property(property).to_object().into(),
    }
}

/// DefinePropertyOrThrow with a proxy's own message.
pub fn define(object: Gc<Object>, key: PropertyKey, descriptor: &Descriptor) {
    match object.kind() {
        kind::PROXY => {
            if !object.define_own(key, descriptor) {
                let name = key.display();
                throw_type_error(
                    &["'defineProperty' on proxy: trap returned falsish for property '", &name, "'"].concat(),
                );
            }
        }
        kind::TYPED_ARRAY if key.index().is_some() => {
            if !object.define_own(key, descriptor) {
                if object.has_own(key) {
                    throw_type_error(&["Cannot redefine property: ", &key.display()].concat());
                }
                throw_type_error("Invalid typed array index");
            }
        }
        _ => object.define_or_throw(key, descriptor),
    }
}

/// ObjectDefineProperties.
fn define_all(object: Gc<Object>, properties: Value) {
    let properties = to_object(properties);
    let keys = properties.own_keys();
    let descriptors = crate::list::new();
    for index in 0..keys.len() {
        let key = PropertyKey(keys[index]);
        let Some(property) = properties.own_property(key) else { continue };
        if property.attributes.is_enumerable() {
            // All are converted before the first is defined; kept as objects that the collector sees.
            let value = properties.get(key);
            let descriptor = Descriptor::from_value(value).to_object();
            descriptors.push(key.0);
            descriptors.push(descriptor.into());
        }
    }
    for index in (0..descriptors.len()).step_by(2) {
        let descriptor = Descriptor::from_value(descriptors[index + 1]);
        define(object, PropertyKey(descriptors[index]), &descriptor);
    }
}

fn check_prototype(prototype: Value) {
    if !prototype.is_object() && !prototype.is_null() {
        throw_type_error(&["Object prototype may only be an Object or null: ", &plain(prototype)].concat());
    }
}

/// SetPrototypeOf that throws where it is refused.
pub fn set_prototype(object: Gc<Object>, prototype: Option<Gc<Object>>) {
    if object.set_prototype(prototype) {
        return;
    }
    if object.kind() == kind::PROXY {
        throw_type_error("'setPrototypeOf' on proxy: trap returned falsish for property 'undefined'");
    }
    if object == crate::realm::intrinsic(Intrinsic::ObjectPrototype) {
        throw_type_error("Immutable prototype object 'Object.prototype' cannot have their prototype set");
    }
    if !object.is_extensible() {
        let text = crate::operator::convert::display_object(object);
        throw_type_error(&[&text, " is not extensible"].concat());
    }
    throw_type_error("Cyclic __proto__ value")
}

/// Says that a proxy's trap, or an object, has refused.
fn refuse(object: Gc<Object>, trap: &str, otherwise: &str) -> ! {
    if object.kind() == kind::PROXY {
        throw_type_error(&["'", trap, "' on proxy: trap returned falsish"].concat());
    }
    throw_type_error(otherwise)
}
