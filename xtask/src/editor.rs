//! The editor extension: fetched, checked, tested and packaged by npm on the pinned Node.

use crate::source::root;
use anyhow::{Context, Result, ensure};
use std::path::Path;
use std::process::Command;

/// Everything `editors/vscode` promises: types, lint, tests, the package.
pub fn check() -> Result<()> {
    let folder = root().join("editors/vscode");
    npm(&folder, &["ci", "--no-fund", "--no-audit", "--silent"])?;
    npm(&folder, &["run", "--silent", "all"])
}

fn npm(folder: &Path, args: &[&str]) -> Result<()> {
    let status = Command::new("npm")
        .args(args)
        .current_dir(folder)
        .env("PATH", with_pinned_node()?)
        .status()
        .context("npm is missing: run `./x setup`")?;
    ensure!(status.success(), "npm {} failed in {}", args.join(" "), folder.display());
    Ok(())
}

/// The PATH with the pinned Node first: what npm starts takes it.
fn with_pinned_node() -> Result<std::ffi::OsString> {
    let pinned = root().join("target/oracle/node_modules/.bin");
    ensure!(pinned.join("node").exists(), "the pinned Node is missing: run `./x setup`");
    let rest = std::env::var_os("PATH").unwrap_or_default();
    Ok(std::env::join_paths(std::iter::once(pinned).chain(std::env::split_paths(&rest)))?)
}
