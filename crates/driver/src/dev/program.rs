//! The program that runs: a process group of its own, which is ended before another one starts.

use std::ffi::OsString;
use std::io;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, PidfdFlags, Signal, kill_process_group, pidfd_open};

/// How long a program may take to end once it is told to.
const GRACE: Duration = Duration::from_secs(2);

/// Ends with this value.
pub struct Program {
    child: Child,
}

impl Program {
    /// Starts the program. It reads our input unless that is a terminal, whose keys are ours.
    pub fn start(executable: &Path, arguments: &[OsString], has_keys: bool) -> io::Result<Program> {
        use std::io::IsTerminal;
        let mut command = Command::new(executable);
        command.args(arguments).process_group(0);
        if has_keys || io::stdin().is_terminal() {
            command.stdin(Stdio::null());
        }
        Ok(Program { child: command.spawn()? })
    }

    /// `None` while it runs; then what is worth telling of its end.
    pub fn ending(&mut self) -> Option<Option<String>> {
        let status = self.child.try_wait().ok()??;
        Some((!status.success()).then(|| words(status)))
    }

    fn group(&self) -> Option<Pid> {
        Pid::from_raw(i32::try_from(self.child.id()).ok()?)
    }

    /// Waits for the end of the process without taking note of it: its number stays its own.
    fn has_ended_within(&self, time: Duration) -> bool {
        let Some(process) = self.group().and_then(|pid| pidfd_open(pid, PidfdFlags::empty()).ok()) else {
            return false;
        };
        let time = Timespec { tv_sec: time.as_secs() as i64, tv_nsec: i64::from(time.subsec_nanos()) };
        let mut polled = [PollFd::new(&process, PollFlags::IN)];
        loop {
            match poll(&mut polled, Some(&time)) {
                Ok(count) => return count > 0,
                Err(rustix::io::Errno::INTR) => continue,
                Err(_) => return false,
            }
        }
    }
}

impl Drop for Program {
    /// SIGTERM, a while, SIGKILL; to all processes that it started and that stayed in its group.
    fn drop(&mut self) {
        let Some(group) = self.group() else { return };
        if matches!(self.child.try_wait(), Ok(Some(_))) {
            return;
        }
        // A group that is gone needs no signal.
        kill_process_group(group, Signal::TERM).ok();
        self.has_ended_within(GRACE);
        kill_process_group(group, Signal::KILL).ok();
        self.child.wait().ok();
    }
}

fn words(status: ExitStatus) -> String {
    match (status.code(), status.signal()) {
        (Some(code), _) => format!("exit code {code}"),
        (None, Some(signal)) => format!("signal {signal}"),
        (None, None) => status.to_string(),
    }
}
