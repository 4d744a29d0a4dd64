//! A terminal with a command in it: what it shows, line by line, and what is typed.

use std::fs::File;
use std::io::{BufReader, Read, Write};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{LocalModes, tcgetattr};

/// Longer nothing takes, on the slowest machine.
pub const LIMIT: Duration = Duration::from_secs(120);

/// A pseudo-terminal whose foreground process is a command; it is hung up when this is dropped.
pub struct Terminal {
    keyboard: File,
    lines: Receiver<String>,
    pub child: Child,
    modes: LocalModes,
}

impl Terminal {
    pub fn start(mut command: Command) -> Terminal {
        let open = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC)
            .expect("there are terminals");
        grantpt(&open).expect("the terminal is ours");
        unlockpt(&open).expect("the terminal is ours");
        let name = ptsname(&open, Vec::new()).expect("a terminal has a name");
        let path = name.to_str().expect("names of terminals are ASCII");
        let inner = || File::options().read(true).write(true).open(path).expect("the terminal is ours");
        let slave = inner();
        let modes = tcgetattr(&slave).expect("it is a terminal").local_modes;
        command.stdin(inner()).stdout(inner()).stderr(inner());
        // SAFETY: both calls are single system calls, which may stand between fork and exec.
        unsafe {
            command.pre_exec(move || {
                rustix::process::setsid()?;
                Ok(rustix::process::ioctl_tiocsctty(&slave)?)
            })
        };
        let child = command.spawn().expect("the command is there");
        let keyboard = File::from(open);
        let screen = keyboard.try_clone().expect("there are descriptors");
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            let mut line = Vec::new();
            for byte in BufReader::new(screen).bytes().map_while(Result::ok) {
                match byte {
                    b'\n' if sender.send(shown(&line)).is_err() => return,
                    b'\n' => line.clear(),
                    byte => line.push(byte),
                }
            }
        });
        Terminal { keyboard, lines, child, modes }
    }

    /// The next line; `None` when the command has ended, or when there is none for very long.
    pub fn line(&self) -> Option<String> {
        self.lines.recv_timeout(LIMIT).ok()
    }

    /// A line that has come already.
    pub fn line_at_hand(&self) -> Option<String> {
        self.lines.recv_timeout(Duration::from_millis(200)).ok()
    }

    pub fn strike(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).expect("the terminal takes keys");
    }

    /// Whether the terminal treats keys as it did before the command started.
    pub fn is_as_before(&self) -> bool {
        tcgetattr(&self.keyboard).is_ok_and(|now| now.local_modes == self.modes)
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // It has usually ended.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// What stands in a line at its end: a return goes to its start, where the rest was wiped or is written over.
fn shown(line: &[u8]) -> String {
    let text = String::from_utf8_lossy(line);
    let text = text.replace("\x1b[2J\x1b[3J\x1b[H", "<clear>");
    let last = text.trim_end_matches('\r').rsplit('\r').next().unwrap_or_default();
    last.replace("\x1b[2K", "").trim_end().to_owned()
}
