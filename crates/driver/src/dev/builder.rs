//! The builder: the thread that builds, watches what builds look at, and tells the loop how it went.
//!
//! It shows nothing itself: whoever sees that something was built may count on the loop to know of it.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Instant;

use anyhow::{Context, Result, anyhow};
use perry_project::watch::{Looked, Touch, Watch};
use serde_json::json;

use super::talk::{Good, News, Occasion, Request, Tell};
use crate::arguments::Dev;
use crate::cancel::Cancel;
use crate::report::{Outcome, counted};
use crate::resident::{CONFIGURATION, Resident};
use crate::schedule::STACK;
use crate::session::{Installation, Session, Task};
use crate::settings::Settings;
use crate::voice::Kept;

/// A builder at work. When this is dropped it ends.
pub struct Builder {
    requests: Option<Sender<Request>>,
    cancel: Cancel,
}

impl Builder {
    /// Builds on a thread of its own until nobody can ask any more.
    pub fn start(session: &Session, dev: &Dev, root: &Path, tell: Tell) -> Result<Builder> {
        let draw = tell.clone();
        let said = Arc::new(Kept::new(move |sketch| draw(News::Sketch(sketch))));
        let session = Session { voice: Some(said.clone()), ..session.clone() };
        let (requests, asked) = channel();
        let cancel = Cancel::default();
        let work = Work { session, said, dev: dev.clone(), cancel: cancel.clone(), requests: asked, tell };
        let mut watch = work.watch(root)?;
        let run = move || {
            work.run(&mut watch);
            (work.tell)(News::Ended);
        };
        std::thread::Builder::new().stack_size(STACK).spawn(run).context("no thread can be started")?;
        Ok(Builder { requests: Some(requests), cancel })
    }

    /// One that is gone has said so.
    pub fn ask(&self, request: Request) {
        if let Some(requests) = &self.requests {
            requests.send(request).ok();
        }
    }

    /// The build at hand is to end; whoever wants that has a request on the way.
    pub fn cancel(&self) {
        self.cancel.ask();
    }

    /// Nothing more will be asked.
    pub fn dismiss(&mut self) {
        self.cancel.ask();
        self.requests = None;
    }
}

impl Drop for Builder {
    fn drop(&mut self) {
        self.dismiss();
    }
}

/// What the thread has.
struct Work {
    /// It speaks into `said`.
    session: Session,
    said: Arc<Kept>,
    dev: Dev,
    cancel: Cancel,
    requests: Receiver<Request>,
    tell: Tell,
}

/// The configuration that builds go by until it changes.
struct Configured {
    settings: Settings,
    installation: Installation,
}

impl Work {
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
        let tell = self.tell.clone();
        let tell = move |touch: Touch| tell(News::Touched(touch));
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
                self.deliver(None);
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
                self.deliver(Some(good));
            }
            _ => {
                self.say_failed(&counted(outcome.told.errors() as u64, "error"));
                outcome.tell_counts(resident.task());
                self.deliver(None);
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
        self.deliver(None);
    }

    /// What was said goes to the loop, and what was built with it.
    fn deliver(&self, good: Option<Good>) {
        let said = self.said.take();
        if !said.is_empty() || good.is_some() {
            (self.tell)(News::Told { said, good });
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
            let value = json!({ "status": "error", "severity": "error", "message": message });
            self.session.tell(&value.to_string());
        }
        self.say_failed(&message);
        self.deliver(None);
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
