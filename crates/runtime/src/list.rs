//! A growable vector of values that the collector sees: what runtime functions use instead of `Vec<Value>`.

use crate::cell::{Gc, Header};
use crate::heap::{alloc, elements, kind, mark::Marker};
use crate::value::Value;
use std::ops::{Deref, DerefMut};

#[repr(C)]
pub struct List {
    header: Header,
    length: u32,
    capacity: u32,
    values: *mut Value,
}

pub fn new() -> Gc<List> {
    let mut list = alloc::allocate_for::<List>(Header { shape: 0, kind: kind::LIST, flags: 0, extra: 0 });
    (list.length, list.capacity, list.values) = (0, 0, std::ptr::null_mut());
    list
}

/// The values live on the stack or in a cell that a local keeps.
pub fn from_slice(values: &[Value]) -> Gc<List> {
    let list = new();
    for value in values {
        list.push(*value);
    }
    list
}

impl Gc<List> {
    pub fn push(mut self, value: Value) {
        if self.length == self.capacity {
            let capacity = (self.capacity as usize * 2).max(8);
            // SAFETY: the list owns its values.
            let (values, capacity) = unsafe { elements::resized(self.values, self.len(), capacity) };
            (self.values, self.capacity) = (values, capacity as u32);
        }
        // SAFETY: length < capacity.
        unsafe { self.values.add(self.length as usize).write(value) };
        self.length += 1;
    }

    pub fn pop(mut self) -> Option<Value> {
        let last = self.last().copied();
        self.length = self.length.saturating_sub(1);
        last
    }

    pub fn truncate(mut self, length: usize) {
        self.length = self.length.min(length as u32);
    }
}

/// The values as a slice; do not hold it across a `push` or a call into program code.
impl Deref for List {
    type Target = [Value];

    fn deref(&self) -> &[Value] {
        if self.length == 0 {
            return &[];
        }
        // SAFETY: `length` values are initialised.
        unsafe { std::slice::from_raw_parts(self.values, self.length as usize) }
    }
}

impl DerefMut for List {
    fn deref_mut(&mut self) -> &mut [Value] {
        if self.length == 0 {
            return &mut [];
        }
        // SAFETY: as in `deref`.
        unsafe { std::slice::from_raw_parts_mut(self.values, self.length as usize) }
    }
}

/// Trace entry of `heap::kind`.
///
/// # Safety
/// `cell` is a list.
pub unsafe fn trace(cell: *mut Header, marker: &mut Marker) {
    // SAFETY: by the caller's promise.
    marker.elements(unsafe { (*cell.cast::<List>()).values });
}
