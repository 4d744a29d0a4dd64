//! The lenses of a file: run it, if a program starts in it; why it was rebuilt.

use perry_db::input::{Program, SourceFile};
use perry_db::span::SpanDb;

use crate::answer::{Lens, LensKind, TextRange};
use crate::index::{self, Source};
use crate::tree::{ROOT, Role};

/// The lenses of `file`, at its first statement.
pub fn lenses(db: &dyn SpanDb, file: SourceFile) -> Vec<Lens> {
    let tree = index::tree(db, Source::File(file));
    let Some(first) = tree.child(ROOT, Role::Item) else { return Vec::new() };
    let start = tree.range(first).start;
    let range = TextRange { start, end: start };
    let is_entry = Program::try_get(db).is_some_and(|program| program.entries(db).contains(&file));
    let kinds = if is_entry { &[LensKind::Run, LensKind::Why][..] } else { &[LensKind::Why][..] };
    kinds.iter().map(|kind| Lens { range, kind: *kind }).collect()
}
