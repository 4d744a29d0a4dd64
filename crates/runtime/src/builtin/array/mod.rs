//! `Array` and its prototype.
//!
//! This file holds the tables, the constructor and what makes arrays; `access` how elements are reached, `visit` the
//! methods with callbacks, `search`, `change`, `copy`, `sort`, `text` and `iterator` the others.

pub mod access;
mod change;
mod copy;
pub mod iterator;
mod search;
pub mod sort;
pub mod text;
mod visit;

use super::check;
use super::table::{BASE, Class, Member};
use crate::array;
use crate::builtin;
use crate::call::{call, construct, prototype_for};
use crate::cell::Gc;
use crate::exception::catch::try_call;
use crate::exception::throw::{throw, throw_range_error, throw_type_error};
use crate::iterator as iteration;
use crate::object::{self, Object};
use crate::operator::convert::{is_constructor, to_object};
use crate::property::Attributes;
use crate::property::access::get_value;
use crate::realm::{Intrinsic, intrinsic, symbols};
use crate::value::Value;
use access::{index_value, put};

pub static CLASS: Class = Class {
    name: "Array",
    length: 1,
    code: constructor,
    constructor: Intrinsic::Array,
    prototype: Intrinsic::ArrayPrototype,
    make_prototype,
    statics: &[
        Member::Method("isArray", 1, is_array),
        Member::Method("from", 1, from),
        Member::Method("of", 0, of),
        Member::Getter("@species", super::table::species),
    ],
    members: &[
        Member::Method("at", 1, search::at),
        Member::Method("concat", 1, copy::concat),
        Member::Method("copyWithin", 2, change::copy_within),
        Member::Method("fill", 1, change::fill),
        Member::Method("find", 1, visit::find),
        Member::Method("findIndex", 1, visit::find_index),
        Member::Method("findLast", 1, visit::find_last),
        Member::Method("findLastIndex", 1, visit::find_last_index),
        Member::Method("lastIndexOf", 1, search::last_index_of),
        Member::Method("pop", 0, change::pop),
        Member::Method("push", 1, change::push),
        Member::Method("reverse", 0, change::reverse),
        Member::Method("shift", 0, change::shift),
        Member::Method("unshift", 1, change::unshift),
        Member::Method("slice", 2, copy::slice),
        Member::Method("sort", 1, sort::sort),
        Member::Method("splice", 2, change::splice),
        Member::Method("includes", 1, search::includes),
        Member::Method("indexOf", 1, search::index_of),
        Member::Method("join", 1, text::join),
        Member::Method("keys", 0, iterator::keys),
        Member::Method("entries", 0, iterator::entries),
        Member::Value("values", iterator::values_function, Attributes::HIDDEN),
        Member::Method("forEach", 1, visit::for_each),
        Member::Method("filter", 1, visit::filter),
        Member::Method("flat", 0, copy::flat),
        Member::Method("flatMap", 1, copy::flat_map),
        Member::Method("map", 1, visit::map),
        Member::Method("every", 1, visit::every),
        Member::Method("some", 1, visit::some),
        Member::Method("reduce", 1, visit::reduce),
        Member::Method("reduceRight", 1, visit::reduce_right),
        Member::Method("toReversed", 0, copy::to_reversed),
        Member::Method("toSorted", 1, sort::to_sorted),
        Member::Method("toSpliced", 2, copy::to_spliced),
        Member::Method("with", 2, copy::with),
        Member::Method("toLocaleString", 0, text::to_locale_string),
        Member::Method("toString", 0, text::to_string),
        Member::Value("@iterator", iterator::values_function, Attributes::HIDDEN),
        Member::Value("@unscopables", unscopables, Attributes::READONLY_HIDDEN),
    ],
    ..BASE
};

/// `Array.prototype` is an array itself.
fn make_prototype(parent: Option<Gc<Object>>) -> Gc<Object> {
    array::with_prototype(parent, 0).cast()
}

fn unscopables() -> Value {
    let object = object::with_prototype(None);
    let names = [
        "at",
        "copyWithin",
        "entries",
        "fill",
        "find",
        "findIndex",
        "findLast",
        "findLastIndex",
        "flat",
        "flatMap",
        "includes",
        "keys",
        "toReversed",
        "toSorted",
        "toSpliced",
        "values",
    ];
    for name in names {
        object.put_text(name, true);
    }
    object.into()
}

builtin! {
    fn constructor(this, arguments, callee, new_target) {
        let target = if new_target.is_undefined() { callee } else { new_target };
        let prototype = if target == callee {
            intrinsic(Intrinsic::ArrayPrototype)
        } else {
            prototype_for(target, Intrinsic::ArrayPrototype)
        };
        if let [length] = arguments.0
            && length.is_number()
        {
            let number = length.as_f64();
            if number != (number as u32) as f64 {
                throw_range_error("Invalid array length");
            }
            return access::with_length(prototype, number as u64).into();
        }
        let array = array::with_prototype(Some(prototype), arguments.len());
        arguments.0.iter().for_each(|value| array.push(*value));
        array.into()
    }

    fn is_array(this, arguments) {
        access::is_array(arguments.get(0)).into()
    }

    fn of(this, arguments) {
        let result = make(this, Some(arguments.len() as u64));
        for (index, value) in arguments.0.iter().enumerate() {
            put(result, index as u64, *value);
        }
        access::set_length(result, arguments.len() as u64);
        result.into()
    }

    fn from(this, arguments) {
        let (items, mapper, this_argument) = (arguments.get(0), arguments.get(1), arguments.get(2));
        if !mapper.is_undefined() {
            check::callback(mapper);
        }
        if items.is_nullish() {
            iteration::throw_not_iterable(items, Value::UNDEFINED);
        }
        let method = get_value(items, symbols().iterator);
        if method.is_nullish() {
            return from_array_like(this, items, mapper, this_argument).into();
        }
        if !crate::operator::convert::is_callable(method) {
            throw_type_error(
                "%Array%.from requires that the property of the first argument, items[Symbol.iterator], when exists, be a function",
            );
        }
        from_iterable(this, items, mapper, this_argument).into()
    }
}

/// A plain array or what the constructor `this` makes.
fn make(this: Value, length: Option<u64>) -> Gc<Object> {
    if this == Value::from(intrinsic(Intrinsic::Array)) || !is_constructor(this) {
        return array::new().cast();
    }
    match length {
        None => construct(this, this, &[]).cell(),
        Some(length) => construct(this, this, &[index_value(length)]).cell(),
    }
}

fn from_iterable(this: Value, items: Value, mapper: Value, this_argument: Value) -> Gc<Object> {
    let result = make(this, None);
    let iterator = iteration::open(items, Value::UNDEFINED);
    let mut index = 0;
    while let Some(value) = iterator.step() {
        if mapper.is_undefined() && access::fast(result).is_some() {
            put(result, index, value);
        } else {
            let add = || {
                let mapped = if mapper.is_undefined() {
                    value
                } else {
                    call(mapper, this_argument, &[value, index_value(index)])
                };
                put(result, index, mapped);
                Value::UNDEFINED
            };
            if let Err(error) = try_call(add) {
                iterator.close_silently();
                throw(error);
            }
        }
        index += 1;
    }
    access::set_length(result, index);
    result
}

fn from_array_like(this: Value, items: Value, mapper: Value, this_argument: Value) -> Gc<Object> {
    let items = to_object(items);
    let length = access::length(items);
    let result = make(this, Some(length));
    for index in 0..length {
        let mut value = access::get(items, index);
        if !mapper.is_undefined() {
            value = call(mapper, this_argument, &[value, index_value(index)]);
        }
        put(result, index, value);
    }
    access::set_length(result, length);
    result
}
