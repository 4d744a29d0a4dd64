//! `perry check`: the queries of compile without code generation, so it reports exactly what compile would.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Result, bail};
use perry_db::database::{Database, Db};
use perry_db::input::{Options, Program};
use perry_project::config::Config;
use perry_project::disk::Disk;
use perry_project::root::{Located, enclosing};
use serde_json::json;

use super::{FAULT, GOOD};
use crate::arguments::Check;
use crate::loss::Names;
use crate::plan::{self, Modules};
use crate::report::{Told, counted, counts, faults, tell_faults};
use crate::schedule::{Schedule, deeply};
use crate::serve::client::{Project, SharedHost};
use crate::serve::kept::Key;
use crate::session::{Installation, Session};
use crate::settings::{cache_of, entry_at, usual_entry};
use crate::stop;

pub fn check(session: &Session, check: &Check) -> Result<u8> {
    let located = entries(session, check)?;
    let Some(root) = located.first().map(|located| located.root.clone()) else {
        bail!("there is nothing to check")
    };
    let cache = cache_of(&session.environment, &check.place, &root, &Config::read(&root)?);
    let installation = Installation::find(&session.environment)?;
    let project = Project { root: &root, cache: cache.as_deref() };
    let host = SharedHost::find(session, &check.sharing, &installation, project);
    if let Some(done) = host.and_then(|host| host.carry_out()) {
        return Ok(done.tell());
    }
    let mut store = session.store(&installation, cache.as_deref())?;
    let entries: Vec<String> = located.into_iter().map(|located| located.entry).collect();
    let debug_init = session.environment.debug_init;
    match &session.guest {
        None => stop::watch(&store),
        Some(guest) => {
            let (root, entries) = (root.clone(), entries.clone());
            store = guest.reserve(|cache| Key::Check { root, entries, cache, debug_init }, store)?;
        }
    }
    let fresh = || {
        let disk = Arc::new(Disk::new(&root, []));
        let db = Database::new(disk.clone(), store.clone());
        let entries = entries.iter().map(|entry| db.file(entry)).collect();
        Program::new(&db, entries);
        Options::new(&db, debug_init);
        (db, disk)
    };
    let schedule = Schedule::of(session, session.environment.cores, false);
    let look = |db: &Database, _: &Disk, schedule: &Schedule, program: &Modules| {
        let plan = plan::lower(db, schedule, program);
        Ok((Told::new(db, plan.diagnostics(db)), Names::of(&store, &plan, [].into_iter())))
    };
    let (told, names) = deeply(|| match &session.guest {
        Some(guest) => guest.over(&root, schedule, fresh, look),
        None => {
            let (db, disk) = fresh();
            look(&db, &disk, &schedule, &plan::program(&db, &schedule))
        }
    })?;
    store.flush();
    told.tell(session);
    if session.global.verbose {
        tell_faults(session, &store, &names);
    }
    let errors = told.errors();
    if session.is_json() {
        let status = if errors == 0 { "ok" } else { "error" };
        let value = json!({
            "status": status,
            "errors": errors,
            "parse_cache": counts(&store, "facts"),
            "lower_cache": counts(&store, "lower"),
            "cache": faults(&store, &names),
        });
        session.tell(&value.to_string());
    } else if errors > 0 {
        session.say(&format!("{} found", counted(errors as u64, "error")));
    } else {
        session.say("no errors found");
    }
    Ok(if errors == 0 { GOOD } else { FAULT })
}

fn entries(session: &Session, check: &Check) -> Result<Vec<Located>> {
    let directory = &session.environment.directory;
    let paths = check.paths.iter().map(|path| entry_at(directory.join(path)));
    let mut paths: Vec<PathBuf> = paths.collect::<Result<_>>()?;
    if paths.is_empty() {
        paths.extend(usual_entry(enclosing(directory).unwrap_or(directory))?);
    }
    let mut located = Vec::new();
    for path in paths {
        let Ok(place) = Located::of(&path) else { bail!("`{}` does not exist", path.display()) };
        located.push(place);
    }
    if located.windows(2).any(|pair| pair[0].root != pair[1].root) {
        bail!("the paths belong to different projects; check them one by one");
    }
    Ok(located)
}
