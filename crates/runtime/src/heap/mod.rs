//! Memory of the program: a non-moving mark-sweep collector.
//!
//! Order of reading: `block` (where cells live), `alloc` (how one is made), `elements` (vectors of values), `kind` (what is known of each kind of
//! cell), `mark`, `stack`, `roots` (what is alive), `sweep` (what is not), `collect` (when).
//! A cell is never moved. Locals and registers are scanned conservatively, cells precisely.

pub mod alloc;
pub mod block;
pub mod collect;
pub mod elements;
pub mod kind;
pub mod mark;
pub mod roots;
pub mod stack;
pub mod sweep;
