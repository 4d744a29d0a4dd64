//! The language server: protocol in, protocol out; the answers are those of `ide`.
//!
//! The main loop owns the database; one file a request converts between the protocol and plain data.
