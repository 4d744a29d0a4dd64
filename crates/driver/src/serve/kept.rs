//! The kept: databases that stay in the host between the commands of one configuration, a bounded number of them.
//!
//! A database is used again only when it is sure to answer as a new one would: what it has read is looked at again, and
//! the records on disk that its answers stand for are all there still.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use anyhow::Result;
use perry_db::database::Database;
use perry_db::input::digest_of;
use perry_persist::fingerprint::Fingerprint;
use perry_persist::store::{Records, Store};
use perry_project::disk::Disk;
use perry_sema::module::{facts, imports};
use perry_sema::path;

use super::guest::Declined;
use crate::inputs::missed;
use crate::plan::Modules;
use crate::settings::Settings;

/// Configurations at once: a few entries in both profiles. A guess; memory is bounded by `MOST_MEMORY`.
const MOST_KEPT: usize = 8;
/// Of the whole host, resident. Beyond it what was used longest ago goes first. A project of 1000 modules takes a
/// fifth of it.
pub const MOST_MEMORY: u64 = 1 << 30;

/// Whose answers a database gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    Build(Box<Settings>),
    Check { root: PathBuf, entries: Vec<String>, cache: PathBuf, debug_init: bool },
}

/// A database that has answered.
pub struct Warm {
    pub db: Database,
    pub disk: Arc<Disk>,
    /// Of the module graph when it answered.
    pub edges: Fingerprint,
}

impl Warm {
    /// Tells the database what changed on disk.
    pub fn refresh(&mut self, root: &Path) {
        for path in missed(&self.disk, root) {
            self.db.refresh_at(&path);
        }
    }
}

/// Every module with what it asks for and where that leads, and the configuration that says where.
///
/// A database over the same edges has read the same files and directories; one over others may have read more than a
/// new one would.
pub fn edges(db: &Database, modules: &Modules) -> Fingerprint {
    let of_module = |file| {
        let leads: Vec<_> =
            imports(db, file).iter().map(|found| found.as_ref().ok().map(|to| to.path(db))).collect();
        let facts = facts(db, file);
        let asked: Vec<_> = facts.requests.iter().map(|request| &*request.specifier).collect();
        Fingerprint::of(&(file.path(db), asked, leads))
    };
    let is_configuration = |path: &str| matches!(path::name(path), "package.json" | "tsconfig.json");
    let files = db.files().iter().filter(|file| is_configuration(file.key()));
    let mut configuration: Vec<_> =
        files.map(|file| (file.key().to_string(), digest_of(file.value().seen(db)))).collect();
    configuration.sort_unstable();
    let modules: Vec<_> = modules.order.iter().map(|file| of_module(*file)).collect();
    Fingerprint::of(&(configuration, modules))
}

/// A database with the store it looks into and the records that its answers stand for.
struct Kept {
    key: Key,
    store: Arc<Store>,
    records: Records,
    warm: Warm,
}

/// All that is kept.
#[derive(Default)]
pub struct Shelf {
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    /// Used longest ago first.
    kept: Vec<Kept>,
    /// At work for somebody.
    busy: Vec<Key>,
}

impl Shelf {
    /// Takes what there is for `key` until the reservation is dropped. Nobody waits: who comes second is declined.
    pub fn reserve(self: &Arc<Shelf>, key: Key, store: Arc<Store>) -> Result<Reserved> {
        let mut inner = self.inner();
        if inner.busy.contains(&key) {
            return Err(Declined("another command is at work on the same").into());
        }
        let place = inner.kept.iter().position(|kept| kept.key == key);
        let kept = place.map(|place| inner.kept.remove(place));
        inner.busy.push(key.clone());
        drop(inner);
        let mut reserved = Reserved { shelf: self.clone(), key, store, warm: None };
        let on_disk = reserved.store.records();
        if let Some(kept) = kept.filter(|kept| on_disk.is_some_and(|now| now.has_all_of(&kept.records))) {
            kept.store.restart();
            if reserved.store.records().as_ref() != Some(&kept.records) {
                kept.store.look_at_records(); // a new one may be damaged, which a lone command would meet
            }
            reserved.store = kept.store;
            reserved.warm = Some(kept.warm);
        }
        Ok(reserved)
    }

    pub fn len(&self) -> usize {
        self.inner().kept.len()
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    /// Drops what was used longest ago until the host is within its bounds.
    pub fn shrink(&self) {
        loop {
            let mut inner = self.inner();
            let is_over = inner.kept.len() > MOST_KEPT || is_too_large();
            if !is_over || inner.kept.is_empty() {
                return;
            }
            let oldest = inner.kept.remove(0);
            drop(inner);
            drop(oldest);
        }
    }
}

/// One configuration in the hands of one client.
pub struct Reserved {
    shelf: Arc<Shelf>,
    key: Key,
    pub store: Arc<Store>,
    pub warm: Option<Warm>,
}

impl Drop for Reserved {
    fn drop(&mut self) {
        // What a fault of the cache has to do with is told anew to whoever comes next.
        let is_sound = self.store.faults().0 == 0;
        let warm = self.warm.take().filter(|_| is_sound && !std::thread::panicking());
        let kept = warm.zip(self.store.records()).map(|(warm, records)| {
            warm.disk.forget_unasked();
            warm.db.forget_contents();
            Kept { key: self.key.clone(), store: self.store.clone(), records, warm }
        });
        let mut inner = self.shelf.inner();
        inner.busy.retain(|key| *key != self.key);
        inner.kept.extend(kept);
        drop(inner);
        self.shelf.shrink();
    }
}

/// Whether memory is above its bound when all that is free was given back to the system.
fn is_too_large() -> bool {
    if memory() <= MOST_MEMORY {
        return false;
    }
    #[cfg(target_env = "gnu")]
    // SAFETY: it gives free memory back to the system and touches none that is in use.
    unsafe {
        libc::malloc_trim(0);
    }
    memory() > MOST_MEMORY
}

/// Resident bytes of this process; 0 where the system does not tell.
pub fn memory() -> u64 {
    let told = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages = told.split(' ').nth(1).and_then(|pages| pages.parse::<u64>().ok());
    pages.unwrap_or_default() * rustix::param::page_size() as u64
}
