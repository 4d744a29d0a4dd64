//! The server: the main loop. It alone writes to the database, and alone answers, exactly once an id.

use std::ffi::OsString;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crossbeam_channel::{
    Receiver, RecvTimeoutError, Sender, bounded, never, select, select_biased, unbounded,
};
use lsp_server::{ErrorCode, Message, Notification, Request};
use perry_persist::store::Store;
use serde_json::Value;

use crate::client::{Client, Failure};
use crate::inbox::Event;
use crate::initialize::{self, Abilities};
use crate::lane::STACK;
use crate::requests::Requests;
use crate::session::{Session, Start};
use crate::sync::{self, Effect};
use crate::transport::{Incoming, Incomings, Leave, Queued, incoming, outgoing};
use crate::work::Work;

/// An edit waits at most this long for the diagnostics of the texts edited before it.
const COALESCE: Duration = Duration::from_millis(50);
/// Messages of one turn; more of them wait for the next, so that answers get their turn too.
const MOST_A_TURN: usize = 1024;

/// After `exit` the main loop has so long to end by itself, and then what was sent to be written.
const GRACE: Duration = Duration::from_millis(20);
/// The same when `shutdown` came before: it is answered when what was found out is written, and its answer is heard. A
/// guess; only a client that does not read, or work that does not stop, takes it.
const SAVING: Duration = Duration::from_secs(5);

/// A further request, for tests: its work is this function, and the answer `null`.
pub type Trial = (&'static str, fn(&Value));

/// What the server is told by whoever starts it.
pub struct Setup {
    /// What commands start.
    pub executable: PathBuf,
    /// Where it stands, for clients that name no folder.
    pub directory: PathBuf,
    /// The variables of what commands start; without them those of this process.
    pub variables: Option<Vec<(OsString, OsString)>>,
    pub debug_init: bool,
    pub cores: usize,
    /// The store of the project at a root; asked twice.
    pub store: Box<dyn Fn(&Path) -> Result<Store, String> + Send>,
    /// Further requests, whose work tests give: it panics, or does not end before they say so.
    pub trials: &'static [Trial],
}

/// Where the conversation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    New,
    Running,
    /// After `shutdown`: only `exit` is left.
    Shut,
}

struct Server {
    setup: Setup,
    client: Client,
    phase: Phase,
    session: Option<Session>,
    requests: Requests,
    work: Work,
}

/// Serves one client until it leaves. The exit code is 0 after `shutdown` and 1 otherwise, as the protocol has it.
pub fn serve(
    setup: Setup,
    input: impl Read + Send + 'static,
    output: impl Write + Send + 'static,
) -> std::io::Result<u8> {
    let (sender, written) = outgoing(output);
    let (inbox, events) = unbounded();
    let trials = setup.trials;
    let server = Server {
        work: Work::new(inbox, setup.cores)?,
        setup,
        client: Client::new(sender),
        phase: Phase::New,
        session: None,
        requests: Requests::new(trials),
    };
    let Incomings { messages, left } = incoming(input);
    let (ended, end) = bounded(1);
    let run = move || _ = ended.send(server.run(&messages, &events));
    std::thread::Builder::new().name("perry-main".to_owned()).stack_size(STACK).spawn(run)?;
    let (code, has_hung_up) = select! {
        recv(end) -> code => (code.ok(), false),
        recv(left) -> told => match told {
            // The loop may be in the midst of a write that waits for work; the process does not. It has not answered
            // `shutdown` then, so this is a failure.
            Ok(leave) => (end.recv_timeout(leave.patience()).ok().or(Some(1)), false),
            // The client hung up without a word: what it said before is answered.
            Err(_) => (end.recv().ok(), true),
        },
    };
    // What was sent is written, unless the client no longer reads.
    let patience = if code == Some(0) || has_hung_up { SAVING } else { GRACE };
    match written.recv_timeout(patience) {
        Ok(()) | Err(RecvTimeoutError::Disconnected | RecvTimeoutError::Timeout) => {}
    }
    code.ok_or_else(|| std::io::Error::other("the main loop failed"))
}

impl Leave {
    fn patience(self) -> Duration {
        if self.after_shutdown { SAVING } else { GRACE }
    }
}

/// What the loop woke up for.
enum Wake {
    Message(Queued),
    Event(Event),
    Clock,
    /// The client is gone.
    End,
}

impl Server {
    fn run(mut self, incoming: &Receiver<Queued>, events: &Receiver<Event>) -> u8 {
        let mut held = None;
        loop {
            let silence = never();
            let taken = if self.requests.is_full() { &silence } else { incoming };
            let wake = next(taken, events, self.deadline(held));
            if let Some(code) = self.turn(wake, incoming) {
                self.requests.refuse_all(&self.client); // the children of commands end with their editor
                let session = self.session.take();
                std::thread::spawn(move || drop(session)); // nobody waits for it, least of all a process that ends
                return code;
            }
            held = self.held();
            if held.is_none() {
                self.write();
            }
            self.dispatch();
        }
    }

    /// Takes what there is, without waiting.
    fn turn(&mut self, wake: Wake, incoming: &Receiver<Queued>) -> Option<u8> {
        match wake {
            Wake::End => return Some(u8::from(self.phase != Phase::Shut)),
            Wake::Event(event) => self.event(event),
            Wake::Clock => self.clock(),
            Wake::Message(first) => {
                let more = incoming.try_iter().take(MOST_A_TURN);
                for message in std::iter::once(first).chain(more) {
                    if let Some(code) = self.message(message.incoming) {
                        return Some(code);
                    }
                }
            }
        }
        None
    }

    fn message(&mut self, incoming: Incoming) -> Option<u8> {
        match incoming {
            Incoming::Malformed(answer) => self.client.send(answer),
            Incoming::Message(Message::Request(request)) => self.request(request),
            Incoming::Message(Message::Notification(notification)) => return self.notification(notification),
            // Answers to what was asked of the client: registrations and progress, which work or do not.
            Incoming::Message(Message::Response(_)) => {}
        }
        None
    }

    fn request(&mut self, request: Request) {
        let Request { id, method, params } = request;
        let refuse = |code, why: &str| Err(Failure::new(code, why));
        let answer = match (self.phase, &*method) {
            (Phase::New, "initialize") => self.initialize(&params),
            (Phase::New, _) => refuse(ErrorCode::ServerNotInitialized, "`initialize` comes first"),
            (Phase::Running, "initialize") => refuse(ErrorCode::InvalidRequest, "`initialize` came already"),
            (Phase::Shut, _) => {
                refuse(ErrorCode::InvalidRequest, "nothing comes after `shutdown` but `exit`")
            }
            (Phase::Running, "shutdown") => {
                self.shutdown();
                Ok(Value::Null)
            }
            (Phase::Running, _) => return self.accept(id, &method, params),
        };
        self.client.answer(&id, answer);
    }

    fn accept(&mut self, id: lsp_server::RequestId, method: &str, params: Value) {
        let Some(session) = &mut self.session else { return };
        if session.is_due() && method != "workspace/executeCommand" {
            self.write(); // a request is about the texts that came before it
        }
        let Some(session) = &self.session else { return };
        match method {
            "workspace/executeCommand" => {
                self.requests.command(&mut self.client, &self.work, &self.setup, session, id, &params);
            }
            method => self.requests.accept(&self.client, &mut self.work, &session.view, id, method, params),
        }
    }

    fn notification(&mut self, notification: Notification) -> Option<u8> {
        let Notification { method, params } = notification;
        match &*method {
            "exit" => return Some(u8::from(self.phase != Phase::Shut)),
            "$/cancelRequest" => self.requests.cancel(&self.client, &params),
            "initialized" => self.initialized(),
            _ if self.phase == Phase::Running => {
                if let Some(session) = &mut self.session {
                    match sync::note(session, &method, params) {
                        Ok(Effect::Shown(path)) => {
                            self.requests.outdate(&path);
                            self.work.show_first(path);
                        }
                        Ok(Effect::Other) => {}
                        Err(why) => self.client.log(2, &why),
                    }
                }
            }
            _ => {} // a notification outside the conversation is dropped, as the protocol has it
        }
        None
    }

    fn initialize(&mut self, params: &Value) -> Result<Value, Failure> {
        let root = initialize::root(params).unwrap_or_else(|| self.setup.directory.clone());
        let store = || (self.setup.store)(&root).map_err(Failure::refused);
        let start = Start {
            store: store()?.looking_only(),
            records: store()?,
            encoding: initialize::encoding(params),
            abilities: Abilities::of(params),
            inlays: initialize::inlays(params),
            debug_init: self.setup.debug_init,
            root,
        };
        let answer = initialize::answer(start.encoding);
        self.session = Some(Session::new(start));
        self.phase = Phase::Running;
        Ok(answer)
    }

    fn initialized(&mut self) {
        if let Some(session) = &self.session
            && session.view.abilities.watches_files
        {
            self.client.ask("client/registerCapability", initialize::watches());
        }
    }

    /// Every open request is refused, and what was found out is kept before `shutdown` is answered.
    fn shutdown(&mut self) {
        self.requests.refuse_all(&self.client);
        self.write();
        if let Some(session) = &mut self.session {
            self.work.save_now(session);
            session.db.stop_others();
        }
        self.phase = Phase::Shut;
    }

    fn event(&mut self, event: Event) {
        let Some(session) = &mut self.session else { return };
        match event {
            Event::Ended { serial, lane, end } => {
                self.work.lane(lane).idle += 1;
                self.requests.ended(&self.client, &mut self.work, serial, end);
            }
            Event::Found(found) => self.work.found(&self.client, session, found),
            Event::Passed(passed) => self.work.passed(&mut self.client, session, passed),
            Event::Saved { is_done } => self.work.saved(&self.client, is_done),
            Event::ReadAhead { is_done } => self.work.was_read(is_done),
            Event::Polled(changes) => {
                session.touched(changes);
                self.work.polled();
            }
            Event::Said { serial, line } => self.requests.said(&self.client, serial, &line),
            Event::Done { serial, answer } => self.requests.done(&self.client, serial, answer),
        }
    }

    fn clock(&mut self) {
        if let Some(session) = &self.session {
            self.work.clock(session);
        }
    }

    /// How long the write that is due waits, so that quick edits do not starve the diagnostics.
    fn held(&self) -> Option<Instant> {
        let is_due = self.session.as_ref().is_some_and(Session::is_due);
        let until = self.work.pass_started()? + COALESCE;
        (is_due && until > Instant::now()).then_some(until)
    }

    fn write(&mut self) {
        if let Some(session) = &mut self.session
            && self.phase == Phase::Running
            && session.is_due()
        {
            session.write();
            self.work.written();
        }
    }

    fn dispatch(&mut self) {
        if let Some(session) = &self.session
            && self.phase == Phase::Running
        {
            self.requests.dispatch(&mut self.work, session);
            self.work.start_pass(&mut self.client, session);
        }
    }

    fn deadline(&self, held: Option<Instant>) -> Option<Instant> {
        [held, self.work.deadline()].into_iter().flatten().min()
    }
}

/// Waits for whatever comes first; what workers say goes before what the client says, or a client that never pauses
/// would never be answered.
fn next(incoming: &Receiver<Queued>, events: &Receiver<Event>, deadline: Option<Instant>) -> Wake {
    let clock = deadline.map_or_else(never, crossbeam_channel::at);
    select_biased! {
        recv(events) -> event => event.map_or(Wake::End, Wake::Event),
        recv(incoming) -> message => message.map_or(Wake::End, Wake::Message),
        recv(clock) -> _ => Wake::Clock,
    }
}

/// Sends events from workers.
pub type Inbox = Sender<Event>;
