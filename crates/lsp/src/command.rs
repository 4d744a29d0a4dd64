//! The commands: what `workspace/executeCommand` offers. They run `perry` as a child, which may attach to the host.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use gen_lsp_types::Position;
use lsp_server::ErrorCode;
use perry_db::span::{LineColumn, line_column};
use serde_json::{Value, json};

use crate::client::Failure;
use crate::server::Setup;
use crate::session::Session;
use crate::text::Text;

/// Every command that is offered.
pub const NAMES: &[&str] = &[
    "perry.build",
    "perry.run",
    "perry.why",
    "perry.showIr",
    "perry.showLlvmIr",
    "perry.showAssembly",
    "perry.cacheInfo",
    "perry.cacheClean",
];

/// A command with its arguments: the URI of the module it is about, and a position in it, where it is about one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    pub name: String,
    /// From the root.
    pub path: Option<String>,
    /// As people count: both from 1, the column in characters.
    place: Option<LineColumn>,
}

impl Asked {
    pub fn read(session: &Session, params: &Value) -> Result<Asked, Failure> {
        let invalid = |why: &str| Failure::new(ErrorCode::InvalidParams, why);
        let name = params.get("command").and_then(Value::as_str).ok_or_else(|| invalid("which command?"))?;
        if !NAMES.contains(&name) {
            return Err(invalid(&format!("there is no command `{name}`")));
        }
        let uri = params.pointer("/arguments/0").and_then(Value::as_str);
        let path =
            uri.map(|uri| session.view.path(uri).ok_or_else(|| invalid(&format!("`{uri}` is no file"))));
        let path = path.transpose()?;
        let place = match (&path, params.pointer("/arguments/1")) {
            (Some(path), Some(position)) if !position.is_null() => {
                let position = serde_json::from_value(position.clone());
                let why = "the second argument is a position";
                Some(place(session, path, position.map_err(|_| invalid(why))?)?)
            }
            _ => None,
        };
        Ok(Asked { name: name.to_owned(), path, place })
    }

    /// The title of its progress.
    pub fn title(&self) -> String {
        format!("perry {}", self.name.trim_start_matches("perry."))
    }

    /// The arguments of the child.
    fn arguments(&self) -> Result<Vec<String>, Failure> {
        let path = || {
            let missing =
                || Failure::new(ErrorCode::InvalidParams, "the first argument is the URI of a module");
            self.path.clone().ok_or_else(missing)
        };
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let with = |before: &[&str], after: &[&str]| -> Result<Vec<String>, Failure> {
            Ok([words(before), vec![path()?], words(after)].concat())
        };
        match &*self.name {
            "perry.build" => with(&["--color", "never", "compile"], &[]),
            "perry.run" => match &self.path {
                Some(_) => with(&["--color", "never", "run"], &[]),
                None => Ok(words(&["--color", "never", "run"])),
            },
            "perry.why" => with(&["why"], &[]),
            "perry.showIr" => self.shown(&path()?, &["--print-ir", "--no-link"]),
            "perry.showLlvmIr" => self.shown(&path()?, &["--emit", "llvm-ir", "-o", "-"]),
            "perry.showAssembly" => self.shown(&path()?, &["--emit", "asm", "-o", "-"]),
            "perry.cacheInfo" => Ok(words(&["cache", "info"])),
            _ => Ok(words(&["cache", "clean"])),
        }
    }

    /// Shows the function at the place, or the module.
    fn shown(&self, path: &str, how: &[&str]) -> Result<Vec<String>, Failure> {
        let only = match self.place {
            Some(LineColumn { line, column }) => format!("{path}:{line}:{column}"),
            None => path.to_owned(),
        };
        let words = ["-q", "--color", "never", "compile", path, "--only", &only];
        Ok(words.iter().chain(how).map(|word| (*word).to_owned()).collect())
    }

    /// Starts the child in the project.
    pub fn start(&self, setup: &Setup, root: &Path) -> Result<Child, Failure> {
        let mut command = Command::new(&setup.executable);
        if let Some(variables) = &setup.variables {
            command.env_clear().envs(variables.iter().map(|(name, value)| (name, value)));
        }
        command.args(self.arguments()?).current_dir(root);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().map_err(|error| Failure::refused(format!("perry cannot be started: {error}")))
    }
}

/// A position in what is open or on disk, as the command line takes it.
fn place(session: &Session, path: &str, position: Position) -> Result<LineColumn, Failure> {
    let read = || {
        let text = std::fs::read_to_string(session.view.root.path.join(path));
        let text = text.map_err(|error| Failure::refused(format!("`{path}` cannot be read: {error}")))?;
        Ok(Text::new(text.into(), session.view.encoding))
    };
    let open = session.documents.by_path.get(path).map(|document| document.text.clone());
    let text = open.map_or_else(read, Ok)?;
    Ok(line_column(&text.text, text.offset(position)))
}

/// Between two looks at a child that has closed its streams. A guess.
const BREATH: Duration = Duration::from_millis(5);

/// A child that may be killed while another thread waits for it.
#[derive(Clone)]
pub struct Running(Arc<Mutex<Child>>);

impl Running {
    pub fn new(child: Child) -> Running {
        Running(Arc::new(Mutex::new(child)))
    }

    pub fn kill(&self) {
        // One that ended meanwhile needs no killing.
        self.child().kill().ok();
    }

    /// Waits; `say` gets the lines as they come. The answer has the exit code and all that was written.
    pub fn wait(&self, say: &(impl Fn(String) + Sync)) -> Result<Value, Failure> {
        let (stdout, stderr) = {
            let mut child = self.child();
            (child.stdout.take(), child.stderr.take())
        };
        let (stdout, stderr) = std::thread::scope(|scope| {
            let errors = scope.spawn(|| collected(stderr, say));
            (collected(stdout, say), errors.join().unwrap_or_default())
        });
        let status = self.ended().map_err(|error| Failure::refused(error.to_string()))?;
        Ok(json!({ "exitCode": status.code(), "stdout": stdout, "stderr": stderr }))
    }

    /// Its streams are closed, so it has ended or is about to. The lock is not held while it is not: `kill` takes it.
    fn ended(&self) -> std::io::Result<ExitStatus> {
        loop {
            if let Some(status) = self.child().try_wait()? {
                return Ok(status);
            }
            std::thread::sleep(BREATH);
        }
    }

    fn child(&self) -> MutexGuard<'_, Child> {
        self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

fn collected(stream: Option<impl Read>, say: &impl Fn(String)) -> String {
    let mut all = String::new();
    let Some(stream) = stream else { return all };
    let mut stream = BufReader::new(stream);
    let mut line = Vec::new();
    while stream.read_until(b'\n', &mut line).is_ok_and(|len| len > 0) {
        let text = String::from_utf8_lossy(&line).into_owned();
        say(text.trim_end().to_owned());
        all.push_str(&text);
        line.clear();
    }
    all
}
