//! The rendering of a diagnostic: code, sentence, place, source line with a caret, help.

use std::collections::BTreeMap;
use std::sync::Arc;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use perry_db::diagnostic::{Diagnostic, Label, Severity};

/// The text for a terminal.
pub fn rendered(diagnostic: &Diagnostic, texts: &BTreeMap<Arc<str>, Arc<str>>, has_color: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(level.primary_title(diagnostic.message.as_str()).id(&*diagnostic.code));
    if let Some(primary) = &diagnostic.primary {
        group = group.element(snippet(primary, diagnostic, texts));
    }
    for label in other_files(diagnostic) {
        group = group.element(snippet(label, diagnostic, texts));
    }
    let notes = diagnostic.notes.iter().map(|note| Level::NOTE.message(note.as_str()));
    let help = diagnostic.help.iter().map(|help| Level::HELP.message(help.as_str()));
    let group = group.elements(notes).elements(help);
    let renderer = if has_color { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group])
}

/// The lines of one file, with every label that is in it.
fn snippet<'a>(
    primary: &'a Label,
    diagnostic: &'a Diagnostic,
    texts: &'a BTreeMap<Arc<str>, Arc<str>>,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let text = texts.get(&primary.file).map_or("", |text| &**text);
    let is_primary = |label: &Label| diagnostic.primary.as_ref().is_some_and(|it| it == label);
    let all = diagnostic.primary.iter().chain(&diagnostic.labels).filter(|label| label.file == primary.file);
    let annotations = all.map(|label| {
        let kind = if is_primary(label) { AnnotationKind::Primary } else { AnnotationKind::Context };
        let annotation = kind.span(range(text, label));
        if label.message.is_empty() { annotation } else { annotation.label(label.message.as_str()) }
    });
    Snippet::source(text).path(&*primary.file).annotations(annotations)
}

/// One label for each file besides that of the primary place.
fn other_files(diagnostic: &Diagnostic) -> Vec<&Label> {
    let mut seen: Vec<&str> = diagnostic.primary.iter().map(|label| &*label.file).collect();
    let mut others = Vec::new();
    for label in &diagnostic.labels {
        if !seen.contains(&&*label.file) {
            seen.push(&label.file);
            others.push(label);
        }
    }
    others
}

/// The bytes of a label, kept inside the text and on boundaries of characters.
fn range(text: &str, label: &Label) -> std::ops::Range<usize> {
    let floor = |offset: u32| {
        let mut offset = (offset as usize).min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    };
    let start = floor(label.start);
    start..floor(label.end).max(start)
}
