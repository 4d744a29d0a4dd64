//! `Set` and its prototype; `algebra` holds the methods that combine two sets.

mod algebra;

use super::check;
use super::map::table::Walk;
use super::map::{MapObject, fill, has_code, iterator, new_of_kind};
use super::table::{BASE, Class, Member};
use crate::builtin;
use crate::builtin::array::iterator::Give;
use crate::call::{call, prototype_for};
use crate::cell::Gc;
use crate::exception::throw::throw_type_error;
use crate::heap::kind;
use crate::iterator as iteration;
use crate::object::Object;
use crate::realm::Intrinsic;
use crate::value::Value;

pub static CLASS: Class = Class {
    name: "Set",
    length: 0,
    code: constructor,
    constructor: Intrinsic::Set,
    prototype: Intrinsic::SetPrototype,
    statics: &[Member::Getter("@species", super::table::species)],
    members: &[
        Member::Method("has", 1, has),
        Member::Method("add", 1, add),
        Member::Method("delete", 1, delete),
        Member::Method("difference", 1, algebra::difference),
        Member::Method("clear", 0, clear),
        Member::Method("entries", 0, entries),
        Member::Method("forEach", 1, for_each),
        Member::Method("intersection", 1, algebra::intersection),
        Member::Method("isSubsetOf", 1, algebra::is_subset_of),
        Member::Method("isSupersetOf", 1, algebra::is_superset_of),
        Member::Method("isDisjointFrom", 1, algebra::is_disjoint_from),
        Member::Getter("size", size),
        Member::Method("symmetricDifference", 1, algebra::symmetric_difference),
        Member::Method("union", 1, algebra::union),
        Member::Method("values", 0, values),
        Member::Alias("keys", "values"),
        Member::Tag("Set"),
        Member::Alias("@iterator", "values"),
    ],
    ..BASE
};

fn set(this: Value, name: &str) -> Gc<MapObject> {
    match this.as_kind(kind::SET) {
        Some(set) => set,
        None => check::throw_incompatible(&["Set.prototype.", name].concat(), this),
    }
}

builtin! {
    fn constructor(this, arguments, callee, new_target) {
        check::needs_new(new_target, "Set");
        let mut set = new_of_kind(kind::SET, prototype_for(new_target, Intrinsic::SetPrototype));
        let iterable = arguments.get(0);
        if iterable.is_nullish() {
            return set.into();
        }
        let adder = set.cast::<Object>().get("add");
        if has_code(adder, add) {
            let iterator = iteration::open(iterable, Value::UNDEFINED);
            while let Some(item) = iterator.step() {
                set.table.insert(item, Value::EMPTY);
            }
            return set.into();
        }
        if !crate::operator::convert::is_callable(adder) {
            let shown = check::plain(adder);
            throw_type_error(&["'", &shown, "' returned for property 'add' of object '#<Set>' is not a function"].concat());
        }
        fill(iterable, |item| {
            call(adder, set.into(), &[item]);
        });
        set.into()
    }

    fn has(this, arguments) {
        set(this, "has").table.has(arguments.get(0)).into()
    }

    fn add(this, arguments) {
        set(this, "add").table.insert(arguments.get(0), Value::EMPTY);
        this
    }

    fn delete(this, arguments) {
        set(this, "delete").table.remove(arguments.get(0)).into()
    }

    fn clear(this, arguments) {
        set(this, "clear").table.clear();
        Value::UNDEFINED
    }

    fn size(this, arguments) {
        match this.as_kind::<MapObject>(kind::SET) {
            Some(set) => Value::from_usize(set.table.len()),
            None => check::throw_incompatible("get Set.prototype.size", this),
        }
    }

    fn entries(this, arguments) {
        iterator::new(set(this, "entries"), Give::Entries)
    }

    fn values(this, arguments) {
        iterator::new(set(this, "values"), Give::Values)
    }

    fn for_each(this, arguments) {
        let set = set(this, "forEach");
        let callback = check::callback(arguments.get(0));
        let mut walk = Walk::default();
        while let Some(entry) = set.table.advance(&mut walk) {
            call(callback, arguments.get(1), &[entry.key, entry.key, this]);
        }
        Value::UNDEFINED
    }
}
