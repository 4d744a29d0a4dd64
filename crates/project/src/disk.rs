//! The disk: the system behind a real build. It remembers what it showed, for the manifest.

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use perry_db::system::{Seen, System};
use perry_persist::fingerprint::Fingerprint;
use perry_persist::listing::{Kind, Listing};
use perry_persist::manifest::Stamped;
use perry_persist::stamp::Stamp;

use crate::root::relative;

/// Larger texts are refused: a program of this size is a mistake or data. A guess.
pub const MOST_TEXT: u64 = 256 << 20;

/// Files below a root.
pub struct Disk {
    root: PathBuf,
    shown: Mutex<Shown>,
}

/// What was shown to the queries. The build holds for exactly this.
#[derive(Default)]
struct Shown {
    files: BTreeMap<String, (Option<Stamp>, Seen)>,
    listings: BTreeMap<String, Option<Stamp>>,
    /// Read for the digest and not yet asked for.
    bytes: HashMap<Fingerprint, Arc<[u8]>>,
    /// Known from the manifest: it vouches for the content, so the file need not be read.
    known: HashMap<String, Stamp>,
}

/// Which entries of a directory can matter to resolution. What a build writes (the cache, an executable) must not.
pub fn keep(name: &str, kind: Kind) -> bool {
    const MODULES: [&str; 9] = [".ts", ".mts", ".cts", ".tsx", ".js", ".mjs", ".cjs", ".jsx", ".json"];
    match kind {
        Kind::Directory => !name.starts_with('.'),
        Kind::Link => !name.starts_with('.'),
        Kind::File => MODULES.iter().any(|extension| name.ends_with(extension)),
        Kind::Other => false,
    }
}

impl Disk {
    /// `known` are files whose stamps were just found to hold.
    pub fn new(root: &Path, known: impl IntoIterator<Item = (String, Stamp)>) -> Disk {
        let shown = Shown { known: known.into_iter().collect(), ..Shown::default() };
        Disk { root: root.to_owned(), shown: Mutex::new(shown) }
    }

    /// Every file that was shown, present or not, sorted by path.
    pub fn files(&self) -> Vec<Stamped> {
        let shown = self.shown();
        shown.files.iter().map(|(path, (stamp, _))| Stamped { path: path.clone(), stamp: *stamp }).collect()
    }

    /// Every directory that was shown, present or not, sorted by path.
    pub fn listings(&self) -> Vec<Stamped> {
        let shown = self.shown();
        let stamped = |(path, stamp): (&String, &Option<Stamp>)| Stamped { path: place(path), stamp: *stamp };
        shown.listings.iter().map(stamped).collect()
    }

    /// Drops texts that were read and that nobody asked for, and what the manifest knew of files that nobody looked at:
    /// it was true when the manifest was checked.
    pub fn forget_unasked(&self) {
        let mut shown = self.shown();
        shown.bytes.clear();
        shown.known.clear();
    }

    /// Files that had no content to compare, being absent or unreadable, and that look different now.
    pub fn reappeared(&self) -> Vec<String> {
        let shown = self.shown();
        let without = shown.files.iter().filter(|(_, (stamp, _))| stamp.is_none());
        let without: Vec<_> = without.map(|(path, (_, seen))| (path.clone(), seen.clone())).collect();
        drop(shown);
        let is_other = |(path, seen): &(String, Seen)| self.look_at(path).1 != *seen;
        without.into_iter().filter(is_other).map(|(path, _)| path).collect()
    }

    fn look_at(&self, path: &str) -> (Option<Stamp>, Seen, Option<Arc<[u8]>>) {
        let full = self.root.join(path);
        if std::fs::metadata(&full).is_ok_and(|metadata| metadata.is_file() && metadata.len() > MOST_TEXT) {
            let why = format!("it is larger than {} MiB", MOST_TEXT >> 20);
            return (None, Seen::Unreadable(why.into()), None);
        }
        match Stamp::read(&full) {
            Ok((stamp, bytes)) => (Some(stamp), Seen::Present(stamp.digest), Some(bytes.into())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => (None, Seen::Absent, None),
            Err(error) => (None, Seen::Unreadable(words(&error).into()), None),
        }
    }

    fn shown(&self) -> MutexGuard<'_, Shown> {
        self.shown.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

impl System for Disk {
    fn look(&self, path: &str) -> Seen {
        let known = self.shown().known.remove(path);
        let (stamp, seen, bytes) = match known {
            Some(stamp) => (Some(stamp), Seen::Present(stamp.digest), None),
            None => self.look_at(path),
        };
        let mut shown = self.shown();
        if let (Some(stamp), Some(bytes)) = (stamp, bytes) {
            shown.bytes.insert(stamp.digest, bytes);
        }
        shown.files.insert(path.to_owned(), (stamp, seen.clone()));
        seen
    }

    fn read(&self, path: &str, digest: Fingerprint) -> Option<Arc<[u8]>> {
        if let Some(bytes) = self.shown().bytes.remove(&digest) {
            return Some(bytes);
        }
        let bytes = std::fs::read(self.root.join(path)).ok()?;
        (Fingerprint::of_bytes(&bytes) == digest).then(|| bytes.into())
    }

    fn list(&self, path: &str) -> Option<Arc<Listing>> {
        let read = Listing::read(&self.root.join(path), keep).ok();
        let (stamp, listing) = read.unzip();
        self.shown().listings.insert(path.to_owned(), stamp);
        listing.map(Arc::new)
    }

    fn depth(&self) -> usize {
        self.root.components().count().saturating_sub(1)
    }

    fn real_path(&self, path: &str) -> Option<Arc<str>> {
        let real = self.root.join(path).canonicalize().ok()?;
        Some(relative(&self.root, &real).into())
    }
}

/// A path as the manifest takes it: the root itself is ".".
fn place(path: &str) -> String {
    if path.is_empty() { ".".to_owned() } else { path.to_owned() }
}

fn words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::IsADirectory => "it is a directory".to_owned(),
        io::ErrorKind::PermissionDenied => "permission is denied".to_owned(),
        io::ErrorKind::InvalidInput => "it is not an ordinary file".to_owned(),
        io::ErrorKind::NotADirectory => "a part of its path is not a directory".to_owned(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Disk, Stamp};
    use perry_db::system::{Seen, System};
    use perry_persist::fingerprint::Fingerprint;

    fn folder(name: &str) -> std::path::PathBuf {
        let folder = std::env::temp_dir().join(format!("perry-disk-{name}-{}", std::process::id()));
        std::fs::create_dir(&folder).expect("the name is new");
        folder
    }

    #[test]
    fn what_the_manifest_knew_is_not_believed_for_ever() {
        let folder = folder("known");
        let file = folder.join("a.ts");
        std::fs::write(&file, "1").expect("the folder is writable");
        let disk = Disk::new(&folder, [("a.ts".to_owned(), Stamp::of(&file).expect("it is there"))]);
        disk.forget_unasked();
        std::fs::write(&file, "22").expect("the folder is writable");
        assert_eq!(disk.look("a.ts"), Seen::Present(Fingerprint::of_bytes(b"22")));
        std::fs::remove_dir_all(folder).expect("it was made");
    }

    #[test]
    fn an_absent_file_that_cannot_be_read_now_is_another() {
        let folder = folder("absent");
        let disk = Disk::new(&folder, []);
        assert_eq!(disk.look("a.ts"), Seen::Absent);
        assert!(disk.reappeared().is_empty());
        std::fs::create_dir(folder.join("a.ts")).expect("the folder is writable");
        assert_eq!(disk.reappeared(), ["a.ts"]);
        disk.look("a.ts");
        assert!(disk.reappeared().is_empty());
        std::fs::remove_dir_all(folder).expect("it was made");
    }
}
