//! What makes ir better or ready: each pass takes a function to an equal one.

pub mod suspend;
