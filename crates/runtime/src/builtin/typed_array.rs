//! Typed arrays.

use crate::cell::Gc;
use crate::object::Object;

/// Length, checked as iterators do it.
pub fn checked_length(_array: Gc<Object>) -> u64 {
    0
}
