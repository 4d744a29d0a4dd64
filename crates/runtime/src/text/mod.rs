//! Algorithms on numbers, text and time that know nothing of values, objects or the heap.
//!
//! They take slices and return Rust data; the bindings in `builtin` do the conversions around them.

pub mod math;
pub mod radix;
pub mod digits;
pub mod space;
pub mod read_number;
pub mod layout;
pub mod quote;
pub mod width;
