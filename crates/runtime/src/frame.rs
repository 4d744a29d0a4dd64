//! Frames of generators and async functions (`abi::layout::FRAME_*`).

use crate::cell::{Gc, Header};
use crate::heap::{alloc, kind, mark::Marker};
use crate::value::Value;
use perry_abi::layout;

#[repr(C)]
pub struct Frame {
    header: Header,
    pub state: u32,
    pub signal: u32,
    pub callee: Value,
    pub this: Value,
    pub argc: u64,
    /// Valid in state 0 only.
    pub argv: *const Value,
}

/// Code that resumes a frame (`abi::functions::RESUME_SIGNATURE`); it may throw.
pub type Resume = unsafe extern "C" fn(Gc<Frame>, i32, Value) -> Value;

/// What resumed code is told to do first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(i32)]
pub enum Mode {
    Next = 0,
    Throw = 1,
    Return = 2,
}

/// # Safety
/// `argv` points to `argc` values.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn perry_frame_new(
    count: u64,
    callee: Value,
    this: Value,
    argc: u64,
    argv: *const Value,
) -> Gc<Frame> {
    let values = layout::FRAME_VALUES as usize;
    let size = values + count as usize * 8;
    let mut frame =
        alloc::allocate::<Frame>(size, Header { shape: 0, kind: kind::FRAME, flags: 0, extra: 0 });
    (frame.state, frame.signal) = (0, 0);
    (frame.callee, frame.this, frame.argc, frame.argv) = (callee, this, argc, argv);
    // SAFETY: the cell has `size` bytes.
    unsafe {
        let first = frame.as_ptr().cast::<u8>().add(values).cast::<Value>();
        for index in 0..count as usize {
            first.add(index).write(Value::UNDEFINED);
        }
        set_count(frame, count);
    }
    frame
}

/// Frames are no objects: `shape` holds the number of values.
fn set_count(mut frame: Gc<Frame>, count: u64) {
    frame.header.shape = count as u32;
}

impl Gc<Frame> {
    /// Runs the frame until its next signal; throws what the code throws.
    pub fn resume(self, resume: Resume, mode: Mode, value: Value) -> Value {
        // SAFETY: compiled code of that signature.
        unsafe { resume(self, mode as i32, value) }
    }
}

/// Trace entry of `heap::kind`. Raw doubles and int32 in the values look like no cells, so values are traced
/// conservatively: compiled code may keep unboxed numbers there.
///
/// # Safety
/// `cell` is a frame.
pub unsafe fn trace(cell: *mut Header, marker: &mut Marker) {
    // SAFETY: by the caller's promise.
    unsafe {
        let frame = cell.cast::<Frame>();
        marker.value((*frame).callee);
        marker.value((*frame).this);
        let first = cell.cast::<u8>().add(layout::FRAME_VALUES as usize).cast::<u64>();
        marker.range(first, first.add((*cell).shape as usize));
    }
}
