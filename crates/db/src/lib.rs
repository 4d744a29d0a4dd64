//! The database: inputs, the door to the world, diagnostics as data, spans, the query trace.
//!
//! Start reading in `database`. Queries live with their subjects (sema, ir); they see `Db`, or `SpanDb` when they
//! may speak of positions.

pub mod cancel;
pub mod content;
pub mod database;
pub mod diagnostic;
pub mod flight;
pub mod input;
pub mod span;
pub mod system;
pub mod trace;
