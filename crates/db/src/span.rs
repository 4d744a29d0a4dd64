//! The door to text and positions. Code that computes signatures or ir sees `Db` and cannot come through here.

use std::sync::Arc;

use crate::database::{Database, Db};
use crate::input::SourceFile;
use crate::system::Seen;

/// A database that may speak of text and positions.
#[salsa::db]
pub trait SpanDb: Db {}

#[salsa::db]
impl SpanDb for Database {}

/// The text of a file, or why there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SourceText {
    Text(Arc<str>),
    Missing,
    /// In words.
    Unreadable(Arc<str>),
}

impl SourceText {
    /// The text; empty when there is none.
    pub fn text(&self) -> &str {
        match self {
            SourceText::Text(text) => text,
            _ => "",
        }
    }
}

/// The text of `file`. Not memoized: the content cache keeps the bytes, and bounds them.
pub fn source_text(db: &dyn Db, file: SourceFile) -> SourceText {
    match file.seen(db) {
        Seen::Absent => SourceText::Missing,
        Seen::Unreadable(why) => SourceText::Unreadable(why.clone()),
        Seen::Present(digest) => match db.content(file.path(db), *digest) {
            Some(bytes) => decode(&bytes),
            None => SourceText::Unreadable("it changed while it was read".into()),
        },
    }
}

/// Text from bytes: UTF-8, with the mark some editors put in front left away.
pub fn decode(bytes: &[u8]) -> SourceText {
    match std::str::from_utf8(bytes) {
        Ok(text) => SourceText::Text(text.strip_prefix('\u{feff}').unwrap_or(text).into()),
        Err(error) => SourceText::Unreadable(
            format!("it is not UTF-8 text (the byte at offset {} does not fit)", error.valid_up_to()).into(),
        ),
    }
}

/// A place in a text: both count from 1; the column counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineColumn {
    pub line: usize,
    pub column: usize,
}

/// Line and column of a byte offset.
pub fn line_column(text: &str, offset: u32) -> LineColumn {
    let mut end = (offset as usize).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let before = &text[..end];
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    LineColumn { line: before.matches('\n').count() + 1, column: before[start..].chars().count() + 1 }
}
