//! Sessions of `perry dev` at a terminal: what is saved, typed and signalled, and every line that is shown.
//!
//! The form of a case is explained in tests/dev/README.md. Nothing waits for time to pass, only for lines.
//! Every case is carried out twice, and has to show the same: alone, and with a shared host that builds.
#![allow(clippy::disallowed_methods, reason = "tests write projects and start processes")]

mod console;
mod lines;
mod tmux;

use console::{Bare, Console, Mode, command};
use libtest_mimic::{Failed, Trial};
use perry_tests::case::{cases, run_cases};
use perry_tests::host::freeze;
use perry_tests::perry::root;
use rustix::process::{Pid, Signal, kill_process};
use std::path::{Path, PathBuf};
use std::process::Command;
use tmux::Tmux;

fn main() {
    let folder = root().join("tests/dev");
    let more = cases(&folder).into_iter().map(|path| {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Trial::test(format!("hosted/{name}"), move || check(&path, Mode::Hosted, bare))
    });
    let session = folder.join("tmux/session.case");
    let in_tmux =
        [("tmux/session", Mode::Alone), ("hosted/tmux/session", Mode::Hosted)].map(|(name, mode)| {
            let session = session.clone();
            Trial::test(name, move || check(&session, mode, tmux))
        });
    run_cases("tests/dev", |path| check(path, Mode::Alone, bare), more.chain(in_tmux).collect())
}

fn bare(project: &Path, folder: &Path, mode: Mode) -> Result<Box<dyn Console>, String> {
    Ok(Box::new(Bare::new(project, folder, mode)))
}

fn tmux(project: &Path, folder: &Path, mode: Mode) -> Result<Box<dyn Console>, String> {
    Ok(Box::new(Tmux::start(project, folder, mode)?))
}

/// Starts the console for a project in a folder.
type Start = fn(&Path, &Path, Mode) -> Result<Box<dyn Console>, String>;

fn check(path: &Path, mode: Mode, start: Start) -> Result<(), Failed> {
    let text = std::fs::read_to_string(path)?;
    let mut bench = Bench::new(mode, start)?;
    for step in steps(&text) {
        let title = format!("== {} {}", step.verb, step.argument);
        bench.carry_out(&step).map_err(|why| format!("{}\n{why}", title.trim_end()))?;
    }
    Ok(())
}

struct Step<'t> {
    verb: &'t str,
    argument: &'t str,
    body: Vec<&'t str>,
}

fn steps(text: &str) -> Vec<Step<'_>> {
    let mut steps: Vec<Step> = Vec::new();
    for line in text.lines() {
        match (line.strip_prefix("== "), steps.last_mut()) {
            (Some(head), _) => {
                let (verb, argument) = head.split_once(' ').unwrap_or((head, ""));
                steps.push(Step { verb, argument, body: Vec::new() });
            }
            (None, Some(step)) => step.body.push(line),
            (None, None) => {}
        }
    }
    steps
}

/// A project, and the console at which `perry dev` watches it.
struct Bench {
    project: PathBuf,
    mode: Mode,
    console: Box<dyn Console>,
    program: Option<Pid>,
    /// The host, which does not say its number any more.
    stopped: Option<serde_json::Value>,
    /// After the console, which may use it to its end.
    folder: tempfile::TempDir,
}

impl Bench {
    fn new(mode: Mode, start: Start) -> Result<Bench, Failed> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().canonicalize()?;
        let project = path.join("project");
        std::fs::create_dir(&project)?;
        std::fs::write(project.join("package.json"), "{ \"name\": \"case\", \"type\": \"module\" }\n")?;
        let console = start(&project, &path, mode)?;
        Ok(Bench { project, mode, console, program: None, stopped: None, folder })
    }

    fn carry_out(&mut self, step: &Step) -> Result<(), String> {
        let world = |error: std::io::Error| error.to_string();
        let text: String = step.body.iter().flat_map(|line| [line, "\n"]).collect();
        match step.verb {
            "file" => self.write(step.argument, &text).map_err(world),
            "save" => self.save(step.argument, &text).map_err(world),
            "$" => self.shell(step.argument),
            "dev" => {
                self.console.dev(step.argument)?;
                self.console.see(&step.body)
            }
            "see" => self.console.see(&step.body),
            "key" => {
                self.console.strike(&step.argument.replace("^C", "\x03"))?;
                self.console.see(&step.body)
            }
            "signal" => {
                let perry = self.console.perry()?;
                kill_process(perry, signal(step.argument)?).map_err(|error| error.to_string())?;
                self.console.see(&step.body)
            }
            "freeze" => self.freeze(),
            "host" => self.host(step.argument),
            "program" => self.look_at_program(step.argument),
            "exit" => self.exit(step.argument),
            verb => Err(format!("unknown step `{verb}`")),
        }
    }

    fn write(&self, path: &str, text: &str) -> std::io::Result<()> {
        let path = self.project.join(path);
        std::fs::create_dir_all(path.parent().unwrap_or(&self.project))?;
        std::fs::write(path, text)
    }

    /// As careful editors do: aside, then renamed over.
    fn save(&self, path: &str, text: &str) -> std::io::Result<()> {
        let aside = format!("{path}.aside~");
        self.write(&aside, text)?;
        std::fs::rename(self.project.join(aside), self.project.join(path))
    }

    fn shell(&self, line: &str) -> Result<(), String> {
        let status = Command::new("sh").args(["-ec", line]).current_dir(&self.project).status();
        match status {
            Ok(status) if status.success() => Ok(()),
            ended => Err(format!("{ended:?}")),
        }
    }

    /// The process that perry has started, if any.
    fn running(&self) -> Result<Option<Pid>, String> {
        let perry = self.console.perry()?.as_raw_nonzero();
        let threads = std::fs::read_dir(format!("/proc/{perry}/task")).map_err(|error| error.to_string())?;
        let children = threads
            .filter_map(Result::ok)
            .filter_map(|thread| std::fs::read_to_string(thread.path().join("children")).ok());
        let all: Vec<i32> = children
            .flat_map(|text| text.split(' ').filter_map(|it| it.parse().ok()).collect::<Vec<_>>())
            .filter(|pid| !is_host_or_gone(*pid))
            .collect();
        match all[..] {
            [] => Ok(None),
            [one] => Ok(Pid::from_raw(one)),
            _ => Err(format!("{} programs run", all.len())),
        }
    }

    /// What `perry doctor` tells of the host.
    fn host_status(&self) -> Result<Option<serde_json::Value>, String> {
        let mut doctor = command(self.folder.path(), self.mode);
        doctor.args(["doctor", "--format", "json"]).current_dir(&self.project);
        let told = doctor.output().map_err(|error| error.to_string())?;
        let told = String::from_utf8_lossy(&told.stdout).into_owned();
        let items = told.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
        let host = items.into_iter().find(|item| item["item"] == "host").ok_or(told.clone())?;
        Ok(host.get("status").cloned())
    }

    /// It builds for the console, or is killed; there is none for who is alone.
    fn host(&mut self, argument: &str) -> Result<(), String> {
        match (self.mode, argument, self.host_status()?) {
            (Mode::Alone, _, None) => Ok(()),
            (Mode::Hosted, verb, Some(status)) if status["developers"] == 1 => match verb {
                "builds" => Ok(()),
                "dies" => tell_host(&status, Signal::KILL),
                "stops" => {
                    freeze(host_process(&status)?).map_err(|error| error.to_string())?;
                    self.stopped = Some(status);
                    Ok(())
                }
                _ => Err(format!("a host does not do `{verb}`")),
            },
            (_, _, status) => Err(format!("the host is {status:?}")),
        }
    }

    /// `same`, `new` or `none`, compared with the last look.
    fn look_at_program(&mut self, expected: &str) -> Result<(), String> {
        let now = self.running()?;
        let before = std::mem::replace(&mut self.program, now);
        let seen = match (before, now) {
            (_, None) => "none",
            (before, now) if before == now => "same",
            _ => "new",
        };
        if seen == expected { Ok(()) } else { Err(format!("  - {expected}\n  + {seen}")) }
    }

    /// The program takes no more signals but SIGKILL.
    fn freeze(&mut self) -> Result<(), String> {
        let program = self.running()?.ok_or("no program runs")?;
        freeze(program).map_err(|error| error.to_string())
    }

    /// Perry ends with this code, having said no more, having ended the program and given the terminal back.
    fn exit(&mut self, code: &str) -> Result<(), String> {
        let program = self.running().unwrap_or(None);
        let seen = self.console.code()?;
        if !self.console.is_as_before() {
            return Err("the terminal is not as it was".to_owned());
        }
        let programs = [self.program.take(), program];
        let is_alive = |pid: &Pid| Path::new(&format!("/proc/{}", pid.as_raw_nonzero())).exists();
        if programs.iter().flatten().any(is_alive) {
            return Err("the program still runs".to_owned());
        }
        if seen == code { Ok(()) } else { Err(format!("  - {code}\n  + {seen}")) }
    }
}

impl Drop for Bench {
    fn drop(&mut self) {
        let host = match self.stopped.take() {
            None if self.mode == Mode::Hosted => self.host_status().ok().flatten(),
            stopped => stopped,
        };
        // It may have ended by itself.
        host.map(|status| tell_host(&status, Signal::KILL));
    }
}

fn tell_host(status: &serde_json::Value, signal: Signal) -> Result<(), String> {
    kill_process(host_process(status)?, signal).map_err(|error| error.to_string())
}

fn host_process(status: &serde_json::Value) -> Result<Pid, String> {
    let pid = status["pid"].as_i64().and_then(|pid| Pid::from_raw(pid.try_into().ok()?));
    pid.ok_or("the host has no number".to_owned())
}

/// The host is a child of whoever started it, until it has been waited for.
fn is_host_or_gone(pid: i32) -> bool {
    std::fs::read_to_string(format!("/proc/{pid}/comm")).map_or(true, |name| name.trim_end() == "perry")
}

fn signal(name: &str) -> Result<Signal, String> {
    match name {
        "INT" => Ok(Signal::INT),
        "TERM" => Ok(Signal::TERM),
        "HUP" => Ok(Signal::HUP),
        _ => Err(format!("unknown signal `{name}`")),
    }
}
