//! Files that are about to be called otherwise: the edits that keep imports leading where they lead.

use perry_db::input::SourceFile;
use perry_db::span::SpanDb;

use crate::answer::{Edit, FileEdits, Move, TextRange};
use crate::edit::{ending, specifier};
use crate::index::{self, Source};
use crate::link::{project, targets};

/// The edits of all files whose imports lead to or come from what moves. Directories move with what is in them.
pub fn moved_files(db: &dyn SpanDb, moves: &[Move]) -> Vec<FileEdits> {
    let files = project(db).files.iter();
    let edited = files.map(|file| FileEdits { file: *file, edits: edits(db, *file, moves) });
    edited.filter(|it| !it.edits.is_empty()).collect()
}

fn edits(db: &dyn SpanDb, file: SourceFile, moves: &[Move]) -> Vec<Edit> {
    let importer = after(moves, file.path(db));
    let index = index::index(db, Source::File(file));
    let mut edits = Vec::new();
    for ((written, literal), target) in index.requests.iter().zip(targets(db, file)) {
        let Some(target) = target.filter(|_| written.starts_with('.')) else { continue };
        let moved = after(moves, target.path(db));
        let has_moved = moved != target.path(db) || importer != file.path(db);
        let wanted = specifier(&importer, &moved, ending(written));
        if has_moved && wanted != **written && !is_directory(written, target.path(db)) {
            let range = TextRange { start: literal.start + 1, end: literal.end - 1 };
            edits.push(Edit { range, text: wanted.into() });
        }
    }
    edits.sort_by_key(|edit| edit.range.start);
    edits
}

/// Whether a specifier names the directory of an index: it goes on doing so.
fn is_directory(written: &str, target: &str) -> bool {
    let name = perry_sema::path::name(target);
    name.starts_with("index.")
        && !perry_sema::path::name(written).starts_with("index")
        && perry_sema::path::parent(target).ends_with(perry_sema::path::name(written))
}

/// What a path is called after the moves.
fn after(moves: &[Move], path: &str) -> String {
    let renamed = moves.iter().find_map(|it| {
        let rest = path.strip_prefix(&it.from)?;
        (rest.is_empty() || rest.starts_with('/')).then(|| format!("{}{rest}", it.to))
    });
    renamed.unwrap_or_else(|| path.to_owned())
}
