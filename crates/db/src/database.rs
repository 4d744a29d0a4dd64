//! The database: storage of the queries, inputs by path, the system and the store behind them.

use std::sync::Arc;

use dashmap::DashMap;
use dashmap::mapref::entry::Entry;
use perry_persist::fingerprint::{Fingerprint, Hashed};
use perry_persist::store::Store;
use rustc_hash::FxBuildHasher;

use crate::content::ContentCache;
use crate::input::{Directory, SourceFile};
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

    fn system(&self) -> &dyn System;

    /// What earlier runs found out, by content: asking it changes no answer.
    fn store(&self) -> &Store;
}

/// One handle of the database. A clone is another handle for another thread; a write waits until all others are dropped.
#[salsa::db]
#[derive(Clone)]
pub struct Database {
    storage: salsa::Storage<Self>,
    shared: Arc<Shared>,
    pub trace: Trace,
}

struct Shared {
    files: DashMap<Arc<str>, SourceFile, FxBuildHasher>,
    directories: DashMap<Arc<str>, Directory, FxBuildHasher>,
    contents: ContentCache,
    system: Arc<dyn System>,
    store: Arc<Store>,
}

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
        let trace = Trace::default();
        let recorder = trace.clone();
        let storage = salsa::Storage::new(Some(Box::new(move |event| recorder.record(&event))));
        let shared = Shared {
            files: DashMap::default(),
            directories: DashMap::default(),
            contents: ContentCache::default(),
            system,
            store,
        };
        Database { storage, shared: Arc::new(shared), trace }
    }

    /// Looks again at every input and tells the queries about those that differ. Equal values are not set: setting
    /// would invalidate all that read them.
    pub fn refresh(&mut self) {
        use salsa::Setter;
        let shared = self.shared.clone();
        for file in shared.files.iter() {
            let seen = shared.system.look(file.key());
            if seen != *file.value().seen(self) {
                file.value().set_seen(self).to(seen);
            }
        }
        for directory in shared.directories.iter() {
            let listing = shared.system.list(directory.key());
            if listing != *directory.value().listing(self) {
                directory.value().set_listing(self).to(listing);
            }
        }
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

    fn system(&self) -> &dyn System {
        &*self.shared.system
    }

    fn store(&self) -> &Store {
        &self.shared.store
    }
}
