//! Programs with Node's recorded output: `x.ts` with `x.stdout`, `x.exit`, `x.stderr` beside it.

use crate::perry::root;
use std::path::{Path, PathBuf};

pub struct Program {
    /// Path from the root of the project.
    pub name: String,
    pub entry: PathBuf,
    pub stdout: String,
    pub code: i32,
    /// All of stderr where the exit code is 0; else how its line with the message begins. Examples may say anything.
    pub stderr: Option<String>,
}

/// Every program below tests/run and every example.
pub fn programs() -> Vec<Program> {
    let root = root();
    let mut found: Vec<Program> = walkdir::WalkDir::new(root.join("tests/run"))
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.path().extension().is_some_and(|it| it == "stdout"))
        .map(|entry| program(&root, entry_of(entry.path()), &entry.path().with_extension("")))
        .collect();
    let examples = std::fs::read_dir(root.join("examples")).expect("examples/ exists");
    found.extend(
        examples.filter_map(Result::ok).filter(|it| it.path().is_dir()).map(|example| {
            program(&root, example.path().join("src/main.ts"), &example.path().join("expected"))
        }),
    );
    found.sort_by(|a, b| a.name.cmp(&b.name));
    found
}

fn entry_of(recording: &Path) -> PathBuf {
    let forms = ["ts", "mts", "cts", "js", "mjs", "cjs"].map(|extension| recording.with_extension(extension));
    forms
        .into_iter()
        .find(|it| it.exists())
        .unwrap_or_else(|| panic!("{} has no program", recording.display()))
}

fn program(root: &Path, entry: PathBuf, recording: &Path) -> Program {
    let read = |extension: &str| std::fs::read_to_string(recording.with_extension(extension)).ok();
    Program {
        name: entry.strip_prefix(root).expect("programs lie in the project").display().to_string(),
        stdout: read("stdout").expect("a program has a recording"),
        code: read("exit").map_or(0, |text| text.trim().parse().expect("an exit code is a number")),
        stderr: read("stderr").or_else(|| (!recording.ends_with("expected")).then(String::new)),
        entry,
    }
}
