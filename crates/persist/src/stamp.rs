//! The stamp: what a file looked like when its content was read, so that an unchanged file need not be read again.

use std::fs::File;
use std::io::{self, Read};
use std::os::fd::AsFd;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use rustix::fs::{FileType, OFlags};
use serde::{Deserialize, Serialize};

use crate::fingerprint::Fingerprint;

/// Times of files are ticks of the kernel's coarse clock: 4 to 10 ms. Twice the coarsest.
const TICK_NS: i64 = 20_000_000;
/// A change time without a fraction of a second tells of a file system that keeps whole or even seconds only.
const COARSE_TICK_NS: i64 = 2_000_000_000;

/// What a file looked like when it was read: times in ns since 1970, size, inode, digest of the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    pub modified: i64,
    pub changed: i64,
    pub size: u64,
    pub inode: u64,
    /// Whether the file had come to rest before it was read. If not, a later change may show the same times (git
    /// calls it racy), so only the content can tell.
    pub settled: bool,
    pub digest: Fingerprint,
}

impl Stamp {
    /// Reads a file whole, with its stamp.
    pub fn read(path: &Path) -> io::Result<(Stamp, Vec<u8>)> {
        let now = now_ns();
        let (mut file, before) = open(path)?;
        let mut bytes = Vec::with_capacity(usize::try_from(before.size.min(MAX_RESERVE)).unwrap_or(0));
        file.read_to_end(&mut bytes)?;
        let steady = Look::at(&file)? == before && before.size == bytes.len() as u64;
        Ok((before.stamp(now, steady, Fingerprint::of_bytes(&bytes)), bytes))
    }

    /// The stamp of a file of any size, without keeping its content.
    pub fn of(path: &Path) -> io::Result<Stamp> {
        let now = now_ns();
        let (file, before) = open(path)?;
        let digest = digest(&file, before.size)?;
        let steady = Look::at(&file)? == before;
        Ok(before.stamp(now, steady, digest))
    }

    /// The stamp of a file that we have just written ourselves, whose digest we know.
    pub fn of_written(path: &Path, digest: Fingerprint) -> io::Result<Stamp> {
        let now = now_ns();
        Ok(Look::at_path(path)?.stamp(now, true, digest))
    }

    /// Whether the file surely has the content that was read, by its look alone.
    pub(crate) fn vouches_for(&self, look: &Look) -> bool {
        self.settled && self.look() == *look
    }

    /// Whether the file looks as it did; its content may be another all the same, if somebody wrote into it at once.
    pub fn is_look_of(&self, path: &Path) -> bool {
        Look::at_path(path).is_ok_and(|look| look == self.look())
    }

    fn look(&self) -> Look {
        Look { modified: self.modified, changed: self.changed, size: self.size, inode: self.inode }
    }
}

/// A first guess of capacity is not taken from a file's word beyond this.
const MAX_RESERVE: u64 = 16 << 20;
/// No input or output of ours is larger, and none is read further: what a manifest names may be a file without end.
const MOST: u64 = 4 << 30;

/// What `stat` says of a file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Look {
    pub modified: i64,
    pub changed: i64,
    pub size: u64,
    pub inode: u64,
}

impl Look {
    pub(crate) fn at(file: impl AsFd) -> io::Result<Look> {
        Ok(Look::of(&rustix::fs::fstat(file)?))
    }

    /// Follows links: what matters is the file that would be read.
    pub(crate) fn at_path(path: &Path) -> io::Result<Look> {
        Ok(Look::of(&rustix::fs::stat(path)?))
    }

    // The widths of these fields differ between systems.
    #[allow(clippy::unnecessary_cast, clippy::useless_conversion)]
    pub(crate) fn of(stat: &rustix::fs::Stat) -> Look {
        let ns = |seconds: i64, part: i64| seconds.saturating_mul(1_000_000_000).saturating_add(part);
        Look {
            modified: ns(stat.st_mtime as i64, stat.st_mtime_nsec as i64),
            changed: ns(stat.st_ctime as i64, stat.st_ctime_nsec as i64),
            size: stat.st_size as u64,
            inode: stat.st_ino as u64,
        }
    }

    pub(crate) fn stamp(&self, now: i64, steady: bool, digest: Fingerprint) -> Stamp {
        let Look { modified, changed, size, inode } = *self;
        Stamp { modified, changed, size, inode, settled: steady && self.is_settled(now), digest }
    }

    /// Whether every change after `now` must show in the times. The change time cannot be set back by anybody; the
    /// modification time is looked at for file systems that have no change time of their own.
    pub(crate) fn is_settled(&self, now: i64) -> bool {
        let tick = if self.changed % 1_000_000_000 == 0 { COARSE_TICK_NS } else { TICK_NS };
        let since_modified = now.saturating_sub(self.modified);
        now.saturating_sub(self.changed) > tick && !(-tick..=tick).contains(&since_modified)
    }
}

pub(crate) fn now_ns() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_nanos()).unwrap_or(i64::MAX)
}

/// Opens a regular file; a pipe would make us wait for its writer.
fn open(path: &Path) -> io::Result<(File, Look)> {
    let file = File::options().read(true).custom_flags(NONBLOCK.bits().cast_signed()).open(path)?;
    let stat = rustix::fs::fstat(&file)?;
    match FileType::from_raw_mode(stat.st_mode) {
        FileType::RegularFile if Look::of(&stat).size > MOST => Err(io::ErrorKind::FileTooLarge.into()),
        FileType::RegularFile => Ok((file, Look::of(&stat))),
        FileType::Directory => Err(io::ErrorKind::IsADirectory.into()),
        _ => Err(io::ErrorKind::InvalidInput.into()),
    }
}

const NONBLOCK: OFlags = OFlags::NONBLOCK;

fn digest(file: &File, size: u64) -> io::Result<Fingerprint> {
    let mut hasher = blake3::Hasher::new();
    let mut buffer = vec![0; usize::try_from(size.clamp(1 << 10, 256 << 10)).unwrap_or(256 << 10)];
    let mut reader = file.take(MOST);
    loop {
        match reader.read(&mut buffer) {
            Ok(0) => return Ok(Fingerprint::of_hash(&hasher.finalize())),
            Ok(n) => hasher.update(&buffer[..n]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::{Look, TICK_NS};

    const SECOND: i64 = 1_000_000_000;

    fn check_settled(modified: i64, changed: i64, now: i64) -> bool {
        Look { modified, changed, size: 1, inode: 1 }.is_settled(now)
    }

    #[test]
    fn a_file_is_settled_when_its_tick_is_over() {
        let changed = 100 * SECOND + 5;
        assert!(!check_settled(changed, changed, changed));
        assert!(!check_settled(changed, changed, changed + TICK_NS));
        assert!(check_settled(changed, changed, changed + TICK_NS + 1));
    }

    #[test]
    fn whole_seconds_tell_of_coarse_times() {
        assert!(!check_settled(0, 100 * SECOND, 101 * SECOND));
        assert!(check_settled(0, 100 * SECOND, 103 * SECOND));
    }

    #[test]
    fn times_of_the_future_do_not_settle() {
        assert!(!check_settled(0, 100 * SECOND + 5, 90 * SECOND));
        assert!(check_settled(900 * SECOND, 100 * SECOND + 5, 101 * SECOND));
    }

    #[test]
    fn extreme_times_do_not_overflow() {
        check_settled(i64::MIN, i64::MAX, 0);
        check_settled(i64::MAX, i64::MIN, i64::MAX);
    }
}
