//! `WeakMap`, `WeakSet`, `WeakRef`, `FinalizationRegistry`.
//!
//! A weak collection keeps nothing alive; after the marking its entries are ephemerons: the value of a live key is
//! marked, again and again until nothing new is found, then entries of dead keys are dropped.

use super::check;
use super::map::{MapObject, entry_of, fill, new_of_kind};
use super::table::{BASE, Class, Member};
use crate::builtin;
use crate::call::{call, prototype_for};
use crate::cell::{Gc, Global, Header};
use crate::exception::throw::throw_type_error;
use crate::heap::kind;
use crate::heap::mark::{Marker, is_alive};
use crate::object::{self, Object};
use crate::operator::convert::is_callable;
use crate::realm::Intrinsic;
use crate::symbol::REGISTERED;
use crate::value::Value;

pub static WEAK_MAP: Class = Class {
    name: "WeakMap",
    length: 0,
    code: map_constructor,
    constructor: Intrinsic::WeakMap,
    prototype: Intrinsic::WeakMapPrototype,
    members: &[
        Member::Method("delete", 1, map_delete),
        Member::Method("get", 1, map_get),
        Member::Method("set", 2, map_set),
        Member::Method("has", 1, map_has),
        Member::Method("getOrInsert", 2, map_get_or_insert),
        Member::Method("getOrInsertComputed", 2, map_get_or_insert_computed),
        Member::Tag("WeakMap"),
    ],
    ..BASE
};

pub static WEAK_SET: Class = Class {
    name: "WeakSet",
    length: 0,
    code: set_constructor,
    constructor: Intrinsic::WeakSet,
    prototype: Intrinsic::WeakSetPrototype,
    members: &[
        Member::Method("delete", 1, set_delete),
        Member::Method("has", 1, set_has),
        Member::Method("add", 1, set_add),
        Member::Tag("WeakSet"),
    ],
    ..BASE
};

pub static WEAK_REF: Class = Class {
    name: "WeakRef",
    length: 1,
    code: ref_constructor,
    constructor: Intrinsic::WeakRef,
    prototype: Intrinsic::WeakRefPrototype,
    members: &[Member::Method("deref", 0, deref), Member::Tag("WeakRef")],
    ..BASE
};

pub static FINALIZATION_REGISTRY: Class = Class {
    name: "FinalizationRegistry",
    length: 1,
    code: registry_constructor,
    constructor: Intrinsic::FinalizationRegistry,
    prototype: Intrinsic::FinalizationRegistryPrototype,
    members: &[
        Member::Method("register", 2, register),
        Member::Method("unregister", 1, unregister),
        Member::Tag("FinalizationRegistry"),
    ],
    ..BASE
};

#[repr(C)]
pub struct WeakRef {
    object: Object,
    /// Undefined when it is dead.
    target: Value,
}

/// CanBeHeldWeakly: objects, and symbols that are not registered.
fn may_be_weak(value: Value) -> bool {
    value.is_object() || value.as_symbol().is_some_and(|symbol| symbol.header.flags & REGISTERED == 0)
}

fn weak_map(this: Value, name: &str) -> Gc<MapObject> {
    match this.as_kind(kind::WEAK_MAP) {
        Some(map) => map,
        None => check::throw_incompatible(&["WeakMap.prototype.", name].concat(), this),
    }
}

fn weak_set(this: Value, name: &str) -> Gc<MapObject> {
    match this.as_kind(kind::WEAK_SET) {
        Some(set) => set,
        None => check::throw_incompatible(&["WeakSet.prototype.", name].concat(), this),
    }
}

fn check_key(key: Value) {
    if !may_be_weak(key) {
        throw_type_error("Invalid value used as weak map key");
    }
}

builtin! {
    fn map_constructor(this, arguments, callee, new_target) {
        check::needs_new(new_target, "WeakMap");
        let map = new_of_kind(kind::WEAK_MAP, prototype_for(new_target, Intrinsic::WeakMapPrototype));
        if !arguments.get(0).is_nullish() {
            let adder = check::callback(map.cast::<Object>().get("set"));
            fill(arguments.get(0), |item| {
                let (key, value) = entry_of(item);
                call(adder, map.into(), &[key, value]);
            });
        }
        map.into()
    }

    fn map_get(this, arguments) {
        weak_map(this, "get").table.get(arguments.get(0)).unwrap_or(Value::UNDEFINED)
    }

    fn map_set(this, arguments) {
        let mut map = weak_map(this, "set");
        check_key(arguments.get(0));
        map.table.insert(arguments.get(0), arguments.get(1));
        this
    }

    fn map_has(this, arguments) {
        weak_map(this, "has").table.has(arguments.get(0)).into()
    }

    fn map_delete(this, arguments) {
        weak_map(this, "delete").table.remove(arguments.get(0)).into()
    }

    fn map_get_or_insert(this, arguments) {
        let mut map = weak_map(this, "getOrInsert");
        check_key(arguments.get(0));
        if let Some(value) = map.table.get(arguments.get(0)) {
            return value;
        }
        map.table.insert(arguments.get(0), arguments.get(1));
        arguments.get(1)
    }

    fn map_get_or_insert_computed(this, arguments) {
        let mut map = weak_map(this, "getOrInsertComputed");
        check_key(arguments.get(0));
        let callback = check::callback(arguments.get(1));
        if let Some(value) = map.table.get(arguments.get(0)) {
            return value;
        }
        let value = call(callback, Value::UNDEFINED, &[arguments.get(0)]);
        map.table.insert(arguments.get(0), value);
        value
    }

    fn set_constructor(this, arguments, callee, new_target) {
        check::needs_new(new_target, "WeakSet");
        let set = new_of_kind(kind::WEAK_SET, prototype_for(new_target, Intrinsic::WeakSetPrototype));
        if !arguments.get(0).is_nullish() {
            let adder = check::callback(set.cast::<Object>().get("add"));
            fill(arguments.get(0), |item| {
                call(adder, set.into(), &[item]);
            });
        }
        set.into()
    }

    fn set_add(this, arguments) {
        let mut set = weak_set(this, "add");
        if !may_be_weak(arguments.get(0)) {
            throw_type_error("Invalid value used in weak set");
        }
        set.table.insert(arguments.get(0), Value::EMPTY);
        this
    }

    fn set_has(this, arguments) {
        weak_set(this, "has").table.has(arguments.get(0)).into()
    }

    fn set_delete(this, arguments) {
        weak_set(this, "delete").table.remove(arguments.get(0)).into()
    }

    fn ref_constructor(this, arguments, callee, new_target) {
        check::needs_new(new_target, "WeakRef");
        let target = arguments.get(0);
        if !may_be_weak(target) {
            throw_type_error("WeakRef: invalid target");
        }
        let prototype = prototype_for(new_target, Intrinsic::WeakRefPrototype);
        let mut reference = object::of_kind::<WeakRef>(kind::WEAK_REF, Some(prototype));
        reference.target = target;
        keep(target);
        reference.into()
    }

    fn deref(this, arguments) {
        let reference = check::receiver::<WeakRef>(this, kind::WEAK_REF, "WeakRef.prototype.deref");
        keep(reference.target);
        reference.target
    }

    fn registry_constructor(this, arguments, callee, new_target) {
        check::needs_new(new_target, "FinalizationRegistry");
        if !is_callable(arguments.get(0)) {
            throw_type_error("FinalizationRegistry: cleanup must be callable");
        }
        let prototype = prototype_for(new_target, Intrinsic::FinalizationRegistryPrototype);
        object::of_kind::<Object>(kind::FINALIZATION_REGISTRY, Some(prototype)).into()
    }

    // Callbacks may come late or never: here they never come.
    fn register(this, arguments) {
        check::receiver::<Object>(this, kind::FINALIZATION_REGISTRY, "FinalizationRegistry.prototype.register");
        if !may_be_weak(arguments.get(0)) {
            throw_type_error("FinalizationRegistry.prototype.register: invalid target");
        }
        if arguments.get(0) == arguments.get(1) {
            throw_type_error("FinalizationRegistry.prototype.register: target and holdings must not be same");
        }
        Value::UNDEFINED
    }

    fn unregister(this, arguments) {
        check::receiver::<Object>(this, kind::FINALIZATION_REGISTRY, "FinalizationRegistry.prototype.unregister");
        if !may_be_weak(arguments.get(0)) {
            let shown = check::plain(arguments.get(0));
            throw_type_error(&["Invalid unregisterToken ('", &shown, "')"].concat());
        }
        Value::FALSE
    }
}

/// Targets that live until the current job ends, because it has looked at them.
static KEPT: Global<Vec<Value>> = Global::new(Vec::new());

fn keep(target: Value) {
    if target.is_cell() && !KEPT.get().contains(&target) {
        KEPT.get().push(target);
    }
}

/// ClearKeptObjects, at the end of a job.
#[inline]
pub fn clear_kept() {
    KEPT.get().clear();
}

/// Weak cells that the marking has reached.
static REACHED: Global<Vec<Value>> = Global::new(Vec::new());

/// Root tracer: what the current job keeps.
pub fn trace_kept(marker: &mut Marker) {
    REACHED.get().clear();
    marker.values(KEPT.get());
}

/// Trace entry of `heap::kind` for the weak kinds.
///
/// # Safety
/// `cell` is one of them.
pub unsafe fn trace(cell: *mut Header, marker: &mut Marker) {
    // SAFETY: by the caller's promise.
    unsafe { object::trace(cell, marker) };
    REACHED.get().push(Value(cell as u64));
}

/// Entry of `heap::roots::EPHEMERONS`.
pub fn trace_ephemerons(marker: &mut Marker) -> bool {
    let mut progress = false;
    let mut index = 0;
    while let Some(reached) = REACHED.get().get(index).copied() {
        index += 1;
        if reached.kind() != kind::WEAK_MAP {
            continue;
        }
        for entry in reached.cell::<MapObject>().table.iter() {
            if is_alive(entry.key) && !is_alive(entry.value) {
                marker.value(entry.value);
                progress = true;
            }
        }
    }
    progress
}

/// Entry of `heap::roots::AFTER_MARK`.
pub fn drop_dead() {
    for reached in REACHED.get() {
        if reached.kind() == kind::WEAK_REF {
            let mut reference: Gc<WeakRef> = reached.cell();
            if !is_alive(reference.target) {
                reference.target = Value::UNDEFINED;
            }
        } else {
            reached.cell::<MapObject>().table.retain(is_alive);
        }
    }
    REACHED.get().clear();
}
