//! Imports and exports of types that are not marked as such.
//!
//! TypeScript drops an import that is used only in types; Node, which only strips types, keeps it and fails to link
//! if the other module exports no value of that name. We drop such a specifier, and keep the import itself, so that
//! the other module still runs as it does in Node: for every program that Node accepts, nothing changes.
//! `ModuleRecord` marks the import that lost all its specifiers: a package of types alone need not resolve.
//! An export of a type that this file declares goes as well; `export { T } from` stays as written.

use crate::ast::{Module, Name, StmtKind};
use crate::early::Checked;
use rustc_hash::FxHashSet;

/// The names that may turn out to be types: imported and mentioned in a type.
pub(crate) fn candidates(module: &Module, type_names: &FxHashSet<Name>) -> FxHashSet<Name> {
    let mut names = FxHashSet::default();
    let mut consider = |name: &Name| {
        if type_names.contains(name) {
            names.insert(name.clone());
        }
    };
    for statement in &module.body {
        match &statement.kind {
            StmtKind::Import(import) => import.specifiers.iter().for_each(|it| consider(&it.local.name)),
            StmtKind::ImportRequire { local, exported: false, .. }
            | StmtKind::ImportAlias { local, exported: false, .. } => consider(&local.name),
            _ => {}
        }
    }
    names
}

/// Drops what is only a type; says which statements of the body, by position, lost all their specifiers.
pub(crate) fn elide(module: &mut Module, candidates: &FxHashSet<Name>, checked: &Checked) -> Vec<usize> {
    if !checked.type_exports.is_empty() {
        drop_type_exports(module, &checked.type_exports);
    }
    if candidates.is_empty() {
        return Vec::new();
    }
    let is_type = |name: &Name| candidates.contains(name) && !checked.value_uses.contains(name);
    module.body.retain(|statement| match &statement.kind {
        StmtKind::ImportRequire { local, exported: false, .. }
        | StmtKind::ImportAlias { local, exported: false, .. } => !is_type(&local.name),
        _ => true,
    });
    let mut emptied = Vec::new();
    for (at, statement) in module.body.iter_mut().enumerate() {
        let StmtKind::Import(import) = &mut statement.kind else { continue };
        let before = import.specifiers.len();
        import.specifiers.retain(|specifier| !is_type(&specifier.local.name));
        if before > 0 && import.specifiers.is_empty() {
            emptied.push(at);
        }
    }
    emptied
}

fn drop_type_exports(module: &mut Module, types: &FxHashSet<Name>) {
    for statement in &mut module.body {
        if let StmtKind::ExportNamed { specifiers, source: None } = &mut statement.kind {
            specifiers.retain(|specifier| !types.contains(&specifier.local.name));
        }
    }
}
