//! The store: what earlier runs found out, by key. Start reading here.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};
use std::time::{Duration, Instant};

use crate::action::{Action, Sink};
use crate::build_id::BuildId;
use crate::counters::{Counters, Counts};
use crate::directory::{Directory, Identity, shut};
use crate::fault::{Entry, Fault, FaultNote};
use crate::fingerprint::Fingerprint;
use crate::home::{Home, Spot};
use crate::manifest::{Manifest, Saved, decode};
use crate::objects::Held;
use crate::segment::MOST_RECORD;
use crate::shelf::{Shelf, identities_of};

/// Version of every format in this crate. Part of the folder's name, so a change needs no other care.
const FORMAT: u32 = 1;
/// No manifest of ours is larger: 100 bytes a file, a few hundred a module.
const MOST_MANIFEST: u64 = 64 << 20;
/// What was found out is on disk after this time, whatever becomes of the process.
const FLUSH_EVERY: Duration = Duration::from_secs(2);
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
    /// When records were last flushed, or the store opened.
    flushed: Mutex<Instant>,
    /// Every hit is compared with an answer found out anew.
    verifies: bool,
    /// Nothing new is kept.
    looks_only: bool,
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
        Store {
            home: None,
            shelf: Shelf::default(),
            counters: Counters::default(),
            held: Mutex::default(),
            flushed: Mutex::new(Instant::now()),
            verifies: false,
            looks_only: false,
        }
    }

    /// The same store, which believes no hit: each is compared with an answer found out anew (`PERRY_VERIFY_CACHE=1`).
    pub fn verifying(self) -> Store {
        Store { verifies: true, ..self }
    }

    /// A store that only looks up: it keeps no new record. For texts that nobody may ever save.
    pub fn looking_only(self) -> Store {
        Store { looks_only: true, ..self }
    }

    pub fn verifies(&self) -> bool {
        self.verifies
    }

    fn refused(self, cache: &Path, fault: Fault) -> Store {
        self.counters.fault(|| Entry::Cache(cache.to_owned()), fault);
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
        self.answer::<A>(A::key(input), || A::run(input, sink))
    }

    /// The same where the caller runs the action.
    pub fn answer<A: Action>(
        &self,
        key: Fingerprint,
        run: impl FnOnce() -> Option<A::Out>,
    ) -> Option<A::Out> {
        let known = self.lookup::<A>(key);
        if known.is_some() && !self.verifies {
            return known;
        }
        let answer = run()?;
        let is_same = |known: &A::Out| postcard::to_allocvec(known) == postcard::to_allocvec(&answer);
        if known.as_ref().is_some_and(|known| !is_same(known)) {
            self.counters.fault(|| Entry::Record(key), Fault::Different);
        }
        if !known.as_ref().is_some_and(is_same) {
            self.remember::<A>(key, &answer);
        }
        Some(answer)
    }

    /// Notes that an entry was found different from what it was made anew.
    pub fn note_difference(&self, entry: Entry) {
        self.counters.fault(|| entry, Fault::Different);
    }

    /// The remembered answer to a key; counted as a hit or a miss.
    pub fn lookup<A: Action>(&self, key: Fingerprint) -> Option<A::Out> {
        let known = self.peek::<A>(key);
        self.count_lookup::<A>(known.is_some());
        known
    }

    pub(crate) fn peek<A: Action>(&self, key: Fingerprint) -> Option<A::Out> {
        let read = |bytes: &[u8]| match decode::<A::Out>(bytes)? {
            answer if A::verify(&answer) => Ok(answer),
            _ => Err(Fault::Undecodable),
        };
        self.shelf.get(self.home.as_ref()?, &self.counters, key, read)
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
        if !self.is_enabled() || self.looks_only {
            return;
        }
        match value {
            Ok(value) if value.len() <= MOST_RECORD => {
                self.shelf.put(key, id, value);
                self.flush_if_due(Instant::now());
            }
            refused => {
                self.counters.count(id, |counts| counts.store_errors += 1);
                self.counters.fault(|| Entry::Record(key), refused.err().unwrap_or(Fault::TooLarge));
            }
        }
    }

    /// Writes what is new to disk, as one segment; merges segments when there are many. A long run is flushed by
    /// itself every two seconds.
    pub fn flush(&self) {
        let Some(home) = &self.home else { return };
        self.shelf.flush(home, &self.counters, today());
        self.merge();
    }

    /// One thread writes, the others go on.
    fn flush_if_due(&self, now: Instant) {
        let Ok(mut flushed) = self.flushed.try_lock() else { return };
        if now.saturating_duration_since(*flushed) >= FLUSH_EVERY {
            self.flush();
            *flushed = now;
        }
    }

    /// Writes what is new and lets no file be written after it: the process is about to be ended from outside.
    pub fn stop(&self) {
        if let Some(home) = &self.home {
            self.shelf.flush(home, &self.counters, today());
        }
        shut();
    }
}

/// The records that lie on disk, as files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Records(BTreeMap<String, Identity>);

impl Records {
    /// Whether nothing that lay there `before` is gone or was written to.
    pub fn has_all_of(&self, before: &Records) -> bool {
        before.0.iter().all(|(name, identity)| self.0.get(name) == Some(identity))
    }
}

/// Long runs.
impl Store {
    /// The records on disk now; `None` where they cannot be listed.
    pub fn records(&self) -> Option<Records> {
        let directory = self.home.as_ref()?.at(&Spot::Segments).ok()?;
        Some(Records(identities_of(&directory).ok()?))
    }

    /// Opens the records on disk, which tells their faults.
    pub fn look_at_records(&self) {
        if let Some(home) = &self.home {
            self.shelf.segments(home, &self.counters);
        }
    }

    /// Counts from nothing and looks at the disk anew, as a store that was just opened.
    pub fn restart(&self) {
        self.restart_counts();
        self.shelf.restart();
        self.home.iter().for_each(Home::restart);
    }
}

/// Manifests and images.
impl Store {
    /// Notes that a folder did not take a file that was put there through its path.
    pub fn note_unwritten(&self, content: &'static str) {
        self.counters.fault(|| Entry::Folder(content), Fault::Unwritten);
    }

    /// The manifest of a root: the fingerprint of an entry's path and the options.
    pub fn manifest(&self, root: Fingerprint) -> Option<Saved> {
        let manifests = self.home.as_ref()?.at(&Spot::Manifests).ok()?;
        let name = manifest_name(root);
        let saved = read_manifest(&manifests, root);
        let saved = saved.map_err(|fault| self.counters.fault(|| Entry::Manifest(root), fault)).ok()?;
        let now = now_seconds();
        let is_recent = |used: i64| (0..=TOUCH_MANIFEST_SECONDS).contains(&now.saturating_sub(used));
        if manifests.facts(&name).is_ok_and(|facts| !is_recent(facts.used)) {
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
            self.counters.fault(|| Entry::Manifest(root), fault);
        }
    }

    /// Where to put an executable that is run from the cache. `None`: the store is off or cannot be written.
    pub fn image_path(&self, root: Fingerprint) -> Option<PathBuf> {
        let home = self.home.as_ref()?;
        match home.made(&Spot::Images) {
            Ok(_) => Some(home.file_path(&Spot::Images, &root.to_string())),
            Err(fault) => {
                self.counters.fault(|| Entry::Folder("executables"), fault);
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

    /// Counts from nothing: the next build of a long run begins.
    pub fn restart_counts(&self) {
        self.counters.restart();
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

#[cfg(test)]
mod tests {
    use super::{BuildId, Duration, FLUSH_EVERY, Fingerprint, Instant, Store};

    #[test]
    fn a_long_run_is_flushed_every_two_seconds() {
        let cache = std::env::temp_dir().join(format!("perry-flush-{}", std::process::id()));
        let store = Store::open(&cache, BuildId::named("test"), 1);
        let flushes = |seconds: Duration, name: &str| {
            store.remember_bytes("raw", Fingerprint::of(name), vec![1]);
            store.flush_if_due(Instant::now() + seconds);
            store.counts("raw").stores
        };
        assert_eq!(flushes(Duration::ZERO, "early"), 0);
        assert_eq!(flushes(FLUSH_EVERY, "late"), 2);
        assert_eq!(flushes(FLUSH_EVERY, "soon after"), 2);
        assert_eq!(flushes(FLUSH_EVERY * 3, "much later"), 4);
        std::fs::remove_dir_all(&cache).expect("it was made");
    }
}
