//! The database: inputs, the door to the world, diagnostics as data, spans, the query trace.
//!
//! Start reading in `database`. Queries live with their subjects (sema, ir); they see `Db`, or `SpanDb` when they
//! may speak of positions.

pub mod database;
pub mod input;
pub mod system;
pub mod content;
pub mod span;
pub mod diagnostic;
pub mod trace;
