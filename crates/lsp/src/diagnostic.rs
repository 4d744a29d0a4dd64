//! The diagnostic: a remark about the program, as the protocol has it.

use gen_lsp_types::{
    Code, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, Message, Range, Uri,
};
use perry_db::database::Db;
use perry_db::diagnostic::{self, Label, Severity};
use perry_db::input::SourceFile;
use perry_ide::answer::TextRange;
use perry_ide::diagnostics::diagnostics;
use serde_json::json;

use crate::place::Context;

/// What is wrong with `file`, in the words of `perry check`.
pub fn of_file(context: &Context, file: SourceFile) -> Vec<Diagnostic> {
    diagnostics(&context.db, file).iter().map(|diagnostic| converted(context, file, diagnostic)).collect()
}

/// Help and notes stand below the sentence, as on a terminal; `data` has them apart, for programs.
fn converted(context: &Context, file: SourceFile, diagnostic: &diagnostic::Diagnostic) -> Diagnostic {
    let help = diagnostic.help.iter().map(|help| format!("\nhelp: {help}"));
    let notes = diagnostic.notes.iter().map(|note| format!("\nnote: {note}"));
    let message: String = std::iter::once(diagnostic.message.clone()).chain(help).chain(notes).collect();
    let range = match &diagnostic.primary {
        Some(label) => place_of(context, label).range,
        None => context.range(file, TextRange::default()),
    };
    let labels = diagnostic.primary.iter().chain(&diagnostic.labels);
    let related: Vec<_> =
        labels.filter(|label| !label.message.is_empty()).map(|label| related(context, label)).collect();
    Diagnostic {
        range,
        severity: Some(match diagnostic.severity {
            Severity::Error => DiagnosticSeverity::Error,
            Severity::Warning => DiagnosticSeverity::Warning,
        }),
        code: Some(Code::String(diagnostic.code.to_string())),
        code_description: None,
        source: Some("perry".to_owned()),
        message: Message::String(message),
        tags: None,
        related_information: Some(related).filter(|related| !related.is_empty()),
        data: Some(json!({
            "message": diagnostic.message,
            "help": diagnostic.help,
            "notes": diagnostic.notes,
            "span": diagnostic.primary.as_ref().map(|label| json!({ "start": label.start, "end": label.end })),
        })),
    }
}

fn related(context: &Context, label: &Label) -> DiagnosticRelatedInformation {
    DiagnosticRelatedInformation { location: place_of(context, label), message: label.message.clone() }
}

fn place_of(context: &Context, label: &Label) -> Location {
    let file = context.db.file(&label.file);
    let range: Range = context.range(file, TextRange { start: label.start, end: label.end });
    Location::new(Uri(context.view.uri(&label.file)), range)
}
