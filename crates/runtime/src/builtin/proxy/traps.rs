//! The internal methods of proxies, with the invariants of the specification and V8's words for breaking them.

use super::{parts, trap};
use crate::builtin::check;
use crate::builtin::function::list_from_array_like;
use crate::call::call;
use crate::cell::Gc;
use crate::exception::throw::throw_type_error;
use crate::heap::stack::check_stack;
use crate::list::{self, List};
use crate::object::Object;
use crate::operator::compare::same_value;
use crate::operator::convert::truthy;
use crate::property::descriptor::Descriptor;
use crate::property::key::PropertyKey;
use crate::property::ordinary::validate;
use crate::property::{Methods, Property, ordinary};
use crate::value::Value;

pub static METHODS: Methods = Methods {
    get_prototype: Some(get_prototype),
    set_prototype: Some(set_prototype),
    is_extensible: Some(is_extensible),
    prevent_extensions: Some(prevent_extensions),
    get_own: Some(get_own),
    define_own: Some(define_own),
    has: Some(has),
    get: Some(get),
    set: Some(set),
    delete: Some(delete),
    own_keys: Some(own_keys),
};

#[cold]
fn broken(trap: &str, what: &[&str]) -> ! {
    throw_type_error(&["'", trap, "' on proxy: ", &what.concat()].concat())
}

fn get_prototype(proxy: Gc<Object>) -> Option<Gc<Object>> {
    check_stack();
    let (target, handler) = parts(proxy, "getPrototypeOf");
    let Some(trap) = trap(handler, "getPrototypeOf") else { return target.prototype() };
    let result = call(trap, handler.into(), &[target.into()]);
    if !result.is_object() && !result.is_null() {
        broken("getPrototypeOf", &["trap returned neither object nor null"]);
    }
    if !target.is_extensible() && target.prototype() != result.as_object() {
        broken(
            "getPrototypeOf",
            &["proxy target is non-extensible but the trap did not return its actual prototype"],
        );
    }
    result.as_object()
}

fn set_prototype(proxy: Gc<Object>, prototype: Option<Gc<Object>>) -> bool {
    check_stack();
    let (target, handler) = parts(proxy, "setPrototypeOf");
    let Some(trap) = trap(handler, "setPrototypeOf") else { return target.set_prototype(prototype) };
    if !truthy(call(trap, handler.into(), &[target.into(), prototype.into()])) {
        return false;
    }
    if !target.is_extensible() && target.prototype() != prototype {
        broken(
            "setPrototypeOf",
            &["trap returned truish for setting a new prototype on the non-extensible proxy target"],
        );
    }
    true
}

fn is_extensible(proxy: Gc<Object>) -> bool {
    check_stack();
    let (target, handler) = parts(proxy, "isExtensible");
    let Some(trap) = trap(handler, "isExtensible") else { return target.is_extensible() };
    let result = truthy(call(trap, handler.into(), &[target.into()]));
    if result != target.is_extensible() {
        let real = if result { "false" } else { "true" };
        broken(
            "isExtensible",
            &["trap result does not reflect extensibility of proxy target (which is '", real, "')"],
        );
    }
    result
}

fn prevent_extensions(proxy: Gc<Object>) -> bool {
    check_stack();
    let (target, handler) = parts(proxy, "preventExtensions");
    let Some(trap) = trap(handler, "preventExtensions") else { return target.prevent_extensions() };
    let result = truthy(call(trap, handler.into(), &[target.into()]));
    if result && target.is_extensible() {
        broken("preventExtensions", &["trap returned truish but the proxy target is extensible"]);
    }
    result
}

fn get_own(proxy: Gc<Object>, key: PropertyKey) -> Option<Property> {
    if key.is_private() {
        return ordinary::get_own(proxy, key);
    }
    check_stack();
    const NAME: &str = "getOwnPropertyDescriptor";
    let (target, handler) = parts(proxy, NAME);
    let Some(trap) = trap(handler, NAME) else { return target.own_property(key) };
    let result = call(trap, handler.into(), &[target.into(), key.to_value()]);
    let name = key.display();
    let existing = target.own_property(key);
    if result.is_undefined() {
        let existing = existing?;
        if !existing.attributes.is_configurable() {
            broken(
                NAME,
                &[
                    "trap returned undefined for property '",
                    &name,
                    "' which is non-configurable in the proxy target",
                ],
            );
        }
        if !target.is_extensible() {
            broken(
                NAME,
                &[
                    "trap returned undefined for property '",
                    &name,
                    "' which exists in the non-extensible proxy target",
                ],
            );
        }
        return None;
    }
    if !result.is_object() {
        broken(NAME, &["trap returned neither object nor undefined for property '", &name, "'"]);
    }
    let descriptor = Descriptor::from_value(result);
    let found = validate(None, true, &descriptor)?;
    check_reported(target, existing, &Descriptor::from_property(found), found, &name);
    Some(found)
}

fn check_reported(
    target: Gc<Object>,
    existing: Option<Property>,
    descriptor: &Descriptor,
    found: Property,
    name: &str,
) {
    const NAME: &str = "getOwnPropertyDescriptor";
    if validate(existing, target.is_extensible(), descriptor).is_none() {
        broken(
            NAME,
            &[
                "trap returned descriptor for property '",
                name,
                "' that is incompatible with the existing property in the proxy target",
            ],
        );
    }
    if found.attributes.is_configurable() {
        return;
    }
    match existing {
        Some(existing) if !existing.attributes.is_configurable() => {
            let closed = descriptor.writable == Some(false);
            if closed && !existing.attributes.is_accessor() && existing.attributes.is_writable() {
                broken(
                    NAME,
                    &[
                        "trap reported non-configurable and non-writable for property '",
                        name,
                        "' which is non-configurable, writable in the proxy target",
                    ],
                );
            }
        }
        _ => broken(
            NAME,
            &[
                "trap reported non-configurability for property '",
                name,
                "' which is either non-existent or configurable in the proxy target",
            ],
        ),
    }
}

fn define_own(proxy: Gc<Object>, key: PropertyKey, descriptor: &Descriptor) -> bool {
    if key.is_private() {
        return ordinary::define_own(proxy, key, descriptor);
    }
    check_stack();
    let (target, handler) = parts(proxy, "defineProperty");
    let Some(trap) = trap(handler, "defineProperty") else { return target.define_own(key, descriptor) };
    let object = descriptor.to_object();
    if !truthy(call(trap, handler.into(), &[target.into(), key.to_value(), object.into()])) {
        return false;
    }
    check_defined(target, key, descriptor);
    true
}

fn check_defined(target: Gc<Object>, key: PropertyKey, descriptor: &Descriptor) {
    const NAME: &str = "defineProperty";
    let name = key.display();
    let closes = descriptor.configurable == Some(false);
    let Some(existing) = target.own_property(key) else {
        if !target.is_extensible() {
            broken(
                NAME,
                &[
                    "trap returned truish for adding property '",
                    &name,
                    "'  to the non-extensible proxy target",
                ],
            );
        }
        if closes {
            broken_definition(&name);
        }
        return;
    };
    if validate(Some(existing), target.is_extensible(), descriptor).is_none() {
        broken(
            NAME,
            &[
                "trap returned truish for adding property '",
                &name,
                "'  that is incompatible with the existing property in the proxy target",
            ],
        );
    }
    if closes && existing.attributes.is_configurable() {
        broken_definition(&name);
    }
    let attributes = existing.attributes;
    if !attributes.is_accessor()
        && !attributes.is_configurable()
        && attributes.is_writable()
        && descriptor.writable == Some(false)
    {
        broken(
            NAME,
            &[
                "trap returned truish for defining non-configurable property '",
                &name,
                "' which cannot be non-writable, unless there exists a corresponding non-configurable, \
             non-writable own property of the target object.",
            ],
        );
    }
}

fn broken_definition(name: &str) -> ! {
    broken(
        "defineProperty",
        &[
            "trap returned truish for defining non-configurable property '",
            name,
            "' which is either non-existent or configurable in the proxy target",
        ],
    )
}

fn has(proxy: Gc<Object>, key: PropertyKey) -> bool {
    if key.is_private() {
        return ordinary::get_own(proxy, key).is_some();
    }
    check_stack();
    let (target, handler) = parts(proxy, "has");
    let Some(trap) = trap(handler, "has") else { return target.has_property(key) };
    if truthy(call(trap, handler.into(), &[target.into(), key.to_value()])) {
        return true;
    }
    if let Some(existing) = target.own_property(key) {
        let name = key.display();
        if !existing.attributes.is_configurable() {
            broken(
                "has",
                &[
                    "trap returned falsish for property '",
                    &name,
                    "' which exists in the proxy target as non-configurable",
                ],
            );
        }
        if !target.is_extensible() {
            broken(
                "has",
                &["trap returned falsish for property '", &name, "' but the proxy target is not extensible"],
            );
        }
    }
    false
}

fn get(proxy: Gc<Object>, key: PropertyKey, receiver: Value) -> Value {
    if key.is_private() {
        return ordinary::get_own(proxy, key).map_or(Value::UNDEFINED, |property| property.read(receiver));
    }
    check_stack();
    let (target, handler) = parts(proxy, "get");
    let Some(trap) = trap(handler, "get") else { return target.get_with(key, receiver) };
    let result = call(trap, handler.into(), &[target.into(), key.to_value(), receiver]);
    let Some(existing) = target.own_property(key) else { return result };
    if existing.attributes.is_configurable() {
        return result;
    }
    let (name, got) = (key.display(), check::plain(result));
    match existing.accessor() {
        None if !existing.attributes.is_writable() && !same_value(existing.value, result) => {
            let expected = check::plain(existing.value);
            broken(
                "get",
                &[
                    "property '",
                    &name,
                    "' is a read-only and non-configurable data property on the proxy target but the \
                 proxy did not return its actual value (expected '",
                    &expected,
                    "' but got '",
                    &got,
                    "')",
                ],
            );
        }
        Some(pair) if pair.getter.is_undefined() && !result.is_undefined() => broken(
            "get",
            &[
                "property '",
                &name,
                "' is a non-configurable accessor property on the proxy target and does not have a \
             getter function, but the trap did not return 'undefined' (got '",
                &got,
                "')",
            ],
        ),
        _ => result,
    }
}

fn set(proxy: Gc<Object>, key: PropertyKey, value: Value, receiver: Value) -> bool {
    check_stack();
    let (target, handler) = parts(proxy, "set");
    let Some(trap) = trap(handler, "set") else { return target.set_with(key, value, receiver) };
    if !truthy(call(trap, handler.into(), &[target.into(), key.to_value(), value, receiver])) {
        return false;
    }
    let Some(existing) = target.own_property(key) else { return true };
    if existing.attributes.is_configurable() {
        return true;
    }
    let start =
        ["trap returned truish for property '", &key.display(), "' which exists in the proxy target as a "];
    let start = start.concat();
    match existing.accessor() {
        None if !existing.attributes.is_writable() && !same_value(existing.value, value) => {
            broken("set", &[&start, "non-configurable and non-writable data property with a different value"])
        }
        Some(pair) if pair.setter.is_undefined() => {
            broken("set", &[&start, "non-configurable and non-writable accessor property without a setter"])
        }
        _ => true,
    }
}

fn delete(proxy: Gc<Object>, key: PropertyKey) -> bool {
    check_stack();
    let (target, handler) = parts(proxy, "deleteProperty");
    let Some(trap) = trap(handler, "deleteProperty") else { return target.delete(key) };
    if !truthy(call(trap, handler.into(), &[target.into(), key.to_value()])) {
        return false;
    }
    if let Some(existing) = target.own_property(key) {
        let name = key.display();
        if !existing.attributes.is_configurable() {
            broken(
                "deleteProperty",
                &[
                    "trap returned truish for property '",
                    &name,
                    "' which is non-configurable in the proxy target",
                ],
            );
        }
        if !target.is_extensible() {
            broken(
                "deleteProperty",
                &["trap returned truish for property '", &name, "' but the proxy target is non-extensible"],
            );
        }
    }
    true
}

fn own_keys(proxy: Gc<Object>) -> Gc<List> {
    check_stack();
    let (target, handler) = parts(proxy, "ownKeys");
    let Some(trap) = trap(handler, "ownKeys") else { return target.own_keys() };
    let result = call(trap, handler.into(), &[target.into()]);
    let Some(object) = result.as_object() else {
        throw_type_error("CreateListFromArrayLike called on non-object")
    };
    let values = list_from_array_like(object);
    let keys = list::new();
    for index in 0..values.len() {
        let value = values[index];
        if !value.is_string() && !value.is_symbol() {
            throw_type_error(&[&check::plain(value), " is not a valid property name"].concat());
        }
        let key = PropertyKey::from_value(value).0;
        if keys.contains(&key) {
            broken("ownKeys", &["trap returned duplicate entries"]);
        }
        keys.push(key);
    }
    check_keys(target, keys);
    keys
}

fn check_keys(target: Gc<Object>, keys: Gc<List>) {
    let extensible = target.is_extensible();
    let own = target.own_keys();
    let mut found = 0;
    for index in 0..own.len() {
        let key = own[index];
        if keys.contains(&key) {
            found += 1;
            continue;
        }
        let closed =
            || target.own_property(PropertyKey(key)).is_some_and(|own| !own.attributes.is_configurable());
        if !extensible || closed() {
            broken("ownKeys", &["trap result did not include '", &PropertyKey(key).display(), "'"]);
        }
    }
    if !extensible && found != keys.len() {
        broken("ownKeys", &["trap returned extra keys but proxy target is non-extensible"]);
    }
}
