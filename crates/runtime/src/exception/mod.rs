//! Exceptions: `throw` raises them, `personality` finds handlers in compiled code, `catch` is the runtime's own.

pub mod catch;
pub mod personality;
pub mod report;
pub mod throw;
