//! The report: what a build did and what is wrong with the program, as text or JSON.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

use perry_db::database::Database;
use perry_db::diagnostic::{Diagnostic, Severity};
use perry_db::span::{line_column, source_text};
use perry_persist::fault::{Fault, FaultNote};
use perry_persist::store::Store;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::history::{History, ModuleHistory};
use crate::image::Made;
use crate::loss::Names;
use crate::render::rendered;
use crate::session::{Session, Task};
use crate::settings::Product;

/// How a build ended.
#[derive(Debug, Default)]
pub struct Outcome {
    pub modules: Vec<ModuleOutcome>,
    pub module_count: u64,
    pub told: Told,
    pub made: Made,
    pub is_good: bool,
    names: Names,
}

/// What happened to a module.
#[derive(Debug, Serialize, Deserialize)]
pub struct ModuleOutcome {
    pub path: Arc<str>,
    pub is_compiled: bool,
    pub causes: Vec<String>,
}

/// Diagnostics with the texts they speak of.
#[derive(Debug, Default)]
pub struct Told {
    pub diagnostics: Vec<Diagnostic>,
    pub texts: BTreeMap<Arc<str>, Arc<str>>,
}

impl Told {
    pub fn new(db: &Database, diagnostics: Vec<Diagnostic>) -> Told {
        let labels =
            diagnostics.iter().flat_map(|diagnostic| diagnostic.primary.iter().chain(&diagnostic.labels));
        // A diagnostic may come from a record: it shows only files that this build has asked for itself.
        let known = labels.filter_map(|label| Some((label.file.clone(), *db.files().get(&label.file)?)));
        let texts = known.map(|(path, file)| (path, source_text(db, file).text().into()));
        Told { texts: texts.collect(), diagnostics }
    }

    pub fn errors(&self) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).count()
    }

    /// Says everything: rendered on stderr, or a JSON object a line on stdout.
    pub fn tell(&self, session: &Session) {
        for diagnostic in &self.diagnostics {
            match session.is_json() {
                true => session.tell(&self.json(diagnostic).to_string()),
                false => session.tell_error(&rendered(diagnostic, &self.texts, session.has_color())),
            }
        }
    }

    fn json(&self, diagnostic: &Diagnostic) -> Value {
        let mut value = json!({
            "code": diagnostic.code,
            "severity": match diagnostic.severity { Severity::Error => "error", Severity::Warning => "warning" },
            "message": diagnostic.message,
            "help": diagnostic.help,
            "notes": diagnostic.notes,
        });
        if let Some(label) = &diagnostic.primary {
            let text = self.texts.get(&label.file).map_or("", |text| &**text);
            let place = line_column(text, label.start);
            value["file"] = json!(label.file);
            value["line"] = json!(place.line);
            value["column"] = json!(place.column);
            value["span"] = json!({ "start": label.start, "end": label.end });
        }
        value
    }
}

impl Outcome {
    /// A build whose objects and product are there.
    pub fn built(history: &History, made: Made, names: Names) -> Outcome {
        let modules: Vec<_> = history.modules.iter().map(ModuleOutcome::from).collect();
        Outcome {
            module_count: modules.len() as u64,
            modules,
            made,
            is_good: true,
            told: Told::default(),
            names,
        }
    }

    /// A build that found everything as it was.
    pub fn unchanged(
        task: &Task,
        module_count: u64,
        history: impl FnOnce() -> Option<Rc<History>>,
    ) -> Outcome {
        let history = task.session.is_json().then(history).flatten();
        let modules = history.iter().flat_map(|history| &history.modules);
        let unchanged = |module| ModuleOutcome {
            is_compiled: false,
            causes: vec!["nothing it depends on changed".to_owned()],
            ..ModuleOutcome::from(module)
        };
        let files = match &task.settings.product {
            Product::Executable(path) | Product::Emitted(_, Some(path)) => vec![path.clone()],
            Product::Image => task.store.image_path(task.settings.key()).into_iter().collect(),
            Product::Objects(_) | Product::Emitted(_, None) => Vec::new(),
        };
        Outcome {
            modules: modules.map(unchanged).collect(),
            module_count,
            made: Made { files, ..Made::default() },
            is_good: true,
            told: Told::default(),
            names: Names::default(),
        }
    }

    /// A program with errors.
    pub fn refused(db: &Database, diagnostics: Vec<Diagnostic>, names: Names) -> Outcome {
        Outcome { told: Told::new(db, diagnostics), names, ..Outcome::default() }
    }

    /// Says what is wrong, what was done and what the caches gave.
    pub fn tell(&self, task: &Task) {
        self.told.tell(task.session);
        if !self.is_good {
            task.session.say(&format!("{} found", counted(self.told.errors() as u64, "error")));
        }
        self.tell_counts(task);
    }

    /// Says what was done and what the caches gave.
    pub fn tell_counts(&self, task: &Task) {
        let session = task.session;
        let is_wrong = |note: &FaultNote| note.fault == Fault::Different;
        if session.global.verbose || task.store.faults().1.iter().any(is_wrong) {
            tell_faults(session, &task.store, &self.names);
        }
        if session.environment.is_verbose {
            tell_hits(session, &task.store);
        }
        if session.is_json() {
            session.tell(&self.json(task).to_string());
        }
    }

    /// How many modules were compiled; the others were reused.
    pub fn compiled(&self) -> u64 {
        self.modules.iter().filter(|module| module.is_compiled).count() as u64
    }

    pub fn executable(&self) -> Option<&PathBuf> {
        self.made.files.first()
    }

    fn json(&self, task: &Task) -> Value {
        let module = |module: &ModuleOutcome| {
            let status = if module.is_compiled { "compiled" } else { "reused" };
            json!({ "path": module.path, "status": status, "reason": module.causes.join("; ") })
        };
        json!({
            "status": if self.is_good { "ok" } else { "error" },
            "errors": self.told.errors(),
            "output": self.made.files.first(),
            "linked": self.made.is_linked,
            "modules": self.modules.iter().map(module).collect::<Vec<_>>(),
            "parse_cache": counts(&task.store, "facts"),
            "lower_cache": counts(&task.store, "lower"),
            "codegen_cache": counts(&task.store, "object"),
            "cache": faults(&task.store, &self.names),
        })
    }
}

impl From<&ModuleHistory> for ModuleOutcome {
    fn from(module: &ModuleHistory) -> ModuleOutcome {
        let ModuleHistory { path, is_compiled, causes, .. } = module;
        ModuleOutcome { path: path.clone(), is_compiled: *is_compiled, causes: causes.clone() }
    }
}

/// `1 error`, `2 errors`.
pub fn counted(count: u64, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// What the store gave of one action.
pub fn counts(store: &Store, action: &str) -> Value {
    let counts = store.counts(action);
    json!({
        "hits": counts.hits, "misses": counts.misses, "stores": counts.stores, "store_errors": counts.store_errors,
    })
}

/// How many faults of the cache there were, and the first of them.
pub fn faults(store: &Store, names: &Names) -> Value {
    let (count, notes) = store.faults();
    let said: Vec<String> = notes.iter().take(MOST_SAID).map(|note| names.sentence(note)).collect();
    json!({ "faults": count, "notes": said })
}

/// The lines of `PERRY_DEV_VERBOSE=1`.
fn tell_hits(session: &Session, store: &Store) {
    for (name, action) in [("parse", "facts"), ("codegen", "object")] {
        let counts = store.counts(action);
        let total = counts.hits + counts.misses;
        if total > 0 {
            let line = format!("  • {name} cache: {}/{total} hit ({} miss)", counts.hits, counts.misses);
            session.tell_error(&line);
        }
    }
}

/// More faults than this tell a reader nothing more.
const MOST_SAID: usize = 32;

pub fn tell_faults(session: &Session, store: &Store, names: &Names) {
    let (count, notes) = store.faults();
    for note in notes.iter().take(MOST_SAID) {
        session.say(&format!("cache: {}", names.sentence(note)));
    }
    if notes.len() > MOST_SAID {
        session.say(&format!("cache: and {} more", count.saturating_sub(MOST_SAID as u64)));
    }
}
