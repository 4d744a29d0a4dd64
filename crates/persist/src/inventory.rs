//! The inventory: what lies in a cache directory, for `cache info`, `cache clean` and `cache verify`.

use std::path::Path;

use crate::fault::Fault;
use crate::fingerprint::Fingerprint;
use crate::store::Store;

/// Files and their bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Amount {
    pub files: u64,
    pub bytes: u64,
}

/// What lies in a cache directory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inventory {
    pub total: Amount,
    /// Objects by target, in order of names.
    pub objects: Vec<(String, Amount)>,
    /// Records and manifests, of all builds of the compiler.
    pub store: Amount,
    /// Executables of `run`.
    pub images: Amount,
    /// Seconds since 1970.
    pub last_trim: Option<i64>,
}

impl Inventory {
    /// Counts what is there. `Absent` when the directory is not.
    pub fn of(_cache: &Path) -> Result<Inventory, Fault> {
        Err(Fault::Absent)
    }
}

/// Removes a cache directory's content, and the directory unless it holds files that are not ours.
/// Gives what was removed, or with `dry_run` what would be. `Absent` when there is no directory.
pub fn clean(_cache: &Path, _dry_run: bool) -> Result<Amount, Fault> {
    Err(Fault::Absent)
}

impl Store {
    /// Every sound record of this build of the compiler, newest value of each key, in order of keys.
    pub fn each_record(&self, _visit: impl FnMut(Fingerprint, &[u8])) {}

    /// Every object: target, key, bytes.
    pub fn each_object(&self, _visit: impl FnMut(&str, Fingerprint, &[u8])) {}
}
