//! The session: the project of one client, its database and its open texts. Only the main loop has it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use perry_db::database::{Database, Db};
use perry_db::input::{Options, Program};
use perry_ide::answer::InlaySettings;
use perry_persist::store::Store;
use perry_project::config::Config;
use perry_project::overlay::{DiskChanges, Overlay};

use crate::document::Documents;
use crate::initialize::Abilities;
use crate::text::Encoding;
use crate::uri::Root;
use crate::view::View;

/// What makes a session.
pub struct Start {
    pub root: PathBuf,
    pub encoding: Encoding,
    pub abilities: Abilities,
    pub inlays: InlaySettings,
    /// Looked into by the queries.
    pub store: Store,
    /// Written when what is seen is what is on disk.
    pub records: Store,
    pub debug_init: bool,
}

pub struct Session {
    pub db: Database,
    pub overlay: Arc<Overlay>,
    pub documents: Documents,
    pub records: Arc<Store>,
    pub view: Arc<View>,
    /// Where the program starts: the entry of the project.
    entry: Option<String>,
    /// Open modules that the entry does not reach.
    extra: BTreeSet<String>,
    due: Due,
}

/// What the next write is about.
#[derive(Default)]
struct Due {
    /// Open texts that were opened or edited.
    put: BTreeSet<String>,
    /// Texts that were closed.
    take: BTreeSet<String>,
    /// Files and directories that may differ on disk.
    look: BTreeSet<String>,
    list: BTreeSet<String>,
    has_configuration: bool,
    has_entries: bool,
}

impl Session {
    pub fn new(start: Start) -> Session {
        let overlay = Arc::new(Overlay::new(&start.root));
        let db = Database::new(overlay.clone(), Arc::new(start.store));
        Program::new(&db, Vec::new());
        Options::new(&db, start.debug_init);
        let view = View {
            root: Root::new(start.root),
            encoding: start.encoding,
            abilities: start.abilities,
            inlays: start.inlays,
            open: Default::default(),
            spelled: Default::default(),
            tokens: Default::default(),
        };
        let due = Due { has_configuration: true, has_entries: true, ..Due::default() };
        Session {
            db,
            overlay,
            documents: Documents::default(),
            records: Arc::new(start.records),
            view: Arc::new(view),
            entry: None,
            extra: BTreeSet::new(),
            due,
        }
    }

    pub fn root(&self) -> &Path {
        &self.view.root.path
    }

    /// Notes that an open text differs.
    pub fn edited(&mut self, path: &str) {
        self.due.take.remove(path);
        self.due.put.insert(path.to_owned());
    }

    /// Notes that a text was opened: its directory may have a new file now.
    pub fn opened(&mut self, path: &str) {
        self.edited(path);
        self.list_above(path);
        self.renew_view();
    }

    pub fn closed(&mut self, path: &str) {
        self.due.put.remove(path);
        self.due.take.insert(path.to_owned());
        self.view.tokens.forget(path);
        self.list_above(path);
        self.due.has_entries |= self.extra.remove(path);
        self.renew_view();
    }

    /// Notes what may differ on disk.
    pub fn touched(&mut self, changes: DiskChanges) {
        for path in changes.files {
            self.due.has_configuration |= matches!(&*path, "perry.toml" | "package.json");
            self.list_above(&path);
            self.due.look.insert(path);
        }
        self.due.list.extend(changes.directories);
    }

    /// Adds open modules that no entry reaches as entries of their own.
    pub fn add_entries(&mut self, unreached: Vec<String>) {
        for path in unreached.into_iter().filter(|path| is_module(path) && self.view.open.contains_key(path))
        {
            self.due.has_entries |= self.extra.insert(path);
        }
    }

    /// Whether anything is to be written.
    pub fn is_due(&self) -> bool {
        let Due { put, take, look, list, has_configuration, has_entries } = &self.due;
        let paths = [put, take, look, list];
        *has_configuration || *has_entries || paths.iter().any(|paths| !paths.is_empty())
    }

    /// Writes all that is due, as one turn. Waits until the other handles of the database are dropped.
    pub fn write(&mut self) {
        let due = std::mem::take(&mut self.due);
        self.db.stop_others();
        for path in &due.put {
            self.overlay.put(path, &self.documents.by_path[path].text.text);
        }
        due.take.iter().for_each(|path| self.overlay.take(path));
        for path in due.put.iter().chain(&due.take).chain(&due.look) {
            self.db.refresh_at(path);
        }
        due.list.iter().for_each(|path| _ = self.db.refresh_at(path));
        if due.has_configuration {
            self.entry = self.configured_entry();
        }
        if due.has_configuration || due.has_entries {
            let paths =
                self.entry.iter().chain(self.extra.iter().filter(|path| Some(*path) != self.entry.as_ref()));
            let entries = paths.map(|path| self.db.file(path)).collect();
            self.db.set_entries(entries);
        }
        if !due.put.is_empty() {
            self.renew_view(); // versions
        }
    }

    /// What `perry check` without arguments starts from. A configuration that cannot be read names no entry.
    fn configured_entry(&self) -> Option<String> {
        let config = Config::read(self.root()).unwrap_or_default();
        let usual = ["src/main.ts", "main.ts"].map(str::to_owned);
        let exists = |path: &String| self.view.open.contains_key(path) || self.root().join(path).exists();
        config.entry.into_iter().chain(usual).find(exists)
    }

    fn list_above(&mut self, path: &str) {
        let mut above = path;
        while let Some((parent, _)) = above.rsplit_once('/') {
            self.due.list.insert(parent.to_owned());
            above = parent;
        }
        self.due.list.insert(String::new());
    }

    fn renew_view(&mut self) {
        let documents = || self.documents.by_path.iter();
        let open = documents().map(|(path, document)| (path.clone(), document.version)).collect();
        let mut spelled = self.view.spelled.clone();
        spelled.extend(documents().map(|(path, document)| (path.clone(), document.uri.clone())));
        self.view = Arc::new(View { open, spelled, ..(*self.view).clone() });
    }
}

/// Whether a text is code; other open texts are seen where a module imports them.
pub fn is_module(path: &str) -> bool {
    const CODE: [&str; 8] = [".ts", ".mts", ".cts", ".tsx", ".js", ".mjs", ".cjs", ".jsx"];
    CODE.iter().any(|extension| path.ends_with(extension))
}
