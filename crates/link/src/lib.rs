//! Objects to an executable, without a C compiler: `plan` says what, `library` finds the C library, `linker` runs lld.
//!
//! `append` is the quick way for programs in development: behind a finished image of the runtime.

#![allow(
    clippy::disallowed_methods,
    reason = "this crate reads objects and writes executables; it answers no query"
)]

mod append;
mod fault;
mod library;
mod linker;
mod map;
mod plan;

pub use append::append;
pub use linker::{Embedded, LinkError, Linker, link, link_host};
pub use plan::{LinkPlan, Symbols};
