//! The work: lanes of threads, the pass after every turn, and what is done while nothing else is.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use perry_db::cancel::{Stopped, catch};
use perry_db::database::Database;
use perry_db::input::SourceFile;
use perry_ide::program::{modules, read_ahead, remember};
use perry_persist::store::Store;
use perry_project::overlay::Overlay;
use serde_json::json;

use crate::client::Client;
use crate::inbox::{Event, Found, Passed};
use crate::lane::{Kind, Lane};
use crate::pass::{Pass, Teller, Told};
use crate::server::Inbox;
use crate::session::Session;

/// After so long without a turn, what was found out is written. Short: a build may follow at once.
const SAVE_AFTER: Duration = Duration::from_millis(200);
/// How often the disk is compared for clients that do not watch it.
const POLL_EVERY: Duration = Duration::from_secs(1);

pub struct Work {
    inbox: Inbox,
    quick: Lane,
    thorough: Lane,
    /// One thread: the pass, saving, reading ahead and polling take turns.
    background: Lane,
    cores: usize,
    told: Arc<Mutex<Told>>,
    /// Told in any case by the next pass.
    first: Vec<String>,
    /// What of that the pass that runs has not told yet.
    running: Vec<String>,
    is_pass_due: bool,
    pass_started: Option<Instant>,
    is_busy: bool,
    is_saving: bool,
    /// Held while files are written, so that `shutdown` waits for them.
    writing: Arc<Mutex<()>>,
    save_at: Option<Instant>,
    poll_at: Option<Instant>,
    /// The last pass ended, and nothing was read ahead since.
    is_read_due: bool,
    /// What the first search needs was read, once.
    has_read: bool,
    shows_loading: bool,
    /// The program was read once, and what was found out is written.
    is_loaded: bool,
}

impl Work {
    pub fn new(inbox: Inbox, cores: usize) -> io::Result<Work> {
        Ok(Work {
            inbox,
            quick: Lane::start("quick", 2)?,
            thorough: Lane::start("thorough", 1)?,
            background: Lane::start("background", 1)?,
            cores,
            told: Arc::default(),
            first: Vec::new(),
            running: Vec::new(),
            is_pass_due: false,
            pass_started: None,
            is_busy: false,
            is_saving: false,
            writing: Arc::default(),
            save_at: None,
            poll_at: None,
            is_read_due: false,
            has_read: false,
            shows_loading: false,
            is_loaded: false,
        })
    }

    pub fn inbox(&self) -> Inbox {
        self.inbox.clone()
    }

    pub fn lane(&mut self, kind: Kind) -> &mut Lane {
        match kind {
            Kind::Quick => &mut self.quick,
            Kind::Thorough => &mut self.thorough,
        }
    }

    pub fn show_first(&mut self, path: String) {
        self.first.retain(|known| *known != path);
        self.first.insert(0, path);
    }

    pub fn pass_started(&self) -> Option<Instant> {
        self.pass_started
    }

    /// A turn was written.
    pub fn written(&mut self) {
        self.is_pass_due = true;
        self.is_read_due = false;
        self.save_at = None;
    }

    /// When something is to be done though nothing happens.
    pub fn deadline(&self) -> Option<Instant> {
        let read_at = self.is_read_due.then(Instant::now);
        if self.is_busy { None } else { [self.save_at, read_at, self.poll_at].into_iter().flatten().min() }
    }
}

/// The pass.
impl Work {
    pub fn start_pass(&mut self, client: &mut Client, session: &Session) {
        if !self.is_pass_due || self.is_busy {
            return;
        }
        self.is_pass_due = false;
        self.is_busy = true;
        if !self.is_loaded {
            self.begin_loading(client, session);
        }
        self.pass_started = Some(Instant::now());
        self.running = std::mem::take(&mut self.first);
        let pass = Pass {
            db: session.db.clone(),
            teller: Teller { view: session.view.clone(), told: self.told.clone() },
            first: self.running.clone(),
            cores: self.cores,
        };
        let inbox = self.inbox();
        self.background.give(Box::new(move || {
            let tell = |found| _ = inbox.send(Event::Found(found));
            let passed = catch_unwind(AssertUnwindSafe(|| pass.run(&tell)));
            drop(pass);
            inbox.send(Event::Passed(passed.ok().and_then(Result::ok))).ok();
        }));
    }

    /// Publishes, if the client does not ask by itself.
    pub fn found(&mut self, client: &Client, session: &Session, found: Found) {
        self.running.retain(|path| *path != found.path);
        if self.running.is_empty() {
            self.pass_started = None; // the edited texts have their diagnostics; the next edit need not wait
        }
        if !session.view.abilities.pulls_diagnostics {
            let Found { uri, version, diagnostics, .. } = found;
            let mut params = json!({ "uri": uri, "diagnostics": diagnostics });
            if let Some(version) = version {
                params["version"] = json!(version);
            }
            client.notify("textDocument/publishDiagnostics", params);
        }
    }

    pub fn passed(&mut self, client: &mut Client, session: &mut Session, passed: Option<Passed>) {
        self.background.idle += 1;
        self.is_busy = false;
        self.pass_started = None;
        let running = std::mem::take(&mut self.running);
        let Some(passed) = passed else {
            // A write stopped it: the next one tells.
            let lost = running.into_iter().filter(|path| !self.first.contains(path)).collect::<Vec<_>>();
            self.first.extend(lost);
            return;
        };
        let now = Instant::now();
        let saves = session.records.is_enabled();
        // What was loaded is written at once, and loading ends with that: a build that follows asks nothing again.
        self.save_at = saves.then_some(if self.is_loaded { now + SAVE_AFTER } else { now });
        if !saves || session.overlay.has_unsaved() {
            self.end_loading(client);
        }
        self.is_read_due = !self.has_read;
        if !session.view.abilities.watches_files {
            self.poll_at.get_or_insert(now + POLL_EVERY);
        }
        let abilities = &session.view.abilities;
        if passed.has_spread && abilities.pulls_diagnostics && abilities.refreshes_diagnostics {
            client.ask("workspace/diagnostic/refresh", json!(null));
        }
        passed.unreached.iter().for_each(|path| self.show_first(path.clone()));
        session.add_entries(passed.unreached);
    }

    fn begin_loading(&mut self, client: &mut Client, session: &Session) {
        if !session.view.abilities.shows_progress || self.shows_loading {
            return;
        }
        self.shows_loading = true;
        client.ask("window/workDoneProgress/create", json!({ "token": "perry-loading" }));
        let value = json!({ "kind": "begin", "title": "perry: loading" });
        client.notify("$/progress", json!({ "token": "perry-loading", "value": value }));
    }

    fn end_loading(&mut self, client: &Client) {
        self.is_loaded = true;
        if std::mem::take(&mut self.shows_loading) {
            client.notify("$/progress", json!({ "token": "perry-loading", "value": { "kind": "end" } }));
        }
    }
}

/// What is done while nothing else is.
impl Work {
    pub fn clock(&mut self, session: &Session) {
        let now = Instant::now();
        let is_due = |at: Option<Instant>| at.is_some_and(|at| at <= now);
        if self.is_busy {
            return;
        }
        if is_due(self.save_at) {
            self.save_at = None;
            self.start_saving(session);
        } else if std::mem::take(&mut self.is_read_due) {
            self.start_reading(session);
        } else if is_due(self.poll_at) {
            self.poll_at = None;
            self.start_polling(session);
        }
    }

    /// Writes what a build would ask for, so that one that follows asks nothing again. Only while no text is unsaved:
    /// what is typed goes through hundreds of texts that no build will ever see, and their records would crowd out
    /// those that builds need.
    fn start_saving(&mut self, session: &Session) {
        self.is_busy = true;
        self.is_saving = true;
        let (db, overlay, records) = (session.db.clone(), session.overlay.clone(), session.records.clone());
        let (inbox, writing) = (self.inbox(), self.writing.clone());
        self.background.give(Box::new(move || {
            let remembered = remember_all(&db, &overlay, &records);
            drop(db); // files are written while nobody waits for this handle
            let _writing = lock(&writing);
            records.flush();
            inbox.send(Event::Saved { is_done: !matches!(remembered, Err(Stopped::ByWrite)) }).ok();
        }));
    }

    /// `shutdown`: what a pass found out is written before it is answered, whatever was begun of that before.
    pub fn save_now(&mut self, session: &Session) {
        if self.is_loaded || self.is_saving || self.save_at.is_some() {
            remember_all(&session.db, &session.overlay, &session.records).ok();
        }
        let _writing = lock(&self.writing);
        session.records.flush();
    }

    pub fn saved(&mut self, client: &Client, is_done: bool) {
        self.background.idle += 1;
        self.is_saving = false;
        self.is_busy = false;
        if is_done {
            self.end_loading(client);
        } else {
            self.save_at = Some(Instant::now() + SAVE_AFTER);
        }
    }

    /// Reads what the first search of the session would have to. The next key stops it, and it goes on behind the pass.
    fn start_reading(&mut self, session: &Session) {
        self.is_busy = true;
        let (db, inbox) = (session.db.clone(), self.inbox());
        self.background.give(Box::new(move || {
            let read = catch_unwind(AssertUnwindSafe(|| catch(|| read_ahead(&db))));
            drop(db);
            inbox.send(Event::ReadAhead { is_done: !matches!(read, Ok(Err(Stopped::ByWrite))) }).ok();
        }));
    }

    pub fn was_read(&mut self, is_done: bool) {
        self.background.idle += 1;
        self.is_busy = false;
        self.has_read |= is_done;
    }

    fn start_polling(&mut self, session: &Session) {
        self.is_busy = true;
        let (overlay, view) = (session.overlay.clone(), session.view.clone());
        let inbox = self.inbox();
        self.background.give(Box::new(move || {
            inbox.send(Event::Polled(overlay.disk_changes(&view.root.path))).ok();
        }));
    }

    pub fn polled(&mut self) {
        self.background.idle += 1;
        self.is_busy = false;
        self.poll_at = Some(Instant::now() + POLL_EVERY);
    }
}

/// Gives the store what a build would ask for; nothing while a text is unsaved. Where cores are few, whoever answers
/// the client waits behind this no longer than for one module.
fn remember_all(db: &Database, overlay: &Overlay, records: &Store) -> Result<(), Stopped> {
    if overlay.has_unsaved() {
        return Ok(());
    }
    let remember_one = |file: &SourceFile| {
        remember(db, *file, records);
        thread::yield_now();
    };
    let remember_all = || catch(|| modules(db).iter().for_each(remember_one));
    catch_unwind(AssertUnwindSafe(remember_all)).unwrap_or(Err(Stopped::ByPanic))
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
