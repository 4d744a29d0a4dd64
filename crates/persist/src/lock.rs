//! The lock: at most one process merges or trims. Readers and writers never take it.

use std::fs::File;
use std::os::unix::fs::FileExt;

use rustix::fs::FlockOperation;

use crate::directory::Directory;
use crate::fault::Fault;
use crate::home::LOCK;

/// Held while it lives; its file tells when the cache was last trimmed.
pub(crate) struct Lock {
    file: File,
}

impl Lock {
    /// `None` when another process holds it: that one does the work.
    pub(crate) fn take(root: &Directory) -> Result<Option<Lock>, Fault> {
        let file = root.lock_file(LOCK)?;
        match rustix::fs::flock(&file, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => Ok(Some(Lock { file })),
            Err(rustix::io::Errno::WOULDBLOCK) => Ok(None),
            Err(errno) => Err(errno.into()),
        }
    }

    /// Notes that the cache was trimmed now.
    pub(crate) fn trimmed(&self, seconds: i64) -> Result<(), Fault> {
        Ok(self.file.write_all_at(format!("{seconds:020}\n").as_bytes(), 0)?)
    }
}

/// When the cache was last trimmed, in seconds since 1970.
pub(crate) fn last_trim(root: &Directory) -> Option<i64> {
    let bytes = root.read(LOCK, 64).ok()?;
    std::str::from_utf8(&bytes).ok()?.trim().parse().ok()
}
