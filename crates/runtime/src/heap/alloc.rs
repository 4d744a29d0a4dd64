//! How a cell is made: bump allocation in runs of free cells of its size class.

use super::block::{BLOCK_SIZE, Block, FIRST_CELL, Space};
use super::{collect, sweep};
use crate::cell::{Gc, Global, Header};

/// Sizes of cells in small blocks. 16 apart where objects are common, then a quarter apart.
pub const SIZES: [usize; 28] = [
    16, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256, 320, 384, 448, 512, 640, 768, 1024, 1344,
    2016, 2688, 4032, 5376, 8064, 16128,
];
pub const LARGEST_SMALL: usize = SIZES[SIZES.len() - 1];

/// Index in `SIZES` for a size in granules.
const CLASS_OF: [u8; LARGEST_SMALL / 16 + 1] = {
    let mut table = [0; LARGEST_SMALL / 16 + 1];
    let mut granules = 0;
    let mut class = 0;
    while granules < table.len() {
        if granules * 16 > SIZES[class] {
            class += 1;
        }
        table[granules] = class as u8;
        granules += 1;
    }
    table
};

/// Index in `SIZES` of the class for a size up to `LARGEST_SMALL`.
pub fn class_of(size: usize) -> usize {
    CLASS_OF[size.div_ceil(16)] as usize
}

/// Free cells of one size: the run in use, and the blocks still to be swept.
#[derive(Clone, Copy)]
pub struct Class {
    pub cursor: usize,
    /// `run_end`, or 0 while the next allocation must take the slow path.
    pub limit: usize,
    pub run_end: usize,
    /// The block in use; its further free runs lie behind `run_end`.
    pub block: *mut Block,
}

pub struct Heap {
    pub classes: [Class; SIZES.len()],
    /// Blocks of each class that wait for sweeping.
    pub unswept: [Vec<*mut Block>; SIZES.len()],
    pub space: Space,
    /// Bytes taken since the last collection, cells and external memory.
    pub allocated: usize,
    /// Collect when `allocated` passes this.
    pub threshold: usize,
    /// External bytes that cells own now.
    pub external: usize,
    /// Collect at every n-th allocation (0: never for that reason).
    pub stress: usize,
    pub stress_count: usize,
    /// While positive nothing is collected.
    pub paused: usize,
    pub collections: usize,
}

pub static HEAP: Global<Heap> = Global::new(Heap {
    classes: [Class { cursor: 0, limit: 0, run_end: 0, block: std::ptr::null_mut() }; SIZES.len()],
    unswept: [const { Vec::new() }; SIZES.len()],
    space: Space::new(),
    allocated: 0,
    threshold: collect::FIRST_THRESHOLD,
    external: 0,
    stress: 0,
    stress_count: 0,
    paused: 0,
    collections: 0,
});

/// Makes a cell of `size` bytes (at least that of `T`) with this header; everything behind the header is
/// uninitialised and must be written before the next allocation.
#[inline]
pub fn allocate<T>(size: usize, header: Header) -> Gc<T> {
    debug_assert!(size >= 8 && header.kind != 0);
    let heap = HEAP.get();
    if size > LARGEST_SMALL {
        return allocate_slow(size, header);
    }
    let class = class_of(size);
    let entry = &mut heap.classes[class];
    let cell = entry.cursor;
    let size = SIZES[class];
    if cell + size > entry.limit {
        return allocate_slow(size, header);
    }
    entry.cursor = cell + size;
    // SAFETY: the run consists of free cells of this size.
    unsafe {
        (cell as *mut Header).write(header);
        Gc::from_raw(cell as *mut T)
    }
}

/// Like `allocate`, for exactly `T`.
#[inline]
pub fn allocate_for<T>(header: Header) -> Gc<T> {
    allocate(size_of::<T>(), header)
}

/// Counts external memory that a cell now owns; collections come by all bytes together.
#[inline]
pub fn add_external(bytes: usize) {
    let heap = HEAP.get();
    heap.external += bytes;
    count(bytes);
}

/// Counts bytes that were taken without an allocation here, which then may have to collect.
#[inline]
pub fn count(bytes: usize) {
    let heap = HEAP.get();
    heap.allocated += bytes;
    if heap.allocated > heap.threshold {
        for class in &mut heap.classes {
            class.limit = 0;
        }
    }
}

/// A cell gave external memory back.
#[inline]
pub fn remove_external(bytes: usize) {
    let heap = HEAP.get();
    heap.external = heap.external.saturating_sub(bytes);
}

#[cold]
#[inline(never)]
fn allocate_slow<T>(size: usize, header: Header) -> Gc<T> {
    collect_if_due();
    let cell = if size > LARGEST_SMALL { take_large(size) } else { take_small(class_of(size)) };
    // SAFETY: a free cell of at least `size` bytes.
    unsafe {
        (cell as *mut Header).write(header);
        Gc::from_raw(cell as *mut T)
    }
}

fn collect_if_due() {
    let heap = HEAP.get();
    if heap.stress != 0 {
        heap.stress_count += 1;
        if heap.stress_count >= heap.stress {
            heap.stress_count = 0;
            collect::collect();
            return;
        }
    }
    if heap.allocated > heap.threshold {
        collect::collect();
    }
}

fn take_small(class: usize) -> usize {
    let size = SIZES[class];
    loop {
        let entry = &mut HEAP.get().classes[class];
        if entry.cursor + size <= entry.run_end {
            let cell = entry.cursor;
            entry.cursor = cell + size;
            entry.limit = if HEAP.get().stress != 0 { 0 } else { entry.run_end };
            return cell;
        }
        if !next_run(class) && !sweep::use_next(class) {
            new_block(class);
        }
    }
}

/// Moves to the next run of free cells of the block in use, freeing dead ones on the way; false when there is none.
pub fn next_run(class: usize) -> bool {
    let heap = HEAP.get();
    let entry = &mut heap.classes[class];
    if entry.block.is_null() {
        return false;
    }
    // SAFETY: the block in use is a head with a valid header.
    let end =
        unsafe { entry.block as usize + FIRST_CELL + (*entry.block).cell_count as usize * SIZES[class] };
    // SAFETY: cells behind the last run have not been touched since the marking.
    let is_free = |cell: usize| unsafe { sweep::free_if_dead(cell as *mut Header) };
    let mut start = entry.run_end;
    while start < end && !is_free(start) {
        start += SIZES[class];
    }
    if start >= end {
        entry.block = std::ptr::null_mut();
        return false;
    }
    let mut limit = start + SIZES[class];
    while limit < end && is_free(limit) {
        limit += SIZES[class];
    }
    (entry.cursor, entry.run_end) = (start, limit);
    heap.allocated += limit - start;
    true
}

/// Starts to allocate in a block: `next_run` finds its free cells.
pub fn use_block(class: usize, block: *mut Block) {
    let entry = &mut HEAP.get().classes[class];
    entry.block = block;
    entry.cursor = block as usize + FIRST_CELL;
    (entry.limit, entry.run_end) = (0, entry.cursor);
}

fn new_block(class: usize) {
    let (block, is_fresh) = HEAP.get().space.take(1);
    // SAFETY: the block is ours; its cells must look free.
    unsafe {
        if !is_fresh {
            std::ptr::write_bytes(block.cast::<u8>(), 0, BLOCK_SIZE);
        }
        (*block).cell_size = SIZES[class] as u32;
        (*block).cell_count = ((BLOCK_SIZE - FIRST_CELL) / SIZES[class]) as u32;
        (*block).run = 1;
    }
    use_block(class, block);
}

fn take_large(size: usize) -> usize {
    let count = (size + FIRST_CELL).div_ceil(BLOCK_SIZE);
    let (block, _) = HEAP.get().space.take(count);
    // SAFETY: the run is ours; only its header is read before the cell is written.
    unsafe {
        std::ptr::write_bytes(block.cast::<u8>(), 0, FIRST_CELL);
        (*block).cell_size = size.next_multiple_of(16) as u32;
        (*block).cell_count = 1;
        (*block).run = count as u32;
        (*block).large = true;
    }
    HEAP.get().allocated += count * BLOCK_SIZE;
    block as usize + FIRST_CELL
}
