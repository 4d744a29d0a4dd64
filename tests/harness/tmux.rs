//! A shell in a tmux of its own, as a person has it: 80 columns, 24 rows, and what the screen shows.
//!
//! The client is in control mode, so that it tells when something was printed; nothing waits for time to pass. When
//! the test ends in any way, the client ends, with it the last session, with it the server and what runs in it.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use rustix::process::Pid;
use rustix::termios::{LocalModes, tcgetattr};

use crate::console::{Console, Mode, command, search_path, sorted};
use crate::lines::{Lines, matches};
use perry_tests::terminal::LIMIT;

/// How long nothing may be printed before the screen is looked at all the same.
const RECHECK: Duration = Duration::from_secs(1);

/// A shell, and all the lines that it must have shown since the screen was wiped.
pub struct Tmux {
    socket: PathBuf,
    client: Child,
    printed: Receiver<()>,
    shell: String,
    tty: File,
    modes: LocalModes,
    lines: Lines,
    shown: Vec<String>,
}

impl Tmux {
    /// Starts the shell in `project`; `folder` is for what tmux and the shell need.
    pub fn start(project: &Path, folder: &Path, mode: Mode) -> Result<Tmux, String> {
        let world = |error: std::io::Error| format!("tmux (`./x setup` installs it): {error}");
        let (socket, profile) = (folder.join("tmux"), folder.join("profile"));
        std::fs::write(&profile, "PS1='$ '\n").map_err(world)?;
        let mut client =
            client(&socket, (project, folder), mode).env("ENV", &profile).spawn().map_err(world)?;
        let told = BufReader::new(client.stdout.take().expect("the output is a pipe")).lines();
        let (sender, printed) = channel();
        std::thread::spawn(move || {
            let mut told = told.map_while(Result::ok);
            told.all(|line| !line.starts_with("%output") || sender.send(()).is_ok())
        });
        // The shell's first word: it is there, and so are the server and its terminal.
        printed.recv_timeout(LIMIT).map_err(|_| "tmux shows nothing".to_owned())?;
        let pane = call(&socket, &["display", "-p", "#{pane_pid} #{pane_tty}"])?;
        let (shell, path) = pane.trim_end().split_once(' ').ok_or_else(|| pane.clone())?;
        let tty =
            File::options().read(true).write(true).custom_flags(libc::O_NOCTTY).open(path).map_err(world)?;
        let modes = tcgetattr(&tty).map_err(|error| error.to_string())?.local_modes;
        let (lines, shown) = (Lines::of(project), Vec::new());
        Ok(Tmux { socket, client, printed, shell: shell.to_owned(), tty, modes, lines, shown })
    }

    /// Types a line of shell.
    pub fn enter(&mut self, line: &str) -> Result<(), String> {
        self.wait_for(&["$"])?;
        self.strike(&format!("{line}\r"))?;
        self.shown.push(format!("$ {line}"));
        Ok(())
    }

    /// Waits until the terminal shows what it must, and then these lines.
    fn wait_for(&self, more: &[&str]) -> Result<(), String> {
        let expected: Vec<&str> = self.shown.iter().map(String::as_str).chain(more.iter().copied()).collect();
        let is_like = |(expected, seen): (&&str, &String)| matches(expected, seen);
        self.wait_until(|screen| {
            (screen.len() == expected.len() && expected.iter().zip(screen).all(is_like)).then_some(())
        })
        .map_err(|screen| difference(&expected, &screen))
    }

    /// Waits until the screen gives something; else gives the screen.
    fn wait_until<R>(&self, mut look: impl FnMut(&[String]) -> Option<R>) -> Result<R, Vec<String>> {
        let due = Instant::now() + LIMIT;
        loop {
            let screen = self.screen().map_err(|error| vec![error])?;
            match look(&screen) {
                Some(found) => return Ok(found),
                None if Instant::now() > due => return Err(screen),
                // Nothing printed within this time is no fault: only the screen counts.
                None => drop(self.printed.recv_timeout(RECHECK)),
            }
            while self.printed.try_recv().is_ok() {}
        }
    }

    /// All that the terminal shows, and what was scrolled out of it; wrapped lines in one.
    fn screen(&self) -> Result<Vec<String>, String> {
        let text = call(&self.socket, &["capture-pane", "-p", "-J", "-S", "-"])?;
        let lines = text.trim_end().lines().map(|line| self.lines.neutral(line.trim_end()));
        Ok(lines.collect())
    }
}

impl Console for Tmux {
    fn dev(&mut self, words: &str) -> Result<(), String> {
        let (variables, arguments) = sorted(words);
        let words = [variables, vec!["perry", "dev"], arguments].concat();
        self.enter(&words.join(" "))
    }

    /// Exactly these lines come next, and the terminal shows all that it should.
    fn see(&mut self, expected: &[&str]) -> Result<(), String> {
        if expected.is_empty() {
            // Perry may end any moment, and then comes the prompt.
            return Ok(());
        }
        for line in expected {
            match line.strip_prefix("<clear>") {
                Some(rest) => self.shown = vec![rest.to_owned()],
                None => self.shown.push((*line).to_owned()),
            }
        }
        self.wait_for(&[])
    }

    fn strike(&mut self, keys: &str) -> Result<(), String> {
        // As bytes, since tmux has names for keys.
        let bytes: Vec<String> = keys.bytes().map(|byte| format!("{byte:x}")).collect();
        let words = ["send-keys", "-H"].into_iter().chain(bytes.iter().map(String::as_str));
        call(&self.socket, &words.collect::<Vec<_>>()).map(drop)
    }

    /// What has the terminal.
    fn perry(&self) -> Result<Pid, String> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.shell))
            .map_err(|error| error.to_string())?;
        // After the name in parentheses: state, parent, group, session, terminal, and the group that has it.
        let group = stat.rsplit(')').next().and_then(|rest| rest.split_whitespace().nth(5)?.parse().ok());
        group.and_then(Pid::from_raw).ok_or(stat)
    }

    fn code(&mut self) -> Result<String, String> {
        self.enter("echo $?")?;
        // The number, and the prompt after it.
        let known = self.shown.len();
        let code = self
            .wait_until(|screen| match screen.get(known..)? {
                [code, _] => Some(code.clone()),
                _ => None,
            })
            .map_err(|screen| screen.join("\n"))?;
        self.shown.push(code.clone());
        Ok(code)
    }

    fn is_as_before(&self) -> bool {
        tcgetattr(&self.tty).is_ok_and(|now| now.local_modes == self.modes)
    }
}

impl Drop for Tmux {
    fn drop(&mut self) {
        // The server may have ended with its shell.
        call(&self.socket, &["kill-server"]).ok();
        self.client.wait().ok();
    }
}

/// A client in control mode with a new server, whose only session is a shell.
fn client(socket: &Path, (project, folder): (&Path, &Path), mode: Mode) -> Command {
    let mut client = Command::new("tmux");
    for (name, value) in command(folder, mode).get_envs() {
        match value {
            Some(value) => client.env(name, value),
            None => client.env_remove(name),
        };
    }
    client.env_remove("TMUX").env("LC_ALL", "C.UTF-8").env("PATH", search_path()).current_dir(project);
    client.arg("-S").arg(socket).args(["-f", "/dev/null", "-u", "-C"]);
    client.args(["new-session", "-x", "80", "-y", "24", "sh"]);
    client.args([";", "set", "-g", "status", "off", ";", "set", "-g", "destroy-unattached", "on"]);
    client.stdin(Stdio::piped()).stdout(Stdio::piped());
    client
}

/// What tmux says to a command.
fn call(socket: &Path, words: &[&str]) -> Result<String, String> {
    let output = Command::new("tmux").arg("-u").arg("-S").arg(socket).args(words).output();
    let Output { status, stdout, stderr } = output.map_err(|error| format!("tmux: {error}"))?;
    match status.success() {
        true => Ok(String::from_utf8_lossy(&stdout).into_owned()),
        false => Err(format!("tmux {}: {}", words.join(" "), String::from_utf8_lossy(&stderr).trim_end())),
    }
}

/// From the first line that is not as expected.
fn difference(expected: &[&str], seen: &[String]) -> String {
    let same = expected.iter().zip(seen).take_while(|(expected, seen)| matches(expected, seen)).count();
    let wanted = expected[same..].iter().map(|line| format!("  - {line}\n"));
    wanted.chain(seen[same..].iter().map(|line| format!("  + {line}\n"))).collect()
}
