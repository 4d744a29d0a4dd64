//! The console: where a session of `perry dev` goes on, what is typed there and what it shows.
//!
//! There are two: a bare pseudo-terminal, which is fast, and a shell in tmux, which is what people have.

use std::path::{Path, PathBuf};
use std::process::Command;

use rustix::process::Pid;

use crate::lines::{Lines, matches};
use perry_tests::perry::{executable, perry};
use perry_tests::terminal::Terminal;

pub trait Console {
    /// Starts `perry dev`; words `PERRY_X=Y` go into its environment.
    fn dev(&mut self, words: &str) -> Result<(), String>;
    /// Exactly these lines come next.
    fn see(&mut self, expected: &[&str]) -> Result<(), String>;
    fn strike(&mut self, keys: &str) -> Result<(), String>;
    /// The process that `dev` started.
    fn perry(&self) -> Result<Pid, String>;
    /// The code with which perry ends, having said no more.
    fn code(&mut self) -> Result<String, String>;
    /// Whether keys are treated as they were before perry started.
    fn is_as_before(&self) -> bool;
}

/// Who builds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// The process at the console.
    Alone,
    /// The project's shared host.
    Hosted,
}

/// `perry` for a project in this folder, with nothing of the caller's configuration.
pub fn command(folder: &Path, mode: Mode) -> Command {
    let mut command = perry();
    command.env("NO_COLOR", "1").env("TMPDIR", folder);
    if mode == Mode::Hosted {
        // The test ends it; should the test be killed, it ends by itself.
        command.env_remove("CI").env_remove("XDG_RUNTIME_DIR").env("PERRY_HOST_LINGER", "120000");
        command.env("PERRY_HOST_PATIENCE", "60000");
    }
    command
}

/// A search path on which `perry` is the one under test.
pub fn search_path() -> std::ffi::OsString {
    let ours = executable().parent().map(Path::to_owned);
    let theirs = std::env::var_os("PATH").unwrap_or_default();
    std::env::join_paths(ours.into_iter().chain(std::env::split_paths(&theirs)))
        .expect("no folder has a colon")
}

/// Variables, and arguments.
pub fn sorted(words: &str) -> (Vec<&str>, Vec<&str>) {
    let is_variable = |word: &&str| word.starts_with("PERRY_") && word.contains('=');
    words.split_whitespace().partition(is_variable)
}

/// The pseudo-terminal; perry is its only process.
pub struct Bare {
    project: PathBuf,
    folder: PathBuf,
    mode: Mode,
    lines: Lines,
    terminal: Option<Terminal>,
}

impl Bare {
    pub fn new(project: &Path, folder: &Path, mode: Mode) -> Bare {
        let (lines, terminal) = (Lines::of(project), None);
        Bare { project: project.to_owned(), folder: folder.to_owned(), mode, lines, terminal }
    }

    fn terminal(&self) -> Result<&Terminal, String> {
        self.terminal.as_ref().ok_or_else(|| "perry does not run".to_owned())
    }
}

impl Console for Bare {
    fn dev(&mut self, words: &str) -> Result<(), String> {
        let (variables, arguments) = sorted(words);
        let mut command = command(&self.folder, self.mode);
        command.arg("dev").args(arguments).current_dir(&self.project);
        command.envs(variables.iter().filter_map(|variable| variable.split_once('=')));
        self.terminal = Some(Terminal::start(command));
        Ok(())
    }

    fn see(&mut self, expected: &[&str]) -> Result<(), String> {
        let terminal = self.terminal()?;
        for line in expected {
            let seen = terminal.line().map(|line| self.lines.neutral(&line));
            let seen = seen.unwrap_or_else(|| "(nothing)".to_owned());
            if !matches(line, &seen) {
                // Why it came to this is often said in what follows.
                let rest = std::iter::from_fn(|| terminal.line_at_hand()).take(20);
                let rest: String = rest.map(|line| format!("  then {line}\n")).collect();
                return Err(format!("  - {line}\n  + {seen}\n{rest}"));
            }
        }
        Ok(())
    }

    fn strike(&mut self, keys: &str) -> Result<(), String> {
        self.terminal.as_mut().ok_or("perry does not run")?.strike(keys);
        Ok(())
    }

    fn perry(&self) -> Result<Pid, String> {
        Ok(Pid::from_child(&self.terminal()?.child))
    }

    fn code(&mut self) -> Result<String, String> {
        let terminal = self.terminal.as_mut().ok_or("perry does not run")?;
        if let Some(line) = terminal.line() {
            return Err(format!("  + {line}"));
        }
        let status = terminal.child.wait().map_err(|error| error.to_string())?;
        Ok(status.code().map_or_else(|| status.to_string(), |code| code.to_string()))
    }

    fn is_as_before(&self) -> bool {
        self.terminal.as_ref().is_some_and(Terminal::is_as_before)
    }
}
