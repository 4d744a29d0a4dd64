//! `perry compile`: an entry to an executable.

use std::path::Path;

use anyhow::{Context, Result};

use super::{FAULT, GOOD};
use crate::arguments::Compile;
use crate::pipeline::build;
use crate::report::{Outcome, counted};
use crate::schedule::deeply;
use crate::serve::client::{Project, attach};
use crate::session::{Installation, Session, Task};
use crate::settings::{Product, Settings, shown};
use crate::timings;

pub fn compile(session: &Session, compile: &Compile) -> Result<u8> {
    let settings = Settings::of_compile(&session.environment, compile)?;
    let installation = Installation::find(&session.environment)?;
    // Times are those of this process, and what is printed may be long.
    let is_shared = compile.timings.is_none() && !settings.is_printed();
    if is_shared
        && let Some(done) = attach(session, &compile.build.sharing, &installation, Project::of(&settings))
    {
        return Ok(done.tell());
    }
    let task = Task::new(session, &installation, &settings)?;
    let outcome = built(&task)?;
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

/// Builds on a deep stack; what did not change needs none.
pub fn built(task: &Task) -> Result<Outcome> {
    deeply(|| match &task.session.guest {
        Some(guest) => guest.build(task),
        None => build(task),
    })
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
