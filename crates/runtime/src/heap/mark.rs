//! Finding what is alive, from the roots on, with an explicit stack.

use super::alloc::HEAP;
use super::block;
use super::kind::KINDS;
use crate::cell::{Gc, Header};
use crate::property::key::PropertyKey;
use crate::value::Value;

/// Handed to every `trace` function; it must show the marker everything its cell points to.
#[repr(C)]
pub struct Marker {
    pending: Vec<*mut Header>,
}

impl Marker {
    pub fn new() -> Marker {
        Marker { pending: Vec::with_capacity(1024) }
    }

    #[inline]
    pub fn value(&mut self, value: Value) {
        if value.is_cell() {
            self.cell(value.0 as *mut Header);
        }
    }

    pub fn values(&mut self, values: &[Value]) {
        for value in values {
            self.value(*value);
        }
    }

    #[inline]
    pub fn gc<T>(&mut self, cell: Gc<T>) {
        self.cell(cell.as_ptr().cast());
    }

    pub fn option<T>(&mut self, cell: Option<Gc<T>>) {
        if let Some(cell) = cell {
            self.gc(cell);
        }
    }

    /// The vector that an array or list keeps its values in, or null.
    pub fn elements(&mut self, values: *mut Value) {
        if !values.is_null() {
            // SAFETY: the values lie behind the header of their cell.
            self.cell(unsafe { values.cast::<Header>().sub(1) });
        }
    }

    pub fn key(&mut self, key: PropertyKey) {
        self.value(key.0);
    }

    /// An address that may or may not point into a cell.
    #[inline]
    pub fn conservative(&mut self, address: u64) {
        if let Some(cell) = HEAP.get().space.cell_at(address as usize) {
            self.cell(cell);
        }
    }

    /// Every aligned word of a range of memory, conservatively.
    ///
    /// # Safety
    /// The range is readable.
    pub unsafe fn range(&mut self, start: *const u64, end: *const u64) {
        let mut word = start;
        while word < end {
            // SAFETY: by the caller's promise.
            self.conservative(unsafe { word.read_volatile() });
            // SAFETY: stays inside or one past the range.
            word = unsafe { word.add(1) };
        }
    }

    #[inline]
    fn cell(&mut self, cell: *mut Header) {
        // SAFETY: whoever shows a cell vouches that it is one.
        if unsafe { block::mark(cell) } {
            self.pending.push(cell);
        }
    }

    /// Traces until nothing is pending.
    pub fn drain(&mut self) {
        while let Some(cell) = self.pending.pop() {
            // SAFETY: pending cells are live cells; the table knows their kind.
            unsafe {
                if let Some(trace) = KINDS[(*cell).kind as usize].trace {
                    trace(cell, self);
                }
            }
        }
    }
}

/// Did the marking reach that value? True for values that are no cells. For `roots::after_mark` functions.
pub fn is_alive(value: Value) -> bool {
    // SAFETY: cells are cells.
    !value.is_cell() || unsafe { block::is_marked(value.0 as *const Header) }
}
