//! Algorithms on numbers, text and time that know nothing of values, objects or the heap.
//!
//! They take slices and return Rust data; the bindings in `builtin` do the conversions around them.

pub mod calendar;
pub mod case;
pub mod collate;
pub mod digits;
pub mod layout;
pub mod math;
pub mod normal;
pub mod quote;
pub mod radix;
pub mod read_date;
pub mod read_number;
pub mod space;
pub mod unicode;
pub mod uri;
pub mod width;
pub mod zone;
pub mod zone_name;
pub mod zone_rule;
