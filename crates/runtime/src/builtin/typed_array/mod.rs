//! Typed arrays: the object and its exotic behaviour.
//!
//! `element` converts, `make` constructs, `method` and `visit` hold the prototype.

pub mod element;
mod make;
mod method;
mod visit;

use super::array_buffer::ArrayBuffer;
use crate::cell::{Gc, Header};
use crate::exception::throw::throw_type_error;
use crate::heap::{kind, mark::Marker};
use crate::list::{self, List};
use crate::object::{self, Object};
use crate::operator::convert::{number_to_string, to_number};
use crate::property::descriptor::Descriptor;
use crate::property::key::PropertyKey;
use crate::property::{Attributes, Methods, ORDINARY, Property, ordinary};
use crate::string::compare;
use crate::value::Value;
use element::Element;

pub use make::{
    BIG_INT64, BIG_UINT64, CLASS, FLOAT16, FLOAT32, FLOAT64, INT8, INT16, INT32, UINT8, UINT8_CLAMPED,
    UINT16, UINT32, new,
};

#[repr(C)]
pub struct TypedArray {
    object: Object,
    pub buffer: Gc<ArrayBuffer>,
    pub offset: usize,
    /// Elements; not to be trusted without `length()`.
    fixed: usize,
    pub element: Element,
    /// The length follows the buffer's.
    tracks: bool,
}

pub static METHODS: Methods = Methods {
    get_own: Some(get_own),
    define_own: Some(define_own),
    has: Some(has),
    get: Some(get),
    set: Some(set),
    delete: Some(delete),
    own_keys: Some(own_keys),
    prevent_extensions: None,
    ..ORDINARY
};

impl Gc<TypedArray> {
    /// Elements there are now; 0 where the array has fallen out of its buffer.
    #[inline]
    pub fn length(self) -> usize {
        let bytes = self.buffer.length;
        if self.tracks {
            return bytes.saturating_sub(self.offset) / self.element.size();
        }
        if self.offset + self.fixed * self.element.size() <= bytes { self.fixed } else { 0 }
    }

    /// Is it detached, or has its buffer shrunk too far?
    pub fn is_out_of_bounds(self) -> bool {
        let bytes = self.buffer.length;
        self.buffer.is_detached()
            || self.offset > bytes
            || !self.tracks && self.offset + self.fixed * self.element.size() > bytes
    }

    #[inline]
    fn place(self, index: usize) -> *mut u8 {
        // SAFETY: callers have compared with `length`.
        unsafe { self.buffer.data.add(self.offset + index * self.element.size()) }
    }

    /// The element, if the index is in range.
    #[inline]
    pub fn get(self, index: usize) -> Option<Value> {
        if index >= self.length() {
            return None;
        }
        // SAFETY: in range.
        Some(self.element.value_of(unsafe { self.element.load(self.place(index)) }))
    }

    /// Writes bits where the index is in range.
    #[inline]
    pub fn put_bits(self, index: usize, bits: u64) {
        if index < self.length() {
            // SAFETY: in range.
            unsafe { self.element.store(self.place(index), bits) };
        }
    }

    /// TypedArraySetElement.
    #[inline]
    pub fn put(self, index: usize, value: Value) {
        let bits = self.element.bits_of(value);
        self.put_bits(index, bits);
    }

    /// The bytes of all elements; not to be held across calls.
    pub fn bytes<'a>(self) -> &'a mut [u8] {
        let size = self.length() * self.element.size();
        if size == 0 {
            return &mut [];
        }
        &mut self.buffer.bytes()[self.offset..self.offset + size]
    }
}

/// Length, checked as iterators do it.
pub fn checked_length(array: Gc<Object>) -> u64 {
    let array: Gc<TypedArray> = array.cast();
    if array.is_out_of_bounds() {
        throw_type_error("Cannot perform %ArrayIteratorPrototype%.next on a detached ArrayBuffer");
    }
    array.length() as u64
}

/// An integer key that every typed array treats as an element.
#[derive(Clone, Copy)]
enum Numeric {
    Index(usize),
    /// A number that is no valid index: never there.
    Never,
}

fn numeric(key: PropertyKey) -> Option<Numeric> {
    if let Some(index) = key.index() {
        return Some(Numeric::Index(index as usize));
    }
    let text = key.0.as_string()?;
    let first = if text.is_empty() { return None } else { text.at(0) };
    if !matches!(first, 0x2D | 0x30..=0x39 | 0x49 | 0x4E) {
        return None;
    }
    if text.is("-0") {
        return Some(Numeric::Never);
    }
    let number = to_number(text.into());
    if !compare::equals(number_to_string(number), text) {
        return None;
    }
    let is_index = number >= 0.0 && number == number.trunc() && number < 9007199254740992.0;
    Some(if is_index { Numeric::Index(number as usize) } else { Numeric::Never })
}

fn element_at(object: Gc<Object>, numeric: Numeric) -> Option<Value> {
    match numeric {
        Numeric::Index(index) => object.cast::<TypedArray>().get(index),
        Numeric::Never => None,
    }
}

fn get_own(object: Gc<Object>, key: PropertyKey) -> Option<Property> {
    match numeric(key) {
        None => ordinary::get_own(object, key),
        Some(numeric) => {
            element_at(object, numeric).map(|value| Property { value, attributes: Attributes::ALL })
        }
    }
}

fn define_own(object: Gc<Object>, key: PropertyKey, descriptor: &Descriptor) -> bool {
    let index = match numeric(key) {
        None => return ordinary::define_own(object, key, descriptor),
        Some(Numeric::Never) => return false,
        Some(Numeric::Index(index)) => index,
    };
    let array: Gc<TypedArray> = object.cast();
    let open = |flag: Option<bool>| flag != Some(false);
    if index >= array.length()
        || descriptor.is_accessor()
        || !(open(descriptor.configurable) && open(descriptor.enumerable) && open(descriptor.writable))
    {
        return false;
    }
    if let Some(value) = descriptor.value {
        array.put(index, value);
    }
    true
}

fn has(object: Gc<Object>, key: PropertyKey) -> bool {
    if let Some(numeric) = numeric(key) {
        return element_at(object, numeric).is_some();
    }
    ordinary::get_own(object, key).is_some()
        || object.prototype().is_some_and(|prototype| prototype.has_property(key))
}

fn get(object: Gc<Object>, key: PropertyKey, receiver: Value) -> Value {
    if let Some(numeric) = numeric(key) {
        return element_at(object, numeric).unwrap_or(Value::UNDEFINED);
    }
    if let Some(property) = ordinary::get_own(object, key) {
        return property.read(receiver);
    }
    object.prototype().map_or(Value::UNDEFINED, |prototype| prototype.get_with(key, receiver))
}

fn set(object: Gc<Object>, key: PropertyKey, value: Value, receiver: Value) -> bool {
    let array: Gc<TypedArray> = object.cast();
    match numeric(key) {
        Some(found) if receiver == Value::from(object) => {
            match found {
                Numeric::Index(index) => array.put(index, value),
                Numeric::Never => {
                    array.element.bits_of(value);
                }
            }
            true
        }
        Some(found) if element_at(object, found).is_none() => true,
        _ => ordinary_set(object, key, value, receiver),
    }
}

/// OrdinarySet, for keys that are no elements or receivers that are not the array.
fn ordinary_set(object: Gc<Object>, key: PropertyKey, value: Value, receiver: Value) -> bool {
    let own = match get_own(object, key) {
        Some(property) => property,
        None => match object.prototype() {
            Some(prototype) => return prototype.set_with(key, value, receiver),
            None => Property { value: Value::UNDEFINED, attributes: Attributes::ALL },
        },
    };
    if let Some(accessor) = own.accessor() {
        return accessor.call_setter(receiver, value);
    }
    let Some(receiver) = receiver.as_object().filter(|_| own.attributes.is_writable()) else { return false };
    match receiver.own_property(key) {
        None => receiver.create_data(key, value),
        Some(existing) if existing.attributes.is_accessor() || !existing.attributes.is_writable() => false,
        Some(_) => receiver.define_own(key, &Descriptor::value(value)),
    }
}

fn delete(object: Gc<Object>, key: PropertyKey) -> bool {
    match numeric(key) {
        Some(numeric) => element_at(object, numeric).is_none(),
        None => ordinary::delete(object, key),
    }
}

fn own_keys(object: Gc<Object>) -> Gc<List> {
    let keys = list::new();
    for index in 0..object.cast::<TypedArray>().length() {
        keys.push(PropertyKey::from_index(index as u32).0);
    }
    ordinary::collect_keys(object, keys);
    keys
}

/// Trace entry of `heap::kind`.
///
/// # Safety
/// `cell` is a typed array.
pub unsafe fn trace(cell: *mut Header, marker: &mut Marker) {
    // SAFETY: by the caller's promise.
    unsafe {
        object::trace(cell, marker);
        marker.gc((*cell.cast::<TypedArray>()).buffer);
    }
}

/// The receiver of a method.
fn this_array(this: Value) -> Gc<TypedArray> {
    match this.as_kind::<TypedArray>(kind::TYPED_ARRAY) {
        Some(array) => array,
        None => throw_type_error("this is not a typed array."),
    }
}

/// ValidateTypedArray.
fn valid_array(this: Value, method: &str) -> Gc<TypedArray> {
    let array = this_array(this);
    if array.is_out_of_bounds() {
        throw_out_of_bounds(method);
    }
    array
}

/// In V8's words, which differ for some methods.
#[cold]
fn throw_out_of_bounds(method: &str) -> ! {
    let what =
        if ["keys", "reduce"].contains(&method) { "a detached" } else { "a detached or out-of-bounds" };
    let (prefix, method) = match method {
        "Construct" => ("", method),
        "findLastIndex" => ("%TypedArray%.prototype.", "findIndexLast"),
        _ => ("%TypedArray%.prototype.", method),
    };
    throw_type_error(&["Cannot perform ", prefix, method, " on ", what, " ArrayBuffer"].concat())
}
