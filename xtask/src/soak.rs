//! The soak: the proof of docs/reliability.md, on what `build` made. All rows but the search of fuzz/ are in
//! tests/harness/soak.

use anyhow::{Context, Result, bail};

use crate::build::{build, cargo};
use crate::fuzz;

/// Seconds of each target of the search, in every `cargo xtask test` and in the soak.
const BOUNDED: u64 = 30;
const FULL: u64 = 20 * 60;
/// What is repeated when no other seed is asked for. Any number would do.
const SEED: u64 = 1;

/// What is understood; each takes a value.
const FLAGS: [&str; 5] = ["--row", "--seed", "--step", "--steps", "--seconds"];

/// Carries out the rows; without arguments all of them in full.
pub fn run(args: &[String]) -> Result<()> {
    for pair in args.chunks(2) {
        match pair {
            [flag, _] if FLAGS.contains(&flag.as_str()) => {}
            [flag] if FLAGS.contains(&flag.as_str()) => bail!("{flag} takes a value"),
            _ => bail!("unknown argument `{}`", pair[0]),
        }
    }
    let after = |flag: &str| {
        let at = args.iter().position(|arg| arg == flag)?;
        args.get(at + 1).map(String::as_str)
    };
    let number = |flag: &str, usual: u64| match after(flag) {
        Some(text) => text.parse().with_context(|| format!("a number stands after {flag}")),
        None => Ok(usual),
    };
    build()?;
    if after("--row") != Some("fuzz") {
        let mut all = vec!["test", "--release", "--workspace", "--test", "soak", "--", "soak"];
        all.extend(args.iter().map(String::as_str));
        cargo(&all)?;
    }
    if after("--row").is_none_or(|row| row == "fuzz") {
        fuzz::run(number("--seconds", FULL)?, number("--seed", SEED)?)?;
    }
    Ok(())
}

/// What `cargo test` cannot do by itself: rows that notice an engine which breaks a law (the same test binary, built
/// with laws that can be broken), and a short search.
pub fn bounded() -> Result<()> {
    cargo(&["test", "--release", "--workspace", "--test", "soak", "--features", "perry-tests/unsound"])?;
    fuzz::run(BOUNDED, SEED)
}
