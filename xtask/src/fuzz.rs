//! The search for inputs that readers do not survive, guided by coverage: the targets of fuzz/.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::build::cargo_with;
use crate::source::root;

const TARGETS: [&str; 6] = ["segment", "manifest", "record", "config", "lower", "ide"];
/// An input of this many bytes reaches everything; longer ones are slower.
const MOST: &str = "-max_len=4096";
/// Seconds for one input: more is a hang.
const PATIENCE: &str = "-timeout=120";

/// Searches for so many seconds with all targets at once.
pub fn run(seconds: u64, seed: u64) -> Result<()> {
    build()?;
    let started: Vec<(&str, Child)> =
        TARGETS.iter().map(|target| Ok((*target, start(target, seconds, seed)?))).collect::<Result<_>>()?;
    let mut broken = Vec::new();
    for (target, child) in started {
        broken.extend(outcome(target, child, seconds, seed)?);
    }
    match broken.is_empty() {
        true => Ok(()),
        false => bail!("{}", broken.join("\n")),
    }
}

/// Our own crates with coverage, all others as they are: the wrapper is called for members of the workspace.
fn build() -> Result<()> {
    let mut words = vec!["build", "--release", "--workspace"];
    words.extend(["--features", "perry-fuzz/libfuzzer,perry-fuzz/unsound"]);
    TARGETS.iter().for_each(|target| words.extend(["--bin", target]));
    let wrapper = root().join("fuzz/instrument");
    cargo_with(&words, &[("RUSTC_WORKSPACE_WRAPPER", &wrapper.display().to_string())])
}

fn place() -> PathBuf {
    root().join("target/fuzz")
}

/// What a search says.
fn log_of(target: &str) -> PathBuf {
    place().join(format!("{target}.log"))
}

fn start(target: &str, seconds: u64, seed: u64) -> Result<Child> {
    let corpus = place().join(target);
    std::fs::create_dir_all(&corpus)?;
    let mut command = Command::new(root().join("target/release").join(target));
    command.args([MOST, PATIENCE, "-rss_limit_mb=4096", "-print_final_stats=1"]);
    command.args([format!("-max_total_time={seconds}"), format!("-seed={seed}")]);
    command.arg(format!("-artifact_prefix={}/{target}-", place().display()));
    command.arg(corpus).arg(root().join("fuzz/corpus").join(target));
    if target == "lower" {
        command.arg(root().join("tests/run"));
    }
    if target == "ide" {
        command.args([root().join("tests/ide"), root().join("crates/ide/tests")]);
    }
    // Into a file: a pipe that is not read until others have ended stops the search when it is full.
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(File::create(log_of(target))?);
    command.spawn().with_context(|| format!("`{target}` cannot start"))
}

/// Says how the search went; what is wrong, if anything is.
fn outcome(target: &str, mut child: Child, seconds: u64, seed: u64) -> Result<Option<String>> {
    let is_good = child.wait()?.success();
    let told = String::from_utf8_lossy(&std::fs::read(log_of(target))?).into_owned();
    let stat = |name: &str| told.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
    let units = stat("stat::number_of_executed_units:").unwrap_or("an unknown number of");
    let covered = told.lines().rev().find_map(|line| line.split_once("cov: ")?.1.split(' ').next());
    let covered = covered.unwrap_or("unknown");
    println!("fuzz {target}: seed {seed}, {units} inputs in {seconds} s, coverage {covered}");
    if is_good {
        return Ok(None);
    }
    let end: Vec<&str> = told.lines().rev().take(30).collect();
    let end: Vec<&str> = end.into_iter().rev().collect();
    let binary = Path::new("target/release").join(target);
    let again = stat_artifact(&told).unwrap_or_default();
    Ok(Some(format!("{target}: {}\n  again: {} {again}", end.join("\n"), binary.display())))
}

fn stat_artifact(told: &str) -> Option<&str> {
    told.lines().find_map(|line| Some(line.split_once("Test unit written to ")?.1.trim()))
}
