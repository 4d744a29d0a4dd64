//! Built-in objects whose members compiled code knows by heart: changing one of those ends that.
//!
//! Compiled code calculates `Math.floor(x)` and its kin by itself while `perry_builtins_pristine` is 1. Members may be
//! added; whoever overwrites, redefines or deletes one, or replaces a global by another value, comes through here. The
//! first write to a property always does: caches learn a place only after it.

use crate::cell::Gc;
use crate::object::{OBJECT_WATCHED, Object};
use crate::realm::{Intrinsic, try_intrinsic};
use crate::start::perry_builtins_pristine;

const WATCHED: [Intrinsic; 12] = [
    Intrinsic::Global,
    Intrinsic::Object,
    Intrinsic::ObjectPrototype,
    Intrinsic::Function,
    Intrinsic::FunctionPrototype,
    Intrinsic::Array,
    Intrinsic::ArrayPrototype,
    Intrinsic::ArrayIteratorPrototype,
    Intrinsic::String,
    Intrinsic::StringPrototype,
    Intrinsic::Number,
    Intrinsic::NumberPrototype,
];

/// Once all objects exist.
pub fn start() {
    for which in WATCHED.into_iter().chain([Intrinsic::Math]) {
        if let Some(mut object) = try_intrinsic(which) {
            object.header.flags |= OBJECT_WATCHED;
        }
    }
    *perry_builtins_pristine.get() = 1;
}

/// A property the object has is overwritten, redefined or deleted.
#[inline]
pub fn touch(object: Gc<Object>) {
    if object.header.flags & OBJECT_WATCHED != 0 {
        *perry_builtins_pristine.get() = 0;
    }
}
