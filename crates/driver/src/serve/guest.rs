//! The guest: a command that the host carries out for a client. It says what it would say alone, into memory.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use anyhow::{Result, bail};
use perry_db::database::Database;
use perry_persist::store::Store;
use perry_project::disk::Disk;
use perry_sema::problem::has_problems;

use super::kept::{Key, Reserved, Shelf, Warm, edges};
use super::wire::{Done, Stream};
use crate::cancel::{Cancel, catch};
use crate::inputs::Seen;
use crate::pipeline::{Staged, stages};
use crate::plan::{self, Modules};
use crate::progress::Sketch;
use crate::report::Outcome;
use crate::schedule::Schedule;
use crate::session::Task;
use crate::voice::Voice;

/// What a command may say in the host; one that says more says it alone. A guess.
const MOST_SAID: usize = 16 << 20;

/// The host leaves a command to its client.
#[derive(Debug)]
pub struct Declined(pub &'static str);

impl fmt::Display for Declined {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for Declined {}

/// One command of one client.
pub struct Guest {
    shelf: Arc<Shelf>,
    /// Asked for when the client goes away.
    cancel: Cancel,
    /// What of the work a terminal shows.
    sketch: Mutex<Option<Sketch>>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    done: Done,
    length: usize,
    reserved: Option<Reserved>,
    is_warm: bool,
}

impl Guest {
    pub fn new(shelf: Arc<Shelf>) -> Guest {
        Guest { shelf, cancel: Cancel::default(), sketch: Mutex::default(), state: Mutex::default() }
    }

    /// Ends the work between two items of it.
    pub fn cancel(&self) {
        self.cancel.ask();
    }

    /// What a terminal shows now.
    pub fn sketched(&self) -> Option<Sketch> {
        self.sketch.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).clone()
    }

    /// What the client becomes when all has been said.
    pub fn launch(&self, program: &Path) {
        self.state().done.program = Some(program.to_owned());
    }

    /// All that was said; `None` when it was too much.
    pub fn done(&self, code: u8) -> Option<Done> {
        let mut state = self.state();
        state.reserved = None; // before the client hears of the end: its next command finds all of it here
        let done = std::mem::take(&mut state.done);
        (state.length <= MOST_SAID).then_some(Done { code, ..done })
    }

    /// Whether the answers of an earlier command were of use.
    pub fn is_warm(&self) -> bool {
        self.state().is_warm
    }

    /// The store to work with: that of the database which is kept for this, or the given one.
    pub fn reserve(&self, key: impl FnOnce(PathBuf) -> Key, store: Arc<Store>) -> Result<Arc<Store>> {
        let Some(cache) = store.path().map(Path::to_owned) else {
            bail!(Declined("without a cache nothing may be kept"))
        };
        let reserved = self.shelf.reserve(key(cache), store)?;
        let store = reserved.store.clone();
        self.state().reserved = Some(reserved);
        Ok(store)
    }

    /// The same as `pipeline::build`, over the database that is kept.
    pub fn build(&self, task: &Task) -> Result<Outcome> {
        if task.settings.is_printed() {
            bail!(Declined("what is printed may be long"));
        }
        let seen = Seen::of(task);
        if seen.is_unchanged() {
            return Ok(seen.replay(task));
        }
        let schedule = Schedule::new(task, seen.is_small());
        let root = &task.settings.root;
        self.over(
            root,
            schedule,
            || seen.database(task),
            |db, disk, schedule, modules| {
                let staged = stages(task, db, schedule, &seen, modules)?;
                if let Staged::Built(built) = &staged {
                    seen.remember(task, disk, built);
                }
                Ok(staged.into_outcome())
            },
        )
    }

    /// Runs over the database that is kept, or a new one, which is kept.
    pub fn over<R>(
        &self,
        root: &Path,
        schedule: Schedule,
        fresh: impl Fn() -> (Database, Arc<Disk>),
        run: impl FnOnce(&Database, &Disk, &Schedule, &Modules) -> Result<R>,
    ) -> Result<R> {
        let schedule = schedule.until(&self.cancel);
        let found = catch(|| {
            let (mut warm, modules) = self.program(root, &schedule, fresh);
            warm.edges = edges(&warm.db, &modules);
            let answer = run(&warm.db, &warm.disk, &schedule, &modules);
            if self.is_warm() {
                let good = modules.order.iter().filter(|file| !has_problems(&warm.db, **file));
                self.count_as_alone("lower", good.count());
            }
            (answer, warm)
        });
        let Some((answer, warm)) = found else { bail!(Declined("the client went away")) };
        if answer.is_ok()
            && let Some(reserved) = &mut self.state().reserved
        {
            reserved.warm = Some(warm);
        }
        answer
    }

    /// The modules of the program, by a database that has read what a new one would have read.
    fn program(
        &self,
        root: &Path,
        schedule: &Schedule,
        fresh: impl Fn() -> (Database, Arc<Disk>),
    ) -> (Warm, Modules) {
        let kept = self.state().reserved.as_mut().and_then(|reserved| reserved.warm.take());
        let was_kept = kept.is_some();
        let warm = kept.and_then(|mut warm| {
            warm.refresh(root);
            let modules = plan::program(&warm.db, schedule);
            (edges(&warm.db, &modules) == warm.edges).then_some((warm, modules))
        });
        self.state().is_warm = warm.is_some();
        let (warm, modules) = warm.unwrap_or_else(|| {
            let (db, disk) = fresh();
            let modules = plan::program(&db, schedule);
            let edges = edges(&db, &modules);
            (Warm { db, disk, edges }, modules)
        });
        if was_kept {
            self.count_as_alone("facts", modules.order.len());
        }
        (warm, modules)
    }

    /// A process of its own looks for every answer once; what is in memory stands for a record.
    fn count_as_alone(&self, action: &'static str, asked: usize) {
        if let Some(reserved) = &self.state().reserved {
            reserved.store.count(action, |counts| {
                counts.hits = (asked as u64).saturating_sub(counts.misses);
            });
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

impl Voice for Guest {
    fn say(&self, stream: Stream, text: &[u8]) {
        let mut state = self.state();
        state.length += text.len();
        if state.length <= MOST_SAID {
            state.done.said.push((stream, text.to_vec()));
        }
    }

    /// The line takes it from here; what is said the client hears when all of it is there.
    fn sketch(&self, sketch: Option<Sketch>) {
        *self.sketch.lock().unwrap_or_else(|poisoned| poisoned.into_inner()) = sketch;
    }
}
