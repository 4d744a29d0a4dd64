//! Renews recorded outputs with the pinned Node: `x.stdout`, `x.exit`, `x.stderr` beside `x.ts`.
//!
//! `x.stderr` is one line: the one that carries the message of an uncaught error.

use crate::source::root;
use anyhow::{Context, Result, ensure};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Records every program whose path contains `filter`.
pub fn run(filter: Option<&str>) -> Result<()> {
    let root = root();
    let node = root.join("target/oracle/node_modules/.bin/node");
    ensure!(node.exists(), "the oracle is missing: run `./x setup`");
    let mut count = 0;
    for program in programs(&root)? {
        if filter.is_none_or(|filter| program.to_string_lossy().contains(filter)) {
            record(&node, &program)?;
            count += 1;
        }
    }
    println!("recorded {count} programs");
    Ok(())
}

/// Entries of all programs with a recording: files under tests/run and the mains of examples.
pub fn programs(root: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in walkdir::WalkDir::new(root.join("tests/run")).sort_by_file_name() {
        let path = entry?.into_path();
        if path.extension().is_some_and(|it| it == "stdout") {
            let entry = ["ts", "mts", "js", "mjs", "cjs", "cts"]
                .iter()
                .map(|it| path.with_extension(it))
                .find(|it| it.exists());
            found.push(entry.with_context(|| format!("{} has no program", path.display()))?);
        }
    }
    for entry in std::fs::read_dir(root.join("examples"))? {
        found.push(entry?.path().join("src/main.ts"));
    }
    found.sort();
    Ok(found)
}

/// Where the recording of a program lies, without extension.
pub fn recording(program: &Path) -> PathBuf {
    match program.parent().filter(|it| it.ends_with("src")).and_then(Path::parent) {
        Some(example) if program.components().any(|it| it.as_os_str() == "examples") => {
            example.join("expected")
        }
        _ => program.with_extension(""),
    }
}

fn record(node: &Path, program: &Path) -> Result<()> {
    let output = Command::new(node)
        .args(["--experimental-transform-types", "--no-warnings"])
        .arg(program)
        .output()
        .with_context(|| program.display().to_string())?;
    let base = recording(program);
    std::fs::write(base.with_extension("stdout"), &output.stdout)?;
    let code = output.status.code().context("killed by a signal")?;
    write_or_remove(&base.with_extension("exit"), (code != 0).then(|| format!("{code}\n")))?;
    write_or_remove(&base.with_extension("stderr"), message_line(&output))
}

/// The line of an uncaught error's report with its message.
fn message_line(output: &Output) -> Option<String> {
    let text = String::from_utf8_lossy(&output.stderr);
    let at = text.lines().position(|line| line.trim_start().starts_with("at "))?;
    text.lines().take(at).filter(|line| line.contains("Error")).last().map(|line| format!("{line}\n"))
}

fn write_or_remove(path: &Path, text: Option<String>) -> Result<()> {
    match text {
        Some(text) => Ok(std::fs::write(path, text)?),
        None if path.exists() => Ok(std::fs::remove_file(path)?),
        None => Ok(()),
    }
}
