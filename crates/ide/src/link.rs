//! Links between modules: where imports lead, through re-exports, to the declaration; types included.
//!
//! `sema` links values only, for types are erased before it looks; resolution of specifiers is sema's.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use perry_db::input::{Program, SourceFile};
use perry_db::span::SpanDb;
use perry_sema::path;
use perry_sema::resolve::resolve;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::index::{Source, index};
use crate::library;

/// What a file asks of others and offers to them, without positions: an edit inside it leaves this equal.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Links {
    pub requests: Vec<Arc<str>>,
    pub exports: BTreeMap<Arc<str>, Export>,
    pub stars: Vec<u32>,
    /// Request and name of every import and re-export; `*` is the namespace.
    pub wanted: BTreeSet<(u32, Arc<str>)>,
    /// Requests whose whole module is at hand as an object.
    pub whole: BTreeSet<u32>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Export {
    /// By the name that the module's scope has for it.
    Local(Arc<str>),
    /// A name of another module; `*` for its namespace.
    Remote { request: u32, name: Arc<str> },
}

/// A symbol of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Def {
    pub source: Source,
    pub symbol: u32,
}

/// Where a name leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Link {
    Symbol(Def),
    /// All of a module, as an object.
    Module(SourceFile),
}

/// What `file` asks of others and offers to them.
///
/// Changes when an import or export does. Stays when a body changes or a line moves.
/// Costs a walk over the imports and exports of the index.
#[salsa::tracked(returns(ref))]
pub fn links(db: &dyn SpanDb, file: SourceFile) -> Arc<Links> {
    let index = index(db, Source::File(file));
    let mut links =
        Links { requests: index.requests.iter().map(|it| it.0.clone()).collect(), ..Links::default() };
    for exported in &index.exports {
        let symbol = &index.symbols[exported.symbol as usize];
        let export = match symbol.import.map(|import| &index.imports[import as usize]) {
            Some(import) => Export::Remote { request: import.request, name: import.name.clone() },
            None => Export::Local(symbol.name.clone()),
        };
        links.exports.insert(exported.name.clone(), export);
    }
    for remote in &index.remote {
        let export = Export::Remote { request: remote.request, name: remote.name.clone() };
        links.exports.insert(remote.exported.clone(), export);
    }
    let imports = index.imports.iter().map(|it| (it.request, it.name.clone()));
    let remote = index.remote.iter().map(|it| (it.request, it.name.clone()));
    links.wanted = imports.chain(remote).collect();
    links.stars.clone_from(&index.stars);
    let whole = index.imports.iter().filter(|it| &*it.name == "*").map(|it| it.request);
    let passed = index.remote.iter().filter(|it| &*it.name == "*").map(|it| it.request);
    links.whole = whole.chain(passed).chain(index.dynamic.iter().copied()).collect();
    Arc::new(links)
}

/// The files that the requests of `file` lead to, in their order.
///
/// Changes when a request leads elsewhere. Stays when code changes.
/// Costs a few look-ups in listings for each request.
#[salsa::tracked(returns(ref))]
pub fn targets(db: &dyn SpanDb, file: SourceFile) -> Vec<Option<SourceFile>> {
    let directory = path::parent(file.path(db));
    let requests = links(db, file).requests.iter();
    requests.map(|specifier| resolve(db, directory, specifier).ok().map(|found| db.file(&found))).collect()
}

/// Every file of the project that the entries reach, types included, and for each who asks for it.
///
/// Changes when a file is reached or no longer, or a request leads elsewhere. Stays when code changes.
/// Costs the indexes of all files the first time.
#[salsa::tracked(returns(ref))]
pub fn project(db: &dyn SpanDb) -> Arc<Project> {
    let mut project = Project::default();
    let mut open: Vec<SourceFile> = Program::try_get(db).map(|it| it.entries(db).clone()).unwrap_or_default();
    open.reverse();
    let mut seen: FxHashSet<SourceFile> = open.iter().copied().collect();
    while let Some(file) = open.pop() {
        project.files.push(file);
        let targets = targets(db, file);
        let whole = links(db, file).whole.iter().filter_map(|request| *targets.get(*request as usize)?);
        project.objects.extend(whole);
        for (request, target) in targets.iter().enumerate().filter_map(|(at, it)| Some((at as u32, (*it)?))) {
            project.importers.entry(target).or_default().push(Importer { file, request });
            if seen.insert(target) {
                open.push(target);
            }
        }
    }
    project.files.sort_by_key(|file| file.path(db));
    project.importers.values_mut().for_each(|importers| importers.sort_by_key(|it| it.file.path(db)));
    Arc::new(project)
}

#[derive(Debug, Default, PartialEq, Eq)]
pub struct Project {
    /// In the order of their paths.
    pub files: Vec<SourceFile>,
    /// In the order of their paths, in which their indexes lie in memory, too.
    pub importers: FxHashMap<SourceFile, Vec<Importer>>,
    /// Modules that somebody has as an object: what they export is behind dots too.
    pub objects: FxHashSet<SourceFile>,
}

/// Who asks for a file, once for each request that leads to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Importer {
    pub file: SourceFile,
    pub request: u32,
}

/// The declaration behind an exported name of `file`.
pub fn export(db: &dyn SpanDb, file: SourceFile, name: &str) -> Option<Link> {
    follow(db, file, name, &mut FxHashSet::default())
}

fn follow(
    db: &dyn SpanDb,
    file: SourceFile,
    name: &str,
    seen: &mut FxHashSet<(SourceFile, Arc<str>)>,
) -> Option<Link> {
    if name == "*" {
        return Some(Link::Module(file));
    }
    if !seen.insert((file, name.into())) {
        return None;
    }
    let links = links(db, file);
    match links.exports.get(name) {
        Some(Export::Local(local)) => {
            let source = Source::File(file);
            index(db, source).top(local).map(|symbol| Link::Symbol(Def { source, symbol }))
        }
        Some(Export::Remote { request, name }) => {
            let target = (*targets(db, file).get(*request as usize)?)?;
            follow(db, target, name, seen)
        }
        None if name == "default" => None,
        None => links.stars.iter().find_map(|star| {
            let target = (*targets(db, file).get(*star as usize)?)?;
            follow(db, target, name, seen)
        }),
    }
}

/// Every name that `file` exports, those of `export *` included.
pub fn export_names(db: &dyn SpanDb, file: SourceFile) -> BTreeSet<Arc<str>> {
    let (mut names, mut seen, mut open) = (BTreeSet::new(), FxHashSet::default(), vec![file]);
    while let Some(next) = open.pop() {
        if !seen.insert(next) {
            continue;
        }
        let links = links(db, next);
        names.extend(links.exports.keys().filter(|name| next == file || &***name != "default").cloned());
        let stars =
            links.stars.iter().filter_map(|star| targets(db, next).get(*star as usize).copied().flatten());
        open.extend(stars);
    }
    names
}

/// What a symbol of a source leads to: itself, or what it imports.
pub fn resolved(db: &dyn SpanDb, def: Def) -> Option<Link> {
    let Source::File(file) = def.source else { return Some(Link::Symbol(def)) };
    let index = index(db, def.source);
    let Some(import) = index.symbols[def.symbol as usize].import else { return Some(Link::Symbol(def)) };
    let import = &index.imports[import as usize];
    let target = (*targets(db, file).get(import.request as usize)?)?;
    export(db, target, &import.name)
}

/// What a name of the language itself leads to.
pub fn global(name: &str, meaning: u8) -> Option<Def> {
    library::library().global(name, meaning).map(|symbol| Def { source: Source::Library, symbol })
}
