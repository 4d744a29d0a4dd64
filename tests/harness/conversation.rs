//! The conversation: a client of the language server in this process, and its case files.

use crate::host::Host;
use crate::reader::Reader;
use crate::trial::{TRIALS, release, wait_until_held};
use libtest_mimic::Failed;
use perry_lsp::server::{Setup, serve};
use perry_persist::store::Store;
use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Value, json};
use std::collections::{BTreeMap, VecDeque};
use std::io::{PipeReader, PipeWriter, Write};
use std::path::{Path, PathBuf};
use std::thread::JoinHandle;

/// How deep the texts of `deep` nest.
const DEPTH: usize = 100_000;

/// One client and its server, on two pipes.
pub struct Conversation {
    input: Option<PipeWriter>,
    output: Option<Reader>,
    server: Option<JoinHandle<std::io::Result<u8>>>,
    /// Of the installed server.
    process: Option<Pid>,
    root: String,
    next_id: i64,
    version: i64,
    /// Of the open texts, by URI.
    versions: BTreeMap<String, i64>,
    /// Came while something else was waited for.
    stashed: VecDeque<Value>,
}

impl Conversation {
    /// A server in this process and without a store, for the project at `root`.
    pub fn start(root: &Path) -> Conversation {
        let setup = Setup {
            executable: crate::perry::executable(),
            directory: root.to_owned(),
            variables: Some(crate::perry::variables()),
            debug_init: false,
            cores: 2,
            trials: TRIALS,
            store: Box::new(|_| Ok(Store::disabled())),
        };
        Conversation::with(root, |from_client, to_client| {
            std::thread::spawn(move || serve(setup, from_client, to_client))
        })
    }

    /// The installed server, with the cache of the project at `root`; in the shared host or alone.
    pub fn start_installed(root: &Path, host: Option<&Host>) -> Conversation {
        let mut process = None;
        let conversation = Conversation::with(root, |from_client, to_client| {
            let mut command = crate::perry::perry();
            command.arg("lsp").current_dir(root).stdin(from_client).stdout(to_client);
            command.envs(host.into_iter().flat_map(Host::variables));
            let mut child = command.spawn().expect("perry is there");
            drop(command); // and with it our ends of the pipes
            process = Some(Pid::from_child(&child));
            std::thread::spawn(move || {
                Ok(child.wait()?.code().and_then(|code| code.try_into().ok()).unwrap_or(255))
            })
        });
        Conversation { process, ..conversation }
    }

    fn with(
        root: &Path,
        start: impl FnOnce(PipeReader, PipeWriter) -> JoinHandle<std::io::Result<u8>>,
    ) -> Conversation {
        let (from_client, input) = std::io::pipe().expect("there are pipes");
        let (output, to_client) = std::io::pipe().expect("there are pipes");
        let server = start(from_client, to_client);
        Conversation {
            input: Some(input),
            output: Some(Reader::of(output)),
            server: Some(server),
            process: None,
            root: format!("file://{}", root.canonicalize().expect("the project is there").display()),
            next_id: 0,
            version: 0,
            versions: BTreeMap::new(),
            stashed: VecDeque::new(),
        }
    }

    /// Greets, with these capabilities, and gives the answer.
    pub fn greet(&mut self, capabilities: Value) -> Value {
        let root = self.root.clone();
        let answer = self.ask("initialize", json!({ "rootUri": root, "capabilities": capabilities }));
        self.tell("initialized", json!({}));
        answer
    }

    pub fn uri(&self, path: &str) -> String {
        match path.contains(':') {
            true => path.to_owned(),
            false => format!("{}/{path}", self.root),
        }
    }

    pub fn tell(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }).to_string());
    }

    /// Asks and waits for the answer: its `result` or `error`.
    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        let id = self.begin(method, params);
        self.answer(id)
    }

    /// Asks and does not wait.
    pub fn begin(&mut self, method: &str, params: Value) -> i64 {
        self.next_id += 1;
        let id = self.next_id;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }).to_string());
        id
    }

    /// Waits for the answer to a request.
    pub fn answer(&mut self, id: i64) -> Value {
        let is_answer = |message: &Value| message["id"] == json!(id) && message.get("method").is_none();
        if let Some(at) = self.stashed.iter().position(is_answer) {
            return self.stashed.remove(at).expect("it was just found");
        }
        loop {
            let message = self.receive();
            if is_answer(&message) {
                return message;
            }
            self.stashed.push_back(message);
        }
    }

    /// The next message that nobody waited for. What is about an older version of an open text came too late.
    pub fn next_message(&mut self) -> Value {
        loop {
            let message = self.stashed.pop_front().unwrap_or_else(|| self.receive());
            let params = &message["params"];
            let is_diagnostics = message["method"] == "textDocument/publishDiagnostics";
            let version = params["uri"].as_str().and_then(|uri| self.versions.get(uri));
            if !is_diagnostics || version.is_none_or(|version| params["version"] == *version) {
                return message;
            }
        }
    }

    pub fn open(&mut self, path: &str, text: &str) {
        self.version += 1;
        let (uri, version) = (self.uri(path), self.version);
        self.versions.insert(uri.clone(), version);
        let item = json!({ "uri": uri, "languageId": "typescript", "version": version, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": item }));
    }

    pub fn edit(&mut self, path: &str, range: Value, text: &str) {
        self.version += 1;
        let uri = self.uri(path);
        // A text that is not open has no version to wait for.
        self.versions.entry(uri.clone()).and_modify(|version| *version = self.version);
        let document = json!({ "uri": uri, "version": self.version });
        let change =
            if range.is_null() { json!({ "text": text }) } else { json!({ "range": range, "text": text }) };
        self.tell("textDocument/didChange", json!({ "textDocument": document, "contentChanges": [change] }));
    }

    /// Says goodbye; the exit code of the server.
    pub fn stop(mut self) -> u8 {
        self.ask("shutdown", Value::Null);
        self.tell("exit", Value::Null);
        self.end()
    }

    /// Hangs up; the exit code of the server.
    pub fn end(&mut self) -> u8 {
        self.input = None;
        let server = self.server.take().expect("a conversation ends once");
        server.join().expect("the server does not panic").expect("the server starts")
    }

    /// Sends a body in a frame.
    pub fn send(&mut self, body: &str) {
        self.send_bytes(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    pub fn send_bytes(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().expect("the conversation goes on");
        input.write_all(bytes).expect("the server reads");
    }

    /// The other half, for another thread; `take_back` returns it.
    pub fn split_off_reader(&mut self) -> Reader {
        self.output.take().expect("the reader is here")
    }

    pub fn take_back(&mut self, reader: Reader) {
        self.output = Some(reader);
    }

    fn receive(&mut self) -> Value {
        self.output.as_mut().expect("the reader is here").receive()
    }
}

pub fn check(path: &Path) -> Result<(), Failed> {
    let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let root = folder.path().canonicalize().map_err(|error| error.to_string())?;
    let conversation = Conversation::start(&root);
    let mut talk = Talk { conversation, host: None, root, last: 0, result: Value::Null };
    let mut printed = String::new();
    for step in steps(&text) {
        printed += &talk.carry_out(&step);
    }
    if talk.conversation.server.is_some() {
        talk.conversation.end();
    }
    if printed == text {
        return Ok(());
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        return std::fs::write(path, printed).map_err(|error| error.to_string().into());
    }
    Err(crate::case::difference(&text, &printed).into())
}

/// A line that does something, and the lines below it.
struct Step {
    head: String,
    body: String,
}

/// What stands before the first step is a step without a head: the claim.
fn steps(text: &str) -> Vec<Step> {
    let mut steps = vec![Step { head: String::new(), body: String::new() }];
    for line in text.lines() {
        match line.strip_prefix("== ") {
            Some(head) => steps.push(Step { head: head.to_owned(), body: String::new() }),
            None => {
                let last = steps.last_mut().expect("there is a first step");
                last.body = format!("{}{line}\n", last.body);
            }
        }
    }
    steps
}

struct Talk {
    conversation: Conversation,
    /// Ends after the conversation.
    host: Option<Host>,
    root: PathBuf,
    /// The last request that was begun and not waited for.
    last: i64,
    /// The name of the last result that had one.
    result: Value,
}

impl Talk {
    /// Does what a step says and prints it with what came.
    fn carry_out(&mut self, step: &Step) -> String {
        let Step { head, body } = step;
        if head.is_empty() {
            return body.clone();
        }
        let (verb, rest) = head.split_once(' ').unwrap_or((head, ""));
        let (first, second) = rest.split_once(' ').unwrap_or((rest, ""));
        let came = match verb {
            "file" => {
                let path = self.root.join(rest);
                std::fs::create_dir_all(path.parent().expect("a file has a folder"))
                    .expect("folders can be made");
                std::fs::write(path, body).expect("files can be written");
                return format!("== {head}\n{body}");
            }
            "delete" => {
                std::fs::remove_file(self.root.join(rest)).expect("it is there");
                Vec::new()
            }
            "open" => {
                let text = match second {
                    "" => std::fs::read_to_string(self.root.join(first)).expect("it is on disk"),
                    text => json_of(text).as_str().expect("a text").to_owned(),
                };
                self.conversation.open(first, &text);
                Vec::new()
            }
            "edit" => {
                let (range, text) = second.split_once(' ').expect("a range and a text");
                let range = if range == "-" { Value::Null } else { range_of(range) };
                self.conversation.edit(first, range, json_of(text).as_str().expect("a text"));
                Vec::new()
            }
            "close" => {
                let uri = self.conversation.uri(first);
                self.conversation.versions.remove(&uri);
                let document = json!({ "uri": uri });
                self.conversation.tell("textDocument/didClose", json!({ "textDocument": document }));
                Vec::new()
            }
            "start" => vec![self.conversation.greet(self.json(if rest.is_empty() { "{}" } else { rest }))],
            "ask" => vec![self.conversation.ask(first, self.params(second))],
            "code" => {
                let place = self.params(second);
                let (uri, position) = (&place["textDocument"]["uri"], &place["position"]);
                let params = json!({ "command": first, "arguments": [uri, position] });
                let mut answer = self.conversation.ask("workspace/executeCommand", params);
                if let Some(text) = answer["result"]["stdout"].as_str() {
                    answer["result"]["stdout"] = json!(functions(text));
                }
                vec![answer]
            }
            "begin" => {
                self.last = self.conversation.begin(first, self.params(second));
                Vec::new()
            }
            "cancel" => {
                self.conversation.tell("$/cancelRequest", json!({ "id": self.last }));
                vec![self.conversation.answer(self.last)]
            }
            "tell" => {
                let params = self.params(second);
                self.conversation.tell(first, params);
                Vec::new()
            }
            "deep" => {
                let many = json_of(first).as_str().expect("a text").repeat(DEPTH);
                let body = second.replace("$ROOT", &self.conversation.root).replace("$MANY", &many);
                self.conversation.send(&body);
                Vec::new()
            }
            "body" => {
                self.conversation.send(&rest.replace("$ROOT", &self.conversation.root));
                Vec::new()
            }
            "raw" => {
                let byte = |digits: &str| u8::from_str_radix(digits, 16).expect("two hexadecimal digits");
                let body: Vec<u8> = rest.split(' ').map(byte).collect();
                self.conversation.send_bytes(format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes());
                self.conversation.send_bytes(&body);
                Vec::new()
            }
            "bytes" => {
                let bytes = json_of(rest);
                self.conversation.send_bytes(bytes.as_str().expect("a text").as_bytes());
                Vec::new()
            }
            "wait" => {
                let count: usize = rest.parse().expect("a number of messages");
                let mut came: Vec<_> = (0..count).map(|_| self.conversation.next_message()).collect();
                came.sort_by_key(Value::to_string);
                came
            }
            "about" => {
                let count: usize = second.parse().expect("a number of messages");
                let mut next = || loop {
                    let message = self.conversation.next_message();
                    if message.to_string().contains(first) {
                        return message;
                    }
                };
                (0..count).map(|_| next()).collect()
            }
            "installed" => {
                self.conversation.end();
                self.conversation = Conversation::start_installed(&self.root, None);
                Vec::new()
            }
            "hosted" => {
                self.conversation.end();
                let host = self.host.insert(Host::new(&self.root));
                self.conversation = Conversation::start_installed(&self.root, Some(host));
                Vec::new()
            }
            "stop" | "kill" => {
                match (&mut self.host, self.conversation.process) {
                    (Some(host), _) if verb == "kill" => host.kill(),
                    (Some(host), _) => host.stop(),
                    (None, Some(process)) => kill_process(process, Signal::KILL).expect("it is ours"),
                    (None, None) => panic!("`hosted` or `installed` comes first"),
                }
                Vec::new()
            }
            "held" => {
                wait_until_held(&self.json(rest));
                Vec::new()
            }
            "release" => {
                release(&self.json(rest));
                Vec::new()
            }
            "deaf" => {
                self.conversation.output.as_ref().expect("the reader is here").stop_listening();
                Vec::new()
            }
            "flood" => {
                let count: usize = first.parse().expect("a number of messages");
                (0..count).for_each(|_| _ = self.conversation.begin(second, json!({})));
                Vec::new()
            }
            "rest" => self.conversation.stashed.drain(..).collect(),
            "answer" => vec![self.conversation.answer(self.last)],
            "hang-up" => {
                self.conversation.input = None;
                Vec::new()
            }
            "gone" => {
                self.conversation.output.as_mut().expect("the reader is here").drain();
                vec![json!({ "code": self.conversation.end() })]
            }
            "loaded" => {
                while self.conversation.next_message()["params"]["value"]["kind"] != "end" {}
                Vec::new()
            }
            "$" => return format!("== {head}\n{}", self.shell(rest)),
            "exit" => {
                self.conversation.tell("exit", Value::Null);
                vec![json!({ "code": self.conversation.end() })]
            }
            verb => panic!("there is no step `{verb}`"),
        };
        for name in came.iter().filter_map(|message| message.pointer("/result/resultId")) {
            self.result = name.clone();
        }
        let came: String = came.iter().map(|message| format!("<- {}\n", self.shown(message))).collect();
        format!("== {head}\n{came}")
    }

    /// `PATH L:C {..}`, `PATH L:C-L:C {..}`, `PATH {..}` or `{..}`: a text document, a position or range, and the rest.
    fn params(&self, text: &str) -> Value {
        let mut params = json!({});
        let mut rest = text;
        while !rest.is_empty() && !rest.starts_with(['{', '[', 'n']) {
            let (word, after) = rest.split_once(' ').unwrap_or((rest, ""));
            match word.starts_with(|c: char| c.is_ascii_digit()) {
                true if word.contains('-') => params["range"] = range_of(word),
                true => params["position"] = position_of(word),
                false => params["textDocument"] = json!({ "uri": self.conversation.uri(word) }),
            }
            rest = after;
        }
        match self.json(if rest.is_empty() { "{}" } else { rest }) {
            Value::Object(more) => more.into_iter().for_each(|(name, value)| params[name] = value),
            other => params = other,
        }
        params
    }

    fn json(&self, text: &str) -> Value {
        let result = self.result.as_str().unwrap_or_default();
        json_of(&text.replace("$ROOT", &self.conversation.root).replace("$RESULT", result))
    }

    /// What a line of shell prints, a mark before each line.
    fn shell(&self, line: &str) -> String {
        let ran = crate::perry::shell(&self.root, line);
        let marked = |mark: &'static str, text: &str| {
            let lines = text.lines().map(|line| format!("{mark} {line}\n"));
            lines.collect::<String>().replace(&*self.root.to_string_lossy(), "$FOLDER")
        };
        marked("|", &ran.stdout) + &marked("!", &ran.stderr)
    }

    fn shown(&self, message: &Value) -> String {
        let mut message = message.clone();
        if let Some(map) = message.as_object_mut() {
            map.remove("jsonrpc");
            map.remove("id");
        }
        hide_results(&mut message);
        message.to_string().replace(&self.conversation.root, "$ROOT")
    }
}

/// The functions whose code a text is: in ir, LLVM IR or assembly. The code itself depends on the machine.
fn functions(text: &str) -> Vec<&str> {
    text.lines()
        .filter_map(|line| match line.split_once(' ') {
            Some(("function", rest)) => rest.split('"').nth(1),
            Some(("define", rest)) => rest.split('@').nth(1)?.split('(').next(),
            // Instructions, and blocks without names.
            _ if line.starts_with(|it: char| "\t .#}".contains(it) || it.is_ascii_digit()) => None,
            _ => line.split_once(':').map(|(label, _)| label),
        })
        .collect()
}

/// The names of results depend on where the project is.
fn hide_results(value: &mut Value) {
    match value {
        Value::Object(map) => {
            for (name, value) in map {
                if name == "resultId" {
                    *value = json!("$RESULT");
                }
                hide_results(value);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(hide_results),
        _ => {}
    }
}

fn json_of(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn position_of(text: &str) -> Value {
    let (line, character) = text.split_once(':').expect("LINE:CHARACTER");
    json!({ "line": json_of(line), "character": json_of(character) })
}

fn range_of(text: &str) -> Value {
    let (start, end) = text.split_once('-').unwrap_or((text, text));
    json!({ "start": position_of(start), "end": position_of(end) })
}
