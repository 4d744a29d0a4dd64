//! Renews recorded outputs with the pinned Node: `x.stdout`, `x.exit`, `x.stderr` beside `x.ts`, and the list of
//! built-ins that the catalogue holds.
//!
//! What they hold: tests/run/README.md.

use crate::source::root;
use anyhow::{Context, Result, ensure};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The pinned Node, the folder of its packages, and the hooks that transform what it cannot strip.
struct Oracle {
    node: PathBuf,
    folder: PathBuf,
    hooks: PathBuf,
}

/// Records every program whose path contains `filter`.
pub fn run(filter: Option<&str>) -> Result<()> {
    let root = root();
    let folder = root.join("target/oracle");
    let node = folder.join("node_modules/.bin/node");
    ensure!(node.exists(), "the oracle is missing: run `./x setup`");
    let oracle = Oracle { node, folder, hooks: root.join("tests/oracle.mjs") };
    let mut count = 0;
    for program in programs(&root)? {
        if filter.is_none_or(|filter| program.to_string_lossy().contains(filter)) {
            record(&oracle, &program)?;
            count += 1;
        }
    }
    println!("recorded {count} programs");
    if filter.is_none_or(|filter| WALK.contains(filter)) {
        record_builtins(&oracle, &root)?;
    }
    Ok(())
}

/// What lists the built-ins, and where the catalogue keeps Node's answer.
const WALK: &str = "tests/builtins/walk.mjs";
const LISTING: &str = "crates/ir/src/catalogue/node.txt";

fn record_builtins(oracle: &Oracle, root: &Path) -> Result<()> {
    let output = Command::new(&oracle.node).arg("--no-warnings").arg(root.join(WALK)).output()?;
    ensure!(output.status.success(), "{WALK}: {}", String::from_utf8_lossy(&output.stderr));
    std::fs::write(root.join(LISTING), &output.stdout)?;
    println!("recorded {} built-ins", output.stdout.iter().filter(|byte| **byte == b'\n').count());
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
        let entry = entry?.path();
        found.extend(entry.is_dir().then(|| entry.join("src/main.ts")));
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

fn record(oracle: &Oracle, program: &Path) -> Result<()> {
    let folder = program.parent().context("a program lies in a folder")?;
    let output = Command::new(&oracle.node)
        .args(["--no-warnings", "--import"])
        .arg(&oracle.hooks)
        .arg(program)
        .env("PERRY_ORACLE", &oracle.folder)
        .env("TZ", "UTC")
        .env("NO_COLOR", "1")
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .with_context(|| program.display().to_string())?;
    let base = recording(program);
    std::fs::write(base.with_extension("stdout"), &output.stdout)?;
    let code = output.status.code().context("killed by a signal")?;
    write_or_remove(&base.with_extension("exit"), (code != 0).then(|| format!("{code}\n")))?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let is_example = base.file_name().is_some_and(|it| it == "expected");
    let stderr = match code {
        0 => (!said.is_empty() && !is_example).then_some(said),
        _ => message_line(&output),
    };
    write_or_remove(&base.with_extension("stderr"), stderr)
}

/// The line of an uncaught error's report with its message; of a thrown value, the line that shows it.
fn message_line(output: &Output) -> Option<String> {
    let text = String::from_utf8_lossy(&output.stderr);
    let lines: Vec<&str> = text.lines().collect();
    let position = |of: &dyn Fn(&str) -> bool| lines.iter().position(|line| of(line));
    let line = if let Some(at) = position(&|line| line.contains("UnhandledPromiseRejection: ")) {
        lines[at].find("UnhandledPromiseRejection").map(|start| lines[at][start..].trim_end_matches("] {"))
    } else if let Some(stack) = position(&|line| line.trim_start().starts_with("at ")) {
        lines[..stack].iter().rfind(|line| line.contains("Error")).copied()
    } else {
        position(&|line| line.starts_with("(Use `node")).and_then(|at| lines[..at].last().copied())
    };
    line.map(|line| format!("{line}\n"))
}

fn write_or_remove(path: &Path, text: Option<String>) -> Result<()> {
    match text {
        Some(text) => Ok(std::fs::write(path, text)?),
        None if path.exists() => Ok(std::fs::remove_file(path)?),
        None => Ok(()),
    }
}
