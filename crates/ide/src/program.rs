//! The program: its modules, and what a later run need not find out again.

use perry_db::database::Db;
use perry_db::input::SourceFile;
use perry_db::span::SpanDb;
use perry_ir::query::{LowerAction, lower_job, lowering};
use perry_ir::record::remember_context;
use perry_persist::action::Action;
use perry_persist::store::Store;
use perry_sema::graph::module_graph;
use perry_sema::module::{FactsAction, ModuleText, facts, imports};
use perry_sema::problem::has_problems;

use crate::lines::lines;
use crate::link::project;
use crate::outline::file_symbols;

/// The modules reachable from the entries, in the order of initialisation.
pub fn modules(db: &dyn Db) -> &[SourceFile] {
    &module_graph(db).order
}

/// The modules that `file` imports, found or not on disk.
pub fn imported_modules(db: &dyn Db, file: SourceFile) -> impl Iterator<Item = SourceFile> {
    imports(db, file).iter().filter_map(|found| found.as_ref().ok().copied())
}

/// Asks what the first search of a session would ask of every file: it takes no longer than another one then. Makes way
/// between two files for whoever waits for the core.
pub fn read_ahead(db: &dyn SpanDb) {
    let files = &project(db).files;
    for file in files {
        lines(db, *file);
        file_symbols(db, *file);
        std::thread::yield_now();
    }
}

/// Puts what a build would ask of a good module into `store`, as the build would; a build skips what it finds.
pub fn remember(db: &dyn Db, file: SourceFile, store: &Store) {
    if has_problems(db, file) {
        return;
    }
    let key = FactsAction::key(&ModuleText::of(db, file));
    if store.lookup_bytes(key).is_none() {
        store.remember::<FactsAction>(key, facts(db, file));
    }
    let key = lower_job(db, file).key;
    if store.lookup_bytes(key).is_none()
        && let Some(lowering) = lowering(db, file)
    {
        store.remember::<LowerAction>(key, lowering);
        remember_context(db, file, store);
    }
}
