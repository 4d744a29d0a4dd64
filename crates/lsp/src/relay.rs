//! The relay: what a process between a client and its server remembers, so that another server can take the place of
//! one that died. It follows the messages of both; who moves them is the driver's business.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use gen_lsp_types::{
    DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    PublishDiagnosticsParams,
};
use lsp_server::{ErrorCode, RequestId};
use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::document::Document;
use crate::initialize;

/// The id of the `initialize` that the client did not send.
const OWN_ID: &str = "perry-relay";

/// What a server would have to be told.
#[derive(Default)]
pub struct Relay {
    /// The parameters of `initialize`, once it was answered.
    greeting: Option<Value>,
    was_initialized: bool,
    documents: BTreeMap<String, Open>,
    requests: Requests,
    /// Progress that was begun and not ended, by token.
    progress: BTreeMap<String, Value>,
    /// Files that the client shows diagnostics of.
    marked: BTreeSet<String>,
    has_registered: bool,
    is_shut: bool,
}

struct Open {
    language: String,
    document: Document,
}

/// Requests of the client that have no answer yet, in their order.
#[derive(Default)]
struct Requests {
    by_place: BTreeMap<u64, Asked>,
    /// More than one where the client uses an id again.
    places: HashMap<RequestId, Vec<u64>>,
    next: u64,
}

struct Asked {
    id: RequestId,
    method: String,
    body: String,
    is_cancelled: bool,
    /// A server died over it before.
    was_repeated: bool,
}

struct Again {
    is_greeting: bool,
    body: String,
}

/// What makes another server go on where one died.
#[derive(Debug)]
pub struct Takeover {
    pub to_client: Vec<String>,
    pub to_server: Vec<String>,
}

/// A message of the client, as far as it matters here.
#[derive(Deserialize)]
struct Said<'a> {
    id: Option<RequestId>,
    method: Option<String>,
    #[serde(borrow)]
    params: Option<&'a RawValue>,
}

impl Said<'_> {
    fn params<'a, P: Deserialize<'a>>(&'a self) -> Option<P> {
        serde_json::from_str(self.params?.get()).ok()
    }
}

impl Relay {
    /// Follows what the client says, before a server hears it. Whether it was `exit`.
    pub fn say(&mut self, body: &str) -> bool {
        // The server answers what is no message.
        let Ok(said) = serde_json::from_str::<Said>(body) else { return false };
        match (&said.id, said.method.as_deref()) {
            (None, Some("exit")) => return true,
            (None, Some(method)) => self.told(method, &said),
            (Some(id), Some(method)) => {
                if method == "initialize" && self.greeting.is_none() {
                    self.greeting = said.params();
                }
                self.requests.begin(id, method, body);
            }
            (_, None) => {}
        }
        false
    }

    fn told(&mut self, method: &str, said: &Said) {
        let Some(greeting) = &self.greeting else { return };
        match method {
            "initialized" => self.was_initialized = true,
            "$/cancelRequest" => self.cancelled(said),
            "textDocument/didOpen" => {
                let Some(DidOpenTextDocumentParams { text_document: item }) = said.params() else { return };
                let encoding = initialize::encoding(greeting);
                let document = Document::new(item.uri.0.clone(), item.version, item.text, encoding);
                let language = serde_json::to_value(item.language_id).unwrap_or_default();
                let language = language.as_str().unwrap_or_default().to_owned();
                self.documents.insert(item.uri.0, Open { language, document });
            }
            "textDocument/didChange" => {
                let Some(params) = said.params::<DidChangeTextDocumentParams>() else { return };
                let DidChangeTextDocumentParams { text_document, content_changes } = params;
                if let Some(open) = self.documents.get_mut(&text_document.text_document_identifier.uri.0) {
                    let encoding = initialize::encoding(greeting);
                    open.document.edit(text_document.version, content_changes, encoding);
                }
            }
            "textDocument/didClose" => {
                let Some(params) = said.params::<DidCloseTextDocumentParams>() else { return };
                self.documents.remove(&params.text_document.uri.0);
            }
            _ => {}
        }
    }

    fn cancelled(&mut self, said: &Said) {
        let id = said.params::<Value>().and_then(|params| serde_json::from_value(params["id"].clone()).ok());
        if let Some(asked) = id.and_then(|id| self.requests.last(&id)) {
            asked.is_cancelled = true;
        }
    }

    /// Follows what the server says, before the client hears it. Whether the client is to hear it at all.
    pub fn hear(&mut self, body: &[u8]) -> bool {
        let head = Head::of(body);
        match (&head.id, head.method.as_deref()) {
            (Some(RequestIdOrOwn::Own), _) => false,
            (Some(RequestIdOrOwn::Id(id)), None) => {
                match self.requests.end(id).as_deref() {
                    Some("initialize") if head.is_error => self.greeting = None,
                    Some("shutdown") => self.is_shut |= !head.is_error,
                    _ => {}
                }
                true
            }
            (_, Some("client/registerCapability")) => !std::mem::replace(&mut self.has_registered, true),
            (_, Some("$/progress")) => {
                self.progressed(body);
                true
            }
            (_, Some("textDocument/publishDiagnostics")) => {
                self.published(body);
                true
            }
            _ => true,
        }
    }

    fn progressed(&mut self, body: &[u8]) {
        let Ok(message) = serde_json::from_slice::<Value>(body) else { return };
        let token = &message["params"]["token"];
        match message["params"]["value"]["kind"].as_str() {
            Some("begin") => _ = self.progress.insert(token.to_string(), token.clone()),
            Some("end") => _ = self.progress.remove(&token.to_string()),
            _ => {}
        }
    }

    fn published(&mut self, body: &[u8]) {
        #[derive(Deserialize)]
        struct Message {
            params: PublishDiagnosticsParams,
        }
        let Ok(Message { params }) = serde_json::from_slice(body) else { return };
        match params.diagnostics.is_empty() {
            true => _ = self.marked.remove(&params.uri.0),
            false => _ = self.marked.insert(params.uri.0),
        }
    }

    /// After `shutdown` was answered: there is nothing to go on with.
    pub fn is_shut(&self) -> bool {
        self.is_shut
    }

    /// `shutdown` was asked for and is not answered.
    pub fn is_shutting(&self) -> bool {
        self.requests.by_place.values().any(|asked| asked.method == "shutdown")
    }

    /// The server died and another one listens, which knows nothing.
    pub fn take_over(&mut self) -> Takeover {
        let mut to_client = self.unfinished();
        let again = self.requests.again(&mut to_client);
        // An `initialize` without an answer is asked again, and comes before what was said behind it.
        let (greeting, again): (Vec<_>, Vec<_>) = again.into_iter().partition(|asked| asked.is_greeting);
        let own = self.greeting.as_ref().filter(|_| greeting.is_empty());
        let own = own.map(|params| request(OWN_ID, "initialize", params));
        let greeted = self.was_initialized.then(|| notification("initialized", &json!({})));
        let first = own.into_iter().chain(greeting.into_iter().map(|asked| asked.body));
        let opened = self.documents.values().map(Open::opened);
        let rest = again.into_iter().map(|asked| asked.body);
        Takeover { to_server: first.chain(greeted).chain(opened).chain(rest).collect(), to_client }
    }

    /// The dead server's progress ends, and its diagnostics of files that are not open go: the new one says what there is.
    fn unfinished(&mut self) -> Vec<String> {
        let ended = std::mem::take(&mut self.progress)
            .into_values()
            .map(|token| notification("$/progress", &json!({ "token": token, "value": { "kind": "end" } })));
        let hidden = std::mem::take(&mut self.marked).into_iter();
        let hidden = hidden.filter(|uri| !self.documents.contains_key(uri));
        let cleared = hidden.map(|uri| {
            notification("textDocument/publishDiagnostics", &json!({ "uri": uri, "diagnostics": [] }))
        });
        ended.chain(cleared).collect()
    }
}

impl Open {
    fn opened(&self) -> String {
        let Document { uri, version, text } = &self.document;
        let item =
            json!({ "uri": uri, "languageId": self.language, "version": version, "text": &*text.text });
        notification("textDocument/didOpen", &json!({ "textDocument": item }))
    }
}

/// The answer to what is not asked again: a command may have done its work, and what two servers died over kills a third.
fn refusal(asked: &Asked) -> Option<String> {
    let (code, why) = match &*asked.method {
        _ if asked.is_cancelled => (ErrorCode::RequestCanceled, "the client cancelled it"),
        "workspace/executeCommand" => {
            (ErrorCode::RequestFailed, "the server died before the command had ended")
        }
        _ if asked.was_repeated => (ErrorCode::InternalError, "two servers died before they could answer"),
        _ => return None,
    };
    let error = json!({ "code": code as i32, "message": why });
    Some(json!({ "jsonrpc": "2.0", "id": asked.id, "error": error }).to_string())
}

fn request(id: &str, method: &str, params: &Value) -> String {
    json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }).to_string()
}

fn notification(method: &str, params: &Value) -> String {
    json!({ "jsonrpc": "2.0", "method": method, "params": params }).to_string()
}

impl Requests {
    fn begin(&mut self, id: &RequestId, method: &str, body: &str) {
        let asked = Asked {
            id: id.clone(),
            method: method.to_owned(),
            body: body.to_owned(),
            is_cancelled: false,
            was_repeated: false,
        };
        self.by_place.insert(self.next, asked);
        self.places.entry(id.clone()).or_default().push(self.next);
        self.next += 1;
    }

    /// What is asked again, in order; what is not is refused.
    fn again(&mut self, refused: &mut Vec<String>) -> Vec<Again> {
        let mut again = Vec::new();
        for (place, mut asked) in std::mem::take(&mut self.by_place) {
            if let Some(refusal) = refusal(&asked) {
                self.forget(&asked.id, place);
                refused.push(refusal);
                continue;
            }
            again.push(Again { is_greeting: asked.method == "initialize", body: asked.body.clone() });
            asked.was_repeated = true;
            self.by_place.insert(place, asked);
        }
        again
    }

    fn last(&mut self, id: &RequestId) -> Option<&mut Asked> {
        self.by_place.get_mut(self.places.get(id)?.last()?)
    }

    /// The method of what was answered: of those with one id the last, which is refused at once.
    fn end(&mut self, id: &RequestId) -> Option<String> {
        let place = *self.places.get(id)?.last()?;
        self.forget(id, place);
        self.by_place.remove(&place).map(|asked| asked.method)
    }

    fn forget(&mut self, id: &RequestId, place: u64) {
        if let Some(places) = self.places.get_mut(id) {
            places.retain(|other| *other != place);
            if places.is_empty() {
                self.places.remove(id);
            }
        }
    }
}

/// What stands before the result, the error or the parameters of a message. An answer may be megabytes, and perry's
/// own servers write what matters first.
#[derive(Default)]
struct Head {
    id: Option<RequestIdOrOwn>,
    method: Option<String>,
    is_error: bool,
}

enum RequestIdOrOwn {
    Own,
    Id(RequestId),
}

impl Head {
    fn of(body: &[u8]) -> Head {
        let mut head = Head::default();
        // The visitor gives up as soon as it knows enough.
        serde_json::Deserializer::from_slice(body).deserialize_map(&mut head).ok();
        head
    }
}

impl<'de> Visitor<'de> for &mut Head {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("a message")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            match &*key {
                "id" => {
                    let id: Value = map.next_value()?;
                    self.id = match id.as_str() == Some(OWN_ID) {
                        true => Some(RequestIdOrOwn::Own),
                        false => serde_json::from_value(id).ok().map(RequestIdOrOwn::Id),
                    };
                }
                "method" => self.method = map.next_value()?,
                "jsonrpc" => _ = map.next_value::<&str>()?,
                rest => {
                    self.is_error = rest == "error";
                    return Err(A::Error::custom("that is enough"));
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(relay: &mut Relay, messages: &[Value]) {
        messages.iter().for_each(|message| assert!(!relay.say(&message.to_string())));
    }

    fn greeted() -> Relay {
        let mut relay = Relay::default();
        said(&mut relay, &[json!({ "id": 1, "method": "initialize", "params": { "capabilities": {} } })]);
        assert!(relay.hear(br#"{"jsonrpc":"2.0","id":1,"result":{}}"#));
        said(&mut relay, &[json!({ "method": "initialized", "params": {} })]);
        relay
    }

    #[test]
    fn the_next_server_is_told_what_the_first_one_knew() {
        let mut relay = greeted();
        let item = |uri| json!({ "uri": uri, "languageId": "typescript", "version": 1, "text": "one" });
        let range = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 3 } });
        said(
            &mut relay,
            &[
                json!({ "method": "textDocument/didOpen", "params": { "textDocument": item("file:///a.ts") } }),
                json!({ "method": "textDocument/didOpen", "params": { "textDocument": item("file:///b.ts") } }),
                json!({ "method": "textDocument/didChange", "params": {
                    "textDocument": { "uri": "file:///a.ts", "version": 2 },
                    "contentChanges": [{ "range": range, "text": "two" }],
                } }),
                json!({ "method": "textDocument/didClose", "params": { "textDocument": { "uri": "file:///b.ts" } } }),
                json!({ "id": 2, "method": "textDocument/hover", "params": {} }),
                json!({ "id": 3, "method": "textDocument/hover", "params": {} }),
                json!({ "id": "4", "method": "workspace/executeCommand", "params": {} }),
                json!({ "method": "$/cancelRequest", "params": { "id": 3 } }),
            ],
        );
        let Takeover { to_client, to_server } = relay.take_over();
        let shown: Vec<Value> = to_server.iter().map(|it| serde_json::from_str(it).expect("JSON")).collect();
        let methods: Vec<_> = shown.iter().map(|it| it["method"].as_str().unwrap_or_default()).collect();
        assert_eq!(methods, ["initialize", "initialized", "textDocument/didOpen", "textDocument/hover"]);
        assert_eq!(shown[2]["params"]["textDocument"]["text"], "two");
        assert_eq!(shown[2]["params"]["textDocument"]["version"], 2);
        assert_eq!(shown[3]["id"], 2);
        assert_eq!(to_client.len(), 2, "{to_client:?}");
        assert!(!relay.hear(br#"{"jsonrpc":"2.0","id":"perry-relay","result":{}}"#), "nobody asked");
        assert!(relay.hear(br#"{"jsonrpc":"2.0","id":2,"result":null}"#));
    }

    #[test]
    fn what_kills_two_servers_is_refused() {
        let mut relay = greeted();
        said(&mut relay, &[json!({ "id": 2, "method": "textDocument/hover", "params": {} })]);
        assert_eq!(relay.take_over().to_server.len(), 3);
        let Takeover { to_client, to_server } = relay.take_over();
        assert_eq!((to_client.len(), to_server.len()), (1, 2));
        assert!(to_client[0].contains("-32603"), "{to_client:?}");
    }

    #[test]
    fn an_unanswered_greeting_is_sent_again_as_it_was() {
        let mut relay = Relay::default();
        said(
            &mut relay,
            &[
                json!({ "id": 1, "method": "initialize", "params": { "capabilities": {} } }),
                json!({ "method": "initialized", "params": {} }),
            ],
        );
        let Takeover { to_server, .. } = relay.take_over();
        assert_eq!(to_server.len(), 2);
        assert!(to_server[0].contains(r#""id":1"#) && to_server[1].contains("initialized"), "{to_server:?}");
    }

    #[test]
    fn registrations_are_passed_on_once() {
        let mut relay = greeted();
        let register = r#"{"jsonrpc":"2.0","id":"perry-1","method":"client/registerCapability","params":{}}"#;
        assert!(relay.hear(register.as_bytes()));
        assert!(!relay.hear(register.as_bytes()));
    }

    #[test]
    fn diagnostics_and_progress_of_the_dead_are_taken_back() {
        let mut relay = greeted();
        let publish = |list: Value| {
            let params = json!({ "uri": "file:///a.ts", "diagnostics": list });
            notification("textDocument/publishDiagnostics", &params)
        };
        let range = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 3 } });
        relay.hear(publish(json!([{ "range": range, "message": "wrong" }])).as_bytes());
        relay.hear(
            notification("$/progress", &json!({ "token": "t", "value": { "kind": "begin" } })).as_bytes(),
        );
        assert_eq!(relay.take_over().to_client.len(), 2);
        assert_eq!(relay.take_over().to_client.len(), 0);
    }
}
