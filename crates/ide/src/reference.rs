//! Where something is used: in its file, in files that import it, behind dots.

use std::sync::Arc;

use perry_db::input::SourceFile;
use perry_db::span::SpanDb;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::answer::{FileRange, Highlight, Place, Reference, TextRange, Usage};
use crate::family::{Namesakes, Occurrence, is_owned, named_node, occurrences};
use crate::found::{Found, Meaning};
use crate::index::{self, Index, Source};
use crate::link::{Def, Export, Importer, Link, Links, export, links, project, targets};
use crate::tree::{Kind, Role};
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
            let declared = types.declarations(*def);
            if let Some(at) = declared.iter().find(|at| is_owned(types, **at)) {
                let name = types.name_of(*at).unwrap_or_default();
                found.extend(member_references(types, &name, &declared));
            }
            sorted(types.db, found)
        }
        Meaning::Member(member) => {
            let mut found = member_references(types, &member.name, &[member.at]);
            if let Some(def) = crate::hierarchy::def_of(types, member.at) {
                found.extend(symbol_references(types, def));
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
    let Source::File(own) = def.source else { return Vec::new() };
    let mut found = Vec::new();
    let index = index::index(types.db, def.source);
    let mut add = |range, usage| found.push(Reference { place: FileRange { file: own, range }, usage });
    index.uses_of(def.symbol).for_each(|it| add(it.range, it.usage));
    if index.symbols[def.symbol as usize].scope == 0 {
        let doors = Doors::of(types.db, own, def);
        doors.own_names(own, index, &mut add);
        for file in reaching(types.db, own) {
            let mut add = |range, usage| found.push(Reference { place: FileRange { file, range }, usage });
            doors.uses_in(types, file, &mut add);
        }
        let mut add = |file, range, usage| found.push(Reference { place: FileRange { file, range }, usage });
        doors.behind_dots(types.db, &mut add);
    }
    sorted(types.db, found)
}

/// Files through whose imports a file may be reached by name: its importers, and theirs where names are passed on. In
/// the order of their paths.
fn reaching(db: &dyn SpanDb, file: SourceFile) -> Vec<SourceFile> {
    let project = project(db);
    let (mut seen, mut open): (FxHashSet<SourceFile>, _) = (FxHashSet::default(), vec![file]);
    while let Some(next) = open.pop() {
        for Importer { file, .. } in project.importers.get(&next).into_iter().flatten() {
            if seen.insert(*file) && passes_on(links(db, *file)) {
                open.push(*file);
            }
        }
    }
    // The file itself is one of them if it imports in a circle.
    project.files.iter().copied().filter(|file| seen.contains(file)).collect()
}

/// Whether a file exports what it gets from others.
fn passes_on(links: &Links) -> bool {
    !links.stars.is_empty() || links.exports.values().any(|it| matches!(it, Export::Remote { .. }))
}

/// The modules that export a symbol, each with the names it has there: whoever imports one of them means the symbol.
struct Doors {
    names: FxHashMap<SourceFile, FxHashSet<Arc<str>>>,
}

impl Doors {
    /// From the symbol's own file through all that pass it on. A name is believed when `export` leads back.
    fn of(db: &dyn SpanDb, file: SourceFile, def: Def) -> Doors {
        let (mut doors, mut open) = (Doors { names: FxHashMap::default() }, vec![file]);
        let own = links(db, file).exports.keys();
        let own = own.filter(|name| export(db, file, name) == Some(Link::Symbol(def))).cloned().collect();
        doors.names.insert(file, own);
        while let Some(door) = open.pop() {
            for importer in project(db).importers.get(&door).into_iter().flatten() {
                let mut more = doors.passed_on(db, door, *importer);
                let known = doors.names.get(&importer.file);
                more.retain(|name| known.is_none_or(|known| !known.contains(name)));
                more.retain(|name| export(db, importer.file, name) == Some(Link::Symbol(def)));
                if !more.is_empty() {
                    doors.names.entry(importer.file).or_default().extend(more);
                    open.push(importer.file);
                }
            }
        }
        doors
    }

    /// The names by which an importer may export what it gets through a door.
    fn passed_on(&self, db: &dyn SpanDb, door: SourceFile, importer: Importer) -> Vec<Arc<str>> {
        let (links, names) = (links(db, importer.file), &self.names[&door]);
        let named = links.exports.iter().filter(|(_, it)| {
            matches!(it, Export::Remote { request, name } if *request == importer.request && names.contains(name))
        });
        let mut found: Vec<_> = named.map(|(exported, _)| exported.clone()).collect();
        if links.stars.contains(&importer.request) {
            found.extend(names.iter().cloned());
        }
        found
    }

    /// The uses of the symbol in a file that imports it.
    fn uses_in(&self, types: &Types<'_>, file: SourceFile, add: &mut impl FnMut(TextRange, Usage)) {
        let index = index::index(types.db, Source::File(file));
        let targets = targets(types.db, file);
        let names = |request: u32| self.names.get(&targets.get(request as usize).copied().flatten()?);
        let leads = |request: u32, name: &str| names(request).is_some_and(|names| names.contains(name));
        for import in index.imports.iter().filter(|it| leads(it.request, &it.name)) {
            for found in index.uses_of(import.symbol) {
                // What an import declares was declared elsewhere.
                let usage = if found.usage == Usage::Declaration { Usage::Read } else { found.usage };
                add(found.range, usage);
            }
            if import.is_renamed {
                add(import.range, Usage::Read);
            }
        }
        let remote = index.remote.iter().filter(|it| leads(it.request, &it.name));
        for it in remote {
            add(it.range, Usage::Read);
            add(it.exported_range, Usage::Read);
        }
        self.own_names(file, index, add);
    }

    /// The names in `export { .. }` of a file that is a door.
    fn own_names(&self, file: SourceFile, index: &Index, add: &mut impl FnMut(TextRange, Usage)) {
        let Some(names) = self.names.get(&file) else { return };
        let exports = index.exports.iter().filter(|it| names.contains(&it.name));
        exports.filter_map(|it| it.specifier).for_each(|(_, exported)| add(exported, Usage::Read));
    }

    /// Behind the dots of the modules that are doors: `ns.name`, by any of its names.
    fn behind_dots(&self, db: &dyn SpanDb, add: &mut impl FnMut(SourceFile, TextRange, Usage)) {
        let project = project(db);
        if !self.names.keys().any(|door| project.objects.contains(door)) {
            return;
        }
        let names: FxHashSet<&Arc<str>> = self.names.values().flatten().collect();
        for file in &project.files {
            let index = index::index(db, Source::File(*file));
            for name in names.iter().filter(|name| index.may_have_member(name)) {
                for found in occurrences(&Types::new(db), *file, name) {
                    let names = found.named.module.and_then(|module| self.names.get(&module));
                    if names.is_some_and(|names| names.contains(*name)) {
                        add(*file, found.range, Usage::Read);
                    }
                }
            }
        }
    }
}

/// Every use of the members that must be called as these declarations, wherever a type says that it is one of them.
fn member_references(types: &Types<'_>, name: &str, declared: &[At]) -> Vec<Reference> {
    let Some(Source::File(own)) = declared.first().map(|at| at.source) else { return Vec::new() };
    let namesakes = Namesakes::of(types.db, name, own);
    let family = namesakes.family(declared);
    let is_part = |it: &&Occurrence| it.named.declared.iter().any(|at| family.contains(at));
    let reference = |it: &Occurrence| Reference {
        place: FileRange { file: it.file, range: it.range },
        usage: usage_of(types, it, &family),
    };
    namesakes.occurrences.iter().filter(is_part).map(reference).collect()
}

fn members_in(types: &Types<'_>, file: SourceFile, member: &Member) -> Vec<(TextRange, Usage)> {
    let occurrences = occurrences(types, file, &member.name);
    let namesakes = Namesakes { occurrences, joints: Vec::new() };
    let family = namesakes.family(&[member.at]);
    let is_part = |it: &&Occurrence| it.named.declared.iter().any(|at| family.contains(at));
    let found = namesakes.occurrences.iter().filter(is_part);
    found.map(|it| (it.range, usage_of(types, it, &family))).collect()
}

fn usage_of(types: &Types<'_>, found: &Occurrence, family: &FxHashSet<At>) -> Usage {
    let source = Source::File(found.file);
    let view = types.view(source);
    let Some(node) = named_node(&view.tree, found.range) else { return Usage::Read };
    let Some(parent) = view.tree.parent(node) else { return Usage::Read };
    let is_own = !matches!(view.tree.kind(parent), Kind::Property | Kind::Shorthand);
    if is_own && family.contains(&At { source, node: parent }) {
        return Usage::Declaration;
    }
    let outer = view.tree.parent(parent).map(|outer| view.tree.kind(outer));
    let is_target = outer == Some(Kind::Assign) && view.tree.role(parent) == Role::Left;
    if is_target || outer == Some(Kind::Update) { Usage::Write } else { Usage::Read }
}

/// The specifiers that lead to a module.
fn module_references(db: &dyn SpanDb, of: SourceFile) -> Vec<Reference> {
    let importers = project(db).importers.get(&of).into_iter().flatten();
    let found = importers.map(|Importer { file, request }| {
        let (_, range) = index::index(db, Source::File(*file)).requests[*request as usize];
        let range = TextRange { start: range.start + 1, end: range.end - 1 };
        Reference { place: FileRange { file: *file, range }, usage: Usage::Read }
    });
    sorted(db, found.collect())
}

/// In the order of paths and places, each place once.
fn sorted(db: &dyn SpanDb, found: Vec<Reference>) -> Vec<Reference> {
    // There may be thousands, and most stand in their order already: runs of one file are put in theirs.
    let mut runs: Vec<&[Reference]> = found.chunk_by(|a, b| a.place.file == b.place.file).collect();
    runs.sort_by_key(|run| run[0].place.file.path(db));
    let mut sorted: Vec<Reference> = Vec::with_capacity(found.len());
    for of_file in runs.chunk_by(|a, b| a[0].place.file == b[0].place.file) {
        let start = sorted.len();
        of_file.iter().for_each(|run| sorted.extend_from_slice(run));
        let place = |it: &Reference| (it.place.range, it.usage);
        if !sorted[start..].is_sorted_by_key(place) {
            sorted[start..].sort_unstable_by_key(place);
        }
    }
    sorted.dedup_by_key(|it| it.place);
    sorted
}
