//! `Iterator`, its prototype, and what consumes iterators; `helper` holds the lazy ones.

mod helper;

use super::check;
use super::table::{BASE, Class, Member, define_lazily, new_function};
use crate::array;
use crate::builtin;
use crate::call::{Arguments, call, prototype_for};
use crate::cell::Gc;
use crate::exception::catch::try_call;
use crate::exception::throw::{throw, throw_type_error};
use crate::iterator::{IteratorRecord, record, result::result};
use crate::object::{self, Object};
use crate::operator::convert::truthy;
use crate::operator::instance::ordinary_has_instance;
use crate::property::key::PropertyKey;
use crate::property::{Attributes, accessor};
use crate::realm::{Intrinsic, intrinsic, names, set_intrinsic, symbols};
use crate::string::make;
use crate::value::Value;

pub use helper::trace;

pub static CLASS: Class = Class {
    name: "Iterator",
    length: 0,
    code: constructor,
    constructor: Intrinsic::Iterator,
    prototype: Intrinsic::IteratorPrototype,
    statics: &[Member::Method("from", 1, from)],
    members: &[
        Member::Method("reduce", 1, reduce),
        Member::Method("toArray", 0, to_array),
        Member::Method("forEach", 1, for_each),
        Member::Method("some", 1, some),
        Member::Method("every", 1, every),
        Member::Method("find", 1, find),
        Member::Method("map", 1, helper::map),
        Member::Method("filter", 1, helper::filter),
        Member::Method("take", 1, helper::take),
        Member::Method("drop", 1, helper::drop),
        Member::Method("flatMap", 1, helper::flat_map),
        Member::Method("@iterator", 0, itself),
        Member::Accessor("@toStringTag", tag, set_tag),
        Member::Method("@dispose", 0, dispose),
    ],
    ..BASE
};

static ASYNC_MEMBERS: &[Member] = &[Member::Method("@asyncIterator", 0, itself)];

static WRAP_MEMBERS: &[Member] =
    &[Member::Method("next", 0, wrap_next), Member::Method("return", 0, wrap_return)];

/// Makes the intrinsics without a constructor; called at start.
pub fn start() {
    let asynchronous = object::long_lived(Some(intrinsic(Intrinsic::ObjectPrototype)));
    define_lazily(asynchronous, ASYNC_MEMBERS);
    set_intrinsic(Intrinsic::AsyncIteratorPrototype, asynchronous);
    let getter = new_function("get constructor", 0, get_constructor);
    let setter = new_function("set constructor", 1, set_constructor);
    let pair = accessor::new(getter.into(), setter.into());
    let attributes = Attributes::CONFIGURABLE.with(Attributes::ACCESSOR);
    intrinsic(Intrinsic::IteratorPrototype).put(names().constructor, pair.into(), attributes);
    let wrap = object::long_lived(Some(intrinsic(Intrinsic::IteratorPrototype)));
    define_lazily(wrap, WRAP_MEMBERS);
    set_intrinsic(Intrinsic::WrapForIteratorPrototype, wrap);
    helper::start();
}

/// The receiver, an object.
fn this_iterator(this: Value, name: &str) -> Gc<Object> {
    match this.as_object() {
        Some(object) => object,
        None => throw_type_error(&["Iterator.prototype.", name, " called on non-object"].concat()),
    }
}

/// GetIteratorDirect.
fn direct(iterator: Gc<Object>) -> Gc<IteratorRecord> {
    record(iterator.into(), iterator.get(names().next))
}

/// The callback, checked; the iterator is closed where it is none.
fn checked_callback(iterator: Gc<Object>, callback: Value) -> Value {
    if !crate::operator::convert::is_callable(callback) {
        record(iterator.into(), Value::UNDEFINED).close_silently();
    }
    check::callback(callback)
}

/// Calls back for every value; a throw closes the iterator.
fn consume(this: Value, arguments: Arguments, name: &str, mut act: impl FnMut(Value, Value) -> bool) {
    let iterator = this_iterator(this, name);
    let callback = checked_callback(iterator, arguments.get(0));
    let record = direct(iterator);
    let mut index = 0;
    while let Some(value) = record.step() {
        let arguments = [value, Value::from_usize(index)];
        let answer = closing(record, || call(callback, Value::UNDEFINED, &arguments));
        if !act(value, answer) {
            record.close();
            return;
        }
        index += 1;
    }
}

/// Runs `body`; what it throws closes the iterator first.
fn closing(record: Gc<IteratorRecord>, body: impl FnOnce() -> Value) -> Value {
    match try_call(body) {
        Ok(value) => value,
        Err(error) => {
            record.close_silently();
            throw(error)
        }
    }
}

builtin! {
    fn constructor(this, arguments, callee, new_target) {
        check::needs_new(new_target, "Iterator");
        if new_target == callee {
            throw_type_error("Abstract class Iterator not directly constructable");
        }
        object::with_prototype(Some(prototype_for(new_target, Intrinsic::IteratorPrototype))).into()
    }

    fn from(this, arguments) {
        let value = arguments.get(0);
        if !value.is_object() && !value.is_string() {
            throw_type_error("Iterator.from called on non-object");
        }
        let record = flattenable(value, "Iterator.from");
        let constructor = intrinsic(Intrinsic::Iterator);
        if ordinary_has_instance(constructor, record.iterator) {
            return record.iterator;
        }
        helper::wrap(record)
    }

    fn itself(this, arguments) {
        this
    }

    fn dispose(this, arguments) {
        if let Some(method) = crate::property::access::get_method(this, names().r#return) {
            call(method, this, &[]);
        }
        Value::UNDEFINED
    }

    fn tag(this, arguments) {
        make::from_str("Iterator").into()
    }

    fn set_tag(this, arguments) {
        set_unless_prototype(this, symbols().to_string_tag, arguments.get(0))
    }

    fn get_constructor(this, arguments) {
        intrinsic(Intrinsic::Iterator).into()
    }

    fn set_constructor(this, arguments) {
        set_unless_prototype(this, names().constructor, arguments.get(0))
    }

    fn reduce(this, arguments) {
        let iterator = this_iterator(this, "reduce");
        let callback = checked_callback(iterator, arguments.get(0));
        let record = direct(iterator);
        let mut index = 0;
        let mut accumulator = arguments.get(1);
        if arguments.len() < 2 {
            accumulator = match record.step() {
                Some(first) => first,
                None => throw_type_error("Reduce of a done iterator with no initial value"),
            };
            index = 1;
        }
        while let Some(value) = record.step() {
            let arguments = [accumulator, value, Value::from_usize(index)];
            accumulator = closing(record, || call(callback, Value::UNDEFINED, &arguments));
            index += 1;
        }
        accumulator
    }

    fn to_array(this, arguments) {
        let record = direct(this_iterator(this, "toArray"));
        let array = array::new();
        while let Some(value) = record.step() {
            array.push(value);
        }
        array.into()
    }

    fn for_each(this, arguments) {
        consume(this, arguments, "forEach", |_, _| true);
        Value::UNDEFINED
    }

    fn some(this, arguments) {
        let mut found = false;
        consume(this, arguments, "some", |_, answer| {
            found = truthy(answer);
            !found
        });
        found.into()
    }

    fn every(this, arguments) {
        let mut all = true;
        consume(this, arguments, "every", |_, answer| {
            all = truthy(answer);
            all
        });
        all.into()
    }

    fn find(this, arguments) {
        let mut found = Value::UNDEFINED;
        consume(this, arguments, "find", |value, answer| {
            let pleased = truthy(answer);
            if pleased {
                found = value;
            }
            !pleased
        });
        found
    }

    fn wrap_next(this, arguments) {
        let record = helper::wrapped(this, "next");
        call(record.next, record.iterator, &[])
    }

    fn wrap_return(this, arguments) {
        let record = helper::wrapped(this, "return");
        match crate::property::access::get_method(record.iterator, names().r#return) {
            None => result(Value::UNDEFINED, true),
            Some(method) => call(method, record.iterator, &[]),
        }
    }
}

/// SetterThatIgnoresPrototypeProperties.
fn set_unless_prototype(this: Value, key: PropertyKey, value: Value) -> Value {
    let object = check::object(this, "Iterator.prototype setter");
    if object == intrinsic(Intrinsic::IteratorPrototype) {
        throw_type_error("Cannot assign to this property");
    }
    if object.has_own(key) {
        object.set(key, value);
    } else {
        object.create_data_or_throw(key, value);
    }
    Value::UNDEFINED
}

/// GetIteratorFlattenable of an object or a string.
fn flattenable(value: Value, who: &str) -> Gc<IteratorRecord> {
    let method = crate::property::access::get_method(value, symbols().iterator);
    let iterator = match method {
        None => value,
        Some(method) => call(method, value, &[]),
    };
    match iterator.as_object() {
        Some(object) => direct(object),
        None => throw_type_error(&[who, " called on non-object"].concat()),
    }
}
