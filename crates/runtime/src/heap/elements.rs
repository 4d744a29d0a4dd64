//! Vectors of values as heap cells: what arrays and lists keep their values in.
//!
//! The owner holds a pointer to the first value. As it points into the cell, whoever still has it on the stack keeps
//! the values alive even when the owner is dead. Values behind the used ones are `EMPTY`, so that the collector may
//! look at all of them.

use super::alloc::{self, HEAP, LARGEST_SMALL};
use super::block::{BLOCK_SIZE, Block, FIRST_CELL};
use super::{kind, mark::Marker};
use crate::cell::Header;
use crate::value::Value;

/// Bytes before the first value.
const HEAD: usize = size_of::<Header>();

/// More values than any program can want, and fewer than a block's header can count the bytes of.
const MOST: usize = 1 << 28;

/// The most values that fit into the cell that `capacity` values need.
pub fn fitting(capacity: usize) -> usize {
    let bytes = HEAD + capacity * 8;
    let cell = if bytes > LARGEST_SMALL {
        (bytes + FIRST_CELL).next_multiple_of(BLOCK_SIZE) - FIRST_CELL
    } else {
        alloc::SIZES[alloc::class_of(bytes)]
    };
    (cell - HEAD) / 8
}

/// Room for `capacity` values, the first of which are copied from `old`; null for none.
///
/// # Safety
/// `old` has `used` values, not more than `capacity`.
pub unsafe fn copied(old: *const Value, used: usize, capacity: usize) -> *mut Value {
    if capacity == 0 {
        return std::ptr::null_mut();
    }
    let header = Header { shape: capacity as u32, kind: kind::ELEMENTS, flags: 0, extra: 0 };
    let cell = alloc::allocate::<Header>(HEAD + capacity * 8, header);
    // SAFETY: the cell has room for `capacity` values behind its head.
    unsafe {
        let values = cell.as_ptr().add(1).cast::<Value>();
        if used > 0 {
            values.copy_from_nonoverlapping(old, used);
        }
        values.add(used).cast::<u64>().write_bytes(0, capacity - used);
        values
    }
}

/// Grows or shrinks: in place where it can, else the values move and the old cell, if it is large, is given back.
/// Returns the place and the number of values that fit now.
///
/// # Safety
/// `old` is null or comes from here, holds `used` values, and nothing else refers to it.
pub unsafe fn resized(old: *mut Value, used: usize, capacity: usize) -> (*mut Value, usize) {
    let capacity = if capacity == 0 { 0 } else { fitting(capacity) };
    if capacity > MOST {
        crate::exception::throw::throw_range_error("Invalid array length");
    }
    // SAFETY: by the caller's promise.
    unsafe {
        if extend(old, capacity) {
            return (old, capacity);
        }
        let new = copied(old, used, capacity);
        give_back(old);
        (new, capacity)
    }
}

/// The head block of a vector that has blocks of its own.
unsafe fn large_block(values: *mut Value) -> Option<*mut Block> {
    if values.is_null() {
        return None;
    }
    let block = (values as usize & !(BLOCK_SIZE - 1)) as *mut Block;
    // SAFETY: cells lie in blocks, the first value in the first block.
    unsafe { (*block).large.then_some(block) }
}

/// Grows a large vector into the free blocks behind it.
unsafe fn extend(values: *mut Value, capacity: usize) -> bool {
    // SAFETY: `values` comes from here.
    unsafe {
        let Some(block) = large_block(values) else { return false };
        let (size, old) = (HEAD + capacity * 8, (*block).run as usize);
        let run = (size + FIRST_CELL).div_ceil(BLOCK_SIZE);
        if run <= old || !HEAP.get().space.extend(block, old, run) {
            return false;
        }
        (*block).run = run as u32;
        (*block).cell_size = size.next_multiple_of(16) as u32;
        let header = values.cast::<Header>().sub(1);
        let before = (*header).shape as usize;
        values.add(before).cast::<u64>().write_bytes(0, capacity - before);
        (*header).shape = capacity as u32;
        alloc::count((run - old) * BLOCK_SIZE);
        true
    }
}

/// Large vectors do not wait for the collector: an array that grows would leave its size behind again and again.
unsafe fn give_back(values: *mut Value) {
    // SAFETY: `values` comes from here and nothing refers to it any more.
    unsafe {
        if let Some(block) = large_block(values) {
            let run = (*block).run as usize;
            HEAP.get().space.give_back(block, run);
        }
    }
}

/// Trace entry of `heap::kind`.
///
/// # Safety
/// `cell` is a vector of values.
pub unsafe fn trace(cell: *mut Header, marker: &mut Marker) {
    // SAFETY: all its values are initialised.
    unsafe {
        let values = cell.add(1).cast::<Value>();
        marker.values(std::slice::from_raw_parts(values, (*cell).shape as usize));
    }
}
