//! Everything that alters which properties an object has: add, remove, attributes, prototype, extensibility.
//!
//! These are raw: no check of attributes, no exotic behaviour. Callers are the internal methods in `property`.

use super::{CACHEABLE, EPOCH, LAZY_PROTOTYPE, NOT_EXTENSIBLE, Shape, UNIQUE, renew_id, root, unique};
use crate::cell::Gc;
use crate::heap::alloc;
use crate::memory;
use crate::object::Object;
use crate::property::Attributes;
use crate::property::key::PropertyKey;
use crate::property::watch;
use crate::value::Value;

use super::table::Entry;

/// Objects with more properties become dictionaries.
const MOST_SHARED: u32 = 128;
/// A dictionary is compacted when it has more deleted entries than this, and more than live ones.
const MOST_DEAD: usize = 32;

/// Slots of the overflow array for a number of slots in use.
fn overflow_capacity(shape: &Shape, slots: u32) -> usize {
    let needed = (slots as usize).saturating_sub(shape.inline_capacity as usize);
    if needed == 0 { 0 } else { needed.next_power_of_two().max(4) }
}

/// Bytes of an object's overflow array.
pub fn overflow_bytes(shape: &Shape) -> usize {
    overflow_capacity(shape, shape.slot_count) * 8
}

/// Must a new slot grow the overflow array?
#[inline]
pub fn needs_growth(shape: &Shape, new_slots: u32) -> bool {
    overflow_capacity(shape, new_slots) != overflow_capacity(shape, new_slots - 1)
}

fn reserve(mut object: Gc<Object>, shape: &Shape, old_slots: u32, new_slots: u32) {
    let (old, new) = (overflow_capacity(shape, old_slots), overflow_capacity(shape, new_slots));
    if old == new {
        return;
    }
    // SAFETY: the object owns its overflow array.
    object.overflow = unsafe { memory::reallocate(object.overflow, new * 8) };
    if new > old { alloc::add_external((new - old) * 8) } else { alloc::remove_external((old - new) * 8) }
}

/// Something about this object's properties changed that caches of others may have relied on.
#[inline]
fn touch(object: Gc<Object>) {
    if object.is_prototype() {
        *EPOCH.get() += 1;
    }
}

/// Adds a property the object does not have.
pub fn add(mut object: Gc<Object>, key: PropertyKey, value: Value, attributes: Attributes) {
    touch(object);
    let mut shape = object.shape();
    let stays_shared = |shape: &Shape| {
        shape.slot_count < MOST_SHARED && key.index().is_none() && !shape.is_crowded(key, attributes)
    };
    if !shape.is_unique() && !stays_shared(shape) {
        make_unique(object, 0);
        shape = object.shape();
    }
    let slot = shape.slot_count;
    reserve(object, shape, slot, slot + 1);
    if shape.is_unique() {
        shape.table().push(Entry { key, slot, attributes });
        shape.slot_count += 1;
    } else {
        shape = shape.with_property(key, attributes);
        object.header.shape = shape.id;
    }
    object.set_slot(shape, slot, value);
}

/// Gives the object a shape of its own (`CACHEABLE` for long-lived objects), unless it has one.
pub fn make_unique(mut object: Gc<Object>, flags: u8) {
    let old = object.shape();
    if old.is_unique() {
        return;
    }
    let keep = old.flags & (NOT_EXTENSIBLE | LAZY_PROTOTYPE);
    let new = unique(old.kind, old.prototype, old.inline_offset, old.inline_capacity, flags | keep);
    new.table = Some(Box::new(old.table().clone()));
    new.slot_count = old.slot_count;
    new.lazy = old.lazy;
    object.header.shape = new.id;
}

fn own_unique(object: Gc<Object>) -> &'static mut Shape {
    let flags = if object.is_prototype() { CACHEABLE } else { 0 };
    make_unique(object, flags);
    object.shape()
}

fn renew(mut object: Gc<Object>) {
    touch(object);
    let shape = object.shape();
    renew_id(shape);
    object.header.shape = shape.id;
}

/// Removes a property the object has.
pub fn remove(object: Gc<Object>, key: PropertyKey) {
    watch::touch(object);
    let shape = own_unique(object);
    let position = shape.table().position(key).expect("the caller found it");
    let slot = shape.table().entries[position].slot;
    shape.table().remove(position);
    object.set_slot(shape, slot, Value::UNDEFINED);
    let dead = shape.table().dead;
    if dead > MOST_DEAD && dead > shape.table().entries.len() / 2 {
        compact(object, shape);
    }
    renew(object);
}

fn compact(object: Gc<Object>, shape: &mut Shape) {
    let old_slots = shape.slot_count;
    let sources = shape.table().compact();
    let values: Vec<Value> = sources.iter().map(|slot| object.slot(shape, *slot)).collect();
    for (slot, value) in values.iter().enumerate() {
        object.set_slot(shape, slot as u32, *value);
    }
    shape.slot_count = values.len() as u32;
    reserve(object, shape, old_slots, shape.slot_count);
}

/// Changes the attributes of a property the object has.
pub fn set_attributes(object: Gc<Object>, key: PropertyKey, attributes: Attributes) {
    let found = object.shape().find(key).expect("the caller found it");
    if found.attributes == attributes {
        return;
    }
    let shape = own_unique(object);
    let position = shape.table().position(key).expect("the caller found it");
    shape.table().set_attributes(position, attributes);
    renew(object);
}

/// Changes the prototype; no check of cycles.
pub fn set_prototype(mut object: Gc<Object>, prototype: Option<Gc<Object>>) {
    if let Some(mut prototype) = prototype {
        prototype.mark_as_prototype();
    }
    touch(object);
    let old = object.shape();
    if old.is_unique() {
        old.prototype = prototype;
        renew(object);
        return;
    }
    if old.flags & NOT_EXTENSIBLE != 0 || old.lazy.is_some() {
        make_unique(object, if old.lazy.is_some() { CACHEABLE } else { 0 });
        object.shape().prototype = prototype;
        return;
    }
    let mut new = root(old.kind, prototype, old.inline_offset, old.inline_capacity);
    for entry in old.entries() {
        new = new.with_property(entry.key, entry.attributes);
    }
    object.header.shape = new.id;
}

/// Makes the object not extensible and takes attributes away from every property: none for preventExtensions,
/// configurable for seal, writable too for freeze (accessors have no such bit).
pub fn set_integrity(mut object: Gc<Object>, remove: Attributes) {
    touch(object);
    let shape = object.shape();
    if shape.flags & UNIQUE == 0 {
        object.header.shape = shape.with_integrity(remove).id;
        return;
    }
    shape.flags |= NOT_EXTENSIBLE;
    shape.table().entries.iter_mut().for_each(|entry| entry.restrict(remove));
    renew(object);
}
