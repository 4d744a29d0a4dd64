//! Finding what is alive, from the roots on, with an explicit stack.

use super::alloc::HEAP;
use super::block;
use super::kind;
use crate::cell::{Gc, Header};
use crate::property::key::PropertyKey;
use crate::value::Value;

/// How many cells wait for their memory. Measured: 4 to 16 make no difference, 1 costs a third.
const AHEAD: usize = 8;

#[inline]
fn prefetch(cell: *const Header) {
    #[cfg(target_arch = "x86_64")]
    // SAFETY: a hint; any address will do.
    unsafe {
        std::arch::x86_64::_mm_prefetch::<{ std::arch::x86_64::_MM_HINT_T0 }>(cell.cast());
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = cell;
}

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

    #[inline]
    pub fn values(&mut self, values: &[Value]) {
        for value in values {
            self.value(*value);
        }
    }

    #[inline]
    pub fn gc<T>(&mut self, cell: Gc<T>) {
        self.cell(cell.as_ptr().cast());
    }

    #[inline]
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

    /// Traces until nothing is pending. Between the stack and the tracing cells wait a few steps for their memory.
    pub fn drain(&mut self) {
        let mut waiting = [std::ptr::null_mut(); AHEAD];
        let mut step = 0;
        let mut idle = 0;
        while idle <= AHEAD {
            let next = self.pending.pop().unwrap_or(std::ptr::null_mut());
            prefetch(next);
            let cell = std::mem::replace(&mut waiting[step % AHEAD], next);
            step += 1;
            idle = if next.is_null() { idle + 1 } else { 0 };
            if cell.is_null() {
                continue;
            }
            // SAFETY: pending cells are live cells; the table knows their kind.
            unsafe {
                if let Some(trace) = kind::of((*cell).kind).trace {
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
