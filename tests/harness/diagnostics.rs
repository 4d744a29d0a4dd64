//! Programs that must not compile: each is refused with the code its folder is named for, in the recorded words.
//!
//! The inputs are explained in tests/diagnostics/README.md. `UPDATE_EXPECT=1` rewrites the words.
#![allow(clippy::disallowed_methods, reason = "tests read data and write recordings")]

use libtest_mimic::{Arguments, Failed, Trial};
use perry_tests::perry::{outcome, perry, root};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Modules that inputs beside them import, and that compile.
const NEIGHBOURS: [&str; 3] =
    ["redeclared/other.ts", "import-not-at-top/counter.ts", "assign-to-import/counter.ts"];
/// A folder that is not named for a code: its inputs have several.
const SEVERAL: &str = "several-errors";
const EXTENSIONS: [&str; 8] = ["ts", "mts", "cts", "tsx", "js", "mjs", "cjs", "jsx"];

fn main() {
    let arguments = Arguments::from_args();
    let folder = root().join("tests/diagnostics");
    let trials = inputs(&folder).into_iter().map(|(code, input)| {
        let name = input.strip_prefix(&folder).unwrap_or(&input).display().to_string();
        Trial::test(name, move || check(&code, &input))
    });
    libtest_mimic::run(&arguments, trials.collect()).exit();
}

/// The folder's name and the program of every input.
fn inputs(folder: &Path) -> Vec<(String, PathBuf)> {
    let mut found = Vec::new();
    for code in children(folder).into_iter().filter(|it| it.is_dir()) {
        let name = code.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let programs: Vec<PathBuf> = match code.join("main.ts") {
            main if main.exists() => vec![main],
            _ => children(&code).iter().filter_map(|path| program(path)).collect(),
        };
        let is_input = |path: &PathBuf| !NEIGHBOURS.iter().any(|neighbour| path.ends_with(neighbour));
        found.extend(programs.into_iter().filter(is_input).map(|path| (name.clone(), path)));
    }
    found
}

fn children(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("the folder of inputs is readable");
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    paths
}

/// A module alone, or the `main.ts` of a folder.
fn program(path: &Path) -> Option<PathBuf> {
    if path.is_dir() {
        return Some(path.join("main.ts")).filter(|main| main.exists());
    }
    let extension = path.extension()?.to_str()?;
    EXTENSIONS.contains(&extension).then(|| path.to_owned())
}

fn check(code: &str, input: &Path) -> Result<(), Failed> {
    let folder = root().join("tests/diagnostics");
    let of = |flags: &[&str]| {
        let mut command = perry();
        outcome(command.arg("check").arg(input).arg("--no-cache").args(flags).current_dir(&folder))
    };
    let json = of(&["--format", "json"]);
    if json.code != Some(1) {
        return Err(format!("exit {:?} instead of 1\n{}{}", json.code, json.stdout, json.stderr).into());
    }
    let codes = codes(&json.stdout);
    let is_right = match code {
        SEVERAL => codes.len() > 1,
        _ => codes.iter().eq([code]),
    };
    if !is_right {
        return Err(format!("shows {codes:?} instead of `{code}`").into());
    }
    compare(&recording(input), &of(&[]).stderr)
}

/// Where the words for an input are: beside the file, or beside the `main.ts` of its folder.
fn recording(input: &Path) -> PathBuf {
    input.with_extension("rendered")
}

fn compare(path: &Path, rendered: &str) -> Result<(), Failed> {
    let recorded = std::fs::read_to_string(path).unwrap_or_default();
    if recorded == rendered {
        return Ok(());
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        return std::fs::write(path, rendered).map_err(|error| error.to_string().into());
    }
    Err(format!("recorded:\n{recorded}\nprinted:\n{rendered}").into())
}

/// The codes among the JSON lines.
fn codes(lines: &str) -> BTreeSet<String> {
    let values = lines.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    values.filter_map(|value| Some(value["code"].as_str()?.to_owned())).collect()
}
