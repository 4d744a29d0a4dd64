//! The inventory: what lies in a cache directory, for `cache info`, `cache clean` and `cache verify`.

use std::fs;
use std::path::Path;

use crate::directory::Directory;
use crate::fault::Fault;
use crate::fingerprint::Fingerprint;
use crate::home::{Spot, TAG};
use crate::lock::last_trim;
use crate::manifest::Saved;
use crate::objects::MOST_OBJECT;
use crate::store::{Store, read_manifest};
use crate::walk::{Found, Use, folders};

/// Files and their bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Amount {
    pub files: u64,
    pub bytes: u64,
}

impl Amount {
    pub(crate) fn add(&mut self, found: &Found) {
        self.files += 1;
        self.bytes += found.facts.len;
    }
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
    pub fn of(cache: &Path) -> Result<Inventory, Fault> {
        let root = Directory::root(cache)?;
        let mut inventory = Inventory { last_trim: last_trim(&root), ..Inventory::default() };
        for folder in folders(root) {
            let mut amount = Amount::default();
            folder.files().iter().for_each(|found| amount.add(found));
            inventory.count(folder.purpose, amount);
        }
        inventory.objects.sort();
        Ok(inventory)
    }

    fn count(&mut self, purpose: Use, amount: Amount) {
        self.total += amount;
        match purpose {
            Use::Objects { target } => self.objects.push((target, amount)),
            Use::Segments { .. } | Use::Manifests { .. } => self.store += amount,
            Use::Images => self.images += amount,
            Use::Top | Use::Builds | Use::Parent | Use::Aside => {}
        }
    }
}

impl std::ops::AddAssign for Amount {
    fn add_assign(&mut self, more: Amount) {
        self.files += more.files;
        self.bytes += more.bytes;
    }
}

/// Removes a cache directory's content, and the directory unless it holds files that are not ours.
/// Gives what was removed, or with `dry_run` what would be. `Absent` when there is no directory; `Foreign` when the
/// directory is not marked as our cache, so that a mistyped path costs nobody his files.
pub fn clean(cache: &Path, dry_run: bool) -> Result<Amount, Fault> {
    let root = Directory::root(cache)?;
    let tag = root.read(TAG, 4096).unwrap_or_default();
    if !String::from_utf8_lossy(&tag).contains("cache of perry") {
        return Err(Fault::Foreign);
    }
    let mut removed = Amount::default();
    for folder in folders(root) {
        for found in folder.files() {
            if dry_run || folder.directory.remove_file(&found.name).is_ok() {
                removed.add(&found);
            }
        }
        if !dry_run {
            folder.remove_if_empty().ok();
        }
    }
    if !dry_run {
        // Stays when something of somebody else is in it, or a running build has just written.
        fs::remove_dir(cache).ok();
    }
    Ok(removed)
}

impl Store {
    /// Every manifest of this build of the compiler that can be read, in order of their names.
    pub fn each_manifest(&self, mut visit: impl FnMut(&Saved)) {
        let Some(manifests) = self.home().and_then(|home| home.at(&Spot::Manifests).ok()) else { return };
        for entry in manifests.entries().unwrap_or_default() {
            let root = entry.name.strip_suffix(".man").and_then(Fingerprint::parse);
            if let Some(saved) = root.and_then(|root| read_manifest(&manifests, root).ok()) {
                visit(&saved);
            }
        }
    }

    /// Every object: target, name, bytes as they are on disk.
    pub fn each_object(&self, mut visit: impl FnMut(&str, Fingerprint, &[u8])) {
        let Some(root) = self.path().and_then(|path| Directory::root(path).ok()) else { return };
        for folder in folders(root) {
            let Use::Objects { target } = &folder.purpose else { continue };
            for found in folder.files() {
                let key = found.name.strip_suffix(".o").and_then(Fingerprint::parse);
                if let Some(key) = key
                    && let Ok(bytes) = folder.directory.read(&found.name, MOST_OBJECT)
                {
                    visit(target, key, &bytes);
                }
            }
        }
    }
}
