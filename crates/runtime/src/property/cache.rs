//! Property access by compiled code, with inline caches.
//!
//! A cache remembers one shape. `own_shape`/`own_offset` serve compiled code itself; here `shape` and `info` say
//! what to do for objects of that shape: read an overflow slot, read a slot of a prototype (valid while
//! `shape::EPOCH` stands), know that the property does not exist, or add the property (writes).

use super::access::{get_value, throw_set_refused, throw_write_of_nullish};
use super::key::PropertyKey;
use super::ordinary;
use crate::call::call_function;
use crate::cell::Gc;
use crate::function::Function;
use crate::heap::kind;
use crate::object::{Object, prototype_of_primitive};
use crate::shape::change::needs_growth;
use crate::shape::table::Entry;
use crate::shape::{self, EPOCH, Shape};
use crate::value::Value;
use perry_abi::layout::InlineCache;

/// `info`: slot of the overflow array of the object itself.
const OWN_OVERFLOW: u32 = 1 << 31;
/// `info`: the property is nowhere.
const MISSING: u32 = 1 << 30;
/// `info`: the value is slot `info` of `holder`.
const SLOT_MASK: u32 = (1 << 30) - 1;

/// The id inline caches know a value by; 0 for none.
#[inline]
fn cache_id(value: Value) -> u32 {
    if value.is_cell() {
        let kind = value.kind();
        if kind >= kind::OBJECT {
            return value.cell::<Object>().header.shape;
        }
        return match kind {
            kind::STRING => shape::STRING_ID,
            kind::SYMBOL => shape::SYMBOL_ID,
            kind::BIGINT => shape::BIGINT_ID,
            _ => 0,
        };
    }
    if value.is_number() {
        shape::NUMBER_ID
    } else if value.is_bool() {
        shape::BOOLEAN_ID
    } else {
        0
    }
}

/// # Safety
/// `cache` points to a zero-initialised cache of one site; `key` is an atom, symbol or int32.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn perry_get(value: Value, key: Value, cache: *mut InlineCache) -> Value {
    let id = cache_id(value);
    if cache.is_null() {
        return get_value(value, PropertyKey(key));
    }
    // SAFETY: by the caller's promise.
    let cache = unsafe { &mut *cache };
    if id != 0 {
        if cache.own_shape == id {
            // SAFETY: objects of that shape have the slot there.
            return unsafe { *((value.0 + cache.own_offset as u64) as *const Value) };
        }
        if cache.shape == id {
            if cache.info & OWN_OVERFLOW != 0 {
                // SAFETY: objects of that shape have the slot.
                return unsafe { *value.cell::<Object>().overflow.add((cache.info & SLOT_MASK) as usize) };
            }
            if cache.epoch == *EPOCH.get() {
                if cache.info & MISSING != 0 {
                    return Value::UNDEFINED;
                }
                let holder: Gc<Object> = Value(cache.holder).cell();
                return holder.slot(holder.shape(), cache.info & SLOT_MASK);
            }
        }
    }
    get_slow(value, PropertyKey(key), cache, id)
}

/// What the walk over the prototype chain found.
enum Found {
    Own(Entry),
    Above(Gc<Object>, Entry),
    Nowhere,
    /// Something exotic or not to be remembered is on the way.
    Unknown,
}

fn find(object: Gc<Object>, key: PropertyKey) -> Found {
    let mut current = object;
    loop {
        let methods = kind::of(current.kind()).methods;
        if methods.get.is_some()
            || methods.get_own.is_some_and(|method| method(current, key).is_some()) && {
                // An exotic own property such as `length` of an array.
                current.shape().find(key).is_none()
            }
        {
            return Found::Unknown;
        }
        let is_lazy_function = current.shape().lazy.is_some() && current.kind() == kind::FUNCTION;
        if !is_lazy_function || crate::function::is_lazy_name(current.shape(), key) {
            ordinary::materialize(current);
            if let Some(entry) = current.shape().find(key) {
                return if current == object { Found::Own(entry) } else { Found::Above(current, entry) };
            }
        }
        match current.raw_prototype() {
            Some(prototype) => current = prototype,
            None => return Found::Nowhere,
        }
    }
}

#[cold]
#[inline(never)]
fn get_slow(value: Value, key: PropertyKey, cache: &mut InlineCache, id: u32) -> Value {
    if key.index().is_some() || id == 0 {
        return get_value(value, key);
    }
    if let Some(object) = value.as_object() {
        return get_and_remember(object, key, cache);
    }
    if let Some(string) = value.as_string()
        && let Some(found) = crate::string::object::own_of_string(string, key)
    {
        return found;
    }
    let prototype = prototype_of_primitive(value).expect("nullish values have no id");
    if let Found::Own(entry) | Found::Above(_, entry) = find(prototype, key)
        && entry.attributes.is_accessor()
    {
        return prototype.get_with(key, value);
    }
    match find(prototype, key) {
        Found::Own(entry) => remember_holder(cache, id, prototype, entry),
        Found::Above(holder, entry) => remember_holder(cache, id, holder, entry),
        Found::Nowhere => remember_missing(cache, id),
        Found::Unknown => {}
    }
    prototype.get_with(key, value)
}

fn get_and_remember(object: Gc<Object>, key: PropertyKey, cache: &mut InlineCache) -> Value {
    let found = find(object, key);
    // Looking may have made properties: the shape of now counts.
    let shape = object.shape();
    if !shape.is_cacheable() {
        return object.get_with(key, object.into());
    }
    match found {
        Found::Own(entry) if !entry.attributes.is_accessor() => {
            remember_own(cache, shape, entry.slot);
            return object.slot(shape, entry.slot);
        }
        Found::Above(holder, entry) if !entry.attributes.is_accessor() => {
            if !shape.is_unique() {
                remember_holder(cache, shape.id, holder, entry);
            }
            return holder.slot(holder.shape(), entry.slot);
        }
        Found::Nowhere => {
            if !shape.is_unique() {
                remember_missing(cache, shape.id);
            }
            return Value::UNDEFINED;
        }
        _ => {}
    }
    object.get_with(key, object.into())
}

fn remember_own(cache: &mut InlineCache, shape: &Shape, slot: u32) {
    let inline = shape.inline_capacity as u32;
    if slot < inline {
        cache.own_offset = (shape.inline_offset as u32 + slot) * 8;
        cache.own_shape = shape.id;
    } else {
        cache.info = OWN_OVERFLOW | (slot - inline);
        cache.shape = shape.id;
    }
}

fn remember_holder(cache: &mut InlineCache, id: u32, holder: Gc<Object>, entry: Entry) {
    cache.shape = id;
    cache.info = entry.slot;
    cache.holder = holder.as_ptr() as u64;
    cache.epoch = *EPOCH.get();
}

fn remember_missing(cache: &mut InlineCache, id: u32) {
    cache.shape = id;
    cache.info = MISSING;
    cache.epoch = *EPOCH.get();
}

/// # Safety
/// As for `perry_get`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn perry_set(target: Value, key: Value, value: Value, cache: *mut InlineCache) {
    let key = PropertyKey(key);
    let Some(mut object) = target.as_object() else { return set_on_primitive(target, key, value) };
    if cache.is_null() {
        return object.set(key, value);
    }
    // SAFETY: by the caller's promise.
    let cache = unsafe { &mut *cache };
    let id = object.header.shape;
    if cache.own_shape == id {
        // SAFETY: objects of that shape have the slot there.
        unsafe { *((target.0 + cache.own_offset as u64) as *mut Value) = value };
        return;
    }
    if cache.shape == id {
        if cache.info & OWN_OVERFLOW != 0 {
            // SAFETY: objects of that shape have the slot.
            unsafe { *object.overflow.add((cache.info & SLOT_MASK) as usize) = value };
            return;
        }
        // `info` is the shape to become, `holder` the slot.
        if cache.epoch == *EPOCH.get() && !object.is_prototype() {
            object.header.shape = cache.info;
            object.set_slot(object.shape(), cache.holder as u32, value);
            return;
        }
    }
    set_slow(object, key, value, cache);
}

#[cold]
#[inline(never)]
fn set_slow(object: Gc<Object>, key: PropertyKey, value: Value, cache: &mut InlineCache) {
    if key.index().is_some() {
        return object.set(key, value);
    }
    let found = find(object, key);
    let old = object.shape();
    if !old.is_cacheable() {
        return object.set(key, value);
    }
    match found {
        Found::Own(entry) if !entry.attributes.is_accessor() && entry.attributes.is_writable() => {
            remember_own(cache, old, entry.slot);
            object.set_slot(old, entry.slot, value);
        }
        Found::Above(_, entry) if entry.attributes.is_accessor() || !entry.attributes.is_writable() => {
            object.set(key, value);
        }
        Found::Above(..) | Found::Nowhere => add_and_remember(object, key, value, cache, old),
        _ => object.set(key, value),
    }
}

fn add_and_remember(
    object: Gc<Object>,
    key: PropertyKey,
    value: Value,
    cache: &mut InlineCache,
    old: &Shape,
) {
    let (old_id, epoch) = (old.id, *EPOCH.get());
    let remember = !old.is_unique() && old.lazy.is_none() && !object.is_prototype();
    object.set(key, value);
    let new = object.shape();
    if !remember || new.is_unique() || new.id == old_id || needs_growth(new, new.slot_count) {
        return;
    }
    if epoch == *EPOCH.get() && new.slot_count == old.slot_count + 1 {
        cache.shape = old_id;
        cache.info = new.id;
        cache.holder = (new.slot_count - 1) as u64;
        cache.epoch = epoch;
    }
}

/// Assignment to a property of a primitive: setters above it run, anything else is refused.
pub fn set_on_primitive(target: Value, key: PropertyKey, value: Value) {
    let Some(prototype) = prototype_of_primitive(target) else { throw_write_of_nullish(target, key) };
    let own = target.as_string().and_then(|string| crate::string::object::own_of_string(string, key));
    if own.is_some() {
        let message = ["Cannot assign to read only property '", &key.display(), "' of string '"];
        let text = crate::operator::convert::display(target);
        crate::exception::throw::throw_type_error(&[&message.concat(), &text, "'"].concat());
    }
    if !prototype.set_with(key, value, target) {
        throw_set_refused(target, key);
    }
}

/// # Safety
/// As for `perry_get`; `argv` points to `argc` values.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn perry_call_method(
    object: Value,
    key: Value,
    argc: u64,
    argv: *const Value,
    cache: *mut InlineCache,
    text: Value,
) -> Value {
    // SAFETY: by the caller's promise.
    unsafe {
        let callee = perry_get(object, key, cache);
        if callee.kind() == kind::FUNCTION {
            let function: Gc<Function> = callee.cell();
            return call_function(function, object, argc, argv);
        }
        crate::call::perry_call(callee, object, argc, argv, text)
    }
}
