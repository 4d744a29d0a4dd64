//! Arrays: dense values with holes, until something (attributes, great gaps) makes the array slow.
//!
//! A slow array keeps its elements as properties with int32 keys, like any object. `exotic` holds the internal
//! methods, `ops` what compiled code calls, this file the layout and the fast paths.

pub mod exotic;
pub mod ops;

use crate::cell::{Gc, Global, Header};
use crate::heap::{elements, kind, mark::Marker};
use crate::object::{self, Object};
use crate::property::Attributes;
use crate::property::key::PropertyKey;
use crate::realm::{Intrinsic, intrinsic};
use crate::shape::{self, change};
use crate::value::Value;
use perry_abi::layout::ARRAY_SLOW;

#[repr(C)]
pub struct Array {
    pub object: Object,
    /// Write it through `set_length` unless the array is fast and the elements are there.
    pub length: u32,
    pub capacity: u32,
    pub elements: *mut Value,
}

/// `header.extra`: `length` is not writable.
pub const LENGTH_READONLY: u16 = 1;
/// A write this far behind the end makes the array slow instead of making holes. A guess.
const GREATEST_GAP: u32 = 1 << 20;

/// An empty array.
pub fn new() -> Gc<Array> {
    with_capacity(0)
}

pub fn with_capacity(capacity: usize) -> Gc<Array> {
    with_prototype(Some(intrinsic(Intrinsic::ArrayPrototype)), capacity)
}

pub fn with_prototype(prototype: Option<Gc<Object>>, capacity: usize) -> Gc<Array> {
    let mut array = object::of_kind::<Array>(kind::ARRAY, prototype);
    (array.length, array.capacity, array.elements) = (0, 0, std::ptr::null_mut());
    if capacity > 0 {
        set_capacity(array, capacity);
    }
    array
}

pub fn from_slice(values: &[Value]) -> Gc<Array> {
    let mut array = with_capacity(values.len());
    if !values.is_empty() {
        // SAFETY: the capacity is there.
        unsafe { array.elements.copy_from_nonoverlapping(values.as_ptr(), values.len()) };
        array.length = values.len() as u32;
    }
    array
}

impl Gc<Array> {
    #[inline]
    pub fn is_slow(self) -> bool {
        self.object.header.flags & ARRAY_SLOW != 0
    }

    /// Elements of a fast array; `EMPTY` is a hole. Not to be held across calls and pushes.
    #[inline]
    pub fn fast_elements<'a>(self) -> &'a mut [Value] {
        if self.length == 0 {
            return &mut [];
        }
        // SAFETY: a fast array has `length` values.
        unsafe { std::slice::from_raw_parts_mut(self.elements, self.length as usize) }
    }

    /// An element of a fast array, in range.
    #[inline]
    pub fn element(self, index: u32) -> Value {
        // SAFETY: by the caller's promise.
        unsafe { *self.elements.add(index as usize) }
    }

    /// Appends to a fast extensible array.
    #[inline]
    pub fn push(mut self, value: Value) {
        if self.length == self.capacity {
            grow(self, self.length as usize + 1);
        }
        // SAFETY: there is room.
        unsafe { self.elements.add(self.length as usize).write(value) };
        self.length += 1;
    }

    /// May elements be appended or holes filled without asking anybody? (Not slow implies extensible.)
    pub fn is_fast(self) -> bool {
        !self.is_slow()
    }
}

fn set_capacity(mut array: Gc<Array>, capacity: usize) {
    let used = capacity.min(array.length as usize);
    // SAFETY: the array owns its elements.
    let (elements, capacity) = unsafe { elements::resized(array.elements, used, capacity) };
    (array.elements, array.capacity) = (elements, capacity as u32);
}

#[cold]
fn grow(array: Gc<Array>, needed: usize) {
    set_capacity(array, needed.max(array.capacity as usize * 3 / 2).max(4));
}

/// Makes room for `capacity` elements of a fast array.
pub fn reserve(array: Gc<Array>, capacity: usize) {
    if capacity > array.capacity as usize {
        set_capacity(array, capacity);
    }
}

/// Are holes of this array plain holes: does no prototype have integer keys?
#[inline]
pub fn holes_are_plain(array: Gc<Array>) -> bool {
    let prototype = intrinsic(Intrinsic::ArrayPrototype);
    if *PLAIN_EPOCH.get() == *shape::EPOCH.get() && array.object.header.shape != 0 {
        let above = array.cast::<Object>().raw_prototype();
        if above == Some(prototype) && prototype.cast::<Array>().length == 0 {
            return true;
        }
    }
    look_for_index_keys(array)
}

/// The epoch of prototypes at which `Array.prototype` and what is above it had no integer keys.
static PLAIN_EPOCH: Global<u64> = Global::new(0);

#[cold]
fn look_for_index_keys(array: Gc<Array>) -> bool {
    let mut above = array.cast::<Object>().raw_prototype();
    let starts_at_intrinsic = above == Some(intrinsic(Intrinsic::ArrayPrototype));
    while let Some(object) = above {
        let kind = object.kind();
        if kind == kind::ARRAY {
            let array: Gc<Array> = object.cast();
            if array.length != 0 {
                return false;
            }
        } else if kind != kind::OBJECT || object.shape().lazy.is_none() && has_index_keys(object) {
            return false;
        }
        above = object.raw_prototype();
    }
    if starts_at_intrinsic {
        *PLAIN_EPOCH.get() = *shape::EPOCH.get();
    }
    true
}

fn has_index_keys(object: Gc<Object>) -> bool {
    object.shape().entries().iter().any(|entry| entry.key.index().is_some())
}

/// Writes an element of a fast array, growing it; false where the slow way must be taken.
#[inline]
pub fn set_element(array: Gc<Array>, index: u32, value: Value) -> bool {
    if array.is_slow() {
        return false;
    }
    if index < array.length {
        // SAFETY: in range.
        unsafe {
            let place = array.elements.add(index as usize);
            if (*place).is_empty() && !holes_are_plain(array) {
                return false;
            }
            *place = value;
        }
        return true;
    }
    append(array, index, value)
}

fn append(mut array: Gc<Array>, index: u32, value: Value) -> bool {
    if index - array.length > GREATEST_GAP || !holes_are_plain(array) {
        return false;
    }
    if index >= array.capacity {
        grow(array, index as usize + 1);
    }
    // SAFETY: there is room.
    unsafe {
        for hole in array.length..index {
            array.elements.add(hole as usize).write(Value::EMPTY);
        }
        array.elements.add(index as usize).write(value);
    }
    array.length = index + 1;
    true
}

/// Changes the length of a fast array: cuts elements off or makes holes. False where the array had to become slow,
/// which it has then.
pub fn resize(mut array: Gc<Array>, length: u32) -> bool {
    if length > array.length {
        if length - array.length > GREATEST_GAP {
            make_slow(array);
            return false;
        }
        reserve(array, length as usize);
        for hole in array.length..length {
            // SAFETY: there is room.
            unsafe { array.elements.add(hole as usize).write(Value::EMPTY) };
        }
    }
    array.length = length;
    if array.capacity > 64 && length < array.capacity / 4 {
        set_capacity(array, length as usize);
    }
    true
}

/// Turns elements into properties.
pub fn make_slow(mut array: Gc<Array>) {
    if array.is_slow() {
        return;
    }
    array.object.header.flags |= ARRAY_SLOW;
    let object = array.cast::<Object>();
    for index in 0..array.length {
        let value = array.element(index);
        if !value.is_empty() {
            change::add(object, PropertyKey::from_index(index), value, Attributes::ALL);
        }
    }
    set_capacity(array, 0);
}

/// Trace entry of `heap::kind`.
///
/// # Safety
/// `cell` is an array.
pub unsafe fn trace(cell: *mut Header, marker: &mut Marker) {
    // SAFETY: by the caller's promise.
    unsafe {
        object::trace(cell, marker);
        let array = Gc::from_raw(cell.cast::<Array>());
        marker.elements(array.elements);
    }
}
