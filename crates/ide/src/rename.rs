//! Renaming, across modules; what would change a meaning is refused with the reason.

use std::cell::LazyCell;
use std::sync::Arc;

use perry_db::input::SourceFile;
use perry_db::span::SpanDb;

use crate::answer::{Edit, FileEdits, Place, Reference, Refusal, Renaming, TextRange};
use crate::found::{Found, Meaning};
use crate::index::build::{inner_range, is_shorthand};
use crate::index::{self, Index, Source, Symbol};
use crate::link::Link;
use crate::reference::meaning_references;
use crate::tree::{Kind, Role};
use crate::types::Types;

/// The name at `place`, if it can be renamed.
pub fn renaming(db: &dyn SpanDb, place: Place) -> Result<Renaming, Refusal> {
    let types = Types::new(db);
    let (found, name, _) = renamed(&types, place)?;
    Ok(Renaming { range: found.origin, name })
}

/// The edits that call what is at `place` otherwise.
pub fn rename(db: &dyn SpanDb, place: Place, new_name: &str) -> Result<Vec<FileEdits>, Refusal> {
    let types = Types::new(db);
    let (found, old, is_local) = renamed(&types, place)?;
    let new = new_name.trim_start_matches('#');
    if !is_name(new) {
        return Err(refusal(format!("`{new_name}` is not a name")));
    }
    let references = match is_local {
        Some(symbol) => local_references(&types, place.file, symbol),
        None => meaning_references(&types, &found.meaning),
    };
    if let Meaning::Member(member) = &found.meaning
        && let Some(owner) = types.parent(member.at)
        && types.all(owner, Role::Member).iter().any(|it| types.name_of(*it).as_deref() == Some(new))
    {
        return Err(refusal(format!("there is a member `{new}` already")));
    }
    let renamer = Renamer {
        types: &types,
        old: &old,
        new,
        is_member: matches!(found.meaning, Meaning::Member(_)),
        is_local: is_local.is_some(),
    };
    let files = references.chunk_by(|a, b| a.place.file == b.place.file);
    let edited: Result<Vec<FileEdits>, Refusal> =
        files.map(|references| renamer.file(references[0].place.file, references)).collect();
    Ok(edited?.into_iter().filter(|file| !file.edits.is_empty()).collect())
}

/// What is called otherwise.
struct Renamer<'r> {
    types: &'r Types<'r>,
    old: &'r str,
    new: &'r str,
    is_member: bool,
    /// Only this file's own name for it.
    is_local: bool,
}

impl Renamer<'_> {
    /// The edits of one file. Names that the index knows need no look at the text.
    fn file(&self, file: SourceFile, references: &[Reference]) -> Result<FileEdits, Refusal> {
        let index = index::index(self.types.db, Source::File(file));
        let text = LazyCell::new(|| index::text(self.types.db, Source::File(file)));
        let is_free = |it: &index::Free| it.range.len() == self.new.len() && it.range.of(&text) == self.new;
        let is_taken = index.symbols.iter().any(|it| &*it.name == self.new) || index.free.iter().any(is_free);
        let mut edits = Vec::with_capacity(references.len());
        for reference in references {
            let Some((range, is_shorthand)) = self.place(&index, &text, reference) else { continue };
            if is_taken && let Some(reason) = clash(&index, &text, range, self.new) {
                return Err(refusal(format!("{reason} in `{}`", file.path(self.types.db))));
            }
            edits.push(Edit { range, text: self.written(is_shorthand) });
        }
        Ok(FileEdits { file, edits })
    }

    /// Where the old name stands in a reference, and whether its word is two names; `None` where it has another name.
    fn place(
        &self,
        index: &Index,
        text: &LazyCell<Arc<str>, impl FnOnce() -> Arc<str>>,
        reference: &Reference,
    ) -> Option<(TextRange, bool)> {
        let range = reference.place.range;
        if let Some(found) = index.use_of(range) {
            let symbol = &index.symbols[found.symbol as usize];
            let is_it = &*symbol.name == self.old && (self.is_local || !is_alias(index, symbol));
            return is_it.then_some((range, found.is_shorthand));
        }
        let tree = index::tree(self.types.db, Source::File(reference.place.file));
        let node = tree.name_at(range.start);
        let range = node.map_or(range, |node| inner_range(&tree, node));
        let is_it = range.of(text) == self.old;
        is_it.then(|| (range, node.is_some_and(|node| is_shorthand(&tree, node))))
    }

    /// What stands in the place of the name: where one word was two, both are written.
    fn written(&self, is_shorthand: bool) -> String {
        let Renamer { old, new, .. } = self;
        match (is_shorthand, self.is_member) {
            (false, _) => (*new).to_owned(),
            (true, true) => format!("{new}: {old}"),
            (true, false) => format!("{old}: {new}"),
        }
    }
}

fn refusal(reason: impl Into<String>) -> Refusal {
    Refusal { reason: reason.into() }
}

/// What is renamed, its name, and the symbol if only this file's own name for it is.
fn renamed(types: &Types<'_>, place: Place) -> Result<(Found, String, Option<u32>), Refusal> {
    let found =
        Found::at(types, place).ok_or_else(|| refusal("there is no name that can be renamed here"))?;
    let view = types.view(Source::File(place.file));
    let name = found.origin.of(&view.text).to_owned();
    let local = view.index.use_at(place.offset).and_then(|it| {
        let import = view.index.symbols[it.symbol as usize].import?;
        let import = &view.index.imports[import as usize];
        let is_own = import.is_renamed || matches!(&*import.name, "default" | "*");
        is_own.then_some(it.symbol)
    });
    if local.is_some() {
        return Ok((found, name, local));
    }
    if let Meaning::Link(Link::Module(_)) = found.meaning {
        return Err(refusal("a module is renamed by moving its file"));
    }
    let declarations = found.declarations(types);
    for at in &declarations {
        match at.source {
            Source::Library => return Err(refusal(format!("`{name}` belongs to the language"))),
            Source::File(file) if file.path(types.db).split('/').any(|part| part == "node_modules") => {
                return Err(refusal(format!("`{name}` belongs to a package")));
            }
            Source::File(_) if types.kind(*at) == Kind::Constructor => {
                return Err(refusal("a constructor has no other name"));
            }
            Source::File(_) => {}
        }
    }
    match declarations.is_empty() {
        true => Err(refusal(format!("nothing declares `{name}`"))),
        false => Ok((found, name, None)),
    }
}

fn local_references(types: &Types<'_>, file: SourceFile, symbol: u32) -> Vec<Reference> {
    let index = index::index(types.db, Source::File(file));
    let uses = index.uses_of(symbol);
    let reference = |it: &index::Use| Reference {
        place: crate::answer::FileRange { file, range: it.range },
        usage: it.usage,
    };
    uses.map(reference).collect()
}

/// Whether a symbol is its file's own name for something that is called otherwise where it comes from.
fn is_alias(index: &Index, symbol: &Symbol) -> bool {
    let import = symbol.import.map(|it| &index.imports[it as usize]);
    import.is_some_and(|it| it.is_renamed || matches!(&*it.name, "default" | "*"))
}

/// Why the name at `range` cannot be `new`: it would mean something else, or something else would mean it.
fn clash(index: &Index, text: &str, range: TextRange, new: &str) -> Option<String> {
    let found = index.use_of(range)?;
    let home = index.symbols[found.symbol as usize].scope;
    for scope in index.scopes_from(index.scope_at(range.end)) {
        if index.symbols.iter().any(|it| it.scope == scope && &*it.name == new) {
            return Some(format!("`{new}` is declared already"));
        }
        if scope == home {
            break;
        }
    }
    let around = index.scopes[home as usize].range;
    let outer = index.uses.iter().filter(|it| {
        let symbol = &index.symbols[it.symbol as usize];
        &*symbol.name == new && index.scopes_from(home).skip(1).any(|scope| scope == symbol.scope)
    });
    let free = index.free.iter().filter(|it| it.range.of(text) == new).map(|it| it.range);
    let is_captured = outer.map(|it| it.range).chain(free).any(|range| around.contains(range));
    is_captured.then(|| format!("`{new}` already means something else"))
}

fn is_name(name: &str) -> bool {
    let (tokens, _) = crate::tree::token::tokens(name);
    let is_word = matches!(tokens[..], [token, _] if token.kind == crate::tree::token::T::Name);
    is_word
        && !matches!(
            name,
            "let"
                | "static"
                | "yield"
                | "await"
                | "implements"
                | "interface"
                | "package"
                | "private"
                | "protected"
                | "public"
        )
}
