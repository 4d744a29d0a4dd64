//! Giving dead cells back, lazily: a block is swept when its size class needs room, the rest before the next marking.

use super::alloc::{HEAP, use_block};
use super::block::{Block, FIRST_CELL, is_marked};
use super::kind::KINDS;
use crate::cell::Header;

/// Sweeps the next waiting block of the class and starts to allocate in it; false when none waits.
pub fn sweep_one(class: usize) -> bool {
    let Some(block) = HEAP.get().unswept[class].pop() else { return false };
    // SAFETY: waiting blocks are heads.
    unsafe { sweep_block(block) };
    use_block(class, block);
    true
}

/// Sweeps whatever waits. Empty blocks go back to the space.
pub fn sweep_all() {
    for class in 0..HEAP.get().unswept.len() {
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
    // SAFETY: by the caller's promise; every cell of a block has a valid header or kind 0.
    unsafe {
        (*block).unswept = false;
        let (size, count) = ((*block).cell_size as usize, (*block).cell_count as usize);
        let mut live = 0;
        for number in 0..count {
            let cell = (block as usize + FIRST_CELL + number * size) as *mut Header;
            if (*cell).kind == 0 {
                continue;
            }
            if is_marked(cell) {
                live += 1;
                continue;
            }
            if let Some(finalize) = KINDS[(*cell).kind as usize].finalize {
                finalize(cell);
            }
            cell.cast::<u64>().write(0);
        }
        live
    }
}
