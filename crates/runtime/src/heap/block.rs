//! Where cells live: one reserved range of addresses, cut into 16 KB blocks.
//!
//! A small block holds cells of one size behind a header with mark bits; a large cell takes a run of blocks, the
//! first with the same header. `Space::cell_at` turns any address into the cell that contains it.

use crate::cell::Header;

pub const BLOCK_SIZE: usize = 16 * 1024;
/// Cells are multiples of this; one mark bit stands for it.
pub const GRANULE: usize = 16;
/// Where the first cell of a block starts.
pub const FIRST_CELL: usize = 256;
/// Address space that is reserved, not memory: a guess at what no program exceeds in small cells.
const RESERVED: usize = 64 << 30;

#[repr(C)]
pub struct Block {
    pub mark_bits: [u64; BLOCK_SIZE / GRANULE / 64],
    /// Bytes of a cell. For a large cell: its whole size.
    pub cell_size: u32,
    pub cell_count: u32,
    /// Blocks of the run (1 unless large).
    pub run: u32,
    pub large: bool,
}

/// Longer free runs (1 MB) give their memory back to the system at once. A guess.
const KEPT: usize = 64;

const FREE: u32 = 0;
const HEAD: u32 = 1;
/// `CONTINUATION + n`: the head is n blocks before.
const CONTINUATION: u32 = 1;

pub struct Space {
    start: usize,
    end: usize,
    /// Blocks that were ever used.
    used: usize,
    /// What each block is: free, a head, or how far behind its head.
    states: Vec<u32>,
    /// Below this index no block is free.
    first_free: usize,
}

impl Space {
    pub const fn new() -> Space {
        Space { start: 0, end: 0, used: 0, states: Vec::new(), first_free: 0 }
    }

    fn reserve(&mut self) {
        let mut size = RESERVED;
        loop {
            let protection = libc::PROT_READ | libc::PROT_WRITE;
            let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE;
            // SAFETY: a fresh anonymous mapping.
            let memory = unsafe { libc::mmap(std::ptr::null_mut(), size, protection, flags, -1, 0) };
            if memory != libc::MAP_FAILED {
                self.start = (memory as usize).next_multiple_of(BLOCK_SIZE);
                self.end = (memory as usize + size) & !(BLOCK_SIZE - 1);
                return;
            }
            size /= 2;
            if size < 1 << 20 {
                out_of_memory();
            }
        }
    }

    /// A run of `count` blocks whose first is made a head, and whether they were never used: then they are zero.
    pub fn take(&mut self, count: usize) -> (*mut Block, bool) {
        if self.start == 0 {
            self.reserve();
        }
        let used = self.used;
        let index = self.find_free(count);
        let is_fresh = index >= used;
        self.states[index] = HEAD;
        for offset in 1..count {
            self.states[index + offset] = CONTINUATION + offset as u32;
        }
        if index == self.first_free || count == 1 {
            self.first_free = index + count;
        }
        ((self.start + index * BLOCK_SIZE) as *mut Block, is_fresh)
    }

    fn find_free(&mut self, count: usize) -> usize {
        let mut index = self.first_free;
        let mut run = 0;
        while index < self.used {
            run = if self.states[index] == FREE { run + 1 } else { 0 };
            index += 1;
            if run == count {
                return index - count;
            }
        }
        let first = self.used - run;
        self.used = first + count;
        if self.start + self.used * BLOCK_SIZE > self.end {
            out_of_memory();
        }
        self.states.resize(self.used, FREE);
        first
    }

    /// Takes the free blocks behind a run of `count` to make it `wanted`; false where one of them is in use.
    pub fn extend(&mut self, block: *mut Block, count: usize, wanted: usize) -> bool {
        let index = (block as usize - self.start) / BLOCK_SIZE;
        let end = index + wanted;
        let known = end.min(self.used);
        let is_free = self.states[index + count..known].iter().all(|state| *state == FREE);
        if !is_free || self.start + end * BLOCK_SIZE > self.end {
            return false;
        }
        if end > self.used {
            self.used = end;
            self.states.resize(end, FREE);
        }
        for offset in count..wanted {
            self.states[index + offset] = CONTINUATION + offset as u32;
        }
        if (index..end).contains(&self.first_free) {
            self.first_free = end;
        }
        true
    }

    /// Gives a run back.
    pub fn give_back(&mut self, block: *mut Block, count: usize) {
        let index = (block as usize - self.start) / BLOCK_SIZE;
        self.states[index..index + count].fill(FREE);
        self.first_free = self.first_free.min(index);
        if count > KEPT {
            // SAFETY: the run is inside the reserved range and nobody uses it.
            unsafe { libc::madvise(block.cast(), count * BLOCK_SIZE, libc::MADV_DONTNEED) };
        }
    }

    /// The live cell that contains `address`, if there is one.
    #[inline]
    pub fn cell_at(&self, address: usize) -> Option<*mut Header> {
        if address < self.start || address >= self.start + self.used * BLOCK_SIZE {
            return None;
        }
        let mut index = (address - self.start) / BLOCK_SIZE;
        let state = self.states[index];
        if state == FREE {
            return None;
        }
        index -= (state - HEAD) as usize;
        let block = (self.start + index * BLOCK_SIZE) as *mut Block;
        // SAFETY: a head block has an initialised header.
        let (size, count) = unsafe { ((*block).cell_size as usize, (*block).cell_count as usize) };
        let offset = (address - block as usize).checked_sub(FIRST_CELL)?;
        let number = offset / size;
        if number >= count {
            return None;
        }
        let cell = (block as usize + FIRST_CELL + number * size) as *mut Header;
        // SAFETY: free cells have kind 0.
        if unsafe { (*cell).kind } == 0 { None } else { Some(cell) }
    }

    /// Every block in use.
    pub fn blocks(&self) -> impl Iterator<Item = *mut Block> + '_ {
        let heads = self.states.iter().enumerate().filter(|(_, state)| **state == HEAD);
        heads.map(|(index, _)| (self.start + index * BLOCK_SIZE) as *mut Block)
    }
}

fn out_of_memory() -> ! {
    crate::fatal("FATAL ERROR: JavaScript heap out of memory")
}

/// Block and mark bit of a cell. A large cell starts in its first block like any other.
#[inline]
fn bit_of(cell: *const Header) -> (*mut Block, usize, u64) {
    let block = (cell as usize & !(BLOCK_SIZE - 1)) as *mut Block;
    let granule = (cell as usize & (BLOCK_SIZE - 1)) / GRANULE;
    (block, granule / 64, 1 << (granule % 64))
}

/// Marks; true if it was not marked before.
///
/// # Safety
/// `cell` is a cell of the heap.
#[inline]
pub unsafe fn mark(cell: *const Header) -> bool {
    let (block, word, bit) = bit_of(cell);
    // SAFETY: by the caller's promise.
    let bits = unsafe { &mut (*block).mark_bits[word] };
    let fresh = *bits & bit == 0;
    *bits |= bit;
    fresh
}

/// # Safety
/// `cell` is a cell of the heap.
#[inline]
pub unsafe fn is_marked(cell: *const Header) -> bool {
    let (block, word, bit) = bit_of(cell);
    // SAFETY: by the caller's promise.
    unsafe { (*block).mark_bits[word] & bit != 0 }
}
