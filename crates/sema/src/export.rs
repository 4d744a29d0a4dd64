//! The export: from a name of a module to the declaration behind it, through barrels and `export *`.

use std::collections::BTreeSet;
use std::sync::Arc;

use perry_db::database::Db;
use perry_db::input::SourceFile;
use perry_syntax::ast::Name;
use rustc_hash::FxHashSet;

use crate::facts::{Export, ImportName, Imported, Signature};
use crate::module::{facts, imports};
use crate::symbol::{Symbol, cell_symbol, namespace_symbol};

/// A name that somebody consults.
#[salsa::interned(debug)]
pub struct ExportName<'db> {
    #[returns(ref)]
    pub name: Name,
}

/// Where a name leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExportTarget {
    /// A declaration: the module it is in, its name there, and what importers may rely on.
    Declared { file: SourceFile, local: Name, signature: Signature },
    /// The namespace object of `of`, exported as `name` by `file`, which has a cell for it.
    Namespace { of: SourceFile, file: SourceFile, name: Name },
    /// No module on the way has it.
    Missing,
    /// Two `export *` lead to different declarations.
    Ambiguous(SourceFile, SourceFile),
    /// The way comes back to where it began.
    Circular,
    /// A module on the way was not found or has errors of its own; they are told there.
    Unknown,
}

/// The declaration behind an exported name of `file`.
///
/// Changes when the name leads elsewhere or the signature of its declaration changes. Stays when other exports do.
/// Costs a walk over the barrels on the way.
#[salsa::tracked(returns(ref))]
pub fn export_target<'db>(db: &'db dyn Db, file: SourceFile, name: ExportName<'db>) -> ExportTarget {
    follow(db, file, name.name(db), &mut FxHashSet::default())
}

fn follow(
    db: &dyn Db,
    file: SourceFile,
    name: &Name,
    seen: &mut FxHashSet<(SourceFile, Name)>,
) -> ExportTarget {
    if !seen.insert((file, name.clone())) {
        return ExportTarget::Circular;
    }
    let facts = facts(db, file);
    match facts.exports.get(name) {
        Some(Export::Local { local, signature }) => {
            ExportTarget::Declared { file, local: local.clone(), signature: signature.clone() }
        }
        Some(Export::Indirect(imported)) => follow_import(db, file, (imported, name), seen),
        None if facts.has_errors => ExportTarget::Unknown,
        None if &**name == "default" => ExportTarget::Missing,
        None => follow_stars(db, file, name, seen),
    }
}

fn follow_import(
    db: &dyn Db,
    file: SourceFile,
    (imported, exported): (&Imported, &Name),
    seen: &mut FxHashSet<(SourceFile, Name)>,
) -> ExportTarget {
    match (&imports(db, file)[imported.request as usize], &imported.name) {
        (Err(_), _) => ExportTarget::Unknown,
        (Ok(of), ImportName::Namespace) => ExportTarget::Namespace { of: *of, file, name: exported.clone() },
        (Ok(target), ImportName::Named(name)) => follow(db, *target, name, seen),
    }
}

fn follow_stars(
    db: &dyn Db,
    file: SourceFile,
    name: &Name,
    seen: &mut FxHashSet<(SourceFile, Name)>,
) -> ExportTarget {
    let mut found = ExportTarget::Missing;
    for star in &facts(db, file).stars {
        let Ok(target) = imports(db, file)[*star as usize] else {
            found = if found == ExportTarget::Missing { ExportTarget::Unknown } else { found };
            continue;
        };
        match (follow(db, target, name, seen), &found) {
            (ExportTarget::Missing | ExportTarget::Circular, _) => {}
            (ambiguous @ ExportTarget::Ambiguous(..), _) => return ambiguous,
            (next, ExportTarget::Missing | ExportTarget::Unknown) => found = next,
            (next, known) if next == *known || next == ExportTarget::Unknown => {}
            (next, known) => return ambiguity(known, &next),
        }
    }
    found
}

fn ambiguity(known: &ExportTarget, next: &ExportTarget) -> ExportTarget {
    let place = |target: &ExportTarget| match target {
        ExportTarget::Declared { file, .. } | ExportTarget::Namespace { file, .. } => *file,
        _ => unreachable!("only found targets can differ"),
    };
    ExportTarget::Ambiguous(place(known), place(next))
}

/// Every name that `file` exports, those of `export *` included, sorted.
///
/// Changes when a name comes or goes. Stays when signatures do.
/// Costs a walk over the `export *` below.
#[salsa::tracked(returns(ref))]
pub fn export_names(db: &dyn Db, file: SourceFile) -> BTreeSet<Name> {
    let (mut names, mut seen, mut stack) = (BTreeSet::new(), FxHashSet::default(), vec![file]);
    while let Some(next) = stack.pop() {
        if !seen.insert(next) {
            continue;
        }
        let facts = facts(db, next);
        names.extend(facts.exports.keys().filter(|name| next == file || &***name != "default").cloned());
        stack.extend(facts.stars.iter().filter_map(|star| imports(db, next)[*star as usize].as_ref().ok()));
    }
    names
}

/// The members of the namespace object of `file`: every name that leads somewhere, with the cell of its declaration.
///
/// Changes when a name comes, goes or moves. Stays when signatures or values change.
/// Costs one resolution an export.
#[salsa::tracked(returns(ref))]
pub fn namespace_members(db: &dyn Db, file: SourceFile) -> Vec<(Arc<str>, Symbol)> {
    let member = |name: &Name| match export_target(db, file, ExportName::new(db, name.clone())) {
        ExportTarget::Declared { file, local, .. } => Some((name.clone(), cell_symbol(file.path(db), local))),
        ExportTarget::Namespace { file, name: cell, .. } => {
            Some((name.clone(), namespace_symbol(file.path(db), cell)))
        }
        _ => None,
    };
    export_names(db, file).iter().filter_map(member).collect()
}
