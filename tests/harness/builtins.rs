//! What the catalogue of built-ins says is true: `walk.mjs`, compiled, finds in our runtime what Node has, and
//! accessors that throw ERR_NOT_IMPLEMENTED exactly where the catalogue says missing.
//!
//! tests/builtins/README.md explains the files. `UPDATE_EXPECT=1` rewrites what is missing.
#![allow(clippy::disallowed_methods, reason = "tests read data and start processes")]

use libtest_mimic::{Arguments, Failed, Trial};
use perry_tests::perry::{outcome, perry, root, scratch};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::Command;

/// Names with what stands behind them: kind and length, or `missing`.
type Listing = BTreeMap<String, String>;

fn main() {
    let arguments = Arguments::from_args();
    let trial = Trial::test("the catalogue says what the runtime has", check);
    libtest_mimic::run(&arguments, vec![trial]).exit();
}

fn check() -> Result<(), Failed> {
    let node = listing(&read("node.txt")?);
    let ours = listing(&walk()?);
    let found: BTreeSet<String> = names_of(&ours, |text| text == "missing");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        let lines: Vec<String> = found.iter().map(|name| format!("{name}\n")).collect();
        std::fs::write(catalogue("missing.txt"), lines.concat())?;
    }
    let missing: BTreeSet<String> = read("missing.txt")?.lines().map(str::to_owned).collect();
    let is_absent = |name: &String| !ours.contains_key(name) && !is_inside(name, &missing);
    let is_other =
        |name: &String| ours.get(name).is_some_and(|text| text != "missing" && *text != node[name]);
    report(&[
        ("is listed as missing and is there", missing.difference(&found).cloned().collect()),
        ("throws and is not listed as missing", found.difference(&missing).cloned().collect()),
        ("reads as undefined", node.keys().filter(|name| is_absent(name)).cloned().collect()),
        ("is not Node's", ours.keys().filter(|name| !node.contains_key(*name)).cloned().collect()),
        ("has another kind or length", node.keys().filter(|name| is_other(name)).cloned().collect()),
    ])
}

fn report(faults: &[(&str, Vec<String>)]) -> Result<(), Failed> {
    let lines: Vec<String> = faults
        .iter()
        .flat_map(|(what, names)| names.iter().map(move |name| format!("`{name}` {what}\n")))
        .collect();
    if lines.is_empty() { Ok(()) } else { Err(lines.concat().into()) }
}

/// Compiles the walk and runs it.
fn walk() -> Result<String, Failed> {
    let executable = scratch().join("walk");
    let mut compile = perry();
    compile.arg("compile").arg(root().join("tests/builtins/walk.mjs")).arg("-o").arg(&executable);
    let built = outcome(compile.arg("--cache-dir").arg(scratch().join("cache")));
    if built.code != Some(0) {
        return Err(format!("perry compile: {}", built.stderr).into());
    }
    let walked = outcome(&mut Command::new(executable));
    match walked.code {
        Some(0) => Ok(walked.stdout),
        code => Err(format!("exit {code:?}: {}", walked.stderr).into()),
    }
}

fn catalogue(file: &str) -> PathBuf {
    root().join("crates/ir/src/catalogue").join(file)
}

fn read(file: &str) -> Result<String, Failed> {
    Ok(std::fs::read_to_string(catalogue(file))?)
}

fn listing(text: &str) -> Listing {
    let pairs = text.lines().filter_map(|line| line.split_once(' '));
    pairs.map(|(name, rest)| (name.to_owned(), rest.to_owned())).collect()
}

fn names_of(listing: &Listing, is_wanted: impl Fn(&str) -> bool) -> BTreeSet<String> {
    listing.iter().filter(|(_, text)| is_wanted(text)).map(|(name, _)| name.clone()).collect()
}

/// Is it one of these, or a member of one of these?
fn is_inside(name: &str, owners: &BTreeSet<String>) -> bool {
    let ends = name.match_indices(['.', '[']).map(|(end, _)| &name[..end]);
    owners.contains(name) || ends.into_iter().any(|owner| owners.contains(owner))
}
