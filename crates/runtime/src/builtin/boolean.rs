//! `Boolean` and its prototype.

use super::table::{BASE, Class, Member};
use crate::builtin;
use crate::call::prototype_for;
use crate::cell::Gc;
use crate::exception::throw::throw_type_error;
use crate::heap::kind;
use crate::object::{self, Object, Wrapper};
use crate::operator::convert::{self, truthy};
use crate::realm::{Intrinsic, intrinsic};
use crate::value::Value;

pub static CLASS: Class = Class {
    name: "Boolean",
    length: 1,
    code: constructor,
    constructor: Intrinsic::Boolean,
    prototype: Intrinsic::BooleanPrototype,
    make_prototype,
    members: &[Member::Method("toString", 0, to_string), Member::Method("valueOf", 0, value_of)],
    ..BASE
};

/// `Boolean.prototype` is a wrapped `false`.
fn make_prototype(_parent: Option<Gc<Object>>) -> Gc<Object> {
    object::wrap_with(Value::FALSE, intrinsic(Intrinsic::ObjectPrototype))
}

fn primitive(this: Value, method: &str) -> Value {
    if this.is_bool() {
        return this;
    }
    match this.as_kind::<Wrapper>(kind::WRAPPER) {
        Some(wrapper) if wrapper.primitive.is_bool() => wrapper.primitive,
        _ => throw_type_error(&["Boolean.prototype.", method, " requires that 'this' be a Boolean"].concat()),
    }
}

builtin! {
    fn constructor(this, arguments, callee, new_target) {
        let value = Value::from_bool(truthy(arguments.get(0)));
        if new_target.is_undefined() {
            return value;
        }
        object::wrap_with(value, prototype_for(new_target, Intrinsic::BooleanPrototype)).into()
    }

    fn to_string(this, arguments) {
        convert::to_string(primitive(this, "toString")).into()
    }

    fn value_of(this, arguments) {
        primitive(this, "valueOf")
    }
}
