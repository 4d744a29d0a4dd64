//! The merge: many segments become one, so that a lookup asks few. Records that nobody used for long are left out.

use std::collections::{BTreeMap, HashSet};

use crate::directory::Directory;
use crate::fault::Fault;
use crate::fingerprint::Fingerprint;
use crate::home::{Home, Spot};
use crate::lock::Lock;
use crate::segment::{Builder, Line, MOST_SEGMENT};
use crate::shelf::{Named, segment_name, segments_of, time_of};
use crate::store::{Store, today};
use crate::trim::roots_in_use;

/// A lookup that misses asks every segment: sixteen cost it 2 us.
const MOST_SEGMENTS: usize = 16;
/// An older segment joins the merge while it is at most this many times what has joined: so that the bulk of a large
/// store is not copied for every sixteen small flushes.
const GROWTH: u64 = 4;
/// Records that no build used for this many days and no manifest in use names are dropped.
const KEEP_DAYS: u32 = 14;

impl Store {
    /// Removes the segments that were found broken, and merges the others when there are many.
    pub(crate) fn merge(&self) {
        let Some(home) = self.home() else { return };
        if let Err(fault) = self.merge_in(home) {
            self.counters().fault(|| "merging records".to_owned(), fault);
        }
    }

    fn merge_in(&self, home: &Home) -> Result<(), Fault> {
        let Ok(directory) = home.at(&Spot::Segments) else { return Ok(()) };
        let opened = self.shelf().opened().unwrap_or_default();
        for named in opened.iter().filter(|named| named.is_broken()) {
            directory.remove_file(&named.name).ok();
        }
        if directory.entries()?.len() <= MOST_SEGMENTS {
            return Ok(());
        }
        let Some(_lock) = Lock::take(&*home.at(&Spot::Root)?)? else { return Ok(()) };
        let used = used_keys(&opened);
        drop(opened);
        merge_newest(home, &directory, &used)
    }
}

fn used_keys(segments: &[Named]) -> HashSet<Fingerprint> {
    let sound = segments.iter().filter_map(|named| named.content.as_ref().ok());
    sound.flat_map(|segment| segment.lines()).filter(|line| line.used).map(|line| line.key).collect()
}

fn merge_newest(home: &Home, directory: &Directory, used: &HashSet<Fingerprint>) -> Result<(), Fault> {
    let all = segments_of(directory)?;
    let joined = &all[first_to_join(&all)..];
    let Some(newest) = joined.last().and_then(|named| time_of(&named.name)) else { return Ok(()) };
    let bytes = join(joined, used, || roots_in_use(home));
    if bytes.len() as u64 > MOST_SEGMENT {
        return Ok(());
    }
    // One tick younger than what it holds and older than whatever is written meanwhile.
    directory.write(&segment_name(newest.saturating_add(1)), &bytes)?;
    for named in joined {
        directory.remove_file(&named.name).ok();
    }
    Ok(())
}

/// Where the tail of young segments begins that is worth one merge.
fn first_to_join(segments: &[Named]) -> usize {
    let mut joined = 0;
    for (at, named) in segments.iter().enumerate().rev() {
        let size = named.content.as_ref().map_or(0, |segment| segment.size());
        let few = segments.len() - at <= MOST_SEGMENTS;
        if !few && size > joined * GROWTH {
            return at + 1;
        }
        joined += size;
    }
    0
}

/// One segment of all records, the newest sound value of each key.
fn join(
    segments: &[Named],
    used: &HashSet<Fingerprint>,
    roots: impl Fn() -> HashSet<Fingerprint>,
) -> Vec<u8> {
    let today = today();
    let mut builder = Builder::default();
    let mut in_use = None;
    for (key, versions) in versions(segments) {
        let mut day = versions.iter().map(|(_, line)| line.day).max().unwrap_or(today).min(today);
        if used.contains(&key) {
            day = today;
        }
        let keep = today - day <= KEEP_DAYS || in_use.get_or_insert_with(&roots).contains(&key);
        if keep && let Some(value) = newest_value(segments, &versions) {
            builder.push(key, day, &value);
        }
    }
    builder.seal()
}

/// The lines of every key with the number of their segment, oldest first.
fn versions(segments: &[Named]) -> BTreeMap<Fingerprint, Vec<(usize, Line)>> {
    let mut versions: BTreeMap<Fingerprint, Vec<(usize, Line)>> = BTreeMap::new();
    for (at, named) in segments.iter().enumerate() {
        for line in named.content.iter().flat_map(|segment| segment.lines()) {
            versions.entry(line.key).or_default().push((at, line));
        }
    }
    versions
}

fn newest_value(segments: &[Named], versions: &[(usize, Line)]) -> Option<Vec<u8>> {
    versions.iter().rev().find_map(|(at, line)| {
        let segment = segments[*at].content.as_ref().ok()?;
        segment.with_record(line, |value| Ok(value.to_vec())).ok()
    })
}

impl Store {
    /// Every sound record of this build of the compiler, the newest value of each key, in order of keys.
    pub fn each_record(&self, mut visit: impl FnMut(Fingerprint, &[u8])) {
        let Some(home) = self.home() else { return };
        let segments = self.shelf().segments(home, self.counters());
        for (key, versions) in versions(&segments) {
            if let Some(value) = newest_value(&segments, &versions) {
                visit(key, &value);
            }
        }
    }
}
