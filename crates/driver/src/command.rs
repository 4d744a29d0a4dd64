//! The commands: what people type, one module each.

mod cache;
mod check;
mod compile;
mod dev;
mod doctor;
mod explain;
mod host;
mod init;
pub mod lsp;
mod run;
mod why;

use std::ffi::OsString;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Result, anyhow};
use clap::Parser;

use crate::arguments::{Arguments, Command, with_command};
use crate::environment::Environment;
use crate::output;
use crate::serve::guest::Guest;
use crate::session::Session;
use crate::stop::wait_if_stopping;

/// All went well.
const GOOD: u8 = 0;
/// The program or the build is at fault.
const FAULT: u8 = 1;
/// The command line is.
const USAGE: u8 = 2;

/// The whole of `perry`.
pub fn main() -> ExitCode {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(|place| format!(" ({}:{})", place.file(), place.line()));
        let place = place.unwrap_or_default();
        let why = panic.payload_as_str().unwrap_or("no reason was given");
        eprintln!(
            "error: perry itself failed: {why}{place}\n  help: this is a bug; please report it with the program"
        );
    }));
    let code = match Environment::read() {
        Ok(environment) => answer(environment),
        Err(error) => fault(&error),
    };
    wait_if_stopping();
    ExitCode::from(code)
}

/// One command line, from its words to its exit code. Also for those who build often and want no process a build.
pub fn answer(environment: Environment) -> u8 {
    catch_unwind(AssertUnwindSafe(|| dispatch(environment))).unwrap_or(FAULT)
}

fn dispatch(environment: Environment) -> u8 {
    let words: Vec<OsString> = with_command(environment.arguments.clone());
    let arguments = match Arguments::try_parse_from(words) {
        Ok(arguments) => arguments,
        Err(error) => {
            // A closed pipe is no fault of the command line.
            error.print().ok();
            return if error.use_stderr() { USAGE } else { GOOD };
        }
    };
    let session = Session { environment, global: arguments.global, guest: None, voice: None };
    let code = carry_out(&session, &arguments.command);
    wait_if_stopping();
    let code = code.unwrap_or_else(|error| failed(&session, &error));
    match output::finish() {
        Ok(()) => code,
        Err(why) => fault(&anyhow!("cannot write to standard output: {why}")),
    }
}

/// The same in the shared host, for a client; `None` leaves it to the client.
pub fn answer_guest(environment: Environment, guest: Arc<Guest>) -> Option<u8> {
    let arguments = Arguments::try_parse_from(with_command(environment.arguments.clone())).ok()?;
    let (global, voice) = (arguments.global, guest.clone());
    let session = Session { environment, global, guest: Some(guest), voice: Some(voice) };
    if !matches!(arguments.command, Command::Compile(_) | Command::Run(_) | Command::Check(_)) {
        return None;
    }
    // What a panic says comes from the client, which meets it again.
    // So does an error, which may be of this process alone: out of descriptors, of memory.
    catch_unwind(AssertUnwindSafe(|| carry_out(&session, &arguments.command))).ok()?.ok()
}

/// Tells an error in the form that was asked for.
fn failed(session: &Session, error: &anyhow::Error) -> u8 {
    if session.is_json() {
        let message = format!("{error:#}");
        let value = serde_json::json!({ "status": "error", "severity": "error", "message": message });
        session.tell(&value.to_string());
    } else {
        session.tell_error(&format!("error: {error:#}"));
    }
    FAULT
}

fn carry_out(session: &Session, command: &Command) -> Result<u8> {
    match command {
        Command::Compile(compile) => compile::compile(session, compile),
        Command::Run(run) => run::run(session, run),
        Command::Dev(dev) => dev::dev(session, dev),
        Command::Check(check) => check::check(session, check),
        Command::Explain { code } => explain::explain(session, code),
        Command::Why(why) => why::why(session, why),
        Command::Cache { command } => cache::cache(session, command),
        Command::Init { path } => init::init(session, path.as_deref()),
        Command::Lsp(lsp) => lsp::lsp(session, lsp),
        Command::Doctor(place) => doctor::doctor(session, place),
        Command::Host { folder } => host::host(session, folder),
        Command::SharedHost { root, place } => crate::serve::host::serve(session, root, place),
    }
}

fn fault(error: &anyhow::Error) -> u8 {
    // Nobody is told that nobody listens.
    writeln!(std::io::stderr(), "error: {error:#}").ok();
    FAULT
}
