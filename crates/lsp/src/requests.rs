//! The open requests: each is answered once, whatever happens to the work on it.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use lsp_server::{ErrorCode, RequestId};
use perry_db::cancel::{Stop, Stopped, catch};
use serde_json::{Value, json};

use crate::client::{Client, Failure};
use crate::command::{self, Running};
use crate::inbox::{End, Event};
use crate::lane::{Kind, Serial};
use crate::place::Context;
use crate::request::{ROUTES, Run};
use crate::server::{Setup, Trial};
use crate::session::Session;
use crate::view::View;
use crate::work::Work;

/// More open requests than any editor has; then what it says waits. A guess.
const MOST_OPEN: usize = 16_384;

/// Requests that have no answer yet.
pub struct Requests {
    open: HashMap<Serial, Asked>,
    by_id: HashMap<RequestId, Serial>,
    next: Serial,
    trials: &'static [Trial],
}

struct Asked {
    id: RequestId,
    open: Open,
}

enum Open {
    Query(Query),
    Command { running: Running, title: String, token: Option<Value> },
}

#[derive(Clone, Copy)]
enum Task {
    Run(Run),
    Trial(fn(&Value)),
}

struct Query {
    lane: Kind,
    task: Task,
    params: Value,
    /// The text that its positions are about.
    path: Option<String>,
    /// Stops the work on it, once there is some.
    stop: Option<Stop>,
    /// Its text was edited after it came.
    is_outdated: bool,
}

impl Requests {
    pub fn new(trials: &'static [Trial]) -> Requests {
        Requests { open: HashMap::new(), by_id: HashMap::new(), next: 0, trials }
    }

    /// Whether no more is taken from the client for now.
    pub fn is_full(&self) -> bool {
        self.open.len() >= MOST_OPEN
    }

    /// Queues a request for its lane.
    pub fn accept(
        &mut self,
        client: &Client,
        work: &mut Work,
        view: &View,
        id: RequestId,
        method: &str,
        params: Value,
    ) {
        let Some((lane, task)) = self.route(method) else {
            let why = format!("`{method}` is not answered here");
            return client.answer(&id, Err(Failure::new(ErrorCode::MethodNotFound, why)));
        };
        if self.refuse_reused(client, &id) {
            return;
        }
        let has_position = params.get("position").is_some() || params.get("range").is_some();
        let uri = params.pointer("/textDocument/uri").and_then(Value::as_str).filter(|_| has_position);
        let path = uri.and_then(|uri| view.path(uri));
        let query = Query { lane, task, params, path, stop: None, is_outdated: false };
        let serial = self.add(id, Open::Query(query));
        work.lane(lane).waiting.push_back(serial);
    }

    fn route(&self, method: &str) -> Option<(Kind, Task)> {
        let route = ROUTES.iter().find(|(name, ..)| *name == method);
        let trial = || self.trials.iter().find(|(name, _)| *name == method);
        route
            .map(|(_, lane, run)| (*lane, Task::Run(*run)))
            .or_else(|| trial().map(|(_, run)| (Kind::Quick, Task::Trial(*run))))
    }

    fn add(&mut self, id: RequestId, open: Open) -> Serial {
        let serial = self.next;
        self.next += 1;
        self.by_id.insert(id.clone(), serial);
        self.open.insert(serial, Asked { id, open });
        serial
    }

    fn remove(&mut self, serial: Serial) -> Option<Asked> {
        let asked = self.open.remove(&serial)?;
        self.by_id.remove(&asked.id);
        Some(asked)
    }

    /// Starts the child of a command.
    pub fn command(
        &mut self,
        client: &mut Client,
        work: &Work,
        setup: &Setup,
        session: &Session,
        id: RequestId,
        params: &Value,
    ) {
        if self.refuse_reused(client, &id) {
            return;
        }
        let view = &session.view;
        let started = command::Asked::read(session, params)
            .and_then(|asked| Ok((asked.start(setup, &view.root.path)?, asked)));
        let (running, asked) = match started {
            Ok((child, asked)) => (Running::new(child), asked),
            Err(failure) => return client.answer(&id, Err(failure)),
        };
        let token = token(client, view, &id, params);
        let open = Open::Command { running: running.clone(), title: asked.title(), token };
        self.begin(client, &open);
        let serial = self.add(id, open);
        let inbox = work.inbox();
        std::thread::spawn(move || {
            let say = |line| _ = inbox.send(Event::Said { serial, line });
            let answer = running.wait(&say);
            inbox.send(Event::Done { serial, answer }).ok();
        });
    }

    fn refuse_reused(&self, client: &Client, id: &RequestId) -> bool {
        let is_reused = self.by_id.contains_key(id);
        if is_reused {
            let why = "a request of this id is not answered yet";
            client.answer(id, Err(Failure::new(ErrorCode::InvalidRequest, why)));
        }
        is_reused
    }

    /// `$/cancelRequest`: the answer is sent at once; work on it stops at its next query.
    pub fn cancel(&mut self, client: &Client, params: &Value) {
        let id = params.get("id").and_then(|id| serde_json::from_value(id.clone()).ok());
        let serial = id.and_then(|id: RequestId| self.by_id.get(&id).copied());
        let Some(Asked { id, open }) = serial.and_then(|serial| self.remove(serial)) else { return };
        match &open {
            Open::Query(query) => query.stop.iter().for_each(Stop::stop),
            Open::Command { running, .. } => running.kill(),
        }
        self.end_progress(client, &open, "cancelled");
        client.answer(&id, Err(Failure::new(ErrorCode::RequestCanceled, "the client cancelled it")));
    }

    /// Notes that positions in a text are no longer what they were when a request came.
    pub fn outdate(&mut self, path: &str) {
        for asked in self.open.values_mut() {
            if let Open::Query(query) = &mut asked.open
                && query.path.as_deref() == Some(path)
            {
                query.is_outdated = true;
            }
        }
    }

    /// Gives waiting requests to idle threads.
    pub fn dispatch(&mut self, work: &mut Work, session: &Session) {
        let inbox = work.inbox();
        for kind in [Kind::Quick, Kind::Thorough] {
            let lane = work.lane(kind);
            while lane.idle > 0
                && let Some(serial) = lane.waiting.pop_front()
            {
                // One that was cancelled meanwhile is no longer here.
                let Some(Asked { id, open: Open::Query(query) }) = self.open.get_mut(&serial) else {
                    continue;
                };
                let id = id.clone();
                let context = Context::new(session.db.clone(), session.view.clone());
                query.stop = Some(Stop::of(&context.db));
                let (task, params, inbox) = (query.task, query.params.clone(), inbox.clone());
                lane.give(Box::new(move || {
                    let end = carried_out(context, &id, task, params);
                    inbox.send(Event::Ended { serial, lane: kind, end }).ok();
                }));
            }
        }
    }

    /// Answers, unless that was done already; what a write stopped is asked again.
    pub fn ended(&mut self, client: &Client, work: &mut Work, serial: Serial, end: End) {
        let Some(Asked { open: Open::Query(query), .. }) = self.open.get_mut(&serial) else { return };
        let answer = match end {
            End::Answer(answer) => answer,
            End::Stopped if query.is_outdated => {
                Err(Failure::new(ErrorCode::ContentModified, "the text was edited meanwhile"))
            }
            End::Stopped => {
                query.stop = None;
                return work.lane(query.lane).waiting.push_front(serial);
            }
        };
        if let Some(asked) = self.remove(serial) {
            match answer {
                Ok(message) => client.put(message),
                Err(failure) => client.answer(&asked.id, Err(failure)),
            }
        }
    }

    /// `shutdown`: nobody will answer later.
    pub fn refuse_all(&mut self, client: &Client) {
        self.by_id.clear();
        for (_, Asked { id, open }) in self.open.drain() {
            if let Open::Command { running, .. } = open {
                running.kill();
            }
            client.answer(&id, Err(Failure::new(ErrorCode::RequestCanceled, "the server was shut down")));
        }
    }

    /// A line of a command, as progress.
    pub fn said(&self, client: &Client, serial: Serial, line: &str) {
        if let Some(Asked { open: Open::Command { token: Some(token), .. }, .. }) = self.open.get(&serial) {
            client.notify(
                "$/progress",
                json!({ "token": token, "value": { "kind": "report", "message": line } }),
            );
        }
    }

    pub fn done(&mut self, client: &Client, serial: Serial, answer: Result<Value, Failure>) {
        if let Some(Asked { id, open }) = self.remove(serial) {
            self.end_progress(client, &open, "done");
            client.answer(&id, answer);
        }
    }

    fn begin(&self, client: &Client, open: &Open) {
        if let Open::Command { title, token: Some(token), .. } = open {
            client.notify(
                "$/progress",
                json!({ "token": token, "value": { "kind": "begin", "title": title, "cancellable": false } }),
            );
        }
    }

    fn end_progress(&self, client: &Client, open: &Open, message: &str) {
        if let Open::Command { token: Some(token), .. } = open {
            client.notify(
                "$/progress",
                json!({ "token": token, "value": { "kind": "end", "message": message } }),
            );
        }
    }
}

/// The token of a command's progress: the client's, or a new one where the client can show it.
fn token(client: &mut Client, view: &View, id: &RequestId, params: &Value) -> Option<Value> {
    if let Some(token) = params.get("workDoneToken") {
        return Some(token.clone());
    }
    view.abilities.shows_progress.then(|| {
        let token = json!(format!("perry-command-{id}"));
        client.ask("window/workDoneProgress/create", json!({ "token": token }));
        token
    })
}

/// Runs the work on a request: the one place where being stopped is caught, and where a panic ends.
fn carried_out(context: Context, id: &RequestId, task: Task, params: Value) -> End {
    let message = || {
        // As text from the start: an answer may be megabytes, and a tree or a copy of it costs more than the search.
        let mut message = format!(r#"{{"jsonrpc":"2.0","id":{},"result":"#, json!(id));
        match task {
            Task::Run(run) => run(&context, params, &mut message)?,
            Task::Trial(run) => {
                run(&params);
                message.push_str("null");
            }
        }
        message.push('}');
        Ok(message)
    };
    let ran = catch_unwind(AssertUnwindSafe(|| catch(message)));
    drop(context);
    match ran {
        Ok(Ok(answer)) => End::Answer(answer),
        Ok(Err(Stopped::ByWrite | Stopped::Here)) => End::Stopped,
        Ok(Err(Stopped::ByPanic)) | Err(_) => {
            let why = "perry itself failed; this is a bug, please report it with the program";
            End::Answer(Err(Failure::new(ErrorCode::InternalError, why)))
        }
    }
}
