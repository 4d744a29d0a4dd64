//! ir to object code, through LLVM: bytes in, bytes out.
//!
//! `border` is what the command calls, `compile` the same in Rust. From there: `unit` (one LLVM module), `data` (its
//! static data), `entry` (a function), `body` (its blocks), `operation`, `typed`, `call` (its instructions).

mod border;
mod compile;
mod machine;

mod data;
mod debug;
mod entry;
mod startup;
mod survey;
mod unit;

mod body;
mod call;
mod operation;
mod typed;

mod emitter;
mod helper;
mod lld;

pub use compile::{Error, compile};
pub use lld::link;
