//! The route: the modules an imported name passes on its way to its declaration, for telling why it leads there.

use perry_db::database::Db;
use perry_db::input::SourceFile;
use perry_syntax::ast::Name;
use rustc_hash::FxHashSet;

use crate::export::{ExportName, ExportTarget, export_target};
use crate::facts::{Export, ImportName, Imported};
use crate::module::{facts, imports};

/// One step: a module, and the specifier by which it names the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub file: SourceFile,
    pub specifier: Name,
}

/// The steps from the import that `file` has as `local` to the module of its declaration, which is none of them.
pub fn route(db: &dyn Db, file: SourceFile, local: &str) -> Vec<Step> {
    let (mut steps, mut seen) = (Vec::new(), FxHashSet::default());
    let mut next = facts(db, file).imports.get(local).map(|imported| (file, imported.clone()));
    while let Some((file, Imported { request, name })) = next {
        let specifier = facts(db, file).requests[request as usize].specifier.clone();
        steps.push(Step { file, specifier });
        next = match (&imports(db, file)[request as usize], name) {
            (Ok(target), ImportName::Named(name)) if seen.insert((*target, name.clone())) => {
                passed_on(db, *target, &name).map(|imported| (*target, imported))
            }
            _ => None,
        };
    }
    steps
}

/// How `file` passes `name` on; `None` when it declares the name, or does not have it.
fn passed_on(db: &dyn Db, file: SourceFile, name: &Name) -> Option<Imported> {
    match facts(db, file).exports.get(name) {
        Some(Export::Local { .. }) => None,
        Some(Export::Indirect(imported)) => Some(imported.clone()),
        None => {
            let has = |star: &&u32| {
                let target = imports(db, file)[**star as usize].as_ref().ok()?;
                let found = export_target(db, *target, ExportName::new(db, name.clone()));
                (*found != ExportTarget::Missing).then_some(())
            };
            let star = facts(db, file).stars.iter().find(|star| has(star).is_some())?;
            Some(Imported { request: *star, name: ImportName::Named(name.clone()) })
        }
    }
}
