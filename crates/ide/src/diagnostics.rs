//! Diagnostics: what is wrong with a module, in the same words for `check`, `compile` and the editor.

use std::sync::Arc;

use perry_db::diagnostic::Diagnostic;
use perry_db::input::SourceFile;
use perry_db::span::SpanDb;
use perry_ir::query::lowering;
use perry_sema::problem::{has_problems, problems};

/// What is wrong with the text and the imports of `file`; if nothing is, what lowering refuses. Sorted by place.
///
/// Changes when the text of a wrong module changes or a fault comes or goes.
/// Stays when other modules change in parts that `file` does not consult.
/// Costs what `lowering` costs, and a parse when something is wrong.
#[salsa::tracked(returns(ref))]
pub fn diagnostics(db: &dyn SpanDb, file: SourceFile) -> Arc<[Diagnostic]> {
    let mut all = match has_problems(db, file) {
        true => problems(db, file),
        false => lowering(db, file).as_ref().map_or_else(Vec::new, |lowering| lowering.diagnostics.clone()),
    };
    all.sort_by(|a, b| a.order().cmp(&b.order()));
    all.dedup();
    all.into()
}
