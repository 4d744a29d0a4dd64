//! Getter and setter of a property, one cell that its slot points to.

use crate::call::call;
use crate::cell::{Gc, Header};
use crate::heap::{alloc, kind, mark::Marker};
use crate::value::Value;

#[repr(C)]
pub struct Accessor {
    header: Header,
    /// A function or undefined.
    pub getter: Value,
    pub setter: Value,
}

pub fn new(getter: Value, setter: Value) -> Gc<Accessor> {
    let header = Header { shape: 0, kind: kind::ACCESSOR, flags: 0, extra: 0 };
    let mut accessor = alloc::allocate_for::<Accessor>(header);
    (accessor.getter, accessor.setter) = (getter, setter);
    accessor
}

impl Gc<Accessor> {
    pub fn call_getter(self, receiver: Value) -> Value {
        if self.getter.is_undefined() { Value::UNDEFINED } else { call(self.getter, receiver, &[]) }
    }

    /// False where there is no setter.
    pub fn call_setter(self, receiver: Value, value: Value) -> bool {
        if self.setter.is_undefined() {
            return false;
        }
        call(self.setter, receiver, &[value]);
        true
    }
}

/// Trace entry of `heap::kind`.
///
/// # Safety
/// `cell` is an accessor.
pub unsafe fn trace(cell: *mut Header, marker: &mut Marker) {
    // SAFETY: by the caller's promise.
    unsafe {
        let accessor = cell.cast::<Accessor>();
        marker.value((*accessor).getter);
        marker.value((*accessor).setter);
    }
}
