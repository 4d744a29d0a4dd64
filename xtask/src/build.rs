//! Builds what `perry` consists of, and runs the tests on it.

use crate::source::root;
use anyhow::{Context, Result, ensure};
use std::process::Command;

/// The command and its code generator (release), the runtime (its own profile) and
/// the host images, side by side in target/release.
pub fn build() -> Result<()> {
    cargo(&["build", "--release", "-p", "perry-driver", "-p", "perry-codegen"])?;
    cargo(&["build", "--profile", "runtime", "-p", "perry-runtime"])?;
    let target = root().join("target");
    copy_if_new(&target.join("runtime/libperry_runtime.a"), &target.join("release/libperry_runtime.a"))?;
    let release = target.join("release");
    let status = Command::new(release.join("perry")).arg("host").arg(release).status()?;
    ensure!(status.success(), "the host images could not be made");
    Ok(())
}

/// Everything `./x test` promises, on what `build` made. With arguments, the tests of cargo they choose.
pub fn test(args: &[String]) -> Result<()> {
    build()?;
    let mut all = vec!["test", "--release", "--workspace"];
    all.extend(args.iter().map(String::as_str));
    cargo(&all)?;
    // Whoever asks for a part gets that part.
    if !args.is_empty() {
        return Ok(());
    }
    crate::editors::run(&[])?;
    crate::soak::bounded()
}

/// An equal file keeps its stamp, so that perry's build id, and with it every cache, stays.
fn copy_if_new(from: &std::path::Path, to: &std::path::Path) -> Result<()> {
    let bytes = std::fs::read(from).with_context(|| from.display().to_string())?;
    if std::fs::read(to).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    let aside = to.with_extension("new");
    std::fs::write(&aside, bytes)?;
    Ok(std::fs::rename(aside, to)?)
}

/// Runs cargo in the root.
pub fn cargo(args: &[&str]) -> Result<()> {
    cargo_with(args, &[])
}

/// The same with variables.
pub fn cargo_with(args: &[&str], variables: &[(&str, &str)]) -> Result<()> {
    let mut command = Command::new(env!("CARGO"));
    let status = command.args(args).envs(variables.iter().copied()).current_dir(root()).status()?;
    ensure!(status.success(), "cargo {} failed", args.join(" "));
    Ok(())
}
