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
        let uri = quoted(&context.view.uri(file.path(&context.db)));
        let before = format!(r#"{{"uri":{uri},"range":{{"start":{{"line":"#);
        let mut ranges = Ranges::of(context, file);
        for reference in of_file {
            ranges.write(&before, reference.place.range, "}}},", out);
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
    let behind = |text: &str| format!(r#"}}}},"newText":{}}},"#, quoted(text));
    let mut last: (&str, String) = ("", behind("")); // a rename writes the same everywhere
    out.push('[');
    for Edit { range, text } in edits {
        if last.0 != &**text {
            last = (text, behind(text));
        }
        ranges.write(r#"{"range":{"start":{"line":"#, *range, &last.1, out);
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

    /// The numbers of a range, from its first line to its last character, and what stands around them: the fewer pieces
    /// the quicker.
    fn write(&mut self, before: &str, range: TextRange, behind: &str, out: &mut String) {
        let (start, end) = self.positions(range);
        let (mut number, mut other) = (itoa::Buffer::new(), itoa::Buffer::new());
        let line = number.format(start.line);
        out.push_str(before);
        out.push_str(line);
        out.push_str(r#","character":"#);
        out.push_str(other.format(start.character));
        out.push_str(r#"},"end":{"line":"#);
        out.push_str(if end.line == start.line { line } else { other.format(end.line) });
        out.push_str(r#","character":"#);
        out.push_str(other.format(end.character));
        out.push_str(behind);
    }

    fn positions(&mut self, range: TextRange) -> (Position, Position) {
        if let Some(text) = &self.text {
            return (text.position(range.start), text.position(range.end));
        }
        let (start, line_start) = self.position(range.start);
        let next = self.lines.starts.get(start.line as usize + 1);
        // A name ends on its line, which is looked for once.
        let end = match next.is_some_and(|next| range.end < *next) {
            true => Position::new(start.line, range.end - line_start),
            false => self.position(range.end).0,
        };
        (start, end)
    }

    /// Of a byte, and where its line starts.
    fn position(&mut self, offset: u32) -> (Position, u32) {
        let offset = offset.min(self.lines.end);
        let (line, start) = self.lines.line_near(self.line, offset);
        self.line = line;
        (Position::new(line, offset - start), start)
    }
}
