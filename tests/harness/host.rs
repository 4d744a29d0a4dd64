//! The shared host of a project, which a test may treat badly.

use rustix::process::{Pid, Signal, kill_process};
use std::io;
use std::path::{Path, PathBuf};

/// At most one, started by the first `perry lsp` that is given the variables.
pub struct Host {
    root: PathBuf,
    /// It does not say its number any more.
    stopped: Option<Pid>,
}

impl Host {
    pub fn new(root: &Path) -> Host {
        Host { root: root.to_owned(), stopped: None }
    }

    /// Where it listens, for as long as a slow machine needs; it need not outlive a test by much.
    pub fn variables(&self) -> [(&'static str, String); 4] {
        let folder = self.root.join("run");
        std::fs::create_dir_all(&folder).expect("folders can be made");
        [
            ("XDG_RUNTIME_DIR", folder.display().to_string()),
            ("CI", String::new()),
            ("PERRY_HOST_PATIENCE", "60000".to_owned()),
            ("PERRY_HOST_LINGER", "60000".to_owned()),
        ]
    }

    /// `None` where no host runs.
    fn process(&self) -> Option<Pid> {
        let mut doctor = crate::perry::perry();
        doctor.args(["doctor", "--format", "json"]).current_dir(&self.root).envs(self.variables());
        let told = crate::perry::outcome(&mut doctor).json().expect("`doctor` tells JSON");
        Pid::from_raw(told["status"]["pid"].as_i64()?.try_into().expect("a process has a small number"))
    }

    pub fn stop(&mut self) {
        let process = self.process().expect("a host runs");
        freeze(process).expect("it is ours");
        self.stopped = Some(process);
    }

    pub fn kill(&mut self) {
        let process = self.stopped.take().or_else(|| self.process());
        kill_process(process.expect("a host runs"), Signal::KILL).expect("it is ours");
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        if let Some(process) = self.stopped.or_else(|| self.process()) {
            kill_process(process, Signal::KILL).ok(); // it may end by itself meanwhile
        }
    }
}

/// Stops a process. The signal alone stops nothing: a thread of the process has to come to a core and take it, and as
/// long as the others run on.
pub fn freeze(process: Pid) -> io::Result<()> {
    kill_process(process, Signal::STOP)?;
    while !is_stopped(process)? {
        std::thread::yield_now();
    }
    Ok(())
}

/// Whether all of its threads have stopped, or are gone.
fn is_stopped(process: Pid) -> io::Result<bool> {
    for thread in std::fs::read_dir(format!("/proc/{}/task", process.as_raw_nonzero()))? {
        let Ok(stat) = std::fs::read_to_string(thread?.path().join("stat")) else { continue };
        // After the name in parentheses comes the state.
        let state = stat.rsplit(')').next().and_then(|rest| rest.trim_start().chars().next());
        if !matches!(state, Some('T' | 'Z' | 'X')) {
            return Ok(false);
        }
    }
    Ok(true)
}
