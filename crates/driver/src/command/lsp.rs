//! `perry lsp`: the language server over standard input and output.

use std::ffi::OsString;
use std::fs::File;
use std::os::fd::AsFd;
use std::path::Path;

use anyhow::{Context, Result};
use perry_lsp::server::{Setup, serve};
use perry_persist::store::Store;
use perry_project::config::Config;

use crate::arguments::{Lsp, Place};
use crate::environment::Environment;
use crate::serve::relay::pipe;
use crate::session::{Installation, Session};
use crate::settings::cache_of;

/// What the pipe to an editor holds, so that an answer of megabytes takes few turns. The most that Linux grants unasked.
const PIPE: libc::c_int = 1 << 20;

pub fn lsp(session: &Session, lsp: &Lsp) -> Result<u8> {
    // SAFETY: the call takes two numbers. What is no pipe refuses it, and all works as well, only slower.
    unsafe { libc::fcntl(libc::STDOUT_FILENO, libc::F_SETPIPE_SZ, PIPE) };
    match pipe(session, lsp) {
        Some(code) => code,
        None => {
            let setup = setup(&session.environment, &lsp.place, None)?;
            serve(setup, std::io::stdin(), output()?).context("the language server cannot start")
        }
    }
}

/// Standard output past the lock of it: who ends the process would wait for a writer that nobody reads.
pub fn output() -> Result<File> {
    Ok(File::from(std::io::stdout().as_fd().try_clone_to_owned()?))
}

/// What the server needs of a process; `variables` are for the processes it starts, where they are not its own.
pub fn setup(
    environment: &Environment,
    place: &Place,
    variables: Option<Vec<(OsString, OsString)>>,
) -> Result<Setup> {
    let installation = Installation::find(environment)?;
    let (environment, place) = (environment.clone(), place.clone());
    let (executable, directory) = (environment.executable.clone(), environment.directory.clone());
    let (debug_init, cores) = (environment.debug_init, environment.cores);
    let store = move |root: &Path| -> Result<Store> {
        // A configuration that cannot be read is told by builds; here the usual place of the cache will do.
        let config = Config::read(root).unwrap_or_default();
        installation.store(cache_of(&environment, &place, root, &config).as_deref())
    };
    Ok(Setup {
        executable,
        directory,
        variables,
        debug_init,
        cores,
        trials: &[],
        store: Box::new(move |root| store(root).map_err(|error| format!("{error:#}"))),
    })
}
