//! The counters: hits, misses, stores and faults of one run.

use std::collections::{BTreeMap, HashSet};
use std::sync::{Mutex, MutexGuard};

use crate::fault::{Entry, Fault, FaultNote};

/// How one action fared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub hits: u64,
    pub misses: u64,
    pub stores: u64,
    pub store_errors: u64,
}

/// Enough to name the cause of every module of a damaged cache; all faults are counted.
const MOST_NOTES: usize = 10_000;

#[derive(Default)]
pub(crate) struct Counters {
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    actions: BTreeMap<&'static str, Counts>,
    faults: u64,
    /// In the order they were met; `known` are the same.
    notes: Vec<FaultNote>,
    known: HashSet<FaultNote>,
}

impl Counters {
    pub(crate) fn count(&self, action: &'static str, change: impl FnOnce(&mut Counts)) {
        change(self.inner().actions.entry(action).or_default());
    }

    /// Counts and keeps a fault that is worth telling; the same one at the same place is kept once.
    pub(crate) fn fault(&self, entry: impl FnOnce() -> Entry, fault: Fault) {
        if !fault.is_trouble() {
            return;
        }
        let note = FaultNote { entry: entry(), fault };
        let mut inner = self.inner();
        inner.faults += 1;
        if inner.notes.len() < MOST_NOTES && inner.known.insert(note.clone()) {
            inner.notes.push(note);
        }
    }

    pub(crate) fn restart(&self) {
        *self.inner() = Inner::default();
    }

    pub(crate) fn of(&self, action: &str) -> Counts {
        self.inner().actions.get(action).copied().unwrap_or_default()
    }

    pub(crate) fn all(&self) -> Vec<(&'static str, Counts)> {
        self.inner().actions.iter().map(|(action, counts)| (*action, *counts)).collect()
    }

    pub(crate) fn faults(&self) -> (u64, Vec<FaultNote>) {
        let inner = self.inner();
        (inner.faults, inner.notes.clone())
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}
