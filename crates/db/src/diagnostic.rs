//! The diagnostic: what is wrong with a program, as data. Rendering belongs to the driver and the editor.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// A remark about the program. The code names a page in `docs/diagnostics/`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    pub code: Arc<str>,
    pub severity: Severity,
    /// One lower-case sentence without a full stop, names in `backticks`.
    pub message: String,
    /// Where it is; `None` when it is about no place (a missing entry).
    pub primary: Option<Label>,
    /// Other places that explain it.
    pub labels: Vec<Label>,
    pub help: Option<String>,
    pub notes: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    Error,
    Warning,
}

/// A place and what is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// Path from the project's root.
    pub file: Arc<str>,
    /// Byte offsets into the text.
    pub start: u32,
    pub end: u32,
    /// May be empty.
    pub message: String,
}

impl Diagnostic {
    pub fn error(code: &str, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            code: code.into(),
            severity: Severity::Error,
            message: message.into(),
            primary: None,
            labels: Vec::new(),
            help: None,
            notes: Vec::new(),
        }
    }

    pub fn at(mut self, file: &str, (start, end): (u32, u32), message: impl Into<String>) -> Diagnostic {
        self.primary = Some(Label { file: file.into(), start, end, message: message.into() });
        self
    }

    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }

    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// Sorts by place, so that a report does not depend on the order of the queries.
    pub fn order(&self) -> (Option<(&str, u32, u32)>, &str, &str) {
        let place = self.primary.as_ref().map(|label| (&*label.file, label.start, label.end));
        (place, &self.code, &self.message)
    }
}
