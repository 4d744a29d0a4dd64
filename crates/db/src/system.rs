//! The system: the only door to the world outside the database.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use perry_persist::fingerprint::Fingerprint;
use perry_persist::listing::{Kind, Listing};

/// What was seen at the path of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    Absent,
    /// There is something, but no text can be had from it; in words.
    Unreadable(Arc<str>),
    Present(Fingerprint),
}

impl Seen {
    /// The digest of a file that is there.
    pub fn digest(&self) -> Option<Fingerprint> {
        match self {
            Seen::Present(digest) => Some(*digest),
            _ => None,
        }
    }
}

/// The world, as paths from the project's root (with `/`, `..` for what lies outside).
pub trait System: Send + Sync {
    /// What is at `path` now.
    fn look(&self, path: &str) -> Seen;

    /// The bytes, if they still have this digest.
    fn read(&self, path: &str, digest: Fingerprint) -> Option<Arc<[u8]>>;

    /// Entries of a directory; `None` when there is none.
    fn list(&self, path: &str) -> Option<Arc<Listing>>;

    /// How many directories there are above the root, where packages may be installed too.
    fn depth(&self) -> usize;

    /// The path that a path with links on its way stands for.
    fn real_path(&self, path: &str) -> Option<Arc<str>>;
}

/// A world of texts, for tests.
#[derive(Default)]
pub struct MemorySystem {
    files: Mutex<BTreeMap<String, Arc<[u8]>>>,
}

impl MemorySystem {
    pub fn write(&self, path: &str, text: &str) {
        self.files().insert(path.to_owned(), Arc::from(text.as_bytes()));
    }

    pub fn remove(&self, path: &str) {
        self.files().remove(path);
    }

    fn files(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, Arc<[u8]>>> {
        self.files.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

impl System for MemorySystem {
    fn look(&self, path: &str) -> Seen {
        match self.files().get(path) {
            Some(bytes) => Seen::Present(Fingerprint::of_bytes(bytes)),
            None => Seen::Absent,
        }
    }

    fn read(&self, path: &str, digest: Fingerprint) -> Option<Arc<[u8]>> {
        self.files().get(path).filter(|bytes| Fingerprint::of_bytes(bytes) == digest).cloned()
    }

    fn list(&self, path: &str) -> Option<Arc<Listing>> {
        let prefix = if path.is_empty() { String::new() } else { format!("{path}/") };
        let mut entries = BTreeMap::new();
        for rest in self.files().keys().filter_map(|file| file.strip_prefix(&prefix)) {
            match rest.split_once('/') {
                Some((directory, _)) => entries.insert(directory.to_owned(), Kind::Directory),
                None => entries.insert(rest.to_owned(), Kind::File),
            };
        }
        let entries: Vec<_> = entries.into_iter().collect();
        (!entries.is_empty()).then(|| Arc::new(Listing { entries, links: Vec::new() }))
    }

    fn depth(&self) -> usize {
        0
    }

    fn real_path(&self, path: &str) -> Option<Arc<str>> {
        Some(path.into())
    }
}
