//! The database: inputs, the door to the world, diagnostics as data, spans, the query trace.
