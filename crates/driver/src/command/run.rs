//! `perry run`: compiles into the cache and becomes the program.

use std::fs::File;
use std::os::fd::AsRawFd;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, anyhow};

use super::FAULT;
use super::compile::built;
use crate::arguments::Run;
use crate::session::{Installation, Session, Task};
use crate::settings::Settings;

pub fn run(session: &Session, run: &Run) -> Result<u8> {
    let settings = Settings::of_run(&session.environment, run)?;
    let installation = Installation::find(&session.environment)?;
    let task = Task::new(session, &installation, &settings)?;
    let outcome = built(&task)?;
    if !outcome.is_good || session.environment.is_verbose {
        outcome.tell(&task);
    }
    let Some(executable) = outcome.executable().filter(|_| outcome.is_good) else { return Ok(FAULT) };
    drop(task);
    match outcome.made.is_temporary {
        true => become_unlinked(executable, run),
        false => become_program(executable, run),
    }
}

/// The program takes the place of this process: signals and the exit code need no passing on.
fn become_program(executable: &Path, run: &Run) -> Result<u8> {
    let error = Command::new(executable).args(&run.args).exec();
    Err(anyhow!(error)).with_context(|| format!("cannot run `{}`", executable.display()))
}

/// The same for an executable that shall leave nothing behind: it runs through its open file.
fn become_unlinked(executable: &Path, run: &Run) -> Result<u8> {
    let file = File::open(executable).with_context(|| format!("cannot open `{}`", executable.display()))?;
    std::fs::remove_file(executable).with_context(|| format!("cannot remove `{}`", executable.display()))?;
    // The descriptor closes with the exec, after the kernel has opened what it names.
    become_program(Path::new(&format!("/proc/self/fd/{}", file.as_raw_fd())), run)
}
