//! The inbox: what workers tell the main loop.

use gen_lsp_types::Diagnostic;
use perry_project::overlay::DiskChanges;
use serde_json::Value;

use crate::client::Failure;
use crate::lane::{Kind, Serial};

/// Something that happened on another thread.
#[derive(Debug)]
pub enum Event {
    /// A request ended.
    Ended { serial: Serial, lane: Kind, end: End },
    /// The pass over the program found other diagnostics of a file than before.
    Found(Found),
    /// The pass ended; `None` when a write stopped it.
    Passed(Option<Passed>),
    /// What there is to know about the disk's program is in the store.
    Saved { is_done: bool },
    /// What the first search of the session needs is read.
    ReadAhead { is_done: bool },
    /// The disk was compared with what was shown.
    Polled(DiskChanges),
    /// A child of a command wrote a line.
    Said { serial: Serial, line: String },
    /// The child of a command ended.
    Done { serial: Serial, answer: Result<Value, Failure> },
}

/// How work on a request ended.
#[derive(Debug)]
pub enum End {
    /// The whole message, or why there is none.
    Answer(Result<String, Failure>),
    /// A write came first: it is asked again.
    Stopped,
}

#[derive(Debug)]
pub struct Found {
    pub path: String,
    pub uri: String,
    pub version: Option<i32>,
    pub diagnostics: Vec<Diagnostic>,
}

#[derive(Debug)]
pub struct Passed {
    /// Open modules that no entry reaches.
    pub unreached: Vec<String>,
    /// Whether a file changed its diagnostics that was not asked about first.
    pub has_spread: bool,
}
