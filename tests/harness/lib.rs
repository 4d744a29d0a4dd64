//! What the test binaries share: where `perry` is, the programs of tests/run, running a command.
//!
//! Tests are data below `tests/`; each binary here turns one kind of data into tests:
//! `run` programs with Node's recorded output, `rebuild` edit sequences, `diagnostics` rendered messages,
//! `command` terminal transcripts, `dev` what is said and done at a terminal while `perry dev` runs, `lsp`
//! conversations with the language server.
#![allow(clippy::disallowed_methods, reason = "tests read data, start processes and make folders")]

pub mod case;
pub mod conversation;
pub mod edits;
mod forge;
pub mod host;
pub mod hostile;
pub mod perry;
pub mod program;
mod reader;
pub mod script;
pub mod siege;
pub mod terminal;
mod trial;
pub mod workbench;
