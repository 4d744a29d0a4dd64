//! The home: the directory of the cache, its fixed places, and the files that mark it as a cache.

use std::collections::HashMap;
use std::fs;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use crate::directory::{Directory, FOLDER_MODE};
use crate::fault::Fault;

pub(crate) const OBJECTS: &str = "objects";
pub(crate) const STORE: &str = "store";
pub(crate) const SEGMENTS: &str = "seg";
pub(crate) const MANIFESTS: &str = "man";
pub(crate) const IMAGES: &str = "bin";
pub(crate) const BUILDS: &str = "build";
pub(crate) const LOCK: &str = "gc.lock";
pub(crate) const TAG: &str = "CACHEDIR.TAG";
pub(crate) const IGNORE: &str = ".gitignore";

/// The signature of the Cache Directory Tagging Specification: backup programs skip the directory.
const TAG_TEXT: &str = "Signature: 8a477f597d28d172789f06886806bc55\n\
                        # This directory is a cache of perry; it may be removed at any time.\n";
const IGNORE_TEXT: &str = "*\n";

/// A place inside the cache.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) enum Spot {
    Root,
    Builds,
    Images,
    Segments,
    Manifests,
    Objects(String),
}

pub(crate) struct Home {
    path: PathBuf,
    /// The folder of this build's records below `store`.
    shelf: String,
    open: Mutex<HashMap<Spot, Arc<Directory>>>,
    /// Whether this process has seen to the marks.
    marked: AtomicBool,
}

impl Home {
    pub(crate) fn new(path: &Path, shelf: String) -> Home {
        Home { path: path.to_owned(), shelf, open: Mutex::default(), marked: AtomicBool::new(false) }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn shelf(&self) -> &str {
        &self.shelf
    }

    /// The directory of a spot, if it is there.
    pub(crate) fn at(&self, spot: &Spot) -> Result<Arc<Directory>, Fault> {
        self.reach(spot, Directory::sub, Directory::root)
    }

    /// The directory of a spot, made if it is not there. Somebody may have removed what was open: then once more.
    pub(crate) fn made(&self, spot: &Spot) -> Result<Arc<Directory>, Fault> {
        self.once_more(|| self.make(spot))
    }

    /// Forgets which directories were open: others may stand in their place.
    pub(crate) fn restart(&self) {
        self.open().clear();
    }

    /// Writes a file of a spot.
    pub(crate) fn write(&self, spot: &Spot, name: &str, bytes: &[u8]) -> Result<(), Fault> {
        self.once_more(|| self.make(spot)?.write(name, bytes))
    }

    fn make(&self, spot: &Spot) -> Result<Arc<Directory>, Fault> {
        if !self.marked.load(Ordering::Relaxed) {
            mark(&*self.reach(&Spot::Root, Directory::create_sub, make_root)?)?;
            self.marked.store(true, Ordering::Relaxed);
        }
        self.reach(spot, Directory::create_sub, make_root)
    }

    /// Tries again with fresh directories when one has gone. To a writer its absence is trouble.
    fn once_more<T>(&self, attempt: impl Fn() -> Result<T, Fault>) -> Result<T, Fault> {
        let done = attempt().or_else(|fault| match fault {
            Fault::Absent => {
                self.open().clear();
                self.marked.store(false, Ordering::Relaxed);
                attempt()
            }
            fault => Err(fault),
        });
        done.map_err(|fault| match fault {
            Fault::Absent => Fault::System(rustix::io::Errno::NOENT.raw_os_error()),
            fault => fault,
        })
    }

    /// The path of a file of a spot, for those who can only take paths.
    pub(crate) fn file_path(&self, spot: &Spot, name: &str) -> PathBuf {
        let mut path = self.path.clone();
        path.extend(self.steps(spot));
        path.join(name)
    }

    fn reach(
        &self,
        spot: &Spot,
        step: fn(&Directory, &str) -> Result<Directory, Fault>,
        root: fn(&Path) -> Result<Directory, Fault>,
    ) -> Result<Arc<Directory>, Fault> {
        if let Some(directory) = self.open().get(spot) {
            return Ok(directory.clone());
        }
        if let Spot::Objects(target) = spot {
            check_name(target)?;
        }
        let mut directory = match spot {
            Spot::Root => Arc::new(root(&self.path)?),
            _ => self.reach(&Spot::Root, step, root)?,
        };
        for name in self.steps(spot) {
            directory = Arc::new(step(&directory, name)?);
        }
        self.open().insert(spot.clone(), directory.clone());
        Ok(directory)
    }

    fn steps<'a>(&'a self, spot: &'a Spot) -> Vec<&'a str> {
        match spot {
            Spot::Root => vec![],
            Spot::Builds => vec![BUILDS],
            Spot::Images => vec![IMAGES],
            Spot::Segments => vec![STORE, &self.shelf, SEGMENTS],
            Spot::Manifests => vec![STORE, &self.shelf, MANIFESTS],
            Spot::Objects(target) => vec![OBJECTS, target],
        }
    }

    fn open(&self) -> MutexGuard<'_, HashMap<Spot, Arc<Directory>>> {
        self.open.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

fn make_root(path: &Path) -> Result<Directory, Fault> {
    fs::DirBuilder::new().recursive(true).mode(FOLDER_MODE.bits()).create(path)?;
    Directory::root(path)
}

fn mark(root: &Directory) -> Result<(), Fault> {
    for (name, text) in [(TAG, TAG_TEXT), (IGNORE, IGNORE_TEXT)] {
        if root.facts(name).is_err() {
            root.write(name, text.as_bytes())?;
        }
    }
    Ok(())
}

/// The one name that comes from outside and becomes a folder: a target with its CPU.
fn check_name(target: &str) -> Result<(), Fault> {
    let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'+' | b',' | b'=');
    match !target.is_empty() && target.len() <= 200 && !target.starts_with('.') && target.bytes().all(allowed)
    {
        true => Ok(()),
        false => Err(Fault::BadName),
    }
}
