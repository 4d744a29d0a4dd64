//! Renaming, across modules; what would change a meaning is refused with the reason.
//!
//! `subject` says what is at a place, `web` finds all that must be called the same, `write` makes the edits, `check`
//! reads an edited file again and refuses if a name means something else. `word` has labels and private names.

mod alike;
mod check;
mod data;
mod member;
mod part;
mod subject;
mod web;
mod word;
mod write;

use std::rc::Rc;

use perry_db::input::SourceFile;
use perry_db::span::SpanDb;

use crate::answer::{FileEdits, Place, Refusal, Renaming};
use crate::types::Types;
use subject::Subject;

/// The name at `place`, if it can be renamed.
pub fn renaming(db: &dyn SpanDb, place: Place) -> Result<Renaming, Refusal> {
    let types = Types::new(db);
    let (subject, range, name) = subject::at(&types, place)?;
    if let Subject::Binding(symbol) = subject {
        web::Web::of_binding(db, place.file, symbol, &name)?;
    }
    Ok(Renaming { range, name })
}

/// The edits that call what is at `place` otherwise.
pub fn rename(db: &dyn SpanDb, place: Place, new_name: &str) -> Result<Vec<FileEdits>, Refusal> {
    let types = Types::new(db);
    let (subject, _, old) = subject::at(&types, place)?;
    let new: Rc<str> = new_name.trim_start_matches('#').into();
    let is_name = match subject {
        Subject::Member(_) | Subject::Private => check::is_member_name(&new),
        _ => check::is_name(&new),
    };
    if !is_name {
        return Err(refusal(format!("`{new_name}` is not a name")));
    }
    if *old == *new {
        return Ok(Vec::new());
    }
    let renamed = Renamed { db, old: &old, new: &new };
    let words = match subject {
        Subject::Binding(symbol) => {
            let web = web::Web::of_binding(db, place.file, symbol, &old)?;
            web.refuse_taken(&renamed)?;
            web.words(&old)?
        }
        Subject::Door(door) => {
            let web = web::Web::of_door(db, door, &old)?;
            web.refuse_taken(&renamed)?;
            web.words(&old)?
        }
        Subject::Member(start) => member::words(&renamed, place.file, &start)?,
        Subject::Label => return word::label(&types, place, &new),
        Subject::Private => return word::private(&types, place, &new),
    };
    renamed.edits(words)
}

/// What is called otherwise.
struct Renamed<'r> {
    db: &'r dyn SpanDb,
    old: &'r str,
    new: &'r Rc<str>,
}

fn refusal(reason: impl Into<String>) -> Refusal {
    Refusal { reason: reason.into() }
}

/// Whether a file belongs to a package: nobody edits it.
fn is_package(db: &dyn SpanDb, file: SourceFile) -> bool {
    file.path(db).split('/').any(|part| part == "node_modules")
}
