//! `Map` and its prototype. Sets share the cell (`set`), weak collections the table (`weak`).

pub mod iterator;
pub mod table;

use super::check;
use super::table::{BASE, Class, Member};
use crate::array::Array;
use crate::builtin;
use crate::builtin::array::access;
use crate::builtin::array::iterator::Give;
use crate::call::{call, prototype_for};
use crate::cell::{Gc, Header};
use crate::exception::catch::try_call;
use crate::exception::throw::{throw, throw_type_error};
use crate::function::{Code, Function};
use crate::heap::{alloc, kind, mark::Marker};
use crate::iterator as iteration;
use crate::object::{self, Object};
use crate::realm::{Intrinsic, intrinsic};
use crate::value::Value;
use table::{Table, Walk};

/// A map or a set.
#[repr(C)]
pub struct MapObject {
    pub object: Object,
    pub table: Table,
}

pub static CLASS: Class = Class {
    name: "Map",
    length: 0,
    code: constructor,
    constructor: Intrinsic::Map,
    prototype: Intrinsic::MapPrototype,
    statics: &[Member::Method("groupBy", 2, group_by), Member::Getter("@species", super::table::species)],
    members: &[
        Member::Method("get", 1, get),
        Member::Method("set", 2, set),
        Member::Method("has", 1, has),
        Member::Method("delete", 1, delete),
        Member::Method("clear", 0, clear),
        Member::Method("entries", 0, entries),
        Member::Method("forEach", 1, for_each),
        Member::Method("keys", 0, keys),
        Member::Getter("size", size),
        Member::Method("values", 0, values),
        Member::Method("getOrInsert", 2, get_or_insert),
        Member::Method("getOrInsertComputed", 2, get_or_insert_computed),
        Member::Tag("Map"),
        Member::Alias("@iterator", "entries"),
    ],
    ..BASE
};

/// An empty map or set.
pub fn new_of_kind(kind: u8, prototype: Gc<Object>) -> Gc<MapObject> {
    let object = object::of_kind::<MapObject>(kind, Some(prototype));
    // SAFETY: the field is uninitialised.
    unsafe { (&raw mut (*object.as_ptr()).table).write(Table::new()) };
    object
}

fn map(this: Value, name: &str) -> Gc<MapObject> {
    match this.as_kind(kind::MAP) {
        Some(map) => map,
        None => check::throw_incompatible(&["Map.prototype.", name].concat(), this),
    }
}

/// Is that function a built-in with this code?
pub fn has_code(function: Value, code: Code) -> bool {
    function
        .as_kind::<Function>(kind::FUNCTION)
        .is_some_and(|function| function.code as usize == code as usize)
}

/// Key and value of an entry of the constructors' iterable.
pub fn entry_of(item: Value) -> (Value, Value) {
    if let Some(object) = item.as_object() {
        return (access::get(object, 0), access::get(object, 1));
    }
    throw_type_error(&["Iterator value ", &check::plain(item), " is not an entry object"].concat())
}

/// Fills a collection: every item of `iterable` goes to `add`.
pub fn fill(iterable: Value, mut add: impl FnMut(Value)) {
    let iterator = iteration::open(iterable, Value::UNDEFINED);
    while let Some(item) = iterator.step() {
        let run = || {
            add(item);
            Value::UNDEFINED
        };
        if let Err(error) = try_call(run) {
            iterator.close_silently();
            throw(error);
        }
    }
}

/// A fast array, whose reading calls nothing.
fn is_pair(item: Value) -> bool {
    item.kind() == kind::ARRAY && {
        let array: Gc<Array> = item.cell();
        !array.is_slow() && array.length >= 2 && !array.element(0).is_empty() && !array.element(1).is_empty()
    }
}

fn fill_plainly(mut map: Gc<MapObject>, iterable: Value) {
    let iterator = iteration::open(iterable, Value::UNDEFINED);
    while let Some(item) = iterator.step() {
        if is_pair(item) {
            let pair: Gc<Array> = item.cell();
            map.table.insert(pair.element(0), pair.element(1));
            continue;
        }
        let run = || {
            let (key, value) = entry_of(item);
            map.table.insert(key, value);
            Value::UNDEFINED
        };
        if let Err(error) = try_call(run) {
            iterator.close_silently();
            throw(error);
        }
    }
}

builtin! {
    fn constructor(this, arguments, callee, new_target) {
        check::needs_new(new_target, "Map");
        let map = new_of_kind(kind::MAP, prototype_for(new_target, Intrinsic::MapPrototype));
        let iterable = arguments.get(0);
        if iterable.is_nullish() {
            return map.into();
        }
        let adder = map.cast::<Object>().get("set");
        if has_code(adder, set) {
            fill_plainly(map, iterable);
            return map.into();
        }
        if !crate::operator::convert::is_callable(adder) {
            let shown = check::plain(adder);
            throw_type_error(&["'", &shown, "' returned for property 'set' of object '#<Map>' is not a function"].concat());
        }
        fill(iterable, |item| {
            let (key, value) = entry_of(item);
            call(adder, map.into(), &[key, value]);
        });
        map.into()
    }

    fn group_by(this, arguments) {
        let mut map = new_of_kind(kind::MAP, intrinsic(Intrinsic::MapPrototype));
        group(arguments.get(0), arguments.get(1), "Map.groupBy", |key, value| {
            if let Some(array) = map.table.get(key) {
                array.cell::<Array>().push(value);
            } else {
                let array = crate::array::from_slice(&[value]);
                map.table.insert(key, array.into());
            }
        });
        map.into()
    }

    fn get(this, arguments) {
        map(this, "get").table.get(arguments.get(0)).unwrap_or(Value::UNDEFINED)
    }

    fn set(this, arguments) {
        map(this, "set").table.insert(arguments.get(0), arguments.get(1));
        this
    }

    fn has(this, arguments) {
        map(this, "has").table.has(arguments.get(0)).into()
    }

    fn delete(this, arguments) {
        map(this, "delete").table.remove(arguments.get(0)).into()
    }

    fn clear(this, arguments) {
        map(this, "clear").table.clear();
        Value::UNDEFINED
    }

    fn size(this, arguments) {
        match this.as_kind::<MapObject>(kind::MAP) {
            Some(map) => Value::from_usize(map.table.len()),
            None => check::throw_incompatible("get Map.prototype.size", this),
        }
    }

    fn entries(this, arguments) {
        iterator::new(map(this, "entries"), Give::Entries)
    }

    fn keys(this, arguments) {
        iterator::new(map(this, "keys"), Give::Keys)
    }

    fn values(this, arguments) {
        iterator::new(map(this, "values"), Give::Values)
    }

    fn for_each(this, arguments) {
        let map = map(this, "forEach");
        let callback = check::callback(arguments.get(0));
        let mut walk = Walk::default();
        while let Some(entry) = map.table.advance(&mut walk) {
            call(callback, arguments.get(1), &[entry.value, entry.key, this]);
        }
        Value::UNDEFINED
    }

    fn get_or_insert(this, arguments) {
        let mut map = map(this, "getOrInsert");
        if let Some(value) = map.table.get(arguments.get(0)) {
            return value;
        }
        map.table.insert(arguments.get(0), arguments.get(1));
        arguments.get(1)
    }

    fn get_or_insert_computed(this, arguments) {
        let mut map = map(this, "getOrInsertComputed");
        let callback = check::callback(arguments.get(1));
        let key = table::normal(arguments.get(0));
        if let Some(value) = map.table.get(key) {
            return value;
        }
        let value = call(callback, Value::UNDEFINED, &[key]);
        map.table.insert(key, value);
        value
    }
}

/// GroupBy: calls back for every item, gives key and item on.
pub fn group(items: Value, callback: Value, who: &str, mut add: impl FnMut(Value, Value)) {
    if items.is_nullish() {
        throw_type_error(&[who, " called on null or undefined"].concat());
    }
    if !crate::operator::convert::is_callable(callback) {
        throw_type_error(&[&check::plain(callback), " is not a function"].concat());
    }
    let mut index = 0;
    fill(items, |item| {
        let key = call(callback, Value::UNDEFINED, &[item, Value::from_usize(index)]);
        add(key, item);
        index += 1;
    });
}

/// Trace entry of `heap::kind` for maps and sets.
///
/// # Safety
/// `cell` is one of them.
pub unsafe fn trace(cell: *mut Header, marker: &mut Marker) {
    // SAFETY: by the caller's promise.
    unsafe {
        object::trace(cell, marker);
        (*cell.cast::<MapObject>()).table.trace(marker);
    }
}

/// Finalize entry of `heap::kind`, for weak collections too.
///
/// # Safety
/// `cell` is a dead map, set, weak map or weak set.
pub unsafe fn finalize(cell: *mut Header) {
    // SAFETY: by the caller's promise.
    unsafe {
        object::finalize(cell);
        let table = &raw mut (*cell.cast::<MapObject>()).table;
        alloc::remove_external((*table).bytes());
        table.drop_in_place();
    }
}
