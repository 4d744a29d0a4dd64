//! The builder: the thread that builds, watches what builds look at, and tells the loop how it went.
//!
//! It shows nothing itself: whoever sees that something was built may count on the loop to know of it.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Instant;

use anyhow::{Context, Result, anyhow};
use perry_persist::fingerprint::Fingerprint;
use serde_json::json;

use super::lookout::{Lookout, REST};
use super::talk::{Good, News, Occasion, Point, Request, Tell};
use crate::arguments::Dev;
use crate::cancel::Cancel;
use crate::object::Fresh;
use crate::report::{Outcome, counted};
use crate::resident::{CONFIGURATION, Resident};
use crate::schedule::STACK;
use crate::session::{Installation, Session, Task};
use crate::settings::Settings;
use crate::voice::{Kept, Said};

/// A request, and how often a stop was asked for before it.
type Asked = (Request, u64);

/// A builder at work. When this is dropped it ends.
pub struct Builder {
    requests: Option<Sender<Asked>>,
    cancel: Cancel,
    thread: Option<JoinHandle<()>>,
}

impl Builder {
    /// Builds on a thread of its own until nobody can ask any more.
    pub fn start(session: &Session, dev: &Dev, root: &Path, first: Request, tell: Tell) -> Result<Builder> {
        let draw = tell.clone();
        let said = Arc::new(Kept::new(move |sketch| draw(News::Sketch(sketch))));
        let session = Session { voice: Some(said.clone()), ..session.clone() };
        let (requests, asked) = channel();
        let cancel = Cancel::default();
        let (dev, cancel_) = (dev.clone(), cancel.clone());
        let work = Work {
            session,
            said,
            dev,
            cancel: cancel_,
            requests: asked,
            tell,
            known: Cell::default(),
            fresh: Fresh::default(),
        };
        let mut lookout = Lookout::new(&work.session, root, work.dev.poll, work.tell.clone());
        let run = move || {
            work.run(first, &mut lookout);
            (work.tell)(News::Ended);
        };
        let thread =
            std::thread::Builder::new().stack_size(STACK).spawn(run).context("no thread can be started")?;
        Ok(Builder { requests: Some(requests), cancel, thread: Some(thread) })
    }

    /// One that is gone has said so.
    pub fn ask(&self, request: Request) {
        if let Some(requests) = &self.requests {
            requests.send((request, self.cancel.asked())).ok();
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

    /// Until it is done.
    pub fn wait(&mut self) {
        if let Some(thread) = self.thread.take() {
            thread.join().ok(); // what it died of has been said
        }
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
    requests: Receiver<Asked>,
    tell: Tell,
    /// What has been told of a build before us; a build that comes to the same is not told.
    known: Cell<Option<Fingerprint>>,
    fresh: Fresh,
}

/// The configuration that builds go by until it changes.
struct Configured {
    settings: Settings,
    installation: Installation,
}

impl Work {
    fn run(&self, first: Request, lookout: &mut Lookout) {
        let mut next = Some(first);
        while let Some(request) = next {
            let done = catch_unwind(AssertUnwindSafe(|| self.reside(&request, lookout)));
            next = match done {
                Ok(Ok(next)) => next,
                Ok(Err(error)) => {
                    self.failed(&error);
                    self.next_other(lookout)
                }
                // What was wrong has been said; nothing of the session is trusted any more.
                Err(_) => {
                    self.failed(&anyhow!("perry itself failed"));
                    self.next(lookout, None)
                }
            };
        }
    }

    /// What is to be built next; nothing at the end.
    fn next(&self, lookout: &Lookout, resident: Option<&Resident>) -> Option<Request> {
        loop {
            let heard = match lookout.is_looking() {
                true => self.requests.recv_timeout(REST),
                false => self.requests.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match heard {
                Ok((request, asked)) => {
                    // A stop that was asked for since has another request on the way.
                    self.cancel.answer(asked);
                    return Some(request);
                }
                Err(RecvTimeoutError::Timeout) => lookout.look(resident),
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
    }

    /// The same where the configuration is wrong: a change that leaves it as it was is none.
    fn next_other(&self, lookout: &mut Lookout) -> Option<Request> {
        loop {
            let request = self.next(lookout, None)?;
            let is_configuration = |path: &String| CONFIGURATION.contains(&path.as_str());
            let may_be_other = request.is_everything || !request.touched.iter().all(is_configuration);
            if may_be_other || lookout.look_at_configuration() {
                return Some(request);
            }
        }
    }

    fn configured(&self) -> Result<Configured> {
        let environment = &self.session.environment;
        let settings = Settings::of_image(environment, self.dev.entry.as_deref(), &self.dev.build)?;
        Ok(Configured { settings, installation: Installation::find(environment)? })
    }

    /// Builds under one configuration; gives the request that needs another, or nothing at the end.
    fn reside(&self, first: &Request, lookout: &mut Lookout) -> Result<Option<Request>> {
        let mut start = Instant::now();
        self.known.set(first.known);
        self.announce(first.occasion);
        lookout.look_at_configuration(); // from here on
        let Configured { settings, installation } = self.configured()?;
        lookout.renew(&self.session, &settings.root);
        let task = Task::new(&self.session, &installation, &settings)?;
        let mut resident = Resident::new(Task { fresh: self.fresh.clone(), ..task });
        let mut is_owed = true;
        loop {
            if is_owed {
                // A build that was stopped is owed still: who stopped it has a request on the way.
                is_owed = !self.build(&mut resident, start);
            }
            lookout.attend(&self.session, &mut resident);
            resident.remember();
            let Some(request) = self.next(lookout, Some(&resident)) else { return Ok(None) };
            start = Instant::now();
            // Whoever strikes a key trusts nothing; else all is looked at again.
            let is_anew = request.is_everything && request.occasion == Occasion::Key;
            if is_anew || self.is_configured_anew(&request, &settings) {
                return Ok(Some(request));
            }
            lookout.look_at_configuration();
            let mut is_different = resident.refresh(&request.touched);
            if request.is_everything {
                lookout.renew(&self.session, &settings.root);
                is_different |= resident.refresh_all();
            }
            is_owed |= is_different;
            if is_different {
                self.announce(request.occasion);
            } else if !is_owed && self.session.global.verbose {
                self.session.say("  the change concerns nothing that was read");
                self.deliver(Point::Aside);
            }
        }
    }

    fn is_configured_anew(&self, request: &Request, settings: &Settings) -> bool {
        let is_configuration = |path: &String| {
            Path::new(path).file_name().is_some_and(|name| CONFIGURATION.iter().any(|it| name == *it))
        };
        // What cannot be read is told by the next session.
        let is_new = || !self.configured().is_ok_and(|configured| configured.settings == *settings);
        (request.is_everything || request.touched.iter().any(is_configuration)) && is_new()
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
                self.fresh.clear();
                self.say_rebuilt(&outcome, start);
                let executable = executable.clone();
                outcome.tell_counts(resident.task());
                let modules = outcome.modules.into_iter().filter(|module| module.is_compiled).collect();
                let good = Good { executable, temporary: outcome.made.temporary, linked, modules };
                self.conclude(|_| Point::Built(good));
            }
            _ => {
                self.say_failed(&counted(outcome.told.errors() as u64, "error"));
                let known = self.said.fingerprint(); // the counts that follow differ from process to process
                outcome.tell_counts(resident.task());
                self.conclude(|_| Point::Failed { known, is_fault: false });
            }
        }
        true
    }

    fn announce(&self, occasion: Occasion) {
        // Screen, what was scrolled out of it, and back to the first corner.
        let is_cleared = self.dev.clear && self.session.environment.is_terminal;
        let clear = if is_cleared { "\x1b[2J\x1b[3J\x1b[H" } else { "" };
        match occasion {
            Occasion::First => return,
            Occasion::Change => self.session.say(&format!("{clear}⟳ change detected — rebuilding...")),
            Occasion::Key => self.session.say(&format!("{clear}⟳ rebuilding...")),
        }
        self.known.set(None);
        self.deliver(Point::Begun(occasion));
    }

    /// What was said goes to the loop, together with what there is to know.
    fn deliver(&self, point: Point) {
        (self.tell)(News::Told { said: self.said.take(), point });
    }

    /// The same at the end of a build, unless it comes to what is known.
    fn conclude(&self, point: impl FnOnce(&Said) -> Point) {
        let said = self.said.take();
        let point = point(&said);
        match self.known.take() {
            Some(known) if point.known() == Some(known) => return,
            // Something changed while nobody watched.
            Some(_) => self.announce(Occasion::Change),
            None => {}
        }
        (self.tell)(News::Told { said, point });
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
        self.conclude(|said| Point::Failed { known: Fingerprint::of(said), is_fault: true });
    }
}
