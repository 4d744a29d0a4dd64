//! The open requests: each is answered once, whatever happens to the work on it.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use lsp_server::{ErrorCode, RequestId};
use perry_db::cancel::{Stop, Stopped, catch};
use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::client::{Client, Failure};
use crate::command::{Asked, Running};
use crate::inbox::{End, Event};
use crate::lane::Kind;
use crate::place::Context;
use crate::request::{ROUTES, Run};
use crate::server::Setup;
use crate::session::Session;
use crate::view::View;
use crate::work::Work;

/// Requests that have no answer yet.
pub struct Requests {
    open: HashMap<RequestId, Open>,
    /// A further request, whose work panics.
    broken: Option<&'static str>,
}

enum Open {
    Query(Query),
    Command { running: Running, title: String, token: Option<Value> },
}

struct Query {
    lane: Kind,
    run: Run,
    params: Value,
    /// The text that its positions are about.
    path: Option<String>,
    /// Stops the work on it, once there is some.
    stop: Option<Stop>,
    /// Its text was edited after it came.
    is_outdated: bool,
}

impl Requests {
    pub fn new(broken: Option<&'static str>) -> Requests {
        Requests { open: HashMap::new(), broken }
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
        let broken = self.broken.map(|name| (name, Kind::Quick, broken as Run));
        let route = ROUTES.iter().copied().chain(broken).find(|(name, ..)| *name == method);
        let Some((_, lane, run)) = route else {
            let why = format!("`{method}` is not answered here");
            return client.answer(&id, Err(Failure::new(ErrorCode::MethodNotFound, why)));
        };
        if self.refuse_reused(client, &id) {
            return;
        }
        let has_position = params.get("position").is_some() || params.get("range").is_some();
        let uri = params.pointer("/textDocument/uri").and_then(Value::as_str).filter(|_| has_position);
        let path = uri.and_then(|uri| view.path(uri));
        let query = Query { lane, run, params, path, stop: None, is_outdated: false };
        self.open.insert(id.clone(), Open::Query(query));
        work.lane(lane).waiting.push_back(id);
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
        let started =
            Asked::read(session, params).and_then(|asked| Ok((asked.start(setup, &view.root)?, asked)));
        let (running, asked) = match started {
            Ok((child, asked)) => (Running::new(child), asked),
            Err(failure) => return client.answer(&id, Err(failure)),
        };
        let token = token(client, view, &id, params);
        let open = Open::Command { running: running.clone(), title: asked.title(), token };
        self.begin(client, &open);
        self.open.insert(id.clone(), open);
        let inbox = work.inbox();
        std::thread::spawn(move || {
            let say = |line| _ = inbox.send(Event::Said { id: id.clone(), line });
            let answer = running.wait(&say);
            inbox.send(Event::Done { id: id.clone(), answer }).ok();
        });
    }

    fn refuse_reused(&self, client: &Client, id: &RequestId) -> bool {
        let is_reused = self.open.contains_key(id);
        if is_reused {
            let why = "a request of this id is not answered yet";
            client.answer(id, Err(Failure::new(ErrorCode::InvalidRequest, why)));
        }
        is_reused
    }

    /// `$/cancelRequest`: the answer is sent at once; work on it stops at its next query.
    pub fn cancel(&mut self, client: &Client, params: &Value) {
        let id = params.get("id").and_then(|id| serde_json::from_value(id.clone()).ok());
        let Some((id, open)) = id.and_then(|id: RequestId| self.open.remove_entry(&id)) else { return };
        match &open {
            Open::Query(query) => query.stop.iter().for_each(Stop::stop),
            Open::Command { running, .. } => running.kill(),
        }
        self.end_progress(client, &open, "cancelled");
        client.answer(&id, Err(Failure::new(ErrorCode::RequestCanceled, "the client cancelled it")));
    }

    /// Notes that positions in a text are no longer what they were when a request came.
    pub fn outdate(&mut self, path: &str) {
        for open in self.open.values_mut() {
            if let Open::Query(query) = open
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
                && let Some(id) = lane.waiting.pop_front()
            {
                // One that was cancelled meanwhile is no longer here.
                let Some(Open::Query(query)) = self.open.get_mut(&id) else { continue };
                let context = Context::new(session.db.clone(), session.view.clone());
                query.stop = Some(Stop::of(&context.db));
                let (run, params, inbox) = (query.run, query.params.clone(), inbox.clone());
                lane.give(Box::new(move || {
                    let end = carried_out(context, run, params);
                    inbox.send(Event::Ended { id, lane: kind, end }).ok();
                }));
            }
        }
    }

    /// Answers, unless that was done already; what a write stopped is asked again.
    pub fn ended(&mut self, client: &Client, work: &mut Work, id: RequestId, end: End) {
        let Some(Open::Query(query)) = self.open.get_mut(&id) else { return };
        match end {
            End::Answer(answer) => {
                self.open.remove(&id);
                client.answer_raw(&id, answer);
            }
            End::Stopped if query.is_outdated => {
                self.open.remove(&id);
                let why = "the text was edited meanwhile";
                client.answer(&id, Err(Failure::new(ErrorCode::ContentModified, why)));
            }
            End::Stopped => {
                query.stop = None;
                work.lane(query.lane).waiting.push_front(id);
            }
        }
    }

    /// `shutdown`: nobody will answer later.
    pub fn refuse_all(&mut self, client: &Client) {
        for (id, open) in self.open.drain() {
            if let Open::Command { running, .. } = open {
                running.kill();
            }
            client.answer(&id, Err(Failure::new(ErrorCode::RequestCanceled, "the server was shut down")));
        }
    }

    /// A line of a command, as progress.
    pub fn said(&self, client: &Client, id: &RequestId, line: &str) {
        if let Some(Open::Command { token: Some(token), .. }) = self.open.get(id) {
            client.notify(
                "$/progress",
                json!({ "token": token, "value": { "kind": "report", "message": line } }),
            );
        }
    }

    pub fn done(&mut self, client: &Client, id: &RequestId, answer: Result<Value, Failure>) {
        if let Some(open) = self.open.remove(id) {
            self.end_progress(client, &open, "done");
            client.answer(id, answer);
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

fn broken(_: &Context, _: Value) -> Result<Box<RawValue>, Failure> {
    panic!("a test asked for it")
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
fn carried_out(context: Context, run: Run, params: Value) -> End {
    let ran = catch_unwind(AssertUnwindSafe(|| catch(|| run(&context, params))));
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
