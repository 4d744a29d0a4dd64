//! Exceptions: `throw` raises them, `personality` finds handlers in compiled code, `catch` is the runtime's own; `panic` is the end.

pub mod catch;
pub mod panic;
pub mod personality;
pub mod report;
pub mod throw;
