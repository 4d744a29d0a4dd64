//! The places: thousands of them, written as JSON straight into the answer. A value for each of them would cost more
//! than the search.

use std::sync::Arc;

use gen_lsp_types::Position;
use perry_db::input::SourceFile;
use perry_ide::answer::{Edit, FileEdits, Reference, TextRange};
use perry_ide::lines::{Lines, lines};
use serde_json::Value;

use crate::place::Context;
use crate::text::{Encoding, Text};

/// What a range and the words around it take as text, in nearly all files: memory is asked for once.
const RANGE: usize = 120;

/// A list of `Location`.
pub fn write_locations(context: &Context, references: &[Reference], out: &mut String) {
    let uri = references.first().map_or(0, |it| context.uri(it.place.file).0.len());
    out.reserve(references.len() * (RANGE + uri));
    out.push('[');
    for of_file in references.chunk_by(|a, b| a.place.file == b.place.file) {
        let file = of_file[0].place.file;
        let head = format!(r#"{{"uri":{},"range":"#, quoted(&context.view.uri(file.path(&context.db))));
        let mut ranges = Ranges::of(context, file);
        for reference in of_file {
            out.push_str(&head);
            ranges.write(reference.place.range, out);
            out.push_str("},");
        }
    }
    close(out, ']');
}

/// A `WorkspaceEdit`: for the versions that the client has open where it understands versions, else by URI.
pub fn write_workspace_edit(context: &Context, all: &[FileEdits], out: &mut String) {
    let edits = all.iter().flat_map(|it| &it.edits);
    out.reserve(edits.map(|it| RANGE + it.text.len()).sum());
    let has_versions = context.view.abilities.versions_edits;
    out.push_str(if has_versions { r#"{"documentChanges":["# } else { r#"{"changes":{"# });
    for edits in all {
        let uri = quoted(&context.view.uri(edits.file.path(&context.db)));
        if has_versions {
            let version = Value::from(context.version(edits.file));
            out.push_str(&format!(r#"{{"textDocument":{{"uri":{uri},"version":{version}}},"edits":"#));
            write_text_edits(context, edits, out);
            out.push('}');
        } else {
            out.push_str(&uri);
            out.push(':');
            write_text_edits(context, edits, out);
        }
        out.push(',');
    }
    close(out, if has_versions { ']' } else { '}' });
    out.push('}');
}

/// The same where it is part of something small.
pub fn workspace_edit(context: &Context, all: &[FileEdits]) -> Value {
    let mut text = String::new();
    write_workspace_edit(context, all, &mut text);
    serde_json::from_str(&text).expect("what was written here is JSON")
}

/// A list of `TextEdit`.
fn write_text_edits(context: &Context, FileEdits { file, edits }: &FileEdits, out: &mut String) {
    let mut ranges = Ranges::of(context, *file);
    let mut last: (&str, String) = ("", quoted("")); // a rename writes the same everywhere
    out.push('[');
    for Edit { range, text } in edits {
        if last.0 != &**text {
            last = (text, quoted(text));
        }
        out.push_str(r#"{"range":"#);
        ranges.write(*range, out);
        out.push_str(r#","newText":"#);
        out.push_str(&last.1);
        out.push_str("},");
    }
    close(out, ']');
}

/// In place of the comma behind the last item, if there is one.
fn close(out: &mut String, bracket: char) {
    if out.ends_with(',') {
        out.pop();
    }
    out.push(bracket);
}

/// As a string of JSON.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a text is JSON")
}

/// The ranges of one file, of which the next is mostly near the one before.
struct Ranges<'c> {
    lines: &'c Lines,
    /// Where a byte is not what the client counts.
    text: Option<Arc<Text>>,
    /// Of the position before.
    line: u32,
}

impl<'c> Ranges<'c> {
    fn of(context: &'c Context, file: SourceFile) -> Ranges<'c> {
        let lines = lines(&context.db, file);
        let is_wide = !lines.is_ascii && context.view.encoding != Encoding::Utf8;
        Ranges { lines, text: is_wide.then(|| context.text(file)), line: 0 }
    }

    fn write(&mut self, range: TextRange, out: &mut String) {
        let (start, end) = (self.position(range.start), self.position(range.end));
        let (mut number, mut other) = (itoa::Buffer::new(), itoa::Buffer::new());
        let line = number.format(start.line);
        out.push_str(r#"{"start":{"line":"#);
        out.push_str(line);
        out.push_str(r#","character":"#);
        out.push_str(other.format(start.character));
        out.push_str(r#"},"end":{"line":"#);
        out.push_str(if end.line == start.line { line } else { other.format(end.line) });
        out.push_str(r#","character":"#);
        out.push_str(other.format(end.character));
        out.push_str("}}");
    }

    fn position(&mut self, offset: u32) -> Position {
        if let Some(text) = &self.text {
            return text.position(offset);
        }
        let offset = offset.min(self.lines.end);
        let (line, start) = self.lines.line_near(self.line, offset);
        self.line = line;
        Position::new(line, offset - start)
    }
}
