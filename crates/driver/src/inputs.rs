//! The inputs: what the last build saw, what of it changed, and the database that starts from it.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use perry_db::database::{Database, Db};
use perry_db::input::{Options, Program};
use perry_persist::check::{Change, Input};
use perry_persist::fingerprint::Fingerprint;
use perry_persist::manifest::{Inputs, Manifest, Roots, Saved, Stamped};
use perry_persist::stamp::Stamp;
use perry_persist::trim::Limits;
use perry_project::disk::{Disk, keep};
use perry_project::root::relative;
use serde::{Deserialize, Serialize};

use crate::history::{History, LastBuild};
use crate::image::Made;
use crate::pipeline::Built;
use crate::report::Outcome;
use crate::session::Task;

/// More changed files than this are worth threads. A guess.
const SMALL: usize = 8;

/// The manifest of this build, checked against the world.
pub struct Seen {
    key: Fingerprint,
    saved: Option<Saved>,
    changes: Vec<Change>,
    /// Nothing that an earlier build left is believed without making it again.
    is_doubted: bool,
    history: OnceCell<Option<Rc<History>>>,
    /// What this very process made; instead of what the manifest tells.
    made: Option<Vec<(PathBuf, Stamp)>>,
}

/// What an unchanged build says.
#[derive(Debug, Serialize, Deserialize)]
struct Replay {
    modules: u64,
}

impl Seen {
    /// Looks at everything the last build of these settings saw.
    pub fn of(task: &Task) -> Seen {
        let (store, settings) = (&task.store, task.settings);
        let key = settings.key();
        let (saved, is_doubted) = (store.manifest(key), store.verifies());
        let mut seen =
            Seen { key, saved, changes: Vec::new(), is_doubted, history: OnceCell::new(), made: None };
        if let Some(saved) = &mut seen.saved {
            let check = saved.inputs.check(&settings.root, keep);
            if check.renewed > 0 && check.is_clean() {
                store.renew_manifest(key, saved);
            }
            seen.changes = check.changes;
        }
        seen
    }

    pub fn is_unchanged(&self) -> bool {
        self.saved.is_some() && self.changes.is_empty() && !self.is_doubted
    }

    /// Whether nearly everything is as it was.
    pub fn is_small(&self) -> bool {
        self.made.is_some() || (self.saved.is_some() && self.changes.len() <= SMALL)
    }

    /// Whether what was made for the user is still there. Costs a read of it if it was made just before it was noted.
    pub fn has_output(&self, root: &Path) -> bool {
        if let Some(made) = &self.made {
            return made.iter().all(|(path, stamp)| stamp.is_look_of(path));
        }
        !self.is_doubted && self.saved.as_ref().is_some_and(|saved| saved.inputs.has_outputs(root))
    }

    /// What the last build of these settings did, module by module.
    pub fn history(&self) -> Option<Rc<History>> {
        let read = || postcard::from_bytes(self.saved.as_ref()?.detail()).ok().map(Rc::new);
        self.history.get_or_init(read).clone()
    }

    /// What a resident session has seen once it has built this.
    pub fn after(&self, built: &Built) -> Seen {
        let stamped =
            |path: &PathBuf| Some((path.clone(), Stamp::of_written(path, Fingerprint::ABSENT).ok()?));
        let made: Option<Vec<_>> = built.made.files.iter().map(stamped).collect();
        let history = OnceCell::from(made.is_some().then(|| built.history.clone()));
        Seen { key: self.key, saved: None, changes: Vec::new(), is_doubted: self.is_doubted, history, made }
    }

    /// What an unchanged build tells: all was reused.
    pub fn replay(&self, task: &Task) -> Outcome {
        let replay =
            self.saved.as_ref().and_then(|saved| postcard::from_bytes::<Replay>(saved.replay()).ok());
        let modules = replay.map_or(0, |replay| replay.modules);
        for action in ["facts", "lower", "object"] {
            task.store.count(action, |counts| counts.hits += modules);
        }
        LastBuild { key: self.key, is_unchanged: true }.save(&task.store);
        Outcome::unchanged(task, modules, || self.history())
    }

    /// A database over the project's disk. What did not change is not read again.
    pub fn database(&self, task: &Task) -> (Database, Arc<Disk>) {
        let settings = task.settings;
        let disk = Arc::new(Disk::new(&settings.root, self.known()));
        let db = Database::new(disk.clone(), task.store.clone());
        let entry = db.file(&settings.entry);
        Program::new(&db, vec![entry]);
        Options::new(&db, settings.debug_init);
        (db, disk)
    }

    fn known(&self) -> Vec<(String, Stamp)> {
        let Some(saved) = &self.saved else { return Vec::new() };
        let changed: HashSet<usize> = self.changes.iter().filter_map(changed_file).collect();
        let files = saved.inputs.files.iter().enumerate().filter(|(index, _)| !changed.contains(index));
        files.filter_map(|(_, file)| Some((file.path.clone(), file.stamp?))).collect()
    }

    /// Remembers what this build saw and did. The manifest vouches for all records, so it is written after them.
    pub fn remember(&self, task: &Task, disk: &Disk, built: &Built) {
        let (store, settings) = (&task.store, task.settings);
        let Built { plan, history, made, names: _ } = built;
        if !store.is_enabled() {
            return;
        }
        let inputs =
            Inputs { files: disk.files(), listings: disk.listings(), outputs: outputs(&settings.root, made) };
        let roots =
            Roots { records: plan.record_keys(), objects: vec![(settings.target(), history.object_keys())] };
        let replay = encode(&Replay { modules: plan.modules.len() as u64 });
        store.flush();
        store.save_manifest(self.key, &Manifest { inputs, roots, replay, detail: encode(&**history) });
        LastBuild { key: self.key, is_unchanged: false }.save(store);
        store.sign();
        let mut limits = Limits::default();
        limits.bytes = settings.cache_limit.unwrap_or(limits.bytes);
        store.trim_if_due(&limits);
    }
}

/// Paths that are no longer what the disk has shown.
pub fn missed(disk: &Disk, root: &Path) -> BTreeSet<String> {
    let mut inputs = Inputs { files: disk.files(), listings: disk.listings(), outputs: Vec::new() };
    let changes = inputs.check(root, keep).changes;
    let path = |input| match input {
        Input::File(index) => inputs.files[index].path.clone(),
        Input::Listing(index) if inputs.listings[index].path == "." => String::new(),
        Input::Listing(index) => inputs.listings[index].path.clone(),
        Input::Output(_) => unreachable!("no outputs were asked about"),
    };
    let changed = changes.into_iter().map(|change| path(change.input));
    changed.chain(disk.reappeared()).collect()
}

fn changed_file(change: &Change) -> Option<usize> {
    match change.input {
        Input::File(index) => Some(index),
        _ => None,
    }
}

fn outputs(root: &Path, made: &Made) -> Vec<Stamped> {
    let stamped =
        |path: &std::path::PathBuf| Stamped { path: relative(root, path), stamp: Stamp::of(path).ok() };
    made.files.iter().map(stamped).collect()
}

/// Bytes of plain data.
pub fn encode<T: Serialize>(value: &T) -> Vec<u8> {
    postcard::to_allocvec(value).expect("plain data, whose serialization cannot fail")
}
