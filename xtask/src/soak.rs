//! The soak: the proof of docs/reliability.md, on what `build` made. The rows themselves are tests/harness/soak.

use anyhow::Result;

use crate::build::{build, cargo};

/// Carries out the rows; without arguments all of them in full.
pub fn run(args: &[String]) -> Result<()> {
    build()?;
    let mut all = vec!["test", "--release", "--workspace", "--test", "soak", "--", "soak"];
    all.extend(args.iter().map(String::as_str));
    cargo(&all)
}

/// The rows notice an engine that breaks a law: the same test binary, built with laws that can be broken.
pub fn sensitivity() -> Result<()> {
    cargo(&["test", "--release", "--workspace", "--test", "soak", "--features", "perry-tests/unsound"])
}
