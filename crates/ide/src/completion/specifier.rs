//! What may stand in the quotes of an import: files and directories, packages and what they offer, aliases.
//!
//! Directories are looked at through the listings that resolution asks: one that changes is noticed.

use std::collections::BTreeMap;

use perry_db::database::Db;
use perry_persist::listing::Kind as Entry;
use perry_sema::package::{package, path_map};
use perry_sema::path;
use perry_sema::resolve::resolve;

use super::Cursor;
use crate::answer::{Completion, Completions, SymbolKind, TextRange};
use crate::edit::ending;
use crate::index::Source;
use crate::matching::distance;
use crate::tree::token::T;
use crate::types::{Types, View};

/// Names of one directory that are offered. A guess.
const NAMES: usize = 1_000;

/// What is found, by what would be inserted.
type Names = BTreeMap<String, SymbolKind>;

/// The specifier up to the cursor, and the part of it that is being typed.
pub(super) fn typed(view: &View<'_>, offset: u32) -> Option<(String, TextRange)> {
    let (tree, text) = (&view.tree, &view.text);
    let token = tree.tokens[..tree.tokens.partition_point(|token| token.start < offset)].last()?;
    let literal = TextRange { start: token.start, end: token.end };
    let quoted = literal.of(text);
    let is_closed = quoted.len() > 1 && quoted.ends_with(quoted.chars().next()?);
    let end = token.end - u32::from(is_closed);
    let is_inside = token.kind == T::String && offset <= end;
    if !is_inside || !view.index.requests.iter().any(|it| it.1.start == token.start) {
        return None;
    }
    let before = text.get(token.start as usize + 1..offset as usize)?.to_owned();
    let behind = text.get(offset as usize..end as usize)?;
    let start = offset - (before.len() - before.rfind('/').map_or(0, |slash| slash + 1)) as u32;
    let end = offset + behind.find('/').unwrap_or(behind.len()) as u32;
    Some((before, TextRange { start, end }))
}

/// What may stand at the end of `before`.
pub(super) fn specifiers(types: &Types<'_>, cursor: &Cursor, before: &str, found: &mut Completions) {
    let (db, file) = (types.db, cursor.place.file);
    let importer = file.path(db);
    let directory = path::parent(importer);
    let held = before.rfind('/').map_or("", |slash| &before[..slash]);
    let mut names = Names::new();
    let is_relative = before.starts_with('.');
    if is_relative && !held.is_empty() {
        let view = types.view(Source::File(file));
        let others = view.index.requests.iter().filter(|it| !it.1.contains(cursor.replace));
        let relative = others.map(|it| &it.0).find(|it| it.starts_with('.'));
        let extension = relative.map_or(".ts", |it| ending(it));
        listed(db, &path::join(directory, held), extension, &mut names);
        let own = importer.strip_suffix(ending(importer)).unwrap_or(importer);
        let held = path::join(directory, held);
        names.retain(|name, _| path::join(&held, name.strip_suffix(ending(name)).unwrap_or(name)) != own);
    }
    if held.is_empty() || held.split('/').all(|it| it == "..") {
        names.extend([".", ".."].map(|name| (name.to_owned(), SymbolKind::Namespace)));
    }
    if !is_relative {
        aliases(db, directory, held, &mut names);
        packages(db, directory, before, held, &mut names);
    }
    let last = &before[before.len() - cursor.prefix.len()..];
    let near = names.into_iter().filter(|(name, _)| distance(last, name).is_some()).take(NAMES);
    found.items.extend(near.map(|(name, kind)| Completion {
        rank: u8::from(name.starts_with('.')),
        label: name.clone(),
        kind,
        detail: None,
        insert: name,
        replace: cursor.replace,
        import_from: None,
    }));
}

/// The modules and directories of a directory, ending as the imports of the file do.
fn listed(db: &dyn Db, directory: &str, extension: &str, names: &mut Names) {
    let listing = db.directory(directory).listing(db).clone();
    for (name, kind) in listing.iter().flat_map(|listing| &listing.entries) {
        let is_hidden = name.starts_with('.') || name == "node_modules";
        match kind {
            _ if is_hidden || name.ends_with(".d.ts") => {}
            Entry::Directory => {
                names.insert(name.clone(), SymbolKind::Namespace);
            }
            Entry::File | Entry::Link if !ending(name).is_empty() => {
                let specifier = crate::edit::specifier("", name, extension);
                names.insert(specifier.trim_start_matches("./").to_owned(), SymbolKind::Module);
            }
            _ => {}
        }
    }
}

/// What the nearest tsconfig.json maps: the text before a star, and behind it what lies where it leads.
fn aliases(db: &dyn Db, directory: &str, held: &str, names: &mut Names) {
    let has_one = |at: &&str| db.directory(at).entry(db, "tsconfig.json").is_some();
    let Some(root) = path::ancestors(directory).find(has_one) else { return };
    let map = path_map(db, db.file(&path::join(root, "tsconfig.json")));
    let base = path::join(root, map.base.as_deref().unwrap_or(""));
    for (pattern, targets) in &map.paths {
        let Some((fixed, _)) = pattern.split_once('*') else {
            if let Some(name) = segment(pattern, held) {
                names.insert(name, SymbolKind::Module);
            }
            continue;
        };
        let fixed = fixed.trim_end_matches('/');
        match format!("{held}/").strip_prefix(&format!("{fixed}/")) {
            Some(below) if !fixed.is_empty() || !held.is_empty() => {
                for target in targets {
                    let to = target.split('*').next().unwrap_or_default();
                    let to = path::join(&base, to.trim_end_matches('/'));
                    listed(db, &path::join(&to, below.trim_end_matches('/')), "", names);
                }
            }
            _ => {
                let open = segment(fixed, held).filter(|it| !it.is_empty());
                names.extend(open.map(|it| (it, SymbolKind::Namespace)));
            }
        }
    }
    if map.base.is_some() {
        listed(db, &path::join(&base, held), "", names);
    }
}

/// The part of `specifier` behind `held`, up to the next slash.
fn segment(specifier: &str, held: &str) -> Option<String> {
    let rest = if held.is_empty() { specifier } else { specifier.strip_prefix(held)?.strip_prefix('/')? };
    rest.split('/').next().map(str::to_owned)
}

/// Installed packages and what they offer, and the private names of the package around.
fn packages(db: &dyn Db, directory: &str, before: &str, held: &str, names: &mut Names) {
    if before.starts_with('#') {
        let around = perry_sema::package::enclosing_package(db, directory);
        let imports = around.and_then(|(_, package)| package.imports.clone()).unwrap_or_default();
        let open = imports.keys().filter(|name| !name.contains('*')).filter_map(|name| segment(name, held));
        names.extend(open.map(|name| (name, SymbolKind::Module)));
        return;
    }
    let is_scope = held.starts_with('@') && !held.contains('/');
    for above in path::ancestors(directory).filter(|above| path::name(above) != "node_modules") {
        let modules = path::join(above, "node_modules");
        if held.is_empty() || is_scope {
            let listing = db.directory(&path::join(&modules, held)).listing(db).clone();
            let all = listing.iter().flat_map(|listing| &listing.entries);
            let installed = all.filter(|(name, kind)| {
                matches!(kind, Entry::Directory | Entry::Link) && !name.starts_with('.')
            });
            names.extend(installed.map(|(name, _)| {
                let is_open = name.starts_with('@');
                (name.clone(), if is_open { SymbolKind::Namespace } else { SymbolKind::Module })
            }));
        } else {
            subpaths(db, directory, &modules, held, names);
        }
    }
}

/// What a package offers below its name: by its `exports`, or its files where it has none.
fn subpaths(db: &dyn Db, directory: &str, modules: &str, held: &str, names: &mut Names) {
    let scope = if held.starts_with('@') { held.find('/').map_or(0, |slash| slash + 1) } else { 0 };
    let end = held[scope..].find('/').map_or(held.len(), |slash| scope + slash);
    let (name, inner) = (&held[..end], held[end..].trim_start_matches('/'));
    let root = path::join(modules, name);
    if db.directory(&root).listing(db).is_none() {
        return;
    }
    let file = db.file(&path::join(&root, "package.json"));
    let exports = package(db, file).as_ref().and_then(|package| package.exports.clone());
    let Some(exports) = exports else {
        return listed(db, &path::join(&root, inner), "", names);
    };
    for key in exports.as_object().into_iter().flat_map(|map| map.keys()) {
        let Some(offered) = key.strip_prefix("./") else { continue };
        if let Some((fixed, behind)) = offered.split_once('*') {
            starred(db, directory, (&root, name), (fixed, behind), inner, names);
        } else if let Some(name) = segment(offered, inner).filter(|it| !it.is_empty()) {
            let is_whole = offered == name || offered.ends_with(&format!("/{name}"));
            names.insert(name, if is_whole { SymbolKind::Module } else { SymbolKind::Namespace });
        }
    }
}

/// What a star of `exports` stands for: files below that resolution finds.
fn starred(
    db: &dyn Db,
    directory: &str,
    (root, package): (&str, &str),
    (fixed, behind): (&str, &str),
    inner: &str,
    names: &mut Names,
) {
    let fixed = fixed.trim_end_matches('/');
    if inner != fixed {
        names.extend(segment(fixed, inner).filter(|it| !it.is_empty()).map(|it| (it, SymbolKind::Namespace)));
        return;
    }
    for place in ["", "src", "dist", "lib", fixed] {
        let mut below = Names::new();
        for extension in ["", ".ts"] {
            listed(db, &path::join(root, place), extension, &mut below);
        }
        for (name, kind) in below {
            let offered = format!("{}{behind}", name.trim_end_matches(behind));
            let specifier = [package, fixed, &offered].map(str::to_owned);
            let specifier: Vec<String> = specifier.into_iter().filter(|it| !it.is_empty()).collect();
            if kind == SymbolKind::Module && resolve(db, directory, &specifier.join("/")).is_ok() {
                names.insert(offered, kind);
            }
        }
    }
}
