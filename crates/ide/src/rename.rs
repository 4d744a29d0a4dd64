//! Renaming, across modules; what would change a meaning is refused with the reason.

use perry_db::input::SourceFile;
use perry_db::span::SpanDb;

use crate::answer::{Edit, FileEdits, Place, Reference, Refusal, Renaming, TextRange};
use crate::found::{Found, Meaning};
use crate::index::{self, Index, Source};
use crate::link::Link;
use crate::reference::meaning_references;
use crate::tree::{Kind, NodeId, Role, Tree};
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
    let mut edited: Vec<FileEdits> = Vec::new();
    for reference in references {
        let FileReference { file, range } = of(&reference);
        let (tree, text) = (index::tree(db, Source::File(file)), index::text(db, Source::File(file)));
        let node = tree.name_at(range.start);
        let range = node.map_or(range, |node| index::build::inner_range(&tree, node));
        if range.of(&text) != old || is_alias(&types, file, range, is_local.is_some()) {
            continue;
        }
        if let Some(reason) = clash(&types.view(Source::File(file)).index, &text, range, new) {
            return Err(refusal(format!("{reason} in `{}`", file.path(db))));
        }
        let is_member = matches!(found.meaning, Meaning::Member(_));
        let edit = Edit { range, text: written(&tree, &text, node, (&old, new), is_member) };
        match edited.iter_mut().find(|it| it.file == file) {
            Some(file) => file.edits.push(edit),
            None => edited.push(FileEdits { file, edits: vec![edit] }),
        }
    }
    Ok(edited)
}

struct FileReference {
    file: SourceFile,
    range: TextRange,
}

fn of(reference: &Reference) -> FileReference {
    FileReference { file: reference.place.file, range: reference.place.range }
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

/// Whether a name is this file's own for something that is called otherwise where it comes from.
fn is_alias(types: &Types<'_>, file: SourceFile, range: TextRange, is_wanted: bool) -> bool {
    let index = index::index(types.db, Source::File(file));
    let Some(found) = index.use_at(range.start).filter(|it| it.range == range && !is_wanted) else {
        return false;
    };
    let import = index.symbols[found.symbol as usize].import.map(|it| &index.imports[it as usize]);
    import.is_some_and(|it| it.is_renamed || matches!(&*it.name, "default" | "*"))
}

/// What stands in the place of a name: where one word was two, both are written.
fn written(
    tree: &Tree,
    text: &str,
    node: Option<NodeId>,
    (old, new): (&str, &str),
    is_member: bool,
) -> String {
    let Some(node) = node else { return new.to_owned() };
    let mut child = node;
    for parent in tree.ancestors(node).skip(1).take(2) {
        let is_shorthand = match tree.kind(parent) {
            Kind::Shorthand => true,
            Kind::PatternProperty => {
                tree.role(child) == Role::Value && tree.child(parent, Role::Name).is_none()
            }
            Kind::DefaultPattern if tree.role(child) == Role::Name => {
                child = parent;
                continue;
            }
            _ => false,
        };
        if is_shorthand && tree.text(text, node) == old {
            return if is_member { format!("{new}: {old}") } else { format!("{old}: {new}") };
        }
        break;
    }
    new.to_owned()
}

/// Why the name at `range` cannot be `new`: it would mean something else, or something else would mean it.
fn clash(index: &Index, text: &str, range: TextRange, new: &str) -> Option<String> {
    let found = index.use_at(range.start).filter(|it| it.range == range)?;
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
