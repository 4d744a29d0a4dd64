//! The trim: what nobody has used for long goes, and the size limit holds.

use crate::store::Store;

/// How much to keep, and for how long. Times in seconds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the whole cache directory.
    pub bytes: u64,
    /// Manifests used within this time are roots: what they rest on stays.
    pub roots: i64,
    /// Manifests and objects used within this time may be in use by a running process, and stay whatever the limit.
    pub running: i64,
    /// Records of other builds of the compiler go after this time.
    pub builds: i64,
    /// Files left aside by a process that died go after this time.
    pub aside: i64,
}

impl Default for Limits {
    fn default() -> Limits {
        const HOUR: i64 = 3600;
        Limits { bytes: 2 << 30, roots: 14 * 24 * HOUR, running: HOUR / 6, builds: 72 * HOUR, aside: HOUR }
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
    pub fn trim(&self, _limits: &Limits) -> Trimmed {
        Trimmed::default()
    }

    /// Trims if the last time is a day ago or more; at the end of a build that wrote something.
    pub fn trim_if_due(&self, _limits: &Limits) -> Option<Trimmed> {
        None
    }
}
