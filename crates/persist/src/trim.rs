//! The trim: what nobody has used for long goes, and the size limit holds.

use std::collections::HashSet;

use crate::directory::{ASIDE, Directory};
use crate::fault::{Entry, Fault};
use crate::fingerprint::Fingerprint;
use crate::home::{Home, Spot};
use crate::lock::{Lock, last_trim};
use crate::manifest::Roots;
use crate::objects::object_name;
use crate::store::{Store, now_seconds, read_manifest};
use crate::walk::{Folder, Found, Use, folders};

/// How much to keep, and for how long. Times in seconds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the whole cache directory.
    pub bytes: u64,
    /// Manifests used within this time are roots: what they rest on is the last to go.
    pub roots: i64,
    /// Manifests and objects used within this time may be in use by a running process, and stay whatever the limit.
    pub running: i64,
    /// Records of other builds of the compiler go when unused for this time.
    pub builds: i64,
    /// Files left aside by a process that died go after this time.
    pub aside: i64,
}

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

impl Default for Limits {
    fn default() -> Limits {
        Limits { bytes: 2 << 30, roots: 14 * DAY, running: 10 * MINUTE, builds: 3 * DAY, aside: HOUR }
    }
}

/// What a trim did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trimmed {
    pub files: u64,
    pub bytes: u64,
    /// Bytes that are left.
    pub left: u64,
    /// Another process was trimming; nothing was done.
    pub busy: bool,
}

impl Store {
    /// Trims now.
    pub fn trim(&self, limits: &Limits) -> Trimmed {
        self.trim_at(limits, now_seconds())
    }

    /// What a trim would do now; nothing is changed.
    pub fn trim_rehearsed(&self, limits: &Limits) -> Trimmed {
        self.trim_rehearsed_at(limits, now_seconds())
    }

    /// Trims if the last time is an hour ago or more, or in the future; at the end of a build that wrote something.
    pub fn trim_if_due(&self, limits: &Limits) -> Option<Trimmed> {
        let root = self.home()?.at(&Spot::Root).ok()?;
        let now = now_seconds();
        let due = last_trim(&root).is_none_or(|last| !(0..HOUR).contains(&now.saturating_sub(last)));
        due.then(|| self.trim_at(limits, now))
    }

    /// Trims as of a given time, in seconds since 1970.
    pub fn trim_at(&self, limits: &Limits, now: i64) -> Trimmed {
        self.trimmed(|home| trim(home, limits, now))
    }

    /// What a trim would do at a given time.
    pub fn trim_rehearsed_at(&self, limits: &Limits, now: i64) -> Trimmed {
        self.trimmed(|home| trim_rehearsed(home, limits, now))
    }

    fn trimmed(&self, trim: impl FnOnce(&Home) -> Result<Trimmed, Fault>) -> Trimmed {
        let Some(home) = self.home() else { return Trimmed::default() };
        match trim(home) {
            Ok(trimmed) => trimmed,
            Err(Fault::Absent) => Trimmed::default(),
            Err(fault) => {
                self.counters().fault(|| Entry::Trimming, fault);
                Trimmed::default()
            }
        }
    }
}

fn trim(home: &Home, limits: &Limits, now: i64) -> Result<Trimmed, Fault> {
    let root = Directory::root(home.path())?;
    let Some(lock) = Lock::take(&root)? else {
        return Ok(Trimmed { busy: true, ..Trimmed::default() });
    };
    let mut plan = Plan::new(home, root, limits, now);
    plan.carry_out();
    lock.trimmed(now)?;
    Ok(plan.done)
}

fn trim_rehearsed(home: &Home, limits: &Limits, now: i64) -> Result<Trimmed, Fault> {
    let mut plan = Plan::new(home, Directory::root(home.path())?, limits, now);
    plan.gone = Some(HashSet::new());
    plan.carry_out();
    Ok(plan.done)
}

/// One trim at work.
struct Plan<'a> {
    limits: &'a Limits,
    now: i64,
    own: &'a str,
    folders: Vec<Folder>,
    /// In a rehearsal: what would be gone, by the number of the folder.
    gone: Option<HashSet<(usize, String)>>,
    done: Trimmed,
}

/// A file that is still there, with the number of its folder.
struct Kept {
    folder: usize,
    found: Found,
}

impl<'a> Plan<'a> {
    fn new(home: &'a Home, root: Directory, limits: &'a Limits, now: i64) -> Plan<'a> {
        let folders = folders(root);
        Plan { limits, now, own: home.shelf(), folders, gone: None, done: Trimmed::default() }
    }

    fn carry_out(&mut self) {
        self.remove_old_builds();
        let kept = self.remove_outdated();
        self.hold_limit(kept);
    }

    /// The files of a folder. One that is dated in the future comes from a clock that has been set back since: it was
    /// used now, or it would stay until that time.
    fn files(&self, at: usize) -> Vec<Found> {
        let directory = &self.folders[at].directory;
        let mut files = self.folders[at].files();
        for found in files.iter_mut().filter(|found| found.facts.used > self.now + HOUR) {
            found.facts.used = self.now;
            if self.gone.is_none() {
                // What cannot be dated anew is dated so again by the next trim.
                directory.touch(&found.name, self.now).ok();
            }
        }
        if let Some(gone) = &self.gone {
            files.retain(|found| !gone.contains(&(at, found.name.clone())));
        }
        files
    }

    /// Other builds whose newest file is old.
    fn remove_old_builds(&mut self) {
        let mut young: HashSet<String> = HashSet::from([self.own.to_owned()]);
        for (at, folder) in self.folders.iter().enumerate() {
            let recent = |found: &Found| self.now.saturating_sub(found.facts.used) < self.limits.builds;
            if let Some(shelf) = shelf_of(folder)
                && self.files(at).iter().any(recent)
            {
                young.insert(shelf.to_owned());
            }
        }
        for at in 0..self.folders.len() {
            let old = shelf_of(&self.folders[at]).is_some_and(|shelf| !young.contains(shelf));
            if old {
                self.files(at).into_iter().for_each(|found| self.remove(at, &found));
            }
            if self.gone.is_none() && (self.folders[at].purpose == Use::Parent || old) {
                self.folders[at].remove_if_empty().ok();
            }
        }
    }

    /// Files left aside, manifests that are no roots any more, stamps of compilers. Gives what is left.
    fn remove_outdated(&mut self) -> Vec<Kept> {
        let mut kept = Vec::new();
        for at in 0..self.folders.len() {
            let before = self.folders[at].changed();
            for found in self.files(at) {
                let age = self.now.saturating_sub(found.facts.used);
                let most = match &self.folders[at].purpose {
                    Use::Aside => self.limits.aside,
                    _ if found.name.starts_with(ASIDE) => self.limits.aside,
                    Use::Manifests { .. } | Use::Builds => self.limits.roots,
                    _ => i64::MAX,
                };
                if age >= most {
                    self.remove(at, &found);
                } else {
                    self.done.left += found.facts.len;
                    kept.push(Kept { folder: at, found });
                }
            }
            self.remove_left(at, before);
        }
        kept.sort_by_key(|kept| kept.found.facts.used);
        kept
    }

    /// A folder that a process left which died. It is younger now if something was removed from it.
    fn remove_left(&self, at: usize, changed: Option<i64>) {
        let is_old = changed.is_some_and(|changed| self.now.saturating_sub(changed) >= self.limits.aside);
        if self.gone.is_none() && self.folders[at].purpose == Use::Aside && is_old {
            // Not empty: somebody is at work in it after all.
            self.folders[at].remove_if_empty().ok();
        }
    }

    /// Removes the least recently used until the limit holds: first what no manifest rests on, then manifests that
    /// no running process uses with what they alone rest on, then records.
    fn hold_limit(&mut self, kept: Vec<Kept>) {
        let is_manifest = |kept: &Kept| matches!(self.folders[kept.folder].purpose, Use::Manifests { .. });
        let (mut manifests, mut kept): (Vec<Kept>, Vec<Kept>) = kept.into_iter().partition(is_manifest);
        manifests.reverse();
        while self.done.left > self.limits.bytes {
            let protected = self.protected(&manifests);
            kept = self.evict(kept, &protected);
            match manifests.pop_if(|manifest| !self.is_running(&manifest.found)) {
                Some(manifest) if self.done.left > self.limits.bytes => self.drop_kept(&manifest),
                _ => break,
            }
        }
        let segments = |kept: &Kept| matches!(self.folders[kept.folder].purpose, Use::Segments { .. });
        for segment in kept.into_iter().filter(segments).collect::<Vec<_>>() {
            if self.done.left > self.limits.bytes && !self.is_running(&segment.found) {
                self.drop_kept(&segment);
            }
        }
    }

    fn evict(&mut self, kept: Vec<Kept>, protected: &HashSet<String>) -> Vec<Kept> {
        let mut stay = Vec::new();
        for kept in kept {
            let evictable = matches!(self.folders[kept.folder].purpose, Use::Objects { .. } | Use::Images);
            let spare = self.is_running(&kept.found) || protected.contains(&kept.found.name);
            if self.done.left > self.limits.bytes && evictable && !spare {
                self.drop_kept(&kept);
            } else {
                stay.push(kept);
            }
        }
        stay
    }

    /// The names of the files that the manifests rest on.
    fn protected(&self, manifests: &[Kept]) -> HashSet<String> {
        let mut names = HashSet::new();
        for manifest in manifests {
            let name = &manifest.found.name;
            names.extend(name.strip_suffix(".man").map(str::to_owned));
            let folder = &self.folders[manifest.folder];
            let roots = roots_of(&folder.directory, name).unwrap_or_default();
            let objects = roots.objects.iter().flat_map(|(_, keys)| keys);
            names.extend(objects.map(|key| object_name(shelf_of(folder).unwrap_or_default(), *key)));
        }
        names
    }

    fn is_running(&self, found: &Found) -> bool {
        self.now.saturating_sub(found.facts.used) < self.limits.running
    }

    fn drop_kept(&mut self, kept: &Kept) {
        let before = self.done.bytes;
        self.remove(kept.folder, &kept.found);
        self.done.left -= self.done.bytes - before;
    }

    fn remove(&mut self, folder: usize, found: &Found) {
        let is_removed = match &mut self.gone {
            Some(gone) => gone.insert((folder, found.name.clone())),
            None => self.folders[folder].directory.remove_file(&found.name).is_ok(),
        };
        if is_removed {
            self.done.files += 1;
            self.done.bytes += found.facts.len;
        }
    }
}

fn shelf_of(folder: &Folder) -> Option<&str> {
    match &folder.purpose {
        Use::Segments { shelf } | Use::Manifests { shelf } => Some(shelf),
        _ => None,
    }
}

fn roots_of(directory: &Directory, name: &str) -> Option<Roots> {
    let key = name.strip_suffix(".man").and_then(Fingerprint::parse)?;
    read_manifest(directory, key).ok()?.roots()
}

/// The keys of all records that the manifests of this build rest on.
pub(crate) fn roots_in_use(home: &Home) -> HashSet<Fingerprint> {
    let Ok(manifests) = home.at(&Spot::Manifests) else { return HashSet::new() };
    let names = manifests.entries().unwrap_or_default();
    let roots = names.iter().filter_map(|entry| roots_of(&manifests, &entry.name));
    roots.flat_map(|roots| roots.records).collect()
}
