//! `perry why`: why the last build compiled or reused a module.

use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail};
use perry_project::config::Config;
use perry_project::root::{Located, enclosing, relative};
use serde_json::json;

use super::GOOD;
use crate::arguments::Why;
use crate::history::{History, LastBuild, ModuleHistory};
use crate::output::print_line;
use crate::session::{Installation, Session};
use crate::settings::cache_of;

pub fn why(session: &Session, why: &Why) -> Result<u8> {
    let written = session.environment.directory.join(&why.module);
    let mut refusal = None;
    for root in roots(session, &written) {
        let module = shortened(&root, &written);
        let (last, history) = match remembered(session, why, &root) {
            Ok(remembered) => remembered,
            Err(error) => {
                refusal.get_or_insert(error);
                continue;
            }
        };
        match history.module(&module) {
            Some(found) => return Ok(tell(session, &history, found, last.is_unchanged)),
            None => {
                let entry = &history.entry;
                refusal = Some(anyhow!("`{module}` was not part of the last build (of `{entry}`)"));
            }
        }
    }
    Err(refusal.unwrap_or_else(|| anyhow!("there is no project here")))
}

/// Projects whose build may have had the module: the one it lies in, then the one of the working directory. They
/// differ for a module of an installed package.
fn roots(session: &Session, written: &Path) -> Vec<PathBuf> {
    let directory = &session.environment.directory;
    let around = enclosing(directory).unwrap_or(directory).to_owned();
    let own = Located::of(written).map_or_else(|_| around.clone(), |located| located.root);
    if own == around { vec![own] } else { vec![own, around] }
}

/// The module as builds of the project name it.
fn shortened(root: &Path, written: &Path) -> String {
    match Located::of(written) {
        Ok(located) if located.root == root => located.entry,
        _ => relative(root, written),
    }
}

fn remembered(session: &Session, why: &Why, root: &Path) -> Result<(LastBuild, History)> {
    let environment = &session.environment;
    let Some(cache) = cache_of(environment, &why.place, root, &Config::read(root)?) else {
        bail!("the cache is off, so nothing is remembered of earlier builds");
    };
    let store = Installation::find(environment)?.store(Some(&cache))?;
    match (LastBuild::read(&store), History::last(&store)) {
        (Some(last), Some(history)) => Ok((last, history)),
        _ => bail!("nothing is remembered of an earlier build of this project"),
    }
}

fn tell(session: &Session, history: &History, found: &ModuleHistory, is_unchanged: bool) -> u8 {
    let (startup, is_entry) = (&history.startup, *found.path == *history.entry);
    let (status, causes) = verdict(found.is_compiled, &found.causes, is_unchanged);
    let (startup_status, startup_causes) = verdict(startup.is_compiled, &startup.causes, is_unchanged);
    if session.is_json() {
        let mut answer =
            json!({ "path": found.path, "status": status, "causes": causes, "entry": history.entry });
        if is_entry {
            answer["startup"] = json!({ "status": startup_status, "causes": startup_causes });
        }
        print_line!("{answer}");
        return GOOD;
    }
    print_line!("{}: {status}", found.path);
    causes.iter().for_each(|cause| print_line!("  because {cause}"));
    // Made anew for the very reasons of its entry, or not at all, it is not worth a word.
    if is_entry && startup_status == COMPILED && startup_causes != causes {
        print_line!("the start-up: {startup_status}");
        startup_causes.iter().for_each(|cause| print_line!("  because {cause}"));
    }
    GOOD
}

const COMPILED: &str = "compiled";

/// What happened to an object, and why.
fn verdict(is_compiled: bool, causes: &[String], is_unchanged: bool) -> (&'static str, Vec<String>) {
    match is_unchanged {
        true => ("reused", vec!["nothing it depends on changed".to_owned()]),
        false => (if is_compiled { COMPILED } else { "reused" }, causes.to_vec()),
    }
}
