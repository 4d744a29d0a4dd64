//! Objects to an executable, without a C compiler: `plan` says what, `library` finds the C library, `linker` runs lld.

mod library;
mod linker;
mod plan;

pub use linker::{Embedded, LinkError, Linker, link};
pub use plan::{LinkPlan, Symbols};
