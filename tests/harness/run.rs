//! Every program of tests/run and examples prints what Node printed: fast, release, and fast under a
//! collector that runs at (nearly) every allocation.
#![allow(clippy::disallowed_methods, reason = "tests start processes")]

use libtest_mimic::{Arguments, Failed, Trial};
use perry_tests::perry::{outcome, perry, scratch};
use perry_tests::program::{Program, programs};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;

/// Programs that allocate millions of objects collect at every 1,009th (a prime) allocation instead of at
/// every one, or one run would take hours.
const HEAVY: &[&str] = &["/bench/", "/gc/", "examples/", "errors/stack_overflow", "errors/messages_other"];
const HEAVY_PERIOD: &str = "1009";

fn main() {
    let arguments = Arguments::from_args();
    let mut trials = Vec::new();
    for program in programs().into_iter().map(Arc::new) {
        let one = Arc::clone(&program);
        trials.push(Trial::test(format!("fast    {}", program.name), move || check_fast(&one)));
        let one = Arc::clone(&program);
        trials.push(Trial::test(format!("release {}", program.name), move || {
            check(&one, "release", &["--release"], &[])
        }));
    }
    libtest_mimic::run(&arguments, trials).exit();
}

/// The fast profile, then the same executable under stress.
fn check_fast(program: &Program) -> Result<(), Failed> {
    check(program, "fast", &[], &[])?;
    let period = if HEAVY.iter().any(|part| program.name.contains(part)) { HEAVY_PERIOD } else { "1" };
    compare(program, run(&executable(program, "fast"), &[("PERRY_GC_STRESS", period)])).map_err(|failure| {
        Failed::from(format!("under PERRY_GC_STRESS={period}: {}", failure.message().unwrap_or_default()))
    })
}

fn executable(program: &Program, profile: &str) -> PathBuf {
    let folder = scratch().join(profile);
    std::fs::create_dir_all(&folder).expect("the target folder is writable");
    folder.join(program.name.replace(['/', '.'], "_"))
}

fn check(program: &Program, profile: &str, flags: &[&str], env: &[(&str, &str)]) -> Result<(), Failed> {
    let executable = executable(program, profile);
    let mut compile = perry();
    compile.arg("compile").arg(&program.entry).arg("-o").arg(&executable).args(flags);
    let built = outcome(compile.arg("--cache-dir").arg(scratch().join("cache")));
    if built.code != Some(0) {
        return Err(format!("perry compile: exit {:?}\n{}{}", built.code, built.stdout, built.stderr).into());
    }
    compare(program, run(&executable, env))
}

/// Only a program that hangs takes so long: under stress, beside much else, some take a minute.
const MOST_SECONDS: &str = "600";

/// In the world the recordings were made in: see tests/run/README.md.
fn run(executable: &PathBuf, env: &[(&str, &str)]) -> perry_tests::perry::Outcome {
    let mut command = Command::new("timeout");
    command.arg(MOST_SECONDS).arg(executable).envs(env.iter().copied()).env("TZ", "UTC").stdin(Stdio::null());
    outcome(&mut command)
}

fn compare(program: &Program, got: perry_tests::perry::Outcome) -> Result<(), Failed> {
    if got.stdout != program.stdout {
        return Err(format!(
            "stdout differs:\n{}\nstderr: {}",
            first_difference(&program.stdout, &got.stdout),
            got.stderr
        )
        .into());
    }
    if got.code != Some(program.code) {
        return Err(format!("exit {:?} instead of {}\n{}", got.code, program.code, got.stderr).into());
    }
    let Some(expected) = &program.stderr else { return Ok(()) };
    let is_reported = match program.code {
        0 => got.stderr == *expected,
        _ if expected.is_empty() => true,
        _ => got.stderr.lines().any(|it| it.starts_with(expected.trim_end())),
    };
    match is_reported {
        true => Ok(()),
        false => Err(format!("stderr lacks `{}`:\n{}", expected.trim_end(), got.stderr).into()),
    }
}

fn first_difference(expected: &str, got: &str) -> String {
    let mut pairs = expected.lines().zip(got.lines()).enumerate();
    match pairs.find(|(_, (a, b))| a != b) {
        Some((number, (a, b))) => format!("  line {}\n  node:  {a}\n  perry: {b}", number + 1),
        None => format!("  {} lines from node, {} from perry", expected.lines().count(), got.lines().count()),
    }
}
