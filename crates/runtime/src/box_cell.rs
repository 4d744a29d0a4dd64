//! A captured variable that closures share.

use crate::cell::Header;
use crate::heap::{alloc, kind, mark::Marker};
use crate::value::Value;

#[repr(C)]
pub struct BoxCell {
    header: Header,
    pub value: Value,
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_box_new(value: Value) -> Value {
    let mut cell = alloc::allocate_for::<BoxCell>(Header { shape: 0, kind: kind::BOX, flags: 0, extra: 0 });
    cell.value = value;
    cell.into()
}

/// Trace entry of `heap::kind`.
///
/// # Safety
/// `cell` is a box.
pub unsafe fn trace(cell: *mut Header, marker: &mut Marker) {
    // SAFETY: by the caller's promise.
    marker.value(unsafe { (*cell.cast::<BoxCell>()).value });
}
