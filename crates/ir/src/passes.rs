//! What makes ir better or ready: each pass takes a function to an equal one.

pub mod infer;

pub mod analyse;
pub mod assigned;
pub mod kinds;
pub mod sweep;

pub mod suspend;
