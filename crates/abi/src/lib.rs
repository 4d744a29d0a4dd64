//! The contract between compiled code and the runtime: value encoding, layouts, the table of functions.
