//! The cache that readers read: a folder that vanishes with the process.

use std::cell::OnceCell;
use std::fs;
use std::path::{Path, PathBuf};

use perry_persist::build_id::BuildId;
use perry_persist::fingerprint::Fingerprint;
use perry_persist::manifest::{Manifest, Saved};
use perry_persist::store::Store;
use tempfile::TempDir;

thread_local! {
    static CACHE: OnceCell<Cache> = const { OnceCell::new() };
}

pub struct Cache {
    folder: TempDir,
    segment: PathBuf,
    manifest: PathBuf,
}

impl Cache {
    pub fn with(read: impl FnOnce(&Cache)) {
        CACHE.with(|cache| read(cache.get_or_init(Cache::new)));
    }

    /// A cache with one file of each kind, so that nobody has to know where they lie.
    fn new() -> Cache {
        #[cfg(feature = "unsound")]
        perry_persist::unsound::commit(perry_persist::unsound::Breach::Verification);
        let folder = tempfile::tempdir().expect("the temporary folder is writable");
        let store = open(folder.path());
        store.remember_bytes("none", root(), Vec::new());
        store.flush();
        store.save_manifest(root(), &Manifest::default());
        let (segment, manifest) = (found(folder.path(), "seg"), found(folder.path(), "man"));
        Cache { folder, segment, manifest }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn store(&self) -> Store {
        open(self.folder.path())
    }

    pub fn with_segment(&self, bytes: &[u8]) -> Store {
        renew(&self.segment, bytes);
        self.store()
    }

    pub fn with_manifest(&self, bytes: &[u8]) -> Option<Saved> {
        renew(&self.manifest, bytes);
        self.store().manifest(root())
    }

    pub fn write(&self, name: &str, bytes: &[u8]) {
        renew(&self.path().join(name), bytes);
    }
}

/// A new file: one that is written over is synced by some file systems, at a hundredth of the speed.
fn renew(path: &Path, bytes: &[u8]) {
    // It may not be there yet.
    fs::remove_file(path).ok();
    fs::write(path, bytes).expect("the temporary folder is writable");
}

fn open(cache: &Path) -> Store {
    Store::open(cache, BuildId::named("fuzz"), 1)
}

fn root() -> Fingerprint {
    Fingerprint::of("fuzz")
}

/// The one file with this extension.
fn found(folder: &Path, extension: &str) -> PathBuf {
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("it was made").map_while(Result::ok) {
            let path = entry.path();
            match path.is_dir() {
                true => folders.push(path),
                false if path.extension().is_some_and(|it| it == extension) => return path,
                false => {}
            }
        }
    }
    unreachable!("a store writes files of this kind")
}
