//! The pipeline: the whole build on one screen, a line a stage.
//!
//! The stages live in the modules they name. What crosses from one to the next is plain data. `resident` goes through
//! the same stages again and again with one database.

use std::rc::Rc;

use anyhow::Result;
use perry_db::database::Database;

use crate::history::History;
use crate::image::{self, Made};
use crate::inputs::Seen;
use crate::loss::Names;
use crate::object;
use crate::plan::{self, Modules, Plan};
use crate::report::Outcome;
use crate::schedule::Schedule;
use crate::session::Task;
use crate::stop;

/// Makes what `task` asks for, from what the project's files say now and what earlier runs remember. `seen`: when that
/// was looked at already, just now.
pub fn build(task: &Task, seen: Option<Seen>) -> Result<Outcome> {
    let clock = &task.clock;
    // What the last build saw, and which of it changed.
    let seen = seen.unwrap_or_else(|| clock.stage("manifest", || Seen::of(task)));
    if seen.is_unchanged() && !task.settings.is_printed() && !task.is_aside {
        return Ok(seen.replay(task)); // the manifest vouches for everything
    }
    stop::watch(&task.store); // from here on there is work worth keeping
    let schedule = Schedule::new(task, seen.is_small());
    let (db, disk) = clock.stage("manifest", || seen.database(task)); // files and directories become inputs
    let program = clock.stage("facts", || plan::program(&db, &schedule)); // text -> facts -> imports -> graph
    let staged = stages(task, &db, &schedule, &seen, &program)?;
    if let Staged::Built(built) = &staged {
        clock.stage("remember", || seen.remember(task, &disk, built)); // last: it vouches for the rest
    }
    std::mem::forget(db); // the process ends; giving memory back piece by piece would cost a tenth of a small build
    Ok(staged.into_outcome())
}

/// From the modules of the program to the product.
pub fn stages(
    task: &Task,
    db: &Database,
    schedule: &Schedule,
    seen: &Seen,
    program: &Modules,
) -> Result<Staged> {
    let clock = &task.clock;
    let plan = clock.stage("lower", || plan::lower(db, schedule, program)); // with what it consulted -> ir
    if plan.has_errors() {
        task.store.flush();
        let names = Names::of(&task.store, &plan, [].into_iter());
        return Ok(Staged::Refused(Outcome::refused(db, plan.diagnostics(db), names)));
    }
    let objects = clock.stage("generate", || object::objects(task, db, schedule, &plan)); // ir -> object code
    let mut objects = objects?;
    schedule.check(); // whoever asked may be gone, and a newer build may be at the output
    let made = clock.stage("link", || image::product(task, db, seen, &plan, &mut objects))?; // -> executable
    let names = Names::of(&task.store, &plan, objects.all()); // of what the cache lost
    let why = || History::of(task, (db, seen), (&plan, &objects), &names);
    let history = Rc::new(clock.stage("remember", why)); // what was compiled, and why
    Ok(Staged::Built(Built { plan, history, made, names }))
}

/// Where the stages ended.
pub enum Staged {
    /// The program has errors.
    Refused(Outcome),
    Built(Built),
}

/// What is known of a good build.
pub struct Built {
    pub plan: Plan,
    pub history: Rc<History>,
    pub made: Made,
    pub names: Names,
}

impl Staged {
    pub fn into_outcome(self) -> Outcome {
        match self {
            Staged::Refused(outcome) => outcome,
            Staged::Built(Built { history, made, names, .. }) => Outcome::built(&history, made, names),
        }
    }
}
