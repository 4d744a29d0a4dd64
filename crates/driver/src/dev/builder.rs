//! The builder: the thread that builds, watches what builds look at, and says how it went.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender};
use std::time::Instant;

use anyhow::{Context, Result, anyhow};
use perry_project::watch::{Looked, Touch, Watch};
use serde_json::json;

use super::{Event, Good};
use crate::arguments::Dev;
use crate::cancel::Cancel;
use crate::report::{Outcome, counted};
use crate::resident::{CONFIGURATION, Resident};
use crate::schedule::STACK;
use crate::session::{Installation, Session, Task};
use crate::settings::Settings;

/// What is to be built.
pub struct Request {
    pub occasion: Occasion,
    /// Paths that may be others now.
    pub touched: BTreeSet<String>,
    /// Nothing that is known may be trusted.
    pub is_everything: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occasion {
    First,
    Change,
    Key,
}

pub struct Builder {
    pub session: Session,
    pub dev: Dev,
    /// Asked for by whoever sends a request while a build runs.
    pub cancel: Cancel,
    pub requests: Receiver<Request>,
    pub events: Sender<Event>,
}

/// The configuration that builds go by until it changes.
struct Configured {
    settings: Settings,
    installation: Installation,
}

impl Builder {
    /// Builds on a thread of its own until nobody can ask any more.
    pub fn start(self, root: PathBuf) -> Result<()> {
        let mut watch = self.watch(&root)?;
        let run = move || {
            self.run(&mut watch);
            // The loop may have ended before.
            self.events.send(Event::Ended).ok();
        };
        std::thread::Builder::new().stack_size(STACK).spawn(run).context("no thread can be started")?;
        Ok(())
    }

    fn run(&self, watch: &mut Watch) {
        let first = Request { occasion: Occasion::First, touched: BTreeSet::new(), is_everything: true };
        let mut next = Some(first);
        while let Some(request) = next {
            self.cancel.take_back();
            let done = catch_unwind(AssertUnwindSafe(|| self.reside(&request, watch)));
            next = match done {
                Ok(Ok(next)) => next,
                Ok(Err(error)) => {
                    self.failed(&error);
                    self.requests.recv().ok()
                }
                // What was wrong has been said; nothing of the session is trusted any more.
                Err(_) => {
                    self.failed(&anyhow!("perry itself failed"));
                    self.requests.recv().ok()
                }
            };
        }
    }

    fn watch(&self, root: &Path) -> Result<Watch> {
        let events = self.events.clone();
        // The loop may have ended.
        let tell = move |touch: Touch| drop(events.send(Event::Touched(touch)));
        let mut watch = Watch::new(root, tell).context("changes on disk cannot be watched")?;
        let configuration =
            Looked { files: CONFIGURATION.to_vec(), directories: vec![""], names: Vec::new() };
        watch.cover(&configuration).context("changes on disk cannot be watched")?;
        Ok(watch)
    }

    fn configured(&self) -> Result<Configured> {
        let environment = &self.session.environment;
        let settings = Settings::of_image(environment, self.dev.entry.as_deref(), &self.dev.build)?;
        Ok(Configured { settings, installation: Installation::find(environment)? })
    }

    /// Builds under one configuration; gives the request that needs another, or nothing at the end.
    fn reside(&self, first: &Request, watch: &mut Watch) -> Result<Option<Request>> {
        let mut start = Instant::now();
        self.announce(first.occasion);
        let Configured { settings, installation } = self.configured()?;
        *watch = self.watch(&settings.root)?;
        let mut resident = Resident::new(Task::new(&self.session, &installation, &settings)?);
        let mut is_owed = true;
        loop {
            if is_owed {
                // A build that was stopped is owed still: who stopped it has a request on the way.
                is_owed = !self.build(&mut resident, start);
            }
            if has_missed(&mut resident, watch)? {
                is_owed = true;
                self.announce(Occasion::Change);
                continue;
            }
            resident.remember();
            let Ok(request) = self.requests.recv() else { return Ok(None) };
            start = Instant::now();
            self.cancel.take_back();
            if request.is_everything || self.is_configured_anew(&request, &settings) {
                return Ok(Some(request));
            }
            let is_different = resident.refresh(&request.touched);
            is_owed |= is_different;
            if is_different {
                self.announce(request.occasion);
            } else if !is_owed && self.session.global.verbose {
                self.session.say("  the change concerns nothing that was read");
            }
        }
    }

    fn is_configured_anew(&self, request: &Request, settings: &Settings) -> bool {
        let is_configuration = |path: &String| {
            Path::new(path).file_name().is_some_and(|name| CONFIGURATION.iter().any(|it| name == *it))
        };
        // What cannot be read is told by the next session.
        let is_new = || !self.configured().is_ok_and(|configured| configured.settings == *settings);
        request.touched.iter().any(is_configuration) && is_new()
    }

    /// Gives whether the build came to its end, good or not.
    fn build(&self, resident: &mut Resident, start: Instant) -> bool {
        let outcome = match resident.build(&self.cancel) {
            None => return false,
            Some(Ok(outcome)) => outcome,
            Some(Err(error)) => {
                self.failed(&error);
                return true;
            }
        };
        outcome.told.tell(&self.session);
        match (outcome.executable(), resident.linked()) {
            (Some(executable), Some(linked)) if outcome.is_good => {
                self.say_rebuilt(&outcome, start);
                let executable = executable.clone();
                outcome.tell_counts(resident.task());
                let good =
                    Good { executable, _temporary: outcome.made.temporary, linked, modules: outcome.modules };
                // The loop may have ended.
                self.events.send(Event::Built(good)).ok();
            }
            _ => {
                self.say_failed(&counted(outcome.told.errors() as u64, "error"));
                outcome.tell_counts(resident.task());
            }
        }
        true
    }

    fn announce(&self, occasion: Occasion) {
        // Screen, what was scrolled out of it, and back to the first corner.
        let is_cleared = self.dev.clear && self.session.environment.is_terminal;
        let clear = if is_cleared { "\x1b[2J\x1b[3J\x1b[H" } else { "" };
        match occasion {
            Occasion::First => {}
            Occasion::Change => self.session.say(&format!("{clear}⟳ change detected — rebuilding...")),
            Occasion::Key => self.session.say(&format!("{clear}⟳ rebuilding...")),
        }
    }

    fn say_rebuilt(&self, outcome: &Outcome, start: Instant) {
        let compiled = outcome.compiled();
        let (time, reused) = (start.elapsed().as_millis(), outcome.module_count - compiled);
        self.session.say(&format!("✓ rebuilt in {time} ms ({compiled} compiled, {reused} reused)"));
    }

    fn say_failed(&self, why: &str) {
        self.session.warn(&format!("✗ build failed: {why}"));
        self.session.say("  waiting for next change...");
    }

    fn failed(&self, error: &anyhow::Error) {
        let message = format!("{error:#}");
        if self.session.is_json() {
            println!("{}", json!({ "status": "error", "severity": "error", "message": message }));
        }
        self.say_failed(&message);
    }
}

/// Watches what the build looked at. What changed there before it was watched is looked at again; gives whether that
/// makes a difference.
fn has_missed(resident: &mut Resident, watch: &mut Watch) -> Result<bool> {
    let is_new = resident.more_looked_at(|looked| watch.cover(looked)).transpose();
    match is_new.context("changes on disk cannot be watched")? {
        Some(true) => {
            let missed = resident.missed();
            Ok(resident.refresh(&missed))
        }
        _ => Ok(false),
    }
}
