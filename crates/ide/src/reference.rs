//! Where something is used: in its file, in files that import it, behind dots.

use perry_db::input::SourceFile;
use perry_db::span::SpanDb;
use rustc_hash::FxHashSet;

use crate::answer::{FileRange, Highlight, Place, Reference, TextRange, Usage};
use crate::found::{Found, Meaning, member_meaning};
use crate::index::{self, Index, Source};
use crate::link::{Def, Link, export, links, project, targets};
use crate::tree::{Kind, Role, flag};
use crate::types::{At, Member, Types};

/// Every use of what is at `place`, in the order of paths and places.
pub fn references(db: &dyn SpanDb, place: Place, include_declaration: bool) -> Vec<Reference> {
    let types = Types::new(db);
    let Some(found) = Found::at(&types, place) else { return Vec::new() };
    let mut references = meaning_references(&types, &found.meaning);
    references.retain(|it| include_declaration || it.usage != Usage::Declaration);
    references
}

/// Every use of what a name means.
pub fn meaning_references(types: &Types<'_>, meaning: &Meaning) -> Vec<Reference> {
    match meaning {
        Meaning::Link(Link::Module(file)) => module_references(types.db, *file),
        Meaning::Link(Link::Symbol(def)) => {
            let mut found = symbol_references(types, *def);
            let property = types.declarations(*def).into_iter().find(|at| types.has(*at, flag::PROPERTY));
            if let Some(at) = property.filter(|at| types.kind(*at) == Kind::Param) {
                let name = types.name_of(at).unwrap_or_default();
                found.extend(member_references(types, &Member { name, at, env: std::rc::Rc::from([]) }));
            }
            sorted(types.db, found)
        }
        Meaning::Member(member) => {
            let mut found = Vec::new();
            match crate::hierarchy::def_of(types, member.at) {
                Some(def) => found.extend(symbol_references(types, def)),
                None => found.extend(member_references(types, member)),
            }
            if types.kind(member.at) == Kind::Param {
                found.extend(member_references(types, member));
            }
            sorted(types.db, found)
        }
    }
}

/// The uses of what is at `place` in its own file.
pub fn highlights(db: &dyn SpanDb, place: Place) -> Vec<Highlight> {
    let types = Types::new(db);
    let Some(found) = Found::at(&types, place) else { return Vec::new() };
    let view = types.view(Source::File(place.file));
    let local = view.index.use_at(place.offset).map(|it| it.symbol);
    let mut found = match (local, &found.meaning) {
        (Some(symbol), _) => view.index.uses_of(symbol).map(|it| (it.range, it.usage)).collect(),
        (None, Meaning::Member(member)) => members_in(&types, place.file, member),
        (None, Meaning::Link(_)) => vec![(found.origin, Usage::Read)],
    };
    found.sort_unstable();
    found.into_iter().map(|(range, usage)| Highlight { range, usage }).collect()
}

/// Every use of a symbol of a file.
pub fn symbol_references(types: &Types<'_>, def: Def) -> Vec<Reference> {
    let mut found = Vec::new();
    let mut add = |file: SourceFile, range: TextRange, usage: Usage| {
        found.push(Reference { place: FileRange { file, range }, usage });
    };
    if let Source::File(file) = def.source {
        let index = index::index(types.db, def.source);
        index.uses_of(def.symbol).for_each(|it| add(file, it.range, it.usage));
        if index.symbols[def.symbol as usize].scope == 0 {
            for importer in reaching(types.db, file) {
                uses_in(types, importer, def)
                    .into_iter()
                    .for_each(|(range, usage)| add(importer, range, usage));
            }
        }
    }
    sorted(types.db, found)
}

/// Files through whose imports a file may be reached by name: its importers, and theirs where names are passed on.
fn reaching(db: &dyn SpanDb, file: SourceFile) -> Vec<SourceFile> {
    let project = project(db);
    let (mut seen, mut open): (FxHashSet<SourceFile>, _) = (FxHashSet::default(), vec![file]);
    while let Some(next) = open.pop() {
        for importer in project.importers.get(&next).into_iter().flatten() {
            let links = links(db, *importer);
            let passes_on = !links.stars.is_empty()
                || links.exports.values().any(|it| matches!(it, crate::link::Export::Remote { .. }));
            if seen.insert(*importer) && passes_on {
                open.push(*importer);
            }
        }
    }
    seen.remove(&file);
    seen.into_iter().collect()
}

/// The uses of a symbol of another file.
fn uses_in(types: &Types<'_>, file: SourceFile, def: Def) -> Vec<(TextRange, Usage)> {
    let index = index::index(types.db, Source::File(file));
    let name = index::index(types.db, def.source).symbols[def.symbol as usize].name.clone();
    let targets = targets(types.db, file);
    let leads = |request: u32, name: &str| {
        let target = targets.get(request as usize).copied().flatten();
        target.and_then(|target| export(types.db, target, name)) == Some(Link::Symbol(def))
    };
    let mut found = Vec::new();
    for import in &index.imports {
        if leads(import.request, &import.name) {
            let uses = index.uses_of(import.symbol).map(|it| (it.range, it.usage));
            found.extend(uses.map(|(range, usage)| match usage {
                Usage::Declaration => (range, Usage::Read),
                _ => (range, usage),
            }));
            if import.is_renamed {
                found.push((import.range, Usage::Read));
            }
        }
    }
    let remote = index.remote.iter().filter(|it| leads(it.request, &it.name));
    found.extend(remote.map(|it| (it.range, Usage::Read)));
    if index.imports.iter().any(|it| &*it.name == "*") {
        found.extend(namespace_uses(types, file, (&index, &name), def));
    }
    found
}

/// `ns.name`
fn namespace_uses(
    types: &Types<'_>,
    file: SourceFile,
    (index, name): (&Index, &str),
    def: Def,
) -> Vec<(TextRange, Usage)> {
    let text = index::text(types.db, Source::File(file));
    let declared = types.declarations(def);
    let named = index.members.iter().filter(|range| range.of(&text) == name);
    let is_it = |range: &&TextRange| {
        let member = member_at(types, file, **range);
        member.is_some_and(|member| declared.contains(&member.at))
    };
    named.filter(is_it).map(|range| (*range, Usage::Read)).collect()
}

fn member_at(types: &Types<'_>, file: SourceFile, range: TextRange) -> Option<Member> {
    let source = Source::File(file);
    let node = types.view(source).tree.name_at(range.start)?;
    member_meaning(types, At { source, node })
}

/// Every use of a member, wherever a type says that it is this one.
pub fn member_references(types: &Types<'_>, member: &Member) -> Vec<Reference> {
    let Source::File(own) = member.at.source else { return Vec::new() };
    let mut files = project(types.db).files.clone();
    if !files.contains(&own) {
        files.push(own);
    }
    let mut found = Vec::new();
    for file in files {
        // A glance at the text spares the index of most files.
        if index::text(types.db, Source::File(file)).contains(&member.name) {
            let uses = members_in(types, file, member).into_iter();
            found.extend(uses.map(|(range, usage)| Reference { place: FileRange { file, range }, usage }));
        }
    }
    sorted(types.db, found)
}

fn members_in(types: &Types<'_>, file: SourceFile, member: &Member) -> Vec<(TextRange, Usage)> {
    let source = Source::File(file);
    let (index, text) = (index::index(types.db, source), index::text(types.db, source));
    let is_named = |range: &&TextRange| range.of(&text).trim_matches(['"', '\'']) == member.name;
    let mut found = Vec::new();
    for range in index.members.iter().filter(is_named) {
        let usage = match member_at(types, file, *range) {
            Some(it) if it.at == member.at => usage_of(types, file, *range, member),
            _ => continue,
        };
        found.push((*range, usage));
    }
    // `constructor(private x)` and `{ x }` declare a member and a variable at once.
    if member.at.source == source && matches!(types.kind(member.at), Kind::Param | Kind::Shorthand) {
        let name = types.child(member.at, Role::Name).or_else(|| types.child(member.at, Role::Value));
        found.extend(name.map(|name| (types.view(source).tree.range(name.node), Usage::Declaration)));
    }
    found
}

fn usage_of(types: &Types<'_>, file: SourceFile, range: TextRange, member: &Member) -> Usage {
    let view = types.view(Source::File(file));
    let Some(node) = view.tree.name_at(range.start) else { return Usage::Read };
    let Some(parent) = view.tree.parent(node) else { return Usage::Read };
    if (At { source: Source::File(file), node: parent }) == member.at {
        return Usage::Declaration;
    }
    let outer = view.tree.parent(parent).map(|outer| view.tree.kind(outer));
    let is_target = outer == Some(Kind::Assign) && view.tree.role(parent) == Role::Left;
    if is_target || outer == Some(Kind::Update) { Usage::Write } else { Usage::Read }
}

/// The specifiers that lead to a module.
fn module_references(db: &dyn SpanDb, of: SourceFile) -> Vec<Reference> {
    let importers = project(db).importers.get(&of).into_iter().flatten();
    let mut found = Vec::new();
    for file in importers {
        let index = index::index(db, Source::File(*file));
        for ((_, range), target) in index.requests.iter().zip(targets(db, *file)) {
            if *target == Some(of) {
                let range = TextRange { start: range.start + 1, end: range.end - 1 };
                found.push(Reference { place: FileRange { file: *file, range }, usage: Usage::Read });
            }
        }
    }
    sorted(db, found)
}

fn sorted(db: &dyn SpanDb, mut found: Vec<Reference>) -> Vec<Reference> {
    found.sort_by_key(|it| (it.place.file.path(db), it.place.range, it.usage));
    found.dedup_by_key(|it| it.place);
    found
}
