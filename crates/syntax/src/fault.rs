//! swc's errors in our words and codes.

use crate::convert::span;
use crate::diagnostic::SyntaxDiagnostic;
use swc_common::Spanned;
use swc_ecma_parser::error::Error;

pub(crate) fn diagnostic_of(error: &Error, _text: &str) -> SyntaxDiagnostic {
    SyntaxDiagnostic::new("syntax-error", span(error.span()), format!("{:?}", error.kind()))
}
