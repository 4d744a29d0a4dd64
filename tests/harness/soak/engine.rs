//! The engine under proof: `perry` as a process of its own, or the same code kept running in a worker.

use std::ffi::OsString;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use perry_tests::perry::perry;
use serde_json::Value;

use crate::inject::Listener;
use crate::tally::Failure;

/// The law that workers break, by name: to show that a row would notice.
pub static BREACH: Mutex<Option<&str>> = Mutex::new(None);

/// Longer than any build here takes on a machine that is busy with other things.
pub const PATIENCE: Duration = Duration::from_secs(120);
/// A worker that has done so many builds is replaced: a build gives no memory back.
const BUILDS: usize = 200;
/// What a worker says after everything that a command said.
const END: &str = "\u{1}end ";

/// One command line and where it is typed.
#[derive(Clone, Debug)]
pub struct Words {
    pub directory: PathBuf,
    pub words: Vec<OsString>,
    pub debug_init: bool,
}

impl Words {
    pub fn new(directory: &Path, words: &[&str]) -> Words {
        let words = words.iter().map(OsString::from).collect();
        Words { directory: directory.to_owned(), words, debug_init: false }
    }
}

/// What a command answered.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    pub code: i32,
    pub lines: Vec<String>,
    /// Of a process only; a worker's goes to the terminal.
    pub stderr: String,
}

impl Answer {
    pub fn is_good(&self) -> bool {
        self.code == 0
    }

    /// The report of a build in JSON.
    pub fn report(&self) -> Value {
        let last = self.lines.last().map_or("", |line| line);
        serde_json::from_str(last).unwrap_or_default()
    }

    /// Every line of JSON that is a diagnostic.
    pub fn diagnostics(&self) -> Vec<&str> {
        let lines = self.lines.iter().map(String::as_str);
        lines.filter(|line| line.contains("\"severity\":")).collect()
    }

    /// The exit codes that perry promises; anything else, a signal included, is a crash.
    fn checked(self) -> Result<Answer, Failure> {
        let told = self.lines.join("\n") + &self.stderr;
        match self.code {
            0 | 1 if !told.contains("perry itself failed") && !told.contains("panicked at") => Ok(self),
            code => Err(Failure::crash(format!("exit code {code}\n{told}"))),
        }
    }
}

/// Where commands go.
pub enum Engine {
    Process,
    Worker(Option<Worker>),
}

/// A command on its way.
pub enum Pending {
    Process { pid: u32, answer: Receiver<Answer> },
    Worker,
}

impl Engine {
    /// `is_real`: every command is a process.
    pub fn new(is_real: bool) -> Engine {
        if is_real { Engine::Process } else { Engine::Worker(None) }
    }

    pub fn answer(&mut self, words: &Words) -> Result<Answer, Failure> {
        let pending = self.send(words)?;
        self.receive(pending)
    }

    /// Starts a command and comes back at once.
    pub fn send(&mut self, words: &Words) -> Result<Pending, Failure> {
        match self {
            Engine::Process => start(words, perry()),
            Engine::Worker(slot) => {
                if slot.as_ref().is_none_or(|worker| worker.builds >= BUILDS) {
                    *slot = Some(Worker::start(None)?);
                }
                slot.as_mut().expect("it was filled above").send(words)?;
                Ok(Pending::Worker)
            }
        }
    }

    pub fn receive(&mut self, pending: Pending) -> Result<Answer, Failure> {
        match (pending, self) {
            (Pending::Process { pid, answer }, _) => await_process(pid, &answer),
            (Pending::Worker, Engine::Worker(slot)) => {
                let answer = slot.as_mut().expect("it was sent to").receive();
                if answer.is_err() {
                    *slot = None;
                }
                answer
            }
            (Pending::Worker, Engine::Process) => unreachable!("it was sent to a worker"),
        }
    }
}

/// Starts `command` (perry, perhaps with something around it) with these words.
pub fn start(words: &Words, mut command: Command) -> Result<Pending, Failure> {
    command.args(&words.words).current_dir(&words.directory).env("PERRY_DEBUG_INIT", flag(words.debug_init));
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = command.spawn().map_err(|error| Failure::world(format!("perry cannot start: {error}")))?;
    Ok(awaited(child))
}

/// Reads what the process says, on a thread.
pub fn awaited(child: Child) -> Pending {
    let pid = child.id();
    let (sender, answer) = channel();
    std::thread::spawn(move || {
        let Ok(output) = child.wait_with_output() else { return };
        let lines = String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect();
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        let code = output.status.code().unwrap_or(-1);
        // Nobody listens any more when the wait was given up.
        sender.send(Answer { code, lines, stderr }).ok();
    });
    Pending::Process { pid, answer }
}

fn await_process(pid: u32, answer: &Receiver<Answer>) -> Result<Answer, Failure> {
    match answer.recv_timeout(PATIENCE) {
        Ok(answer) => answer.checked(),
        Err(RecvTimeoutError::Disconnected) => Err(Failure::world("a process could not be awaited".into())),
        Err(RecvTimeoutError::Timeout) => {
            // SAFETY: a signal to a child of ours that nobody has awaited yet.
            unsafe { libc::kill(pid.cast_signed(), libc::SIGKILL) };
            Err(Failure::hang(format!("no answer in {} s", PATIENCE.as_secs())))
        }
    }
}

/// This very program in another process, doing builds as a library.
pub struct Worker {
    child: Child,
    lines: Receiver<String>,
    builds: usize,
    /// Where its system calls are seen, if they are to be.
    pub listener: Option<Listener>,
}

impl Worker {
    /// `calls`: the system calls that stop until the listener says how they go on.
    pub fn start(calls: Option<&[libc::c_long]>) -> Result<Worker, Failure> {
        let failed = |error: std::io::Error| Failure::world(format!("a worker cannot start: {error}"));
        let executable = std::env::current_exe().map_err(failed)?;
        let mut command = Command::new(executable);
        command
            .arg("worker")
            .args(*BREACH.lock().expect("nobody panics with it"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        if let Some(calls) = calls {
            let filter = crate::inject::filter(calls);
            // SAFETY: two system calls on memory that was made before the fork.
            unsafe { command.pre_exec(move || crate::inject::install(&filter)) };
        }
        let mut child = command.spawn().map_err(failed)?;
        let listener = calls.map(|_| Listener::of(child.id())).transpose().map_err(failed)?;
        let stdout = child.stdout.take().expect("it was piped");
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        Ok(Worker { child, lines, builds: 0, listener })
    }

    pub fn send(&mut self, words: &Words) -> Result<(), Failure> {
        self.builds += 1;
        let words_lossy: Vec<_> = words.words.iter().map(|word| word.to_string_lossy()).collect();
        let request = serde_json::json!([words.directory, words.debug_init, words_lossy]);
        let stdin = self.child.stdin.as_mut().expect("it was piped");
        writeln!(stdin, "{request}").map_err(|error| Failure::crash(format!("the worker is gone: {error}")))
    }

    pub fn receive(&mut self) -> Result<Answer, Failure> {
        let mut answer = Answer::default();
        loop {
            match self.try_line(PATIENCE)? {
                Some(line) => match line.strip_prefix(END) {
                    Some(code) => {
                        answer.code = code.parse().unwrap_or(-1);
                        return answer.checked();
                    }
                    None => answer.lines.push(line),
                },
                None => return Err(Failure::hang(format!("no answer in {} s", PATIENCE.as_secs()))),
            }
        }
    }

    fn try_line(&mut self, patience: Duration) -> Result<Option<String>, Failure> {
        match self.lines.recv_timeout(patience) {
            Ok(line) => Ok(Some(line)),
            Err(RecvTimeoutError::Timeout) => Ok(None),
            Err(RecvTimeoutError::Disconnected) => {
                let status = self.child.wait().map(|status| status.to_string()).unwrap_or_default();
                Err(Failure::crash(format!("the worker ended: {status}")))
            }
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing to end and to await.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// Answers requests until there are none; what `perry` would do in a process each.
pub fn serve() {
    use perry_driver::environment::Environment;
    let own = Environment::read().expect("a worker has an environment");
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let (directory, debug_init, words): (PathBuf, bool, Vec<OsString>) = request(&line);
        let executable = PathBuf::from(perry().get_program());
        let arguments = std::iter::once(executable.clone().into()).chain(words).collect();
        let environment = Environment { arguments, directory, executable, debug_init, ..own.clone() };
        let code = perry_driver::command::answer(environment);
        println!("{END}{code}");
    }
}

fn request(line: &str) -> (PathBuf, bool, Vec<OsString>) {
    let (directory, debug_init, words): (PathBuf, bool, Vec<String>) =
        serde_json::from_str(line).expect("requests are ours");
    (directory, debug_init, words.into_iter().map(OsString::from).collect())
}

fn flag(is_on: bool) -> &'static str {
    if is_on { "1" } else { "0" }
}
