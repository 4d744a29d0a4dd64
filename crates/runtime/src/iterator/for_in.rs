//! The enumerator of `for in`: string keys of an object and its prototypes, each once, while they exist.

use crate::cell::{Gc, Header};
use crate::heap::{alloc, kind, mark::Marker};
use crate::list::{self, List};
use crate::object::Object;
use crate::operator::convert::to_object;
use crate::property::key::PropertyKey;
use crate::property::ordinary;
use crate::shape::table::Entry;
use crate::value::Value;
use rustc_hash::FxHashSet;

#[repr(C)]
pub struct ForIn {
    header: Header,
    object: Value,
    keys: Gc<List>,
    index: u32,
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_for_in_new(value: Value) -> Value {
    let keys = list::new();
    if !value.is_nullish() {
        collect(to_object(value), keys);
    }
    let object = if value.is_nullish() { Value::UNDEFINED } else { to_object(value).into() };
    let mut cell = alloc::allocate_for::<ForIn>(Header { shape: 0, kind: kind::FOR_IN, flags: 0, extra: 0 });
    (cell.object, cell.keys, cell.index) = (object, keys, 0);
    cell.into()
}

/// Enumerable string keys; a key that is not enumerable hides the same key further up.
fn collect(object: Gc<Object>, keys: Gc<List>) {
    if object.kind() == kind::OBJECT && !shows_more(object.raw_prototype()) && collect_plain(object, keys) {
        return;
    }
    let mut seen: FxHashSet<PropertyKey> = FxHashSet::default();
    let mut current = Some(object);
    while let Some(object) = current {
        let own = object.own_keys();
        let above = object.prototype();
        for index in 0..own.len() {
            let key = PropertyKey(own[index]);
            if key.0.is_symbol() || !seen.is_empty() && seen.contains(&key) {
                continue;
            }
            if object.kind() == kind::PROXY {
                // Whether it is enumerable is asked when its turn comes.
                seen.insert(key);
                keys.push(key.0);
                continue;
            }
            let Some(property) = object.own_property(key) else { continue };
            if above.is_some() {
                seen.insert(key);
            }
            if property.attributes.is_enumerable() {
                keys.push(key.0);
            }
        }
        current = above;
    }
}

/// The string keys of a plain object; false, and nothing, where some are integers.
fn collect_plain(object: Gc<Object>, keys: Gc<List>) -> bool {
    ordinary::materialize(object);
    let entries = object.shape().entries();
    if entries.iter().any(|entry| entry.key.index().is_some()) {
        return false;
    }
    for entry in entries {
        if entry.key.0.is_string() && entry.attributes.is_enumerable() {
            keys.push(entry.key.0);
        }
    }
    true
}

/// May prototypes have enumerable string keys?
fn shows_more(mut above: Option<Gc<Object>>) -> bool {
    while let Some(object) = above {
        if object.kind() != kind::OBJECT {
            return true;
        }
        // What is made lazily belongs to built-ins, and is hidden.
        let shape = object.shape();
        let shown = |entry: &Entry| {
            entry.attributes.is_enumerable() && !entry.key.0.is_empty() && !entry.key.0.is_symbol()
        };
        if shape.entries().iter().any(shown) {
            return true;
        }
        above = object.raw_prototype();
    }
    false
}

/// Is the key still there? Of proxies: and enumerable.
fn is_there(object: Gc<Object>, key: PropertyKey) -> bool {
    let mut current = Some(object);
    while let Some(object) = current {
        if object.kind() != kind::PROXY && crate::heap::kind::of(object.kind()).methods.has.is_some() {
            return object.has_property(key);
        }
        if let Some(property) = object.own_property(key) {
            return object.kind() != kind::PROXY || property.attributes.is_enumerable();
        }
        current = object.prototype();
    }
    false
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_for_in_step(enumerator: Value) -> Value {
    let mut cell: Gc<ForIn> = enumerator.cell();
    while (cell.index as usize) < cell.keys.len() {
        let key = PropertyKey(cell.keys[cell.index as usize]);
        cell.index += 1;
        let object: Gc<Object> = cell.object.cell();
        if is_there(object, key) {
            return key.to_value();
        }
    }
    Value::EMPTY
}

/// Trace entry of `heap::kind`.
///
/// # Safety
/// `cell` is an enumerator.
pub unsafe fn trace(cell: *mut Header, marker: &mut Marker) {
    // SAFETY: by the caller's promise.
    unsafe {
        let cell = cell.cast::<ForIn>();
        marker.value((*cell).object);
        marker.gc((*cell).keys);
    }
}
