//! `perry compile`: an entry to an executable.

use std::path::Path;

use anyhow::{Context, Result};

use super::{FAULT, GOOD};
use crate::arguments::{Compile, Sharing};
use crate::inputs::Seen;
use crate::pipeline::build;
use crate::report::{Outcome, counted};
use crate::schedule::deeply;
use crate::serve::client::{Project, SharedHost};
use crate::serve::wire::Done;
use crate::session::{Installation, Session, Task};
use crate::settings::{Product, Settings, shown};
use crate::timings;

pub fn compile(session: &Session, compile: &Compile) -> Result<u8> {
    let settings = Settings::of_compile(&session.environment, compile)?;
    let installation = Installation::find(&session.environment)?;
    // Times are those of this process, and what is printed may be long.
    let is_shared = compile.timings.is_none() && !settings.is_printed();
    let task = Task::new(session, &installation, &settings)?;
    let outcome = match built(&task, is_shared.then_some(&compile.build.sharing))? {
        BuiltBy::Us(outcome) => outcome,
        BuiltBy::Host(done) => return Ok(done.tell()),
    };
    outcome.tell(&task);
    if !outcome.is_good {
        return Ok(FAULT);
    }
    let product = match &settings.product {
        Product::Objects(folder) => folder.as_ref(),
        _ => outcome.executable(),
    };
    if let Some(path) = product {
        session.say(&format!("{} -> {}", summary(&outcome), shown(&session.environment, path)));
    } else {
        session.say(&summary(&outcome));
    }
    if let Some(page) = &compile.timings {
        tell_timings(&task, &outcome, page.as_deref())?;
    }
    Ok(GOOD)
}

/// Who built, and what came of it.
pub enum BuiltBy {
    Us(Outcome),
    Host(Done),
}

/// Has the shared host build where one listens and there is something to build, and builds here otherwise.
pub fn built(task: &Task, sharing: Option<&Sharing>) -> Result<BuiltBy> {
    let project = Project::of(task.settings);
    let host =
        sharing.and_then(|sharing| SharedHost::find(task.session, sharing, task.installation, project));
    let Some(host) = host else { return here(task, None) };
    let seen = Seen::of(task);
    // It takes longer to ask than to do nothing; and a fault of the cache that was met here is told here.
    if seen.is_unchanged() || task.store.faults().0 > 0 {
        return here(task, Some(seen));
    }
    match host.carry_out() {
        Some(done) => Ok(BuiltBy::Host(done)),
        None => here(task, None), // what was seen may be old by now
    }
}

/// Builds on a deep stack.
fn here(task: &Task, seen: Option<Seen>) -> Result<BuiltBy> {
    let outcome = deeply(|| match &task.session.guest {
        Some(guest) => guest.build(task),
        None => build(task, seen),
    });
    Ok(BuiltBy::Us(outcome?))
}

/// `compiled 2 modules, reused 1`
fn summary(outcome: &Outcome) -> String {
    let compiled = outcome.compiled();
    let reused = outcome.module_count - compiled;
    match (compiled, reused) {
        (0, reused) => format!("reused {}", counted(reused, "module")),
        (compiled, 0) => format!("compiled {}", counted(compiled, "module")),
        (compiled, reused) => format!("compiled {}, reused {reused}", counted(compiled, "module")),
    }
}

fn tell_timings(task: &Task, outcome: &Outcome, page: Option<&Path>) -> Result<()> {
    match page {
        None => task.session.say(&timings::table(&task.clock)),
        Some(page) => std::fs::write(page, timings::page(&task.clock, &summary(outcome)))
            .with_context(|| format!("cannot write `{}`", page.display()))?,
    }
    Ok(())
}
