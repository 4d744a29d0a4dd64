//! `perry why`: why the last build compiled or reused a module.

use anyhow::{Result, bail};
use perry_project::config::Config;
use perry_project::root::{Located, enclosing, relative};
use serde_json::json;

use super::{FAULT, GOOD};
use crate::arguments::Why;
use crate::history::{History, LastBuild};
use crate::session::{Installation, Session};
use crate::settings::cache_of;

pub fn why(session: &Session, why: &Why) -> Result<u8> {
    let environment = &session.environment;
    let written = environment.directory.join(&why.module);
    let root = match Located::of(&written) {
        Ok(located) => located.root,
        Err(_) => enclosing(&environment.directory).unwrap_or(&environment.directory).to_owned(),
    };
    let module = Located::of(&written).map_or_else(|_| relative(&root, &written), |located| located.entry);
    let Some(cache) = cache_of(environment, &why.place, &root, &Config::read(&root)?) else {
        bail!("the cache is off, so nothing is remembered of earlier builds");
    };
    let store = Installation::find(environment)?.store(Some(&cache))?;
    let (Some(last), Some(history)) = (LastBuild::read(&store), History::last(&store)) else {
        bail!("nothing is remembered of an earlier build of this project");
    };
    let Some(found) = history.module(&module) else {
        eprintln!("error: `{module}` was not part of the last build (of `{}`)", history.entry);
        return Ok(FAULT);
    };
    let is_compiled = found.is_compiled && !last.is_unchanged;
    let unchanged = vec!["nothing it depends on changed".to_owned()];
    let causes = if last.is_unchanged { &unchanged } else { &found.causes };
    let status = if is_compiled { "compiled" } else { "reused" };
    if session.is_json() {
        println!("{}", json!({ "path": found.path, "status": status, "causes": causes, "entry": history.entry }));
    } else {
        println!("{}: {status}", found.path);
        causes.iter().for_each(|cause| println!("  because {cause}"));
    }
    Ok(GOOD)
}
