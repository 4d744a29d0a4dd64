//! Giving dead cells back, lazily: a block is swept run by run while its size class takes cells from it
//! (`alloc::next_run`), the rest before the next marking.

use super::alloc::{HEAP, next_run, use_block};
use super::block::{Block, FIRST_CELL, is_marked};
use super::kind;
use crate::cell::Header;
use crate::object;

/// Starts to allocate in the next waiting block of the class; false when none waits.
pub fn use_next(class: usize) -> bool {
    let Some(block) = HEAP.get().unswept[class].pop() else { return false };
    use_block(class, block);
    true
}

/// Sweeps whatever waits, the rest of the blocks in use, too. Empty blocks go back to the space.
pub fn sweep_all() {
    for class in 0..HEAP.get().unswept.len() {
        while next_run(class) {}
        while let Some(block) = HEAP.get().unswept[class].pop() {
            // SAFETY: waiting blocks are heads.
            if unsafe { sweep_block(block) } == 0 {
                HEAP.get().space.give_back(block, 1);
            }
        }
    }
}

/// Frees the dead cells of a block; the number of live ones.
///
/// # Safety
/// `block` is a head whose mark bits are those of the last marking.
pub unsafe fn sweep_block(block: *mut Block) -> usize {
    // SAFETY: by the caller's promise.
    unsafe {
        let (size, count) = ((*block).cell_size as usize, (*block).cell_count as usize);
        let cells = (0..count).map(|number| (block as usize + FIRST_CELL + number * size) as *mut Header);
        cells.filter(|cell| !free_if_dead(*cell)).count()
    }
}

/// Frees a dead cell; false for a live one.
///
/// # Safety
/// `cell` lies in a block whose mark bits are those of the last marking, and was not made since.
#[inline]
pub unsafe fn free_if_dead(cell: *mut Header) -> bool {
    // SAFETY: every cell of a block has a valid header or kind 0.
    unsafe {
        let kind = (*cell).kind;
        if kind == 0 {
            return true;
        }
        if is_marked(cell) {
            return false;
        }
        if let Some(finalize) = kind::of(kind).finalize {
            finalize(cell);
        }
        if kind >= kind::OBJECT && object::owns_memory(cell) {
            object::finalize(cell);
        }
        cell.cast::<u64>().write(0);
        true
    }
}
