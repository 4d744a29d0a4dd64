//! A file's bytes without reading them: only the pages that are looked at come into memory.

use rustix::mm::{MapFlags, ProtFlags, mmap, munmap};
use std::ops::Deref;
use std::path::Path;

/// INVARIANT: the file is replaced by renaming and never written to, so its bytes stay what they are.
pub(crate) struct Map {
    start: *mut std::ffi::c_void,
    length: usize,
}

impl Map {
    pub fn open(path: &Path) -> std::io::Result<Map> {
        let file = std::fs::File::open(path)?;
        let length = file.metadata()?.len() as usize;
        // SAFETY: a new mapping at a place of the system's choice touches no memory of ours.
        let start =
            unsafe { mmap(std::ptr::null_mut(), length, ProtFlags::READ, MapFlags::PRIVATE, &file, 0) }?;
        Ok(Map { start, length })
    }
}

impl Deref for Map {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        // SAFETY: the mapping is that long, readable, and lives as long as `self`.
        unsafe { std::slice::from_raw_parts(self.start.cast(), self.length) }
    }
}

impl Drop for Map {
    fn drop(&mut self) {
        // SAFETY: nothing borrows from the mapping any more. A failure leaves it mapped, which harms nobody.
        let _ = unsafe { munmap(self.start, self.length) };
    }
}
