//! The language server: the protocol around what `ide` answers.
//!
//! `server` is the main loop: it alone writes to the database and alone answers. `request` holds one file a request;
//! each converts a question, asks `ide`, converts the answer.

#![allow(
    clippy::disallowed_methods,
    reason = "the server waits for clocks and starts perry for what needs LLVM; no query does"
)]

pub mod relay;
pub mod server;
pub mod transport;

mod client;
mod command;
mod convert;
mod diagnostic;
mod document;
mod inbox;
mod initialize;
mod lane;
mod pass;
mod place;
mod places;
mod request;
mod requests;
mod session;
mod sync;
mod text;
mod uri;
mod view;
mod work;
