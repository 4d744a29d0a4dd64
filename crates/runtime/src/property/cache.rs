//! Property access by compiled code, with inline caches.
//!
//! `own_shape` and `own_offset` of a cache serve compiled code itself; `memory` says what else is remembered.

use super::access::{get_value, throw_set_refused, throw_write_of_nullish};
use super::accessor::Accessor;
use super::key::PropertyKey;
use super::memory::{self, Access, Fact};
use super::{ordinary, watch};
use crate::array::Array;
use crate::call::call_function;
use crate::cell::Gc;
use crate::function::Function;
use crate::heap::kind;
use crate::object::{Object, prototype_of_primitive};
use crate::realm::names;
use crate::shape::change::needs_growth;
use crate::shape::table::Entry;
use crate::shape::{self, EPOCH, Shape};
use crate::string::JsString;
use crate::value::Value;
use perry_abi::layout::InlineCache;

/// The id caches know a value by; 0 for none.
#[inline]
fn cache_id(value: Value) -> u32 {
    if !value.is_cell() {
        return primitive_id(value);
    }
    let header = value.cell::<Object>().header;
    if header.kind >= kind::OBJECT { header.shape } else { cell_id(header.kind) }
}

fn primitive_id(value: Value) -> u32 {
    if value.is_number() {
        shape::NUMBER_ID
    } else if value.is_bool() {
        shape::BOOLEAN_ID
    } else {
        0
    }
}

fn cell_id(kind: u8) -> u32 {
    match kind {
        kind::STRING => shape::STRING_ID,
        kind::SYMBOL => shape::SYMBOL_ID,
        kind::BIGINT => shape::BIGINT_ID,
        _ => 0,
    }
}

/// # Safety
/// `cache` is null or points to a zero-initialised cache of one site of reads; `key` is an atom, symbol or int32.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn perry_get(value: Value, key: Value, cache: *mut InlineCache) -> Value {
    let id = cache_id(value);
    if cache.is_null() || id == 0 {
        return get_value(value, PropertyKey(key));
    }
    // SAFETY: by the caller's promise.
    let cache = unsafe { &mut *cache };
    if let Some(offset) = memory::offset(cache, id) {
        // SAFETY: objects of that shape have the slot there.
        return unsafe { *((value.0 + offset as u64) as *const Value) };
    }
    let key = PropertyKey(key);
    match memory::known(cache, id).or_else(|| memory::recall(cache, id, key, Access::Read)) {
        Some(fact) => read(value, fact),
        None => get_slow(value, key, cache, id),
    }
}

/// Reads what a valid fact about the value's shape says.
#[inline]
fn read(value: Value, fact: Fact) -> Value {
    // SAFETY: objects of that shape have those slots; addresses are valid while the epoch stands.
    unsafe {
        match fact.info & memory::KIND {
            memory::ABOVE => *(fact.holder as *const Value),
            memory::INLINE => *((value.0 + fact.number() as u64) as *const Value),
            memory::OVERFLOW => *value.cell::<Object>().overflow.add(fact.number() as usize),
            memory::MISSING => Value::UNDEFINED,
            memory::ARRAY_LENGTH => Value::from_u32(value.cell::<Array>().length),
            memory::STRING_LENGTH => Value::from_u32(value.cell::<JsString>().length),
            _ => read_accessor(value, fact),
        }
    }
}

/// Calls the getter a valid fact is about.
#[inline(never)]
unsafe fn read_accessor(value: Value, fact: Fact) -> Value {
    // SAFETY: as in `read`.
    let pair: Gc<Accessor> = unsafe {
        if fact.info & memory::KIND == memory::OWN_ACCESSOR {
            let object = value.cell::<Object>();
            object.slot(object.shape(), fact.number()).cell()
        } else {
            (*(fact.holder as *const Value)).cell()
        }
    };
    pair.call_getter(value)
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

/// A fact about a property of a prototype.
fn fact_above(holder: Gc<Object>, entry: Entry) -> Fact {
    let kind = if entry.attributes.is_accessor() { memory::ACCESSOR_ABOVE } else { memory::ABOVE };
    Fact::at(kind, holder.place(holder.shape(), entry.slot))
}

#[cold]
#[inline(never)]
fn get_slow(value: Value, key: PropertyKey, cache: &mut InlineCache, id: u32) -> Value {
    if key.index().is_some() {
        return get_value(value, key);
    }
    let (id, fact) = match value.as_object() {
        Some(object) => fact_of_object(object, key),
        None => (id, fact_of_primitive(value, key)),
    };
    match fact {
        Some(fact) => {
            memory::remember(cache, id, key, Access::Read, fact);
            read(value, fact)
        }
        None => get_value(value, key),
    }
}

fn fact_of_primitive(value: Value, key: PropertyKey) -> Option<Fact> {
    if value.is_string() && key == names().length {
        return Some(Fact::new(memory::STRING_LENGTH, 0));
    }
    let mut prototype = prototype_of_primitive(value)?;
    // Nothing but this says so where no wrapper was ever made.
    prototype.mark_as_prototype();
    match find(prototype, key) {
        Found::Own(entry) => Some(fact_above(prototype, entry)),
        Found::Above(holder, entry) => Some(fact_above(holder, entry)),
        Found::Nowhere => Some(Fact::new(memory::MISSING, 0)),
        Found::Unknown => None,
    }
}

/// The shape the fact is about, too: looking may have made properties.
fn fact_of_object(object: Gc<Object>, key: PropertyKey) -> (u32, Option<Fact>) {
    if object.kind() == kind::ARRAY && key == names().length {
        let shape = object.shape();
        return (shape.id, shape.is_cacheable().then_some(Fact::new(memory::ARRAY_LENGTH, 0)));
    }
    let found = find(object, key);
    let shape = object.shape();
    if !shape.is_cacheable() {
        return (shape.id, None);
    }
    let fact = match found {
        Found::Own(entry) if entry.attributes.is_accessor() => {
            Some(Fact::new(memory::OWN_ACCESSOR, entry.slot))
        }
        Found::Own(entry) => Some(Fact::own(shape, entry.slot)),
        // A unique shape keeps its id when a property is added that hides the one above.
        Found::Above(..) | Found::Nowhere if shape.is_unique() => None,
        Found::Above(holder, entry) => Some(fact_above(holder, entry)),
        Found::Nowhere => Some(Fact::new(memory::MISSING, 0)),
        Found::Unknown => None,
    };
    (shape.id, fact)
}

/// # Safety
/// As for `perry_get`; the cache serves writes only.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn perry_set(target: Value, key: Value, value: Value, cache: *mut InlineCache) {
    let key = PropertyKey(key);
    let Some(object) = target.as_object() else { return set_on_primitive(target, key, value) };
    if cache.is_null() {
        return object.set(key, value);
    }
    // SAFETY: by the caller's promise.
    let cache = unsafe { &mut *cache };
    let id = object.header.shape;
    if let Some(offset) = memory::offset(cache, id) {
        // SAFETY: objects of that shape have the slot there.
        unsafe { *((target.0 + offset as u64) as *mut Value) = value };
        return;
    }
    match memory::known(cache, id) {
        Some(fact) => write(object, fact, key, value),
        None => set_other(object, key, value, cache, id),
    }
}

/// Writes as a valid fact about the object's shape says.
#[inline]
fn write(mut object: Gc<Object>, fact: Fact, key: PropertyKey, value: Value) {
    // SAFETY: objects of that shape have those slots; addresses are valid while the epoch stands.
    unsafe {
        match fact.info & memory::KIND {
            memory::INLINE => {
                *((object.as_ptr() as u64 + fact.number() as u64) as *mut Value) = value;
            }
            memory::OVERFLOW => *object.overflow.add(fact.number() as usize) = value,
            memory::ADD if !object.is_prototype() => {
                object.header.shape = fact.number();
                object.set_slot(object.shape(), fact.holder as u32, value);
            }
            memory::ACCESSOR_ABOVE => {
                let pair: Gc<Accessor> = (*(fact.holder as *const Value)).cell();
                if !pair.call_setter(object.into(), value) {
                    throw_set_refused(object.into(), key);
                }
            }
            _ => object.set(key, value),
        }
    }
}

#[inline(never)]
fn set_other(object: Gc<Object>, key: PropertyKey, value: Value, cache: &mut InlineCache, id: u32) {
    match memory::recall(cache, id, key, Access::Write) {
        Some(fact) => write(object, fact, key, value),
        None => set_slow(object, key, value, cache),
    }
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
            watch::touch(object);
            let fact = Fact::own(old, entry.slot);
            memory::remember(cache, old.id, key, Access::Write, fact);
            object.set_slot(old, entry.slot, value);
        }
        Found::Above(holder, entry) if entry.attributes.is_accessor() => {
            if !old.is_unique() {
                let fact = fact_above(holder, entry);
                memory::remember(cache, old.id, key, Access::Write, fact);
            }
            object.set(key, value);
        }
        Found::Above(_, entry) if !entry.attributes.is_writable() => object.set(key, value),
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
    let (old_id, old_count, epoch) = (old.id, old.slot_count, *EPOCH.get());
    let remember = !old.is_unique() && old.lazy.is_none() && !object.is_prototype();
    object.set(key, value);
    let new = object.shape();
    if !remember || new.is_unique() || new.id == old_id || needs_growth(new, new.slot_count) {
        return;
    }
    if epoch == *EPOCH.get() && new.slot_count == old_count + 1 {
        let fact = Fact { info: memory::ADD | new.id, holder: old_count as u64 };
        memory::remember(cache, old_id, key, Access::Write, fact);
    }
}

/// Assignment to a property of a primitive: setters above it run, anything else is refused.
pub fn set_on_primitive(target: Value, key: PropertyKey, value: Value) {
    let Some(prototype) = prototype_of_primitive(target) else { throw_write_of_nullish(target, key) };
    let own = target.as_string().and_then(|string| crate::string::object::own_of_string(string, key));
    if own.is_some() {
        let message = ["Cannot assign to read only property '", &key.display(), "' of string '"];
        let text = crate::operator::convert::to_string(target).to_rust();
        crate::exception::throw::throw_type_error(&[&message.concat(), text.as_str(), "'"].concat());
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
        let id = cache_id(object);
        if id != 0
            && !cache.is_null()
            && let Some(fact) = method_fact(&mut *cache, id, key)
            && fact.info & memory::KIND == memory::ABOVE
        {
            let callee = *(fact.holder as *const Value);
            if callee.kind() == kind::FUNCTION {
                return call_function(callee.cell::<Function>(), object, argc, argv);
            }
        }
        call_method_slow(object, key, argc, argv, cache, text)
    }
}

#[inline(never)]
unsafe fn call_method_slow(
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
            return call_function(callee.cell::<Function>(), object, argc, argv);
        }
        crate::call::perry_call(callee, object, argc, argv, text)
    }
}

/// What is known where the site saw another shape last, or the method is no prototype's.
#[inline]
fn method_fact(cache: &mut InlineCache, id: u32, key: Value) -> Option<Fact> {
    match memory::known(cache, id) {
        Some(fact) => Some(fact),
        None if cache.own_shape == id => None,
        None => memory::recall(cache, id, PropertyKey(key), Access::Read),
    }
}

/// `object[key]` without a site, for keys that are atoms or symbols: what all sites know serves here, too.
pub fn get_remembered(object: Gc<Object>, key: PropertyKey, receiver: Value) -> Value {
    let mut site = InlineCache::default();
    let id = object.header.shape;
    let fact = memory::recall(&mut site, id, key, Access::Read).or_else(|| {
        let (id, fact) = fact_of_object(object, key);
        memory::remember(&mut site, id, key, Access::Read, fact?);
        fact
    });
    match fact {
        Some(fact) if fact.info & memory::KIND == memory::ACCESSOR_ABOVE => object.get_with(key, receiver),
        Some(fact) if fact.info & memory::KIND == memory::OWN_ACCESSOR => object.get_with(key, receiver),
        Some(fact) => read(object.into(), fact),
        None => object.get_with(key, receiver),
    }
}
