//! `Object.prototype`.

use super::set_prototype;
use crate::builtin;
use crate::builtin::array::access::is_array;
use crate::builtin::table::Member;
use crate::cell::Gc;
use crate::exception::throw::throw_type_error;
use crate::heap::kind;
use crate::object::{Object, Wrapper};
use crate::operator::convert::{is_callable, to_object};
use crate::property::Property;
use crate::property::access::get_value;
use crate::property::descriptor::Descriptor;
use crate::property::key::PropertyKey;
use crate::realm::{names, symbols};
use crate::string::{JsString, make};
use crate::value::Value;

pub const MEMBERS: &[Member] = &[
    Member::Method("__defineGetter__", 2, define_getter),
    Member::Method("__defineSetter__", 2, define_setter),
    Member::Method("hasOwnProperty", 1, has_own_property),
    Member::Method("__lookupGetter__", 1, lookup_getter),
    Member::Method("__lookupSetter__", 1, lookup_setter),
    Member::Method("isPrototypeOf", 1, is_prototype_of),
    Member::Method("propertyIsEnumerable", 1, property_is_enumerable),
    Member::Method("toString", 0, to_string),
    Member::Method("valueOf", 0, value_of),
    Member::Accessor("__proto__", proto, set_proto),
    Member::Method("toLocaleString", 0, to_locale_string),
];

builtin! {
    fn has_own_property(this, arguments) {
        let key = PropertyKey::from_value(arguments.get(0));
        to_object(this).has_own(key).into()
    }

    fn is_prototype_of(this, arguments) {
        let Some(object) = arguments.get(0).as_object() else { return Value::FALSE };
        let this = to_object(this);
        let mut above = object.prototype();
        while let Some(current) = above {
            if current == this {
                return Value::TRUE;
            }
            above = current.prototype();
        }
        Value::FALSE
    }

    fn property_is_enumerable(this, arguments) {
        let key = PropertyKey::from_value(arguments.get(0));
        let property = to_object(this).own_property(key);
        property.is_some_and(|property| property.attributes.is_enumerable()).into()
    }

    fn to_string(this, arguments) {
        to_text(this).into()
    }

    fn to_locale_string(this, arguments) {
        if this.is_nullish() {
            throw_type_error("Object.prototype.toLocaleString called on null or undefined");
        }
        let method = get_value(this, names().to_string);
        crate::call::call(method, this, &[])
    }

    fn value_of(this, arguments) {
        to_object(this).into()
    }

    fn proto(this, arguments) {
        to_object(this).prototype().into()
    }

    fn set_proto(this, arguments) {
        if this.is_nullish() {
            throw_type_error("Object.prototype.__proto__ called on null or undefined");
        }
        let prototype = arguments.get(0);
        if let Some(object) = this.as_object()
            && (prototype.is_object() || prototype.is_null())
        {
            set_prototype(object, prototype.as_object());
        }
        Value::UNDEFINED
    }

    fn define_getter(this, arguments) {
        let getter = arguments.get(1);
        define_accessor(this, arguments.get(0), getter, "__defineGetter__", Descriptor {
            get: Some(getter), ..Descriptor::default()
        })
    }

    fn define_setter(this, arguments) {
        let setter = arguments.get(1);
        define_accessor(this, arguments.get(0), setter, "__defineSetter__", Descriptor {
            set: Some(setter), ..Descriptor::default()
        })
    }

    fn lookup_getter(this, arguments) {
        lookup(this, arguments.get(0)).and_then(|found| found.accessor()).map_or(Value::UNDEFINED, |pair| pair.getter)
    }

    fn lookup_setter(this, arguments) {
        lookup(this, arguments.get(0)).and_then(|found| found.accessor()).map_or(Value::UNDEFINED, |pair| pair.setter)
    }
}

fn define_accessor(this: Value, key: Value, function: Value, method: &str, descriptor: Descriptor) -> Value {
    let object = to_object(this);
    if !is_callable(function) {
        throw_type_error(&["Object.prototype.", method, ": Expecting function"].concat());
    }
    let flags = Some(true);
    let descriptor = Descriptor { enumerable: flags, configurable: flags, ..descriptor };
    super::define(object, PropertyKey::from_value(key), &descriptor);
    Value::UNDEFINED
}

/// The property of that name on the prototype chain.
fn lookup(this: Value, key: Value) -> Option<Property> {
    let mut object = to_object(this);
    let key = PropertyKey::from_value(key);
    loop {
        if let Some(property) = object.own_property(key) {
            return Some(property);
        }
        object = object.prototype()?;
    }
}

/// `[object Tag]`.
pub fn to_text(this: Value) -> Gc<JsString> {
    if this.is_nullish() {
        return make::from_str(if this.is_null() { "[object Null]" } else { "[object Undefined]" });
    }
    let object = to_object(this);
    let default = builtin_tag(object);
    let tag = object.get(symbols().to_string_tag);
    let tag = tag.as_string().map_or_else(|| default.to_owned(), |tag| tag.to_rust());
    make::from_str(&["[object ", &tag, "]"].concat())
}

/// What stands there without a tag.
fn builtin_tag(object: Gc<Object>) -> &'static str {
    if is_array(object.into()) {
        return "Array";
    }
    match object.kind() {
        kind::ERROR => "Error",
        kind::ARGUMENTS => "Arguments",
        kind::DATE => "Date",
        kind::REGEXP => "RegExp",
        kind::STRING_OBJECT => "String",
        kind::WRAPPER => {
            let primitive = object.cast::<Wrapper>().primitive;
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
