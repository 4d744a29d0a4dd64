//! `Reflect`.

use super::check;
use super::function::list_from_array_like;
use super::table::{Member, Namespace};
use crate::array;
use crate::builtin;
use crate::call::{call, construct as construct_value};
use crate::cell::Gc;
use crate::exception::throw::throw_type_error;
use crate::list::List;
use crate::operator::convert::{is_callable, is_constructor, type_name};
use crate::property::descriptor::Descriptor;
use crate::property::key::PropertyKey;
use crate::realm::Intrinsic;
use crate::value::Value;

pub static NAMESPACE: Namespace = Namespace {
    name: "Reflect",
    object: Intrinsic::Reflect,
    members: &[
        Member::Method("defineProperty", 3, define_property),
        Member::Method("deleteProperty", 2, delete_property),
        Member::Method("apply", 3, apply),
        Member::Method("construct", 2, construct),
        Member::Method("get", 2, get),
        Member::Method("getOwnPropertyDescriptor", 2, get_own_property_descriptor),
        Member::Method("getPrototypeOf", 1, get_prototype_of),
        Member::Method("has", 2, has),
        Member::Method("isExtensible", 1, is_extensible),
        Member::Method("ownKeys", 1, own_keys),
        Member::Method("preventExtensions", 1, prevent_extensions),
        Member::Method("set", 3, set),
        Member::Method("setPrototypeOf", 2, set_prototype_of),
        Member::Tag("Reflect"),
    ],
};

fn argument_list(value: Value) -> Gc<List> {
    match value.as_object() {
        Some(object) => list_from_array_like(object),
        None => throw_type_error("CreateListFromArrayLike called on non-object"),
    }
}

fn need_constructor(value: Value) -> Value {
    if !is_constructor(value) {
        throw_type_error(&[&check::plain(value), " is not a constructor"].concat());
    }
    value
}

builtin! {
    fn define_property(this, arguments) {
        let object = check::object(arguments.get(0), "Reflect.defineProperty");
        let key = PropertyKey::from_value(arguments.get(1));
        object.define_own(key, &Descriptor::from_value(arguments.get(2))).into()
    }

    fn delete_property(this, arguments) {
        let object = check::object(arguments.get(0), "Reflect.deleteProperty");
        object.delete(PropertyKey::from_value(arguments.get(1))).into()
    }

    fn apply(this, arguments) {
        let callee = arguments.get(0);
        if !is_callable(callee) {
            let (shown, kind) = (check::plain(callee), type_name(callee));
            let article = if kind.starts_with(['o', 'u']) { "an " } else { "a " };
            throw_type_error(&["Function.prototype.apply was called on ", &shown, ", which is ", article, kind,
                " and not a function"].concat());
        }
        let values = argument_list(arguments.get(2));
        let result = call(callee, arguments.get(1), &values);
        std::hint::black_box(values);
        result
    }

    fn construct(this, arguments) {
        let target = need_constructor(arguments.get(0));
        let new_target = if arguments.len() > 2 { need_constructor(arguments.get(2)) } else { target };
        let values = argument_list(arguments.get(1));
        let result = construct_value(target, new_target, &values);
        std::hint::black_box(values);
        result
    }

    fn get(this, arguments) {
        let object = check::object(arguments.get(0), "Reflect.get");
        let key = PropertyKey::from_value(arguments.get(1));
        let receiver = if arguments.len() > 2 { arguments.get(2) } else { object.into() };
        object.get_with(key, receiver)
    }

    fn get_own_property_descriptor(this, arguments) {
        let object = check::object(arguments.get(0), "Reflect.getOwnPropertyDescriptor");
        match object.own_property(PropertyKey::from_value(arguments.get(1))) {
            None => Value::UNDEFINED,
            Some(property) => Descriptor::from_property(property).to_object().into(),
        }
    }

    fn get_prototype_of(this, arguments) {
        check::object(arguments.get(0), "Reflect.getPrototypeOf").prototype().into()
    }

    fn has(this, arguments) {
        let object = check::object(arguments.get(0), "Reflect.has");
        object.has_property(PropertyKey::from_value(arguments.get(1))).into()
    }

    fn is_extensible(this, arguments) {
        check::object(arguments.get(0), "Reflect.isExtensible").is_extensible().into()
    }

    fn own_keys(this, arguments) {
        let keys = check::object(arguments.get(0), "Reflect.ownKeys").own_keys();
        let result = array::new();
        for index in 0..keys.len() {
            result.push(PropertyKey(keys[index]).to_value());
        }
        result.into()
    }

    fn prevent_extensions(this, arguments) {
        check::object(arguments.get(0), "Reflect.preventExtensions").prevent_extensions().into()
    }

    fn set(this, arguments) {
        let object = check::object(arguments.get(0), "Reflect.set");
        let key = PropertyKey::from_value(arguments.get(1));
        let receiver = if arguments.len() > 3 { arguments.get(3) } else { object.into() };
        object.set_with(key, arguments.get(2), receiver).into()
    }

    fn set_prototype_of(this, arguments) {
        let object = check::object(arguments.get(0), "Reflect.setPrototypeOf");
        let prototype = arguments.get(1);
        if !prototype.is_object() && !prototype.is_null() {
            throw_type_error(&["Object prototype may only be an Object or null: ", &check::plain(prototype)].concat());
        }
        object.set_prototype(prototype.as_object()).into()
    }
}
