//! Regular expression literals: checked by the engine that runs them.

use crate::ast::Span;
use crate::diagnostic::SyntaxDiagnostic;

const CODE: &str = "invalid-regex";

/// What is wrong with `/source/flags`.
pub(crate) fn invalid(source: &str, flags: &str, span: Span) -> Option<SyntaxDiagnostic> {
    let message = match flag_fault(flags) {
        Some(fault) => fault,
        None => match regress::Regex::with_flags(source, flags) {
            Ok(_) => return None,
            Err(error) => {
                let fault = error.text.to_lowercase();
                format!("`/{source}/{flags}` is not a regular expression: {fault}")
            }
        },
    };
    Some(SyntaxDiagnostic::new(CODE, span, message))
}

fn flag_fault(flags: &str) -> Option<String> {
    let unknown = flags.chars().find(|flag| !"dgimsuvy".contains(*flag));
    if let Some(flag) = unknown {
        return Some(format!("`{flag}` is not a flag of a regular expression"));
    }
    let repeated = flags.char_indices().find(|(at, flag)| flags[..*at].contains(*flag));
    if let Some((_, flag)) = repeated {
        return Some(format!("the flag `{flag}` stands twice"));
    }
    let both = flags.contains('u') && flags.contains('v');
    both.then(|| "the flags `u` and `v` exclude each other".to_owned())
}
