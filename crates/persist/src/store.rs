//! The store: what earlier runs found out, by key. Start reading here.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};

use crate::action::{Action, Sink};
use crate::build_id::BuildId;
use crate::counters::{Counters, Counts};
use crate::directory::Directory;
use crate::fault::{Fault, FaultNote};
use crate::fingerprint::Fingerprint;
use crate::home::{Home, Spot};
use crate::manifest::{Manifest, Saved, decode};
use crate::objects::Held;
use crate::segment::MOST_RECORD;
use crate::shelf::Shelf;

/// Version of every format in this crate. Part of the folder's name, so a change needs no other care.
const FORMAT: u32 = 1;
/// No manifest of ours is larger: 100 bytes a file, a few hundred a module.
const MOST_MANIFEST: u64 = 256 << 20;
/// A manifest's time of use tells which objects a running process needs.
const TOUCH_MANIFEST_SECONDS: i64 = 60;

/// Artifacts by key across runs. Shared by reference among threads; shared through the disk among processes.
///
/// Opening and looking up never fail: whatever is wrong is a miss, counted and noted as a `Fault`.
pub struct Store {
    home: Option<Home>,
    shelf: Shelf,
    counters: Counters,
    /// Objects of this run that could not be written, or may not.
    held: Mutex<Held>,
}

impl Store {
    /// The store of a cache directory, for one build of the compiler and one schema of its records.
    /// Reads nothing and makes nothing until asked.
    pub fn open(cache: &Path, build: BuildId, schema: u32) -> Store {
        let home = Home::new(cache, format!("{FORMAT}.{schema}-{}", build.0));
        let store = Store { home: Some(home), ..Store::disabled() };
        match store.home.as_ref().map(|home| home.at(&Spot::Root)) {
            Some(Err(fault)) if fault.is_trouble() => store.refused(cache, fault),
            _ => store,
        }
    }

    /// The store of `--no-cache`: nothing is read, written, made or counted.
    pub fn disabled() -> Store {
        Store { home: None, shelf: Shelf::default(), counters: Counters::default(), held: Mutex::default() }
    }

    fn refused(self, cache: &Path, fault: Fault) -> Store {
        self.counters.fault(|| format!("cache {}", cache.display()), fault);
        Store { home: None, ..self }
    }

    pub fn is_enabled(&self) -> bool {
        self.home.is_some()
    }

    /// The cache directory; `None` when the store is off.
    pub fn path(&self) -> Option<&Path> {
        self.home.as_ref().map(Home::path)
    }

    pub(crate) fn home(&self) -> Option<&Home> {
        self.home.as_ref()
    }

    pub(crate) fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    pub(crate) fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    pub(crate) fn counters(&self) -> &Counters {
        &self.counters
    }
}

/// Records.
impl Store {
    /// The answer of an action: remembered, or found out now and remembered.
    pub fn artifact<A: Action>(&self, input: &A::In, sink: &Sink) -> Option<A::Out> {
        let key = A::key(input);
        if let Some(known) = self.lookup::<A>(key) {
            return Some(known);
        }
        let answer = A::run(input, sink)?;
        self.remember::<A>(key, &answer);
        Some(answer)
    }

    /// The remembered answer to a key; counted as a hit or a miss.
    pub fn lookup<A: Action>(&self, key: Fingerprint) -> Option<A::Out> {
        let known = self.peek::<A>(key);
        self.count_lookup::<A>(known.is_some());
        known
    }

    pub(crate) fn peek<A: Action>(&self, key: Fingerprint) -> Option<A::Out> {
        self.shelf.get(self.home.as_ref()?, &self.counters, key, decode::<A::Out>)
    }

    pub(crate) fn count_lookup<A: Action>(&self, hit: bool) {
        if self.is_enabled() {
            self.counters.count(A::ID, |counts| match hit {
                true => counts.hits += 1,
                false => counts.misses += 1,
            });
        }
    }

    /// Remembers an answer; on disk with the next flush.
    pub fn remember<A: Action>(&self, key: Fingerprint, answer: &A::Out) {
        let value = postcard::to_allocvec(answer);
        self.keep(A::ID, key, value.map_err(|_| Fault::Undecodable));
    }

    /// The same for bytes that the caller encodes; not counted.
    pub fn lookup_bytes(&self, key: Fingerprint) -> Option<Vec<u8>> {
        self.shelf.get(self.home.as_ref()?, &self.counters, key, |bytes| Ok(bytes.to_vec()))
    }

    pub fn remember_bytes(&self, id: &'static str, key: Fingerprint, value: Vec<u8>) {
        self.keep(id, key, Ok(value));
    }

    fn keep(&self, id: &'static str, key: Fingerprint, value: Result<Vec<u8>, Fault>) {
        if !self.is_enabled() {
            return;
        }
        match value {
            Ok(value) if value.len() <= MOST_RECORD => self.shelf.put(key, id, value),
            refused => {
                self.counters.count(id, |counts| counts.store_errors += 1);
                self.counters.fault(|| format!("record {key}"), refused.err().unwrap_or(Fault::TooLarge));
            }
        }
    }

    /// Writes what is new to disk, as one segment; merges segments when there are many. Call it at the end, on
    /// Ctrl-C, and every few seconds of a long run.
    pub fn flush(&self) {
        let Some(home) = &self.home else { return };
        self.shelf.flush(home, &self.counters, today());
        self.merge();
    }
}

/// Manifests and images.
impl Store {
    /// The manifest of a root: the fingerprint of an entry's path and the options.
    pub fn manifest(&self, root: Fingerprint) -> Option<Saved> {
        let manifests = self.home.as_ref()?.at(&Spot::Manifests).ok()?;
        let name = manifest_name(root);
        let saved = read_manifest(&manifests, root);
        let saved = saved.map_err(|fault| self.counters.fault(|| format!("manifest {root}"), fault)).ok()?;
        let now = now_seconds();
        if manifests.facts(&name).is_ok_and(|facts| now.saturating_sub(facts.used) > TOUCH_MANIFEST_SECONDS) {
            manifests.touch(&name, now).ok();
        }
        Some(saved)
    }

    /// Saves a manifest. It vouches for everything else, so flush and put the objects before.
    pub fn save_manifest(&self, root: Fingerprint, manifest: &Manifest) {
        self.write_manifest(root, || manifest.encode(root));
    }

    /// Saves a manifest again whose stamps a check has renewed.
    pub fn renew_manifest(&self, root: Fingerprint, saved: &Saved) {
        self.write_manifest(root, || saved.encode(root));
    }

    fn write_manifest(&self, root: Fingerprint, encode: impl FnOnce() -> Vec<u8>) {
        let Some(home) = &self.home else { return };
        if let Err(fault) = home.write(&Spot::Manifests, &manifest_name(root), &encode()) {
            self.counters.fault(|| format!("manifest {root}"), fault);
        }
    }

    /// Where to put an executable that is run from the cache. `None`: the store is off or cannot be written.
    pub fn image_path(&self, root: Fingerprint) -> Option<PathBuf> {
        let home = self.home.as_ref()?;
        match home.made(&Spot::Images) {
            Ok(_) => Some(home.file_path(&Spot::Images, &root.to_string())),
            Err(fault) => {
                self.counters.fault(|| "the folder of executables".to_owned(), fault);
                None
            }
        }
    }
}

/// Counters.
impl Store {
    /// Counts of one action, by its ID.
    pub fn counts(&self, action: &str) -> Counts {
        self.counters.of(action)
    }

    pub fn all_counts(&self) -> Vec<(&'static str, Counts)> {
        self.counters.all()
    }

    /// Adds what was counted elsewhere: hits of an unchanged build that its manifest tells.
    pub fn count(&self, action: &'static str, change: impl FnOnce(&mut Counts)) {
        if self.is_enabled() {
            self.counters.count(action, change);
        }
    }

    /// How many faults there were, and the first few of them.
    pub fn faults(&self) -> (u64, Vec<FaultNote>) {
        self.counters.faults()
    }
}

pub(crate) fn read_manifest(manifests: &Directory, root: Fingerprint) -> Result<Saved, Fault> {
    Saved::decode(root, manifests.read(&manifest_name(root), MOST_MANIFEST)?)
}

pub(crate) fn manifest_name(root: Fingerprint) -> String {
    format!("{root}.man")
}

pub(crate) fn now_seconds() -> i64 {
    crate::stamp::now_ns() / 1_000_000_000
}

/// Days since 1970: what records know of the time of their use.
pub(crate) fn today() -> u32 {
    u32::try_from(now_seconds() / 86_400).unwrap_or(u32::MAX)
}
