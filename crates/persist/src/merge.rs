//! The merge: many segments become one, so that a lookup asks few. Records that nobody used for long are left out.

use std::collections::{BTreeMap, HashSet};

use crate::directory::Directory;
use crate::fault::{Entry, Fault};
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
            self.counters().fault(|| Entry::Merging, fault);
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
    if joined.len() < 2 {
        return Ok(());
    }
    let Some(newest) = joined.last().and_then(|named| time_of(&named.name)) else { return Ok(()) };
    let bytes = join(joined, used, today(), || roots_in_use(home));
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
        if (!few && size > joined * GROWTH) || joined + size > MOST_SEGMENT {
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
    today: u32,
    roots: impl Fn() -> HashSet<Fingerprint>,
) -> Vec<u8> {
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

#[cfg(test)]
mod tests {
    use super::{Builder, Fingerprint, HashSet, KEEP_DAYS, Line, Named, join};
    use crate::segment::Segment;

    const TODAY: u32 = 20_000;

    fn key(n: u8) -> Fingerprint {
        Fingerprint::from_bytes([n; 16])
    }

    fn named(records: &[(u8, u32, &str)]) -> Named {
        let mut builder = Builder::default();
        records.iter().for_each(|(n, day, value)| builder.push(key(*n), *day, value.as_bytes()));
        Named { name: String::new(), content: Segment::whole(builder.seal()) }
    }

    /// Merges segments and lists what is left: key, day, value.
    fn check_join(segments: &[Named], used: &[u8], roots: &[u8], expected: &[(u8, u32, &str)]) {
        let keys = |numbers: &[u8]| numbers.iter().map(|n| key(*n)).collect::<HashSet<_>>();
        let bytes = join(segments, &keys(used), TODAY, || keys(roots));
        let merged = Segment::whole(bytes).expect("a merge is sound");
        let text = |line: Line| {
            let text = merged.with_record(&line, |value| Ok(String::from_utf8_lossy(value).into_owned()));
            (line.key.as_bytes()[0], line.day, text.expect("a merge is sound"))
        };
        let left: Vec<_> = merged.lines().map(text).collect();
        let expected: Vec<_> = expected.iter().map(|(n, day, text)| (*n, *day, (*text).to_owned())).collect();
        assert_eq!(left, expected);
    }

    #[test]
    fn the_newest_value_and_the_latest_day_stay() {
        let segments = [named(&[(1, TODAY, "old"), (2, TODAY, "two")]), named(&[(1, TODAY - 1, "new")])];
        check_join(&segments, &[], &[], &[(1, TODAY, "new"), (2, TODAY, "two")]);
    }

    #[test]
    fn unused_records_go_unless_a_manifest_rests_on_them() {
        let old = TODAY - KEEP_DAYS - 1;
        let segments =
            [named(&[(1, old, "gone"), (2, old, "root"), (3, old, "used"), (4, old + 1, "young")])];
        check_join(&segments, &[3], &[2], &[(2, old, "root"), (3, TODAY, "used"), (4, old + 1, "young")]);
    }

    #[test]
    fn a_day_of_the_future_is_today() {
        check_join(&[named(&[(1, u32::MAX, "one")])], &[], &[], &[(1, TODAY, "one")]);
    }

    #[test]
    fn broken_segments_are_passed_over() {
        let broken = Named { name: String::new(), content: Err(crate::fault::Fault::Checksum) };
        check_join(&[named(&[(1, TODAY, "one")]), broken], &[], &[], &[(1, TODAY, "one")]);
    }
}
