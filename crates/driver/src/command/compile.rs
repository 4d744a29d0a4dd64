//! `perry compile`: an entry to an executable.

use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};

use super::{FAULT, GOOD};
use crate::arguments::Compile;
use crate::pipeline::build;
use crate::report::{Outcome, counted};
use crate::schedule::deeply;
use crate::session::{Installation, Session, Task};
use crate::settings::{Product, Settings, shown};

pub fn compile(session: &Session, compile: &Compile) -> Result<u8> {
    let start = Instant::now();
    let settings = Settings::of_compile(&session.environment, compile)?;
    let installation = Installation::find(&session.environment)?;
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
        timings(session, start, &outcome, page.as_deref())?;
    }
    Ok(GOOD)
}

/// Builds on a deep stack; what did not change needs none.
pub fn built(task: &Task) -> Result<Outcome> {
    deeply(|| build(task))
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

fn timings(session: &Session, start: Instant, outcome: &Outcome, page: Option<&Path>) -> Result<()> {
    let line = format!("{} in {} ms", summary(outcome), start.elapsed().as_millis());
    match page {
        None => session.say(&line),
        Some(page) => {
            let text = format!("<!doctype html>\n<title>perry timings</title>\n<p>{line}</p>\n");
            std::fs::write(page, text).with_context(|| format!("cannot write `{}`", page.display()))?;
        }
    }
    Ok(())
}
