//! Union, intersection and their kin, with anything that looks like a set.

use super::{has as set_has, set};
use crate::builtin;
use crate::builtin::check;
use crate::builtin::map::table::Walk;
use crate::builtin::map::{MapObject, has_code, new_of_kind};
use crate::call::call;
use crate::cell::Gc;
use crate::exception::throw::{throw_range_error, throw_type_error};
use crate::heap::kind;
use crate::iterator::{IteratorRecord, record};
use crate::object::Object;
use crate::operator::convert::{is_callable, to_number, truthy};
use crate::realm::{Intrinsic, intrinsic, names};
use crate::value::Value;

/// GetSetRecord.
struct Other {
    object: Gc<Object>,
    size: f64,
    has: Value,
    keys: Value,
}

impl Other {
    fn new(value: Value, method: &str) -> Other {
        let Some(object) = value.as_object() else {
            throw_type_error(&["Set.prototype.", method, " argument must be an object"].concat())
        };
        let size = to_number(object.get("size"));
        if size.is_nan() {
            throw_type_error("The .size property is NaN");
        }
        let size = size.trunc();
        if size < 0.0 {
            let shown = check::plain(Value::from_f64(size));
            throw_range_error(&["'", &shown, "' is an invalid size"].concat());
        }
        let method = |name: &str| {
            let method = object.get(name);
            if !is_callable(method) {
                throw_type_error(&["string \"", name, "\" is not a function"].concat());
            }
            method
        };
        let has = method("has");
        Other { object, size, has, keys: method("keys") }
    }

    fn contains(&self, value: Value) -> bool {
        if self.object.kind() == kind::SET && has_code(self.has, set_has) {
            return self.object.cast::<MapObject>().table.has(value);
        }
        truthy(call(self.has, self.object.into(), &[value]))
    }

    fn keys(&self) -> Gc<IteratorRecord> {
        let Some(iterator) = call(self.keys, self.object.into(), &[]).as_object() else {
            throw_type_error("Result of the keys method is not an object")
        };
        record(iterator.into(), iterator.get(names().next))
    }
}

fn empty() -> Gc<MapObject> {
    new_of_kind(kind::SET, intrinsic(Intrinsic::SetPrototype))
}

fn copy(set: Gc<MapObject>) -> Gc<MapObject> {
    let mut result = empty();
    for entry in set.table.iter() {
        result.table.insert(entry.key, Value::EMPTY);
    }
    result
}

/// Calls `act` for every value, until it wants no more.
fn each(set: Gc<MapObject>, mut act: impl FnMut(Value) -> bool) -> bool {
    let mut walk = Walk::default();
    while let Some(entry) = set.table.advance(&mut walk) {
        if !act(entry.key) {
            return false;
        }
    }
    true
}

/// Is the receiver the one to walk?
fn is_smaller(set: Gc<MapObject>, other: &Other) -> bool {
    set.table.len() as f64 <= other.size
}

builtin! {
    pub fn union(this, arguments) {
        let set = set(this, "union");
        let keys = Other::new(arguments.get(0), "union").keys();
        let mut result = copy(set);
        while let Some(key) = keys.step() {
            result.table.insert(key, Value::EMPTY);
        }
        result.into()
    }

    pub fn intersection(this, arguments) {
        let set = set(this, "intersection");
        let other = Other::new(arguments.get(0), "intersection");
        let mut result = empty();
        if is_smaller(set, &other) {
            each(set, |value| {
                if other.contains(value) {
                    result.table.insert(value, Value::EMPTY);
                }
                true
            });
            return result.into();
        }
        let keys = other.keys();
        while let Some(key) = keys.step() {
            if set.table.has(key) {
                result.table.insert(key, Value::EMPTY);
            }
        }
        result.into()
    }

    pub fn difference(this, arguments) {
        let set = set(this, "difference");
        let other = Other::new(arguments.get(0), "difference");
        let mut result = copy(set);
        if is_smaller(set, &other) {
            each(set, |value| {
                if other.contains(value) {
                    result.table.remove(value);
                }
                true
            });
            return result.into();
        }
        let keys = other.keys();
        while let Some(key) = keys.step() {
            result.table.remove(key);
        }
        result.into()
    }

    pub fn symmetric_difference(this, arguments) {
        let set = set(this, "symmetricDifference");
        let keys = Other::new(arguments.get(0), "symmetricDifference").keys();
        let mut result = copy(set);
        while let Some(key) = keys.step() {
            if set.table.has(key) {
                result.table.remove(key);
            } else {
                result.table.insert(key, Value::EMPTY);
            }
        }
        result.into()
    }

    pub fn is_subset_of(this, arguments) {
        let set = set(this, "isSubsetOf");
        let other = Other::new(arguments.get(0), "isSubsetOf");
        (is_smaller(set, &other) && each(set, |value| other.contains(value))).into()
    }

    pub fn is_superset_of(this, arguments) {
        let set = set(this, "isSupersetOf");
        let other = Other::new(arguments.get(0), "isSupersetOf");
        if (set.table.len() as f64) < other.size {
            return Value::FALSE;
        }
        all_keys(&other, |key| set.table.has(key)).into()
    }

    pub fn is_disjoint_from(this, arguments) {
        let set = set(this, "isDisjointFrom");
        let other = Other::new(arguments.get(0), "isDisjointFrom");
        if is_smaller(set, &other) {
            return each(set, |value| !other.contains(value)).into();
        }
        all_keys(&other, |key| !set.table.has(key)).into()
    }
}

/// Do all keys of the other please? The walk is closed at the first that does not.
fn all_keys(other: &Other, pleases: impl Fn(Value) -> bool) -> bool {
    let keys = other.keys();
    while let Some(key) = keys.step() {
        if !pleases(key) {
            keys.close();
            return false;
        }
    }
    true
}
