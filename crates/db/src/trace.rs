//! The query trace: which queries ran, for tests.

use std::sync::{Arc, Mutex};

use salsa::plumbing::FromId;
use salsa::{DatabaseKeyIndex, Event, EventKind};

use crate::database::Database;
use crate::input::SourceFile;

/// Records executions while it is switched on, in a database made by `Database::traced`. Handles of one database share one trace.
#[derive(Clone, Default)]
pub struct Trace {
    executed: Arc<Mutex<Option<Vec<DatabaseKeyIndex>>>>,
}

impl Trace {
    pub fn start(&self) {
        *self.executed() = Some(Vec::new());
    }

    pub(crate) fn record(&self, event: &Event) {
        if let EventKind::WillExecute { database_key } = event.kind
            && let Some(executed) = self.executed().as_mut()
        {
            executed.push(database_key);
        }
    }

    /// What ran since `start`, as `query path`, sorted.
    pub fn take(&self, db: &Database) -> Vec<String> {
        let keys = self.executed().replace(Vec::new()).unwrap_or_default();
        let mut names: Vec<_> = keys.into_iter().map(|key| name(db, key)).collect();
        names.sort();
        names
    }

    fn executed(&self) -> std::sync::MutexGuard<'_, Option<Vec<DatabaseKeyIndex>>> {
        self.executed.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

/// Queries are keyed by a file, except those of the whole program and of an export.
fn name(db: &Database, key: DatabaseKeyIndex) -> String {
    let query = salsa::Database::ingredient_debug_name(db, key.ingredient_index());
    match db.file_with_id(key.key_index()) {
        Some(path) => format!("{query} {path}"),
        None => query.into_owned(),
    }
}

impl Database {
    fn file_with_id(&self, id: salsa::Id) -> Option<Arc<str>> {
        let is_file = self.files().iter().any(|entry| *entry.value() == SourceFile::from_id(id));
        is_file.then(|| SourceFile::from_id(id).path(self).into())
    }
}
