//! The schedule: what runs side by side, on stacks deep enough for any program the parser lets through.

use std::sync::OnceLock;

use perry_db::database::Database;
use rayon::ThreadPool;
use rayon::prelude::*;

use crate::cancel::Cancel;
use crate::progress::Progress;
use crate::session::{Session, Task};

/// swc overflows 8 MiB at 1,200 to 5,500 levels of nesting, depending on what is nested.
pub const STACK: usize = 64 << 20;
/// Below this, starting threads costs more than they save. A guess.
const FEW: usize = 8;

/// Threads that start when the first long list of work comes.
pub struct Schedule {
    jobs: usize,
    /// Few inputs changed: what is asked of every module is a look into the store.
    is_small: bool,
    pool: OnceLock<Option<ThreadPool>>,
    cancel: Cancel,
    pub progress: Progress,
}

impl Schedule {
    pub fn new(task: &Task, is_small: bool) -> Schedule {
        Schedule::of(task.session, task.settings.jobs, is_small)
    }

    pub fn of(session: &Session, jobs: usize, is_small: bool) -> Schedule {
        let (pool, cancel) = (OnceLock::new(), Cancel::default());
        Schedule { jobs, is_small, pool, cancel, progress: Progress::new(session) }
    }

    /// Ends here when that was asked for.
    pub fn check(&self) {
        self.cancel.check();
    }

    /// Ends between two items when `cancel` asks for it.
    pub fn until(self, cancel: &Cancel) -> Schedule {
        Schedule { cancel: cancel.clone(), ..self }
    }

    /// Asks the same of every item; the answers stand in the order of the items.
    pub fn ask<T: Sync, R: Send>(
        &self,
        db: &Database,
        items: &[T],
        ask: impl Fn(&Database, &T) -> R + Sync + Send,
    ) -> Vec<R> {
        let ask = |db: &Database, item: &T| (self.cancel.check(), ask(db, item)).1;
        match self.pool_for(items.len(), self.is_small) {
            // Each thread gets its own handle, which is dropped when the list is done.
            Some(pool) => {
                let db = db.clone();
                pool.install(move || items.par_iter().map_with(db, |db, item| ask(db, item)).collect())
            }
            None => items.iter().map(|item| ask(db, item)).collect(),
        }
    }

    /// Work that takes long for every item and needs no database.
    pub fn work<T: Sync, R: Send>(&self, items: &[T], work: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
        let work = |item: &T| (self.cancel.check(), work(item)).1;
        match self.pool_for(items.len(), items.len() < 2) {
            Some(pool) => pool.install(|| items.par_iter().map(work).collect()),
            None => items.iter().map(work).collect(),
        }
    }

    /// The same with handles of the database, for items that were not found in the store.
    pub fn dig<T: Sync, R: Send>(
        &self,
        db: &Database,
        items: &[T],
        dig: impl Fn(&Database, &T) -> R + Sync + Send,
    ) -> Vec<R> {
        let dig = |db: &Database, item: &T| (self.cancel.check(), dig(db, item)).1;
        match self.pool_for(items.len(), items.len() < FEW) {
            Some(pool) => {
                let db = db.clone();
                pool.install(move || items.par_iter().map_with(db, |db, item| dig(db, item)).collect())
            }
            None => items.iter().map(|item| dig(db, item)).collect(),
        }
    }

    fn pool_for(&self, len: usize, is_cheap: bool) -> Option<&ThreadPool> {
        if is_cheap || len < 2 || self.jobs < 2 {
            return None;
        }
        let build = || rayon::ThreadPoolBuilder::new().num_threads(self.jobs).stack_size(STACK).build().ok();
        self.pool.get_or_init(build).as_ref()
    }
}

/// Runs on a deep stack. Not on a thread of its own: the allocator's heaps of other threads cost a tenth more.
pub fn deeply<R>(run: impl FnOnce() -> R) -> R {
    stacker::grow(STACK, run)
}
