//! The database: storage of the queries, inputs by path, the system and the store behind them.

use std::sync::{Arc, OnceLock};

use dashmap::DashMap;
use dashmap::mapref::entry::Entry;
use perry_persist::fingerprint::{Fingerprint, Hashed};
use perry_persist::store::Store;
use rustc_hash::{FxBuildHasher, FxHashSet};
use salsa::Setter;

use crate::content::ContentCache;
use crate::input::{Directory, Program, SourceFile};
use crate::system::System;
use crate::trace::Trace;

/// What queries may ask for. Positions are behind `SpanDb`.
#[salsa::db]
pub trait Db: salsa::Database {
    /// The file at a path from the root, present or not. Asking watches it.
    fn file(&self, path: &str) -> SourceFile;

    /// The directory at a path from the root ("" is the root). Asking watches it.
    fn directory(&self, path: &str) -> Directory;

    /// The bytes of a digest that a file was seen to have; `None` when the file changed meanwhile.
    fn content(&self, path: &str, digest: Fingerprint) -> Option<Arc<[u8]>>;

    /// The same as an input of an action: it enters keys as the digest and is read when the action runs.
    fn hashed_content(&self, path: &str, digest: Fingerprint) -> Hashed<Arc<[u8]>>;

    /// Keeps bytes that were made here and are probably wanted soon.
    fn keep_content(&self, digest: Fingerprint, bytes: Arc<[u8]>);

    /// The bytes, if they are still kept.
    fn kept_content(&self, digest: Fingerprint) -> Option<Arc<[u8]>>;

    /// Notes that `name` was looked for in a directory, if anybody watches.
    fn note_probe(&self, directory: Directory, name: &str);

    fn system(&self) -> &dyn System;

    /// What earlier runs found out, by content: asking it changes no answer.
    fn store(&self) -> &Store;
}

/// What a look at one path found to be another than before.
#[derive(Debug, Default)]
pub struct Differed {
    /// The file at the path.
    pub file: Option<SourceFile>,
    /// Names that were looked for beside it or, if it is a directory, in it.
    pub probes: Vec<Box<str>>,
}

/// One handle of the database. A clone is another handle for another thread; a write waits until all others are dropped.
#[salsa::db]
#[derive(Clone)]
pub struct Database {
    storage: salsa::Storage<Self>,
    shared: Arc<Shared>,
    /// Of a database that was made to be traced.
    pub trace: Trace,
}

struct Shared {
    files: DashMap<Arc<str>, SourceFile, FxBuildHasher>,
    directories: DashMap<Arc<str>, Directory, FxBuildHasher>,
    contents: ContentCache,
    /// The names that were looked for, by directory; nothing is noted unless somebody watches.
    probes: OnceLock<Probes>,
    system: Arc<dyn System>,
    store: Arc<Store>,
}

/// The names that were looked for in a directory, found or not.
pub type Probes = DashMap<Directory, FxHashSet<Box<str>>, FxBuildHasher>;

impl Shared {
    fn content(&self, path: &str, digest: Fingerprint) -> Option<Arc<[u8]>> {
        if let Some(bytes) = self.contents.get(digest) {
            return Some(bytes);
        }
        let bytes = self.system.read(path, digest)?;
        self.contents.insert(digest, bytes.clone());
        Some(bytes)
    }
}

#[salsa::db]
impl salsa::Database for Database {}

impl Database {
    pub fn new(system: Arc<dyn System>, store: Arc<Store>) -> Database {
        Database::over(salsa::Storage::new(None), Trace::default(), system, store)
    }

    /// One whose trace can be started. Every question costs an event, a fifth of what asking again costs in all.
    pub fn traced(system: Arc<dyn System>, store: Arc<Store>) -> Database {
        let trace = Trace::default();
        let recorder = trace.clone();
        let storage = salsa::Storage::new(Some(Box::new(move |event| recorder.record(&event))));
        Database::over(storage, trace, system, store)
    }

    fn over(
        storage: salsa::Storage<Self>,
        trace: Trace,
        system: Arc<dyn System>,
        store: Arc<Store>,
    ) -> Database {
        let shared = Shared {
            files: DashMap::default(),
            directories: DashMap::default(),
            contents: ContentCache::default(),
            probes: OnceLock::new(),
            system,
            store,
        };
        Database { storage, shared: Arc::new(shared), trace }
    }

    /// Looks again at every input and tells the queries about those that differ.
    pub fn refresh(&mut self) {
        let shared = self.shared.clone();
        for file in shared.files.iter() {
            self.look_again(file.key(), *file.value());
        }
        for directory in shared.directories.iter() {
            self.list_again(directory.key(), *directory.value());
        }
    }

    /// Starts the program from other entries; the same ones change nothing.
    pub fn set_entries(&mut self, entries: Vec<SourceFile>) {
        let program = Program::get(self);
        if *program.entries(self) != entries {
            program.set_entries(self).to(entries);
        }
    }

    /// The same for what lies at a path and for the directory that holds it. Gives what differed.
    pub fn refresh_at(&mut self, path: &str) -> Differed {
        let shared = self.shared.clone();
        let parent = path.rfind('/').map_or("", |slash| &path[..slash]);
        let file = shared.files.get(path).map(|file| *file);
        let file = file.filter(|file| self.look_again(path, *file));
        let listed = |path: &str| shared.directories.get(path).map(|directory| *directory);
        let mut probes = Vec::new();
        for (path, directory) in [path, parent].into_iter().filter_map(|path| Some((path, listed(path)?))) {
            probes.extend(self.list_again(path, directory));
        }
        Differed { file, probes }
    }

    fn look_again(&mut self, path: &str, file: SourceFile) -> bool {
        let seen = self.shared.system.look(path);
        let is_different = seen != *file.seen(self);
        if is_different {
            file.set_seen(self).to(seen);
        }
        is_different
    }

    /// Gives the names which were looked for there and whose entry is another now.
    fn list_again(&mut self, path: &str, directory: Directory) -> Vec<Box<str>> {
        let listing = self.shared.system.list(path);
        if listing == *directory.listing(self) {
            return Vec::new();
        }
        let names =
            self.probes().and_then(|probes| Some(probes.get(&directory)?.clone())).unwrap_or_default();
        let is_different = |name: &str| {
            let before = directory.listing(self).as_ref().and_then(|listing| listing.entry(name));
            before != listing.as_ref().and_then(|listing| listing.entry(name))
        };
        let different = names.into_iter().filter(|name| is_different(name)).collect();
        directory.set_listing(self).to(listing);
        different
    }

    /// Drops the bytes that are kept. Who needs some again reads or makes them again.
    pub fn forget_contents(&self) {
        self.shared.contents.clear();
    }

    /// Notes from now on which names are looked for in directories.
    pub fn note_probes(&self) {
        self.shared.probes.get_or_init(Probes::default);
    }

    /// The names that were looked for; `None` when they are not noted.
    pub fn probes(&self) -> Option<&Probes> {
        self.shared.probes.get()
    }

    /// Every file that was asked for, present or not.
    pub fn files(&self) -> &DashMap<Arc<str>, SourceFile, FxBuildHasher> {
        &self.shared.files
    }

    /// Every directory that was asked for.
    pub fn directories(&self) -> &DashMap<Arc<str>, Directory, FxBuildHasher> {
        &self.shared.directories
    }
}

#[salsa::db]
impl Db for Database {
    fn file(&self, path: &str) -> SourceFile {
        if let Some(file) = self.shared.files.get(path) {
            return *file;
        }
        let seen = self.shared.system.look(path);
        match self.shared.files.entry(path.into()) {
            Entry::Occupied(entry) => *entry.get(),
            Entry::Vacant(entry) => *entry.insert(SourceFile::new(self, path.into(), seen)),
        }
    }

    fn directory(&self, path: &str) -> Directory {
        if let Some(directory) = self.shared.directories.get(path) {
            return *directory;
        }
        let listing = self.shared.system.list(path);
        match self.shared.directories.entry(path.into()) {
            Entry::Occupied(entry) => *entry.get(),
            Entry::Vacant(entry) => *entry.insert(Directory::new(self, path.into(), listing)),
        }
    }

    fn content(&self, path: &str, digest: Fingerprint) -> Option<Arc<[u8]>> {
        self.shared.content(path, digest)
    }

    fn hashed_content(&self, path: &str, digest: Fingerprint) -> Hashed<Arc<[u8]>> {
        let (shared, path) = (self.shared.clone(), path.to_owned());
        Hashed::later_by(digest, |bytes| Fingerprint::of_bytes(bytes), move || shared.content(&path, digest))
    }

    fn keep_content(&self, digest: Fingerprint, bytes: Arc<[u8]>) {
        self.shared.contents.insert(digest, bytes);
    }

    fn kept_content(&self, digest: Fingerprint) -> Option<Arc<[u8]>> {
        self.shared.contents.get(digest)
    }

    fn note_probe(&self, directory: Directory, name: &str) {
        let Some(probes) = self.probes() else { return };
        let mut names = probes.entry(directory).or_default();
        if !names.contains(name) {
            names.insert(name.into());
        }
    }

    fn system(&self) -> &dyn System {
        &*self.shared.system
    }

    fn store(&self) -> &Store {
        &self.shared.store
    }
}
