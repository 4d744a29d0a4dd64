//! What is renamed: a name of a file, a name that a module exports, a member, a label or a private name.

use perry_db::input::SourceFile;

use super::{is_package, refusal};
use crate::answer::{Place, Refusal, TextRange};
use crate::family::{self, is_owned};
use crate::found::Found;
use crate::index::shape::inner_range;
use crate::index::{Source, TYPE, VALUE};
use crate::link::{Def, global, targets};
use crate::tree::{Kind, Role};
use crate::types::{At, Types};

/// What a name at a place stands for, as far as renaming it goes.
pub enum Subject {
    /// A name of the file itself.
    Binding(u32),
    /// What this module exports under the name.
    Door(SourceFile),
    /// A member with these declarations.
    Member(Vec<At>),
    Label,
    Private,
}

/// What is at `place`, where its name stands, and the name.
pub fn at(types: &Types<'_>, place: Place) -> Result<(Subject, TextRange, String), Refusal> {
    let view = types.view(Source::File(place.file));
    if let Some(range) = super::word::label_at(&view.tree, &view.text, place.offset) {
        return Ok((Subject::Label, range, range.of(&view.text).to_owned()));
    }
    let nothing = || refusal("there is no name that can be renamed here");
    let node = view.tree.name_at(place.offset).ok_or_else(nothing)?;
    let (whole, range) = (view.tree.range(node), inner_range(&view.tree, node));
    let name = range.of(&view.text).to_owned();
    if view.tree.kind(node) == Kind::PrivateName {
        return Ok((Subject::Private, range, name));
    }
    if view.index.requests.iter().any(|(_, literal)| *literal == whole) {
        return Err(refusal("a module is renamed by moving its file"));
    }
    if !name.starts_with(|it: char| it.is_alphabetic() || it == '_' || it == '$') {
        return Err(refusal(format!("`{name}` is not a name")));
    }
    let subject = match named(types, place, whole, &name)? {
        Some(subject) => subject,
        None => member(types, place, At { source: Source::File(place.file), node }, &name)?,
    };
    Ok((subject, range, name))
}

/// A name that the index knows: of the file, or of a specifier.
fn named(types: &Types<'_>, place: Place, range: TextRange, name: &str) -> Result<Option<Subject>, Refusal> {
    let view = types.view(Source::File(place.file));
    let (index, targets) = (&view.index, targets(types.db, place.file));
    let door = |request: u32| match targets.get(request as usize).copied().flatten() {
        _ if name == "default" => Err(refusal("`default` has no other name")),
        Some(file) if is_package(types.db, file) => Err(refusal(format!("`{name}` belongs to a package"))),
        Some(file) => Ok(Some(Subject::Door(file))),
        None => Err(refusal(format!("nothing declares `{name}`"))),
    };
    if let Some(found) = index.use_of(range) {
        let def = Def { source: Source::File(place.file), symbol: found.symbol };
        return match owned(types, def) {
            Some(declared) => Ok(Some(Subject::Member(declared))),
            None => Ok(Some(Subject::Binding(found.symbol))),
        };
    }
    if let Some(import) = index.imports.iter().find(|it| it.range == range) {
        return door(import.request);
    }
    if let Some(remote) = index.remote.iter().find(|it| it.range == range && &*it.name != "*") {
        return door(remote.request);
    }
    let is_exported = index.remote.iter().any(|it| it.exported_range == range)
        || index.exports.iter().any(|it| it.specifier.is_some_and(|(_, exported)| exported == range));
    match is_exported {
        true if name == "default" => Err(refusal("`default` has no other name")),
        true => Ok(Some(Subject::Door(place.file))),
        false => Ok(None),
    }
}

/// The declarations of a symbol that is a member too: a parameter that is a property, what a namespace exports.
fn owned(types: &Types<'_>, def: Def) -> Option<Vec<At>> {
    let declared = types.declarations(def);
    declared.iter().any(|at| is_owned(types, *at)).then_some(declared)
}

fn member(types: &Types<'_>, place: Place, at: At, name: &str) -> Result<Subject, Refusal> {
    let unknown = || refusal(format!("it is not known what `{name}` means here"));
    let Some(named) = family::meaning(types, at, name) else { return Err(other(types, place, at, name)) };
    if let Some(module) = named.module {
        return match is_package(types.db, module) {
            true => Err(refusal(format!("`{name}` belongs to a package"))),
            false => Ok(Subject::Door(module)),
        };
    }
    if named.is_unknown {
        return Err(unknown());
    }
    if named.declared.is_empty() {
        return Err(refusal(format!("nothing declares `{name}`")));
    }
    refuse_foreign(types, &named.declared, name)?;
    Ok(Subject::Member(named.declared))
}

/// Why what is no name of the index and no member cannot be renamed.
fn other(types: &Types<'_>, place: Place, at: At, name: &str) -> Refusal {
    let is_dotted = types.parent(at).is_some_and(|parent| types.kind(parent) == Kind::Constructor);
    if is_dotted {
        return refusal("a constructor has no other name");
    }
    if types.view(at.source).tree.role(at.node) != Role::Name && global(name, VALUE | TYPE).is_some() {
        return refusal(format!("`{name}` belongs to the language"));
    }
    match Found::at(types, place) {
        Some(_) if global(name, VALUE | TYPE).is_some() => {
            refusal(format!("`{name}` belongs to the language"))
        }
        _ => refusal("there is no name that can be renamed here"),
    }
}

/// Refuses what is declared where nobody edits.
pub fn refuse_foreign(types: &Types<'_>, declared: &[At], name: &str) -> Result<(), Refusal> {
    for at in declared {
        match at.source {
            Source::Library => return Err(refusal(format!("`{name}` belongs to the language"))),
            Source::File(file) if is_package(types.db, file) => {
                return Err(refusal(format!("`{name}` belongs to a package")));
            }
            Source::File(_) => {}
        }
    }
    Ok(())
}
