//! `perry run`: compiles into the cache and becomes the program.

use std::fs::File;
use std::io;
use std::os::fd::AsRawFd;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};

use super::compile::{BuiltBy, built};
use super::{FAULT, GOOD};
use crate::arguments::Run;
use crate::serve::guest::Declined;
use crate::session::{Installation, Session, Task};
use crate::settings::Settings;
use crate::stop::hand_over;
use crate::temporary::Temporary;

/// Somebody may remove the executable before it runs, and again after it was made anew. A cache that is cleaned every
/// few milliseconds took it three times in a row in 2 of 35 runs; then it is made where no cleaner comes.
const ATTEMPTS: usize = 3;
/// A process that is started while another thread of its parent writes an executable holds that open until it becomes
/// its own program: a few milliseconds.
const BUSY_WAITS: [Duration; 3] =
    [Duration::from_millis(2), Duration::from_millis(10), Duration::from_millis(50)];

pub fn run(session: &Session, run: &Run) -> Result<u8> {
    let settings = Settings::of_image(&session.environment, run.entry.as_deref(), &run.build)?;
    let installation = Installation::find(&session.environment)?;
    let mut sharing = Some(&run.build.sharing);
    for attempt in 0..=ATTEMPTS {
        let mut task = Task::new(session, &installation, &settings)?;
        task.is_aside = attempt == ATTEMPTS;
        let outcome = match built(&task, sharing.take())? {
            BuiltBy::Us(outcome) => outcome,
            BuiltBy::Host(done) => {
                let program = done.program.clone();
                let code = done.tell();
                let Some(program) = program else { return Ok(code) };
                become_program(&program, run)?;
                continue; // here, when it has vanished meanwhile
            }
        };
        if !outcome.is_good || session.environment.is_verbose || session.global.verbose {
            outcome.tell(&task);
        }
        let executable = outcome.executable().filter(|_| outcome.is_good).cloned();
        let Some(executable) = executable else { return Ok(FAULT) };
        drop(task);
        if let Some(guest) = &session.guest {
            if outcome.made.temporary.is_some() {
                bail!(Declined("the cache cannot hold the executable"));
            }
            guest.launch(&executable);
            return Ok(GOOD);
        }
        match outcome.made.temporary {
            Some(folder) => become_unlinked(&executable, folder, run)?,
            None => become_program(&executable, run)?,
        }
    }
    bail!("the executable vanishes wherever it is made")
}

/// The program takes the place of this process: signals and the exit code need no passing on. Returns when there is no
/// executable any more, or somebody keeps writing to it.
fn become_program(executable: &Path, run: &Run) -> Result<()> {
    for wait in BUSY_WAITS {
        let signals = hand_over();
        let error = Command::new(executable).args(&run.args).exec();
        signals.take_back();
        match error.kind() {
            io::ErrorKind::NotFound => return Ok(()),
            io::ErrorKind::ExecutableFileBusy => std::thread::sleep(wait),
            _ => {
                return Err(anyhow!(error)).with_context(|| format!("cannot run `{}`", executable.display()));
            }
        }
    }
    Ok(())
}

/// The same for an executable that shall leave nothing behind: it runs through its open file.
fn become_unlinked(executable: &Path, folder: Arc<Temporary>, run: &Run) -> Result<()> {
    let file = File::open(executable).with_context(|| format!("cannot open `{}`", executable.display()))?;
    drop(folder);
    // The descriptor closes with the exec, after the kernel has opened what it names.
    become_program(Path::new(&format!("/proc/self/fd/{}", file.as_raw_fd())), run)
}
