//! The context: what a module consulted of the others. Equal context and equal text mean equal ir.

use std::collections::BTreeMap;
use std::sync::Arc;

use perry_db::database::Db;
use perry_db::input::{Options, SourceFile};
use perry_syntax::ast::Name;

use crate::export::{ExportName, ExportTarget, export_target, namespace_members};
use crate::facts::{Arity, Export, ImportName, Imported, Signature};
use crate::graph::cycle_of;
use crate::import::{DirectFunction, ImportTarget, ModuleContext, Namespace};
use crate::module::{facts, imports};
use crate::symbol::{cell_symbol, direct_symbol, module_symbol};

/// What lowering may know about the world outside the text of `file`.
///
/// Changes when something changes that `file` consulted: an imported name leads elsewhere, its signature, an option.
/// Stays when an imported module gains exports, changes bodies, or parts of it nobody here imports.
/// Costs one resolution an imported name.
#[salsa::tracked(returns(ref))]
pub fn module_context(db: &dyn Db, file: SourceFile) -> Arc<ModuleContext> {
    let facts = facts(db, file);
    let targets = facts.imports.iter().filter_map(|(local, imported)| {
        Some((local.clone(), import_target(db, file, local, consulted(db, file, imported)?)))
    });
    let dynamic = facts.dynamic.iter().filter_map(|request| {
        let found = *imports(db, file)[*request as usize].as_ref().ok()?;
        Some((facts.requests[*request as usize].specifier.clone(), namespace(db, found)))
    });
    Arc::new(ModuleContext {
        name: file.path(db).into(),
        path: file.path(db).into(),
        imports: targets.collect(),
        exported_locals: facts.exported_locals(),
        exported_namespaces: exported_namespaces(db, file),
        dynamic_imports: dynamic.collect::<BTreeMap<_, _>>(),
        is_in_cycle: cycle_of(db, file).is_some(),
        debug_init: Options::get(db).debug_init(db),
    })
}

/// Namespaces that `file` exports under names of its own, with their members.
fn exported_namespaces(db: &dyn Db, file: SourceFile) -> Vec<(Name, Namespace)> {
    let exports = facts(db, file).exports.iter().filter_map(|(name, export)| match export {
        Export::Indirect(Imported { request, name: ImportName::Namespace }) => Some((name, *request)),
        _ => None,
    });
    let members = exports.filter_map(|(name, request)| {
        let of = *imports(db, file)[request as usize].as_ref().ok()?;
        Some((name.clone(), namespace(db, of)))
    });
    members.collect()
}

fn namespace(db: &dyn Db, of: SourceFile) -> Namespace {
    Namespace { module: module_symbol(of.path(db)), exports: namespace_members(db, of).clone() }
}

/// Where an import of `file` leads; `None` when its module was not found.
pub fn consulted(db: &dyn Db, file: SourceFile, imported: &Imported) -> Option<ExportTarget> {
    let target = *imports(db, file)[imported.request as usize].as_ref().ok()?;
    Some(match &imported.name {
        ImportName::Namespace => ExportTarget::Namespace { of: target, file, name: "*".into() },
        ImportName::Named(name) => export_target(db, target, ExportName::new(db, name.clone())).clone(),
    })
}

fn import_target(db: &dyn Db, importer: SourceFile, local: &Name, target: ExportTarget) -> ImportTarget {
    // A module in a cycle may run, or have its functions called, before any of its imports is initialised.
    let may_be_uninitialised = cycle_of(db, importer).is_some();
    let arguments = facts(db, importer).calls.get(local).copied();
    match target {
        ExportTarget::Declared { file, local, signature: Signature::Function { direct } } => {
            called(file.path(db), &local, direct.zip(arguments))
        }
        ExportTarget::Declared { file, local, signature } => {
            declared(file.path(db), &local, signature, may_be_uninitialised)
        }
        ExportTarget::Namespace { of, .. } => ImportTarget::Namespace(namespace(db, of)),
        // Never linked: the import is an error, which `problem` tells.
        ExportTarget::Missing
        | ExportTarget::Circular
        | ExportTarget::Ambiguous(..)
        | ExportTarget::Unknown => {
            ImportTarget::Cell { symbol: cell_symbol("", local), may_be_uninitialised }
        }
    }
}

/// A function, with the entry that suits the calls of the importer, if it makes any.
fn called(module: &str, local: &Name, call: Option<(Arity, u32)>) -> ImportTarget {
    let direct = call.map(|(arity, arguments)| {
        let param_count = arity.entry_for(arguments);
        DirectFunction { symbol: direct_symbol(module, local, param_count), param_count }
    });
    ImportTarget::Function { cell: cell_symbol(module, local), direct }
}

fn declared(module: &str, local: &Name, signature: Signature, may_be_uninitialised: bool) -> ImportTarget {
    let cell = cell_symbol(module, local);
    match signature {
        Signature::Literal(value) if !may_be_uninitialised => ImportTarget::Literal { cell, value },
        Signature::Enum(members) => ImportTarget::Enum { cell, may_be_uninitialised, members },
        Signature::Cell | Signature::Function { .. } | Signature::Literal(_) => {
            ImportTarget::Cell { symbol: cell, may_be_uninitialised }
        }
    }
}
