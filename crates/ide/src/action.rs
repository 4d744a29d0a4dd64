//! What can be done about a name: import it, spell it right, remove an import that nobody uses.

use perry_db::input::SourceFile;
use perry_db::span::SpanDb;
use perry_sema::problem::distance;

use crate::answer::{Action, Edit, FileEdits, FileRange, TextRange, Usage};
use crate::edit::{Imported, import_edit_as, is_importable};
use crate::found::member_meaning;
use crate::index::{Free, Source, TYPE, VALUE};
use crate::library;
use crate::link::{Export, export, export_names, global, links, project, targets};
use crate::tree::{Kind, NodeId, Role};
use crate::types::{At, Types};

/// Modules that a name is offered to be imported from. A guess.
const IMPORTS: usize = 10;

/// Names of each kind that are looked at: nobody chooses among the repairs of more, and a chain of members may be as
/// long as a file. A guess.
const MOST_NAMES: usize = 256;

/// What can be done in a range.
pub fn actions(db: &dyn SpanDb, place: FileRange) -> Vec<Action> {
    let types = Types::new(db);
    let view = types.view(Source::File(place.file));
    let touches = |range: TextRange| range.start <= place.range.end && place.range.start <= range.end;
    let mut found = Vec::new();
    for free in view.index.free.iter().filter(|it| touches(it.range)).take(MOST_NAMES) {
        let meaning = if free.is_type { TYPE } else { VALUE };
        if global(free.range.of(&view.text), meaning).is_none() {
            imports(&types, place.file, free, &mut found);
            misspelt(&types, place.file, free, &mut found);
        }
    }
    for range in view.index.members.iter().filter(|it| touches(**it)).take(MOST_NAMES) {
        misspelt_member(&types, place.file, *range, &mut found);
    }
    not_exported(&types, place, &mut found);
    unused(&types, place, &mut found);
    found
}

fn one_edit(file: SourceFile, range: TextRange, text: String) -> Vec<FileEdits> {
    vec![FileEdits { file, edits: vec![Edit { range, text: text.into() }] }]
}

/// Imports the name from each module that exports it.
fn imports(types: &Types<'_>, file: SourceFile, free: &Free, found: &mut Vec<Action>) {
    let text = types.view(Source::File(file)).text.clone();
    let name = free.range.of(&text);
    let project = project(types.db);
    let declared = |it: &SourceFile| {
        let exports = &links(types.db, *it).exports;
        let is_default = match exports.get("default") {
            Some(Export::Local(local)) => &**local == name || stem(it.path(types.db)) == name,
            _ => false,
        };
        match exports.get(name) {
            Some(Export::Local(_)) => Some((*it, Imported::Named)),
            _ => is_default.then_some((*it, Imported::Default)),
        }
    };
    let others = project.files.iter().filter(|it| **it != file);
    let from: Vec<(SourceFile, Imported)> =
        others.filter_map(declared).filter(|it| is_importable(types, file, it.0)).take(IMPORTS).collect();
    for (target, imported) in &from {
        let edit = import_edit_as(types, file, *target, (name, *imported));
        found.push(Action {
            title: format!("import `{name}` from `{}`", target.path(types.db)),
            settles: None,
            is_preferred: from.len() == 1,
            edits: vec![FileEdits { file, edits: vec![edit] }],
        });
    }
}

/// The name of a file without its extension.
fn stem(path: &str) -> &str {
    let name = perry_sema::path::name(path);
    name.split('.').next().unwrap_or(name)
}

/// The name that is close to what was typed, if it is close.
fn similar<'n>(name: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let close = name.chars().count().div_ceil(3);
    let near = names.filter(|other| *other != name).map(|other| (distance(name, other), other));
    near.filter(|(distance, _)| *distance <= close).min().map(|(_, other)| other)
}

fn misspelt(types: &Types<'_>, file: SourceFile, free: &Free, found: &mut Vec<Action>) {
    let view = types.view(Source::File(file));
    let meaning = if free.is_type { TYPE } else { VALUE };
    let scopes: Vec<u32> = view.index.scopes_from(view.index.scope_at(free.range.end)).collect();
    let declared =
        view.index.symbols.iter().filter(|it| scopes.contains(&it.scope) && it.meaning & meaning != 0);
    let language =
        library::library().index.symbols.iter().filter(|it| it.scope == 0 && it.meaning & meaning != 0);
    let name = free.range.of(&view.text);
    if let Some(meant) = similar(name, declared.chain(language).map(|it| &*it.name)) {
        found.push(spelling(file, free.range, meant, None));
    }
}

fn spelling(file: SourceFile, range: TextRange, meant: &str, settles: Option<&'static str>) -> Action {
    let edits = one_edit(file, range, meant.to_owned());
    Action { title: format!("change it to `{meant}`"), settles, is_preferred: settles.is_some(), edits }
}

/// A name behind a dot that its object does not have.
fn misspelt_member(types: &Types<'_>, file: SourceFile, range: TextRange, found: &mut Vec<Action>) {
    let source = Source::File(file);
    let view = types.view(source);
    let Some(node) = view.tree.name_at(range.start) else { return };
    let Some(parent) = view.tree.parent(node).filter(|it| view.tree.kind(*it) == Kind::Member) else {
        return;
    };
    let Some(object) = view.tree.child(parent, Role::Object) else { return };
    if member_meaning(types, At { source, node }).is_some() {
        return;
    }
    let members = types.members(&types.type_of(At { source, node: object }));
    if let Some(meant) = similar(range.of(&view.text), members.iter().map(|it| &*it.name)) {
        found.push(spelling(file, range, meant, None));
    }
}

/// An imported name that the other module does not export.
fn not_exported(types: &Types<'_>, place: FileRange, found: &mut Vec<Action>) {
    let view = types.view(Source::File(place.file));
    let targets = targets(types.db, place.file);
    for import in &view.index.imports {
        let is_near = import.range.start <= place.range.end && place.range.start <= import.range.end;
        let target = targets.get(import.request as usize).copied().flatten();
        let Some(target) = target.filter(|_| is_near && !matches!(&*import.name, "*" | "default")) else {
            continue;
        };
        if export(types.db, target, &import.name).is_none() {
            let names = export_names(types.db, target);
            if let Some(meant) = similar(&import.name, names.iter().map(|it| &**it)) {
                let text =
                    if import.is_renamed { meant.to_owned() } else { format!("{meant} as {}", import.name) };
                let used = view.index.uses_of(import.symbol).count() > 1;
                let text = if used { text } else { meant.to_owned() };
                found.push(Action {
                    edits: one_edit(place.file, import.range, text),
                    ..spelling(place.file, import.range, meant, Some("import-not-exported"))
                });
            }
        }
    }
}

/// Imported names that nothing uses.
fn unused(types: &Types<'_>, place: FileRange, found: &mut Vec<Action>) {
    let view = types.view(Source::File(place.file));
    let tree = &view.tree;
    let is_unused = |specifier: &NodeId| {
        let local = tree.child(*specifier, Role::Local).or_else(|| tree.child(*specifier, Role::Name));
        let used = local.and_then(|local| view.index.use_at(tree.range(local).start));
        used.is_some_and(|used| view.index.uses_of(used.symbol).all(|it| it.usage == Usage::Declaration))
    };
    for statement in tree.all(crate::tree::ROOT, Role::Item).filter(|it| tree.kind(*it) == Kind::Import) {
        let range = tree.range(statement);
        if range.start > place.range.end || range.end < place.range.start {
            continue;
        }
        let names = |id: &NodeId| {
            matches!(tree.kind(*id), Kind::ImportName | Kind::ImportDefault | Kind::ImportNamespace)
        };
        let all: Vec<NodeId> = tree.all(statement, Role::Item).filter(names).collect();
        let unused: Vec<NodeId> = all.iter().copied().filter(is_unused).collect();
        if unused.is_empty() {
            continue;
        }
        let whole = unused.len() == all.len();
        let edits = if whole {
            vec![line(&view.text, range)]
        } else {
            unused.iter().map(|it| without(&view.text, tree.range(*it))).collect()
        };
        let listed: Vec<String> =
            unused.iter().map(|it| format!("`{}`", tree.text(&view.text, *it))).collect();
        found.push(Action {
            title: format!("remove the unused import of {}", listed.join(", ")),
            settles: None,
            is_preferred: true,
            edits: vec![FileEdits { file: place.file, edits }],
        });
    }
}

/// Takes away a statement with the end of its line.
fn line(text: &str, range: TextRange) -> Edit {
    let rest = &text[range.end as usize..];
    let end = range.end + if rest.starts_with("\r\n") { 2 } else { u32::from(rest.starts_with('\n')) };
    Edit { range: TextRange { start: range.start, end }, text: "".into() }
}

/// Takes away one name of a list with the comma behind it, or the one before the last.
fn without(text: &str, range: TextRange) -> Edit {
    let rest = &text[range.end as usize..];
    let behind = rest.trim_start();
    if let Some(after) = behind.strip_prefix(',') {
        let after = after.trim_start_matches(' ');
        let end = (text.len() - after.len()) as u32;
        return Edit { range: TextRange { start: range.start, end }, text: "".into() };
    }
    let before = text[..range.start as usize].trim_end().trim_end_matches(',');
    Edit { range: TextRange { start: before.len() as u32, end: range.end }, text: "".into() }
}
