//! `Boolean` and its prototype.

use super::table::{BASE, Class, Member};
use crate::builtin;
use crate::call::prototype_for;
use crate::cell::Gc;
use crate::exception::throw::throw_type_error;
use crate::heap::kind;
use crate::object::{self, Object, Wrapper};
use crate::operator::convert;
use crate::realm::Intrinsic;
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

/// `Boolean.prototype` is a wrapper of false.
fn make_prototype(parent: Option<Gc<Object>>) -> Gc<Object> {
    let mut wrapper = object::of_kind::<Wrapper>(kind::WRAPPER, parent);
    wrapper.primitive = Value::FALSE;
    wrapper.cast()
}

fn this_boolean(this: Value, method: &str) -> Value {
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
        let value = Value::from_bool(convert::truthy(arguments.get(0)));
        if new_target.is_undefined() {
            return value;
        }
        object::wrap_with(value, prototype_for(new_target, Intrinsic::BooleanPrototype)).into()
    }

    fn to_string(this, arguments) { convert::to_string(this_boolean(this, "toString")).into() }

    fn value_of(this, arguments) { this_boolean(this, "valueOf") }
}
