//! `Object` and its prototype.

use super::table::{BASE, Class, Member};
use crate::builtin;
use crate::call::prototype_for;
use crate::cell::Gc;
use crate::object::{self, Object};
use crate::operator::convert::to_object;
use crate::property::descriptor::Descriptor;
use crate::property::key::PropertyKey;
use crate::realm::{Intrinsic, symbols};
use crate::string::make;

pub static CLASS: Class = Class {
    name: "Object",
    length: 1,
    code: constructor,
    constructor: Intrinsic::Object,
    prototype: Intrinsic::ObjectPrototype,
    statics: &[Member::Method("freeze", 1, freeze_static)],
    members: &[
        Member::Method("hasOwnProperty", 1, has_own_property),
        Member::Method("toString", 0, to_string),
        Member::Method("valueOf", 0, value_of),
    ],
    ..BASE
};

/// SetIntegrityLevel(frozen); false where it is refused.
pub fn freeze(object: Gc<Object>) -> bool {
    if !object.prevent_extensions() {
        return false;
    }
    let keys = object.own_keys();
    for index in 0..keys.len() {
        let key = PropertyKey(keys[index]);
        let Some(property) = object.own_property(key) else { continue };
        let writable = if property.attributes.is_accessor() { None } else { Some(false) };
        let descriptor = Descriptor { configurable: Some(false), writable, ..Descriptor::default() };
        object.define_or_throw(key, &descriptor);
    }
    true
}

builtin! {
    fn constructor(this, arguments, callee, new_target) {
        if !new_target.is_undefined() && new_target != callee {
            return object::with_prototype(Some(prototype_for(new_target, Intrinsic::ObjectPrototype))).into();
        }
        let value = arguments.get(0);
        if value.is_nullish() { object::new().into() } else { to_object(value).into() }
    }

    fn freeze_static(this, arguments) {
        let value = arguments.get(0);
        if let Some(object) = value.as_object() {
            freeze(object);
        }
        value
    }

    fn has_own_property(this, arguments) {
        let key = PropertyKey::from_value(arguments.get(0));
        to_object(this).has_own(key).into()
    }

    fn to_string(this, arguments) {
        if this.is_nullish() {
            let text = if this.is_null() { "[object Null]" } else { "[object Undefined]" };
            return make::from_str(text).into();
        }
        let object = to_object(this);
        let tag = object.get(symbols().to_string_tag);
        let tag = match tag.as_string() {
            Some(tag) => tag.to_rust(),
            None => builtin_tag(object).to_owned(),
        };
        make::from_str(&["[object ", &tag, "]"].concat()).into()
    }

    fn value_of(this, arguments) {
        to_object(this).into()
    }
}

/// What `Object.prototype.toString` says without a tag.
fn builtin_tag(object: Gc<Object>) -> &'static str {
    use crate::heap::kind;
    match object.kind() {
        kind::ARRAY => "Array",
        kind::ERROR => "Error",
        kind::ARGUMENTS => "Arguments",
        kind::DATE => "Date",
        kind::REGEXP => "RegExp",
        kind::STRING_OBJECT => "String",
        kind::WRAPPER => {
            let primitive = object.cast::<object::Wrapper>().primitive;
            if primitive.is_number() {
                "Number"
            } else if primitive.is_bool() {
                "Boolean"
            } else {
                "Object"
            }
        }
        _ if object.is_callable() => "Function",
        _ => "Object",
    }
}
