//! The overlay: the disk as an editor shows it, with its unsaved texts in front of the files.

use std::collections::BTreeMap;
use std::sync::{Arc, RwLock, RwLockReadGuard, RwLockWriteGuard};

use perry_db::system::{Seen, System};
use perry_persist::check::Input;
use perry_persist::fingerprint::Fingerprint;
use perry_persist::listing::{Kind, Listing};
use perry_persist::manifest::Inputs;
use std::path::Path;

use crate::disk::{Disk, keep};

/// A disk and the texts in front of it. Only the owner of the database changes it, and only while no query runs.
pub struct Overlay {
    disk: Disk,
    texts: RwLock<BTreeMap<String, Text>>,
}

/// A text that hides a file, which need not be there.
struct Text {
    bytes: Arc<[u8]>,
    digest: Fingerprint,
}

/// What differs on disk from what was shown, as paths from the root.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DiskChanges {
    pub files: Vec<String>,
    pub directories: Vec<String>,
}

impl Overlay {
    pub fn new(root: &Path) -> Overlay {
        Overlay { disk: Disk::new(root, []), texts: RwLock::default() }
    }

    /// Puts a text in front of the file at `path`, or another in place of that.
    pub fn put(&self, path: &str, text: &str) {
        let text = Text { digest: Fingerprint::of_bytes(text.as_bytes()), bytes: text.as_bytes().into() };
        self.texts_mut().insert(path.to_owned(), text);
    }

    /// Takes the text away: the file is seen again.
    pub fn take(&self, path: &str) {
        self.texts_mut().remove(path);
    }

    /// Whether some text differs from its file: then what is seen here is not what a build sees.
    pub fn has_unsaved(&self) -> bool {
        let texts: Vec<_> =
            self.texts().iter().map(|(path, text)| (path.clone(), Seen::Present(text.digest))).collect();
        texts.iter().any(|(path, seen)| self.disk.look(path) != *seen)
    }

    /// Compares everything that was shown with what is there now. Costs one `stat` a path.
    pub fn disk_changes(&self, root: &Path) -> DiskChanges {
        let mut inputs =
            Inputs { files: self.disk.files(), listings: self.disk.listings(), ..Inputs::default() };
        let mut changes = DiskChanges::default();
        for change in inputs.check(root, keep).changes {
            match change.input {
                Input::File(index) => changes.files.push(inputs.files[index].path.clone()),
                Input::Listing(index) => {
                    changes.directories.push(match inputs.listings[index].path.as_str() {
                        "." => String::new(),
                        path => path.to_owned(),
                    })
                }
                Input::Output(_) => {}
            }
        }
        changes
    }

    fn texts(&self) -> RwLockReadGuard<'_, BTreeMap<String, Text>> {
        self.texts.read().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    fn texts_mut(&self) -> RwLockWriteGuard<'_, BTreeMap<String, Text>> {
        self.texts.write().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    /// Names that texts add to a directory: files of which there are none on disk, and the folders on their way.
    fn added(&self, path: &str) -> Vec<(String, Kind)> {
        let prefix = if path.is_empty() { String::new() } else { format!("{path}/") };
        let texts = self.texts();
        let below = texts.keys().filter_map(|file| file.strip_prefix(&prefix));
        let entry = |rest: &str| match rest.split_once('/') {
            Some((directory, _)) => (directory.to_owned(), Kind::Directory),
            None => (rest.to_owned(), Kind::File),
        };
        below.map(entry).filter(|(name, kind)| name != ".." && keep(name, *kind)).collect()
    }
}

impl System for Overlay {
    fn look(&self, path: &str) -> Seen {
        match self.texts().get(path) {
            Some(text) => Seen::Present(text.digest),
            None => self.disk.look(path),
        }
    }

    fn read(&self, path: &str, digest: Fingerprint) -> Option<Arc<[u8]>> {
        let shown =
            self.texts().get(path).filter(|text| text.digest == digest).map(|text| text.bytes.clone());
        shown.or_else(|| self.disk.read(path, digest))
    }

    fn list(&self, path: &str) -> Option<Arc<Listing>> {
        let listing = self.disk.list(path);
        let added = self.added(path);
        if added.is_empty() {
            return listing;
        }
        let Listing { mut entries, links } = listing.as_deref().cloned().unwrap_or_default();
        for (name, kind) in added {
            if let Err(at) = entries.binary_search_by(|(known, _)| known.cmp(&name)) {
                entries.insert(at, (name, kind));
            }
        }
        Some(Arc::new(Listing { entries, links }))
    }

    fn depth(&self) -> usize {
        self.disk.depth()
    }

    fn real_path(&self, path: &str) -> Option<Arc<str>> {
        match self.texts().contains_key(path) {
            true => self.disk.real_path(path).or_else(|| Some(path.into())),
            false => self.disk.real_path(path),
        }
    }
}
