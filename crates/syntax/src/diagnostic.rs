//! What is wrong with a text: plain data, in the order of the source.
//!
//! The codes are listed in `tests/diagnostics/README.md`. Rendering lives elsewhere.

use crate::ast::Span;

/// One early error or refused construct.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SyntaxDiagnostic {
    /// Kebab case, stable.
    pub code: &'static str,
    /// One lower-case sentence, names in backticks, no full stop.
    pub message: String,
    pub span: Span,
    /// Other places that matter, and what stands there.
    pub labels: Vec<(Span, String)>,
    /// What to do.
    pub help: Option<String>,
}

impl SyntaxDiagnostic {
    pub(crate) fn new(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        SyntaxDiagnostic { code, message: message.into(), span, labels: Vec::new(), help: None }
    }

    pub(crate) fn label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push((span, text.into()));
        self
    }

    pub(crate) fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }
}
