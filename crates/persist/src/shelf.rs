//! The shelf: all records of one build of the compiler, those of earlier runs in segments and those of this run.

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, RwLock};

use crate::counters::Counters;
use crate::directory::{Directory, Identity};
use crate::fault::{Entry, Fault};
use crate::fingerprint::Fingerprint;
use crate::home::{Home, Spot};
use crate::segment::{Builder, MOST_SEGMENT, Memory, Segment};

/// What the names of segments end with.
const SUFFIX: &str = ".seg";
/// The newest so many are read: a large one keeps a file open. Merging keeps them near sixteen.
const MOST_OPEN: usize = 128;

#[derive(Default)]
pub(crate) struct Shelf {
    fresh: RwLock<HashMap<Fingerprint, Fresh>>,
    segments: RwLock<Option<Arc<Vec<Named>>>>,
}

/// A record of this run.
struct Fresh {
    action: &'static str,
    value: Arc<[u8]>,
    /// Whether a flush has tried to write it. It is tried once: a full disk stays full.
    flushed: bool,
}

/// A segment and its file's name; the names sort by age, oldest first.
pub(crate) struct Named {
    pub name: String,
    pub content: Result<Segment, Fault>,
}

impl Named {
    /// Whether the file is worth nothing to anybody. One that we may not read is not ours to judge.
    pub(crate) fn is_broken(&self) -> bool {
        matches!(self.content, Err(Fault::Length | Fault::Checksum | Fault::Foreign | Fault::TooLarge))
    }
}

impl Shelf {
    /// Hands the newest sound value of a key to `read`. A damaged record is a fault and the next older is tried.
    pub(crate) fn get<T>(
        &self,
        home: &Home,
        counters: &Counters,
        key: Fingerprint,
        read: impl Fn(&[u8]) -> Result<T, Fault>,
    ) -> Option<T> {
        if let Some(fresh) = self.fresh.read().unwrap_or_else(|p| p.into_inner()).get(&key) {
            return read(&fresh.value).ok();
        }
        for named in self.segments(home, counters).iter().rev() {
            let Ok(segment) = &named.content else { continue };
            match segment.get(key, &read) {
                Ok(value) => return Some(value),
                Err(fault) => counters.fault(|| Entry::Record(key), fault),
            }
        }
        None
    }

    pub(crate) fn put(&self, key: Fingerprint, action: &'static str, value: Vec<u8>) {
        let fresh = Fresh { action, value: value.into(), flushed: false };
        self.fresh.write().unwrap_or_else(|p| p.into_inner()).insert(key, fresh);
    }

    /// Writes the records of this run that were not written yet into one segment.
    pub(crate) fn flush(&self, home: &Home, counters: &Counters, today: u32) {
        let unwritten = self.take_unwritten();
        if unwritten.is_empty() {
            return;
        }
        let mut builder = Builder::default();
        unwritten.iter().for_each(|(key, (_, value))| builder.push(*key, today, value));
        let name = segment_name(self.time_of_next());
        let written = home.write(&Spot::Segments, &name, &builder.seal());
        for (action, _) in unwritten.values() {
            counters.count(action, |counts| match written {
                Ok(()) => counts.stores += 1,
                Err(_) => counts.store_errors += 1,
            });
        }
        if let Err(fault) = written {
            counters.fault(|| Entry::News, fault);
        }
    }

    /// Now, or later than the newest segment that was opened: what is written last is found first, even when the
    /// clock was set back.
    fn time_of_next(&self) -> i64 {
        let opened = self.opened().unwrap_or_default();
        let newest = opened.iter().filter_map(|named| time_of(&named.name)).max();
        crate::stamp::now_ns().max(newest.map_or(0, |newest| newest.saturating_add(1)))
    }

    /// The unwritten records in order of keys, marked as flushed.
    fn take_unwritten(&self) -> BTreeMap<Fingerprint, (&'static str, Arc<[u8]>)> {
        let mut fresh = self.fresh.write().unwrap_or_else(|p| p.into_inner());
        let mut unwritten = BTreeMap::new();
        for (key, record) in fresh.iter_mut().filter(|(_, record)| !record.flushed) {
            record.flushed = true;
            unwritten.insert(*key, (record.action, record.value.clone()));
        }
        unwritten
    }

    /// Forgets what was read and what was written: whoever asks next looks at the disk as a new run would.
    pub(crate) fn restart(&self) {
        self.fresh.write().unwrap_or_else(|p| p.into_inner()).retain(|_, record| !record.flushed);
        *self.segments.write().unwrap_or_else(|p| p.into_inner()) = None;
    }

    /// The segments, if anybody has asked for them.
    pub(crate) fn opened(&self) -> Option<Arc<Vec<Named>>> {
        self.segments.read().unwrap_or_else(|p| p.into_inner()).clone()
    }

    /// The segments of earlier runs, opened by whoever asks first.
    pub(crate) fn segments(&self, home: &Home, counters: &Counters) -> Arc<Vec<Named>> {
        if let Some(segments) = self.opened() {
            return segments;
        }
        let mut slot = self.segments.write().unwrap_or_else(|p| p.into_inner());
        slot.get_or_insert_with(|| Arc::new(open_segments(home, counters))).clone()
    }
}

fn open_segments(home: &Home, counters: &Counters) -> Vec<Named> {
    let opened = home.at(&Spot::Segments).and_then(|directory| segments_of(&directory));
    let segments = opened.unwrap_or_else(|fault| {
        counters.fault(|| Entry::Folder("records"), fault);
        Vec::new()
    });
    for named in &segments {
        if let Err(fault) = &named.content {
            counters.fault(|| Entry::Segment(named.name.clone()), fault.clone());
        }
    }
    segments
}

/// Opens all segments of a directory, oldest first. One that vanishes was merged by somebody, so its records are in
/// a new one: look again.
pub(crate) fn segments_of(directory: &Directory) -> Result<Vec<Named>, Fault> {
    let mut segments = Vec::new();
    for _attempt in 0..4 {
        segments.clear();
        let mut memory = Memory::default();
        let names = directory.entries()?.into_iter().map(|entry| entry.name);
        let names: Vec<String> = names.filter(|name| name.ends_with(SUFFIX)).collect();
        for name in names.into_iter().rev().take(MOST_OPEN) {
            let content = directory.open_file(&name, MOST_SEGMENT);
            let content = content.and_then(|(file, len)| Segment::open(file, len, &mut memory));
            segments.push(Named { name, content });
        }
        segments.reverse();
        if segments.iter().all(|named| !matches!(named.content, Err(Fault::Absent))) {
            break;
        }
    }
    Ok(segments)
}

/// The identities of all segments of a directory, by name.
pub(crate) fn identities_of(directory: &Directory) -> Result<BTreeMap<String, Identity>, Fault> {
    let names = directory.entries()?.into_iter().map(|entry| entry.name);
    let names = names.filter(|name| name.ends_with(SUFFIX));
    names.map(|name| directory.identity(&name).map(|identity| (name, identity))).collect()
}

/// Names sort by time. The process and a serial number keep them apart.
pub(crate) fn segment_name(time: i64) -> String {
    static SERIAL: AtomicU64 = AtomicU64::new(0);
    let serial = SERIAL.fetch_add(1, Ordering::Relaxed);
    format!("{time:016x}-{}-{serial}{SUFFIX}", std::process::id())
}

/// The time in the name of a segment.
pub(crate) fn time_of(name: &str) -> Option<i64> {
    i64::from_str_radix(name.split('-').next()?, 16).ok()
}
