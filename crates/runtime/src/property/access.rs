//! The essential internal methods, for every object: methods on `Gc<Object>`.
//!
//! They ask the kind's `Methods` first, so proxies and arrays behave. All may call program code and throw, except
//! `put` and `own_data`, which are raw.

use super::descriptor::Descriptor;
use super::key::PropertyKey;
use super::{Attributes, Methods, Property, ordinary, watch};
use crate::array::Array;
use crate::call::call;
use crate::cell::Gc;
use crate::exception::throw::throw_type_error;
use crate::heap::kind;
use crate::list::List;
use crate::object::Object;
use crate::operator::convert;
use crate::realm::names;
use crate::shape::change;
use crate::value::Value;

#[inline]
fn methods(object: Gc<Object>) -> &'static Methods {
    kind::of(object.kind()).methods
}

impl Gc<Object> {
    /// [[GetPrototypeOf]].
    pub fn prototype(self) -> Option<Gc<Object>> {
        match methods(self).get_prototype {
            Some(method) => method(self),
            None => self.raw_prototype(),
        }
    }

    /// [[SetPrototypeOf]].
    pub fn set_prototype(self, prototype: Option<Gc<Object>>) -> bool {
        if let Some(method) = methods(self).set_prototype {
            return method(self, prototype);
        }
        if self.raw_prototype() == prototype {
            return true;
        }
        if !self.shape().is_extensible() {
            return false;
        }
        let mut above = prototype;
        while let Some(object) = above {
            if object == self {
                return false;
            }
            if methods(object).get_prototype.is_some() {
                break;
            }
            above = object.raw_prototype();
        }
        ordinary::materialize(self);
        change::set_prototype(self, prototype);
        true
    }

    pub fn is_extensible(self) -> bool {
        match methods(self).is_extensible {
            Some(method) => method(self),
            None => self.shape().is_extensible(),
        }
    }

    pub fn prevent_extensions(self) -> bool {
        if let Some(method) = methods(self).prevent_extensions {
            return method(self);
        }
        ordinary::materialize(self);
        change::set_integrity(self, Attributes::NONE);
        true
    }

    /// [[GetOwnProperty]].
    #[inline]
    pub fn own_property(self, key: PropertyKey) -> Option<Property> {
        match methods(self).get_own {
            Some(method) => method(self, key),
            None => ordinary::get_own(self, key),
        }
    }

    pub fn has_own(self, key: PropertyKey) -> bool {
        self.own_property(key).is_some()
    }

    /// [[DefineOwnProperty]]; false where it is refused.
    pub fn define_own(self, key: PropertyKey, descriptor: &Descriptor) -> bool {
        match methods(self).define_own {
            Some(method) => method(self, key, descriptor),
            None => ordinary::define_own(self, key, descriptor),
        }
    }

    /// DefinePropertyOrThrow.
    pub fn define_or_throw(self, key: PropertyKey, descriptor: &Descriptor) {
        if self.define_own(key, descriptor) {
            return;
        }
        if self.has_own(key) {
            throw_type_error(&["Cannot redefine property: ", &key.display()].concat());
        }
        let message = ["Cannot define property ", &key.display(), ", object is not extensible"];
        throw_type_error(&message.concat())
    }

    /// CreateDataProperty; false where it is refused.
    pub fn create_data(self, key: PropertyKey, value: Value) -> bool {
        self.define_own(key, &Descriptor::data(value, Attributes::ALL))
    }

    /// CreateDataPropertyOrThrow.
    pub fn create_data_or_throw(self, key: PropertyKey, value: Value) {
        self.define_or_throw(key, &Descriptor::data(value, Attributes::ALL));
    }

    /// Defines or overwrites a property of an ordinary object the runtime itself makes: no checks, no exotic methods.
    pub fn put(self, key: PropertyKey, value: Value, attributes: Attributes) {
        match self.shape().find(key) {
            None => change::add(self, key, value, attributes),
            Some(_) => ordinary::replace(self, key, Property { value, attributes }),
        }
    }

    /// `put` of an ordinary visible property under an ASCII name.
    pub fn put_text(self, name: &str, value: impl Into<Value>) {
        self.put(name.into(), value.into(), Attributes::ALL);
    }

    /// The value of an ordinary own data property, without any call.
    pub fn own_data(self, key: PropertyKey) -> Option<Value> {
        ordinary::get_own(self, key)
            .filter(|property| !property.attributes.is_accessor())
            .map(|found| found.value)
    }

    /// [[HasProperty]].
    pub fn has_property(self, key: PropertyKey) -> bool {
        let mut object = self;
        loop {
            if let Some(method) = methods(object).has {
                return method(object, key);
            }
            if object.has_own(key) {
                return true;
            }
            match object.prototype() {
                Some(prototype) => object = prototype,
                None => return false,
            }
        }
    }

    /// [[Get]] with the object itself as receiver.
    #[inline]
    pub fn get(self, key: impl Into<PropertyKey>) -> Value {
        self.get_with(key.into(), self.into())
    }

    /// [[Get]].
    pub fn get_with(self, key: PropertyKey, receiver: Value) -> Value {
        let mut object = self;
        loop {
            let methods = methods(object);
            if let Some(method) = methods.get {
                return method(object, key, receiver);
            }
            let found = match methods.get_own {
                Some(method) => method(object, key),
                None => ordinary::get_own(object, key),
            };
            if let Some(property) = found {
                return property.read(receiver);
            }
            match object.raw_prototype() {
                Some(prototype) => object = prototype,
                None => return Value::UNDEFINED,
            }
        }
    }

    /// Set(O, P, V, true): throws where it is refused.
    pub fn set(self, key: impl Into<PropertyKey>, value: Value) {
        let key = key.into();
        if !self.set_with(key, value, self.into()) {
            throw_set_refused(self.into(), key);
        }
    }

    /// [[Set]]; false where it is refused.
    pub fn set_with(self, key: PropertyKey, value: Value, receiver: Value) -> bool {
        let mut object = self;
        loop {
            let methods = methods(object);
            if let Some(method) = methods.set {
                return method(object, key, value, receiver);
            }
            if let Some(property) = object.own_property(key) {
                return set_found(object, property, key, value, receiver);
            }
            match object.raw_prototype() {
                Some(prototype) => object = prototype,
                None => return set_on_receiver(key, value, receiver),
            }
        }
    }

    /// [[Delete]]; false where it is refused.
    pub fn delete(self, key: PropertyKey) -> bool {
        match methods(self).delete {
            Some(method) => method(self, key),
            None => ordinary::delete(self, key),
        }
    }

    /// [[OwnPropertyKeys]]: int32, atoms and symbols (see `PropertyKey`); `key.to_value()` is what programs see.
    pub fn own_keys(self) -> Gc<List> {
        match methods(self).own_keys {
            Some(method) => method(self),
            None => ordinary::own_keys(self),
        }
    }

    /// GetMethod: a callable, or `None` for undefined and null.
    pub fn get_method(self, key: impl Into<PropertyKey>) -> Option<Value> {
        get_method(self.into(), key.into())
    }

    /// Invoke.
    pub fn invoke(self, key: impl Into<PropertyKey>, arguments: &[Value]) -> Value {
        let key = key.into();
        let function = self.get(key);
        if !convert::is_callable(function) {
            let text = [&convert::display(self.into()), ".", &key.display(), " is not a function"].concat();
            throw_type_error(&text);
        }
        call(function, self.into(), arguments)
    }
}

fn set_found(
    object: Gc<Object>,
    property: Property,
    key: PropertyKey,
    value: Value,
    receiver: Value,
) -> bool {
    if let Some(accessor) = property.accessor() {
        return accessor.call_setter(receiver, value);
    }
    if !property.attributes.is_writable() {
        return false;
    }
    if receiver == Value::from(object) {
        return match methods(object).define_own {
            Some(method) => method(object, key, &Descriptor::value(value)),
            None => {
                watch::touch(object);
                let shape = object.shape();
                let entry = shape.find(key).expect("just found");
                object.set_slot(shape, entry.slot, value);
                true
            }
        };
    }
    set_on_receiver(key, value, receiver)
}

/// The end of OrdinarySet: the property is made or changed on the receiver.
fn set_on_receiver(key: PropertyKey, value: Value, receiver: Value) -> bool {
    let Some(object) = receiver.as_object() else { return false };
    match object.own_property(key) {
        None => object.create_data(key, value),
        Some(existing) if existing.attributes.is_accessor() || !existing.attributes.is_writable() => false,
        Some(_) => object.define_own(key, &Descriptor::value(value)),
    }
}

/// GetV: property of any value; throws V8's message for null and undefined.
pub fn get_value(value: Value, key: PropertyKey) -> Value {
    if let Some(object) = value.as_object() {
        return object.get_with(key, value);
    }
    if let Some(string) = value.as_string()
        && let Some(found) = crate::string::object::own_of_string(string, key)
    {
        return found;
    }
    match crate::object::prototype_of_primitive(value) {
        Some(prototype) => prototype.get_with(key, value),
        None => throw_read_of_nullish(value, key),
    }
}

/// GetMethod of any value.
pub fn get_method(value: Value, key: PropertyKey) -> Option<Value> {
    let method = get_value(value, key);
    if method.is_nullish() {
        return None;
    }
    if !convert::is_callable(method) {
        throw_type_error(&[&crate::builtin::check::call_site(method), " is not a function"].concat());
    }
    Some(method)
}

#[cold]
pub fn throw_read_of_nullish(value: Value, key: PropertyKey) -> ! {
    let what = if value.is_null() { "null" } else { "undefined" };
    throw_type_error(&["Cannot read properties of ", what, " (reading '", &key.display(), "')"].concat())
}

#[cold]
pub fn throw_write_of_nullish(value: Value, key: PropertyKey) -> ! {
    let what = if value.is_null() { "null" } else { "undefined" };
    throw_type_error(&["Cannot set properties of ", what, " (setting '", &key.display(), "')"].concat())
}

/// Is it an element behind the end of an extensible array whose `length` may not change?
fn grows_closed_array(object: Gc<Object>, key: PropertyKey) -> bool {
    if object.kind() != kind::ARRAY || !object.is_extensible() {
        return false;
    }
    let array: Gc<Array> = object.cast();
    key.index().is_some_and(|index| index >= array.length) && !array.length_is_writable()
}

/// Says why a strict assignment was refused.
#[cold]
pub fn throw_set_refused(target: Value, key: PropertyKey) -> ! {
    let name = key.display();
    let Some(object) = target.as_object() else {
        let kind = convert::type_name(target);
        let text = convert::plain(target);
        throw_type_error(&["Cannot create property '", &name, "' on ", kind, " '", &text, "'"].concat())
    };
    if object.kind() == kind::PROXY {
        throw_type_error(&["'set' on proxy: trap returned falsish for property '", &name, "'"].concat());
    }
    if object.kind() == kind::NAMESPACE {
        throw_type_error(&["Cannot assign to property '", &name, "' of [object Module]"].concat());
    }
    if grows_closed_array(object, key) {
        throw_set_refused(target, names().length);
    }
    if object.kind() == kind::ARRAY && key == names().length && object.cast::<Array>().length_is_writable() {
        // Shortening stopped behind an element that cannot be deleted.
        let last = (object.cast::<Array>().length - 1).to_string();
        throw_type_error(&["Cannot delete property '", &last, "' of [object Array]"].concat());
    }
    let mut holder = Some(object);
    while let Some(current) = holder {
        if let Some(property) = current.own_property(key) {
            let shown = if property.attributes.is_accessor() { current } else { object };
            let text = convert::display_object(shown);
            let message = if property.attributes.is_accessor() {
                ["Cannot set property ", &name, " of ", &text, " which has only a getter"].concat()
            } else {
                let kind = if object.is_callable() { "function" } else { "object" };
                ["Cannot assign to read only property '", &name, "' of ", kind, " '", &text, "'"].concat()
            };
            throw_type_error(&message);
        }
        holder = current.raw_prototype();
    }
    throw_type_error(&["Cannot add property ", &name, ", object is not extensible"].concat())
}
