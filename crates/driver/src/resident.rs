//! The resident session: database, disk and store that stay between the builds of one configuration.
//!
//! A change is told to the database path by path; then the build goes through the stages of `pipeline`, where all that
//! did not change is in memory.

use std::collections::{BTreeSet, HashSet};
use std::path::Path;
use std::sync::Arc;

use anyhow::Result;
use perry_db::database::{Database, Differed};
use perry_db::input::SourceFile;
use perry_persist::fingerprint::Fingerprint;
use perry_project::disk::Disk;
use perry_project::watch::Looked;
use perry_sema::graph::module_graph;

use crate::cancel::{Cancel, catch};
use crate::inputs::{Seen, missed};
use crate::pipeline::{Built, Staged, stages};
use crate::plan;
use crate::report::Outcome;
use crate::schedule::Schedule;
use crate::session::Task;

/// Files that say how a project is built, wherever they lie.
pub const CONFIGURATION: [&str; 3] = ["package.json", "tsconfig.json", "perry.toml"];

/// One configuration of one project, built again and again.
pub struct Resident<'a> {
    task: Task<'a>,
    db: Database,
    disk: Arc<Disk>,
    seen: Seen,
    /// The modules of the last build that read all of them.
    modules: HashSet<SourceFile>,
    /// How many inputs there were when they were last told.
    told: [usize; 2],
    /// What the last build has to write down.
    unsaved: Option<Built>,
}

impl<'a> Resident<'a> {
    pub fn new(task: Task<'a>) -> Resident<'a> {
        let seen = Seen::of(&task);
        let (db, disk) = seen.database(&task);
        db.note_probes();
        Resident { task, db, disk, seen, modules: HashSet::new(), told: [0; 2], unsaved: None }
    }

    pub fn task(&self) -> &Task<'a> {
        &self.task
    }

    /// Looks again at some paths. Gives whether the program may be another for it.
    pub fn refresh(&mut self, paths: &BTreeSet<String>) -> bool {
        // All of them: what no build needs now may be needed by the next.
        let different = paths.iter().filter(|path| self.refresh_at(path)).count();
        different > 0
    }

    /// Looks again at all that builds have looked at, and tells all of it when it is asked the next time.
    pub fn refresh_all(&mut self) -> bool {
        self.told = [0; 2];
        let missed = self.missed();
        self.refresh(&missed)
    }

    fn refresh_at(&mut self, path: &str) -> bool {
        let Differed { file, probes } = self.db.refresh_at(path);
        let is_configuration =
            || Path::new(path).file_name().is_some_and(|name| CONFIGURATION.iter().any(|it| name == *it));
        !probes.is_empty() || file.is_some_and(|file| self.modules.contains(&file) || is_configuration())
    }

    /// Builds what the inputs say now; `None` when it was cancelled.
    pub fn build(&mut self, cancel: &Cancel) -> Option<Result<Outcome>> {
        self.task.store.restart_counts();
        let schedule = Schedule::new(&self.task, self.seen.is_small()).until(cancel);
        let staged = catch(|| {
            let program = self.task.clock.stage("facts", || plan::program(&self.db, &schedule));
            stages(&self.task, &self.db, &schedule, &self.seen, &program)
        });
        self.disk.forget_unasked();
        let Some(staged) = staged else {
            self.task.store.flush();
            return None;
        };
        // Texts and ir of this build would else gather, build by build; one that was stopped is still to use them.
        self.db.forget_contents();
        self.modules = module_graph(&self.db).order.iter().copied().collect();
        Some(staged.map(|staged| self.keep(staged)))
    }

    fn keep(&mut self, staged: Staged) -> Outcome {
        match staged {
            Staged::Refused(outcome) => outcome,
            Staged::Built(mut built) => {
                let names = std::mem::take(&mut built.names);
                let outcome = Outcome::built(&built.history, built.made.clone(), names);
                self.count_kept(outcome.module_count);
                self.seen = self.seen.after(&built);
                self.unsaved = Some(built);
                outcome
            }
        }
    }

    /// What stayed in memory needed no look into the store, and is as good as a hit.
    fn count_kept(&self, modules: u64) {
        for action in ["facts", "lower", "object"] {
            self.task.store.count(action, |counts| {
                counts.hits = counts.hits.max(modules.saturating_sub(counts.misses));
            });
        }
    }

    /// What the last good build linked: equal for equal programs.
    pub fn linked(&self) -> Option<Fingerprint> {
        Some(Fingerprint::of(&self.seen.history()?.links().collect::<Vec<_>>()))
    }

    /// Writes down what the last good build did, for other runs and for `why`; nobody waits for it.
    pub fn remember(&mut self) {
        if let Some(built) = self.unsaved.take() {
            self.seen.remember(&self.task, &self.disk, &built);
        }
    }

    /// What builds have looked at, if that has become more since this was last asked.
    pub fn more_looked_at<R>(&mut self, tell: impl FnOnce(&Looked) -> R) -> Option<R> {
        let probes = self.db.probes()?;
        let count = [
            self.db.files().len() + self.db.directories().len(),
            probes.iter().map(|names| names.len()).sum(),
        ];
        if std::mem::replace(&mut self.told, count) == count {
            return None;
        }
        let files: Vec<_> = self.db.files().iter().map(|file| file.key().clone()).collect();
        let directories: Vec<_> =
            self.db.directories().iter().map(|directory| directory.key().clone()).collect();
        let names: Vec<_> = probes
            .iter()
            .flat_map(|probe| {
                let directory = probe.key().path(&self.db).to_owned();
                probe.value().iter().map(|name| (directory.clone(), name.clone())).collect::<Vec<_>>()
            })
            .collect();
        Some(tell(&Looked {
            files: files.iter().map(|file| &**file).chain(CONFIGURATION).collect(),
            directories: directories.iter().map(|directory| &**directory).collect(),
            names: names.iter().map(|(directory, name)| (directory.as_str(), &**name)).collect(),
        }))
    }

    /// Paths that are no longer what was seen: for the time before they were watched.
    pub fn missed(&self) -> BTreeSet<String> {
        let look = || missed(&self.disk, &self.task.settings.root);
        let mut seen = look();
        // What comes between the look at a file and that at its directory is half seen.
        while !seen.is_empty() {
            let again = look();
            if again == seen {
                break;
            }
            seen = again;
        }
        seen
    }
}
