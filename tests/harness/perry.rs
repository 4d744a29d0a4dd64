//! The built command and how tests call it.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// Root of the work tree.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests lies in the root").to_owned()
}

/// Where the harness keeps caches and executables; under the target folder of this very test binary.
pub fn scratch() -> PathBuf {
    let path = target().join("tests");
    std::fs::create_dir_all(&path).expect("the target folder is writable");
    path
}

/// The profile folder (`target/release`) this test binary was built into.
fn target() -> PathBuf {
    let exe = std::env::current_exe().expect("a running test has a path");
    exe.parent().and_then(Path::parent).expect("test binaries lie in <profile>/deps").to_owned()
}

/// `perry` as `cargo xtask build` left it.
pub fn executable() -> PathBuf {
    target().join("perry")
}

/// What `perry` in a test sees of this process's variables: nothing that it reads as configuration, and it neither
/// starts nor uses a shared host, but in the tests of it.
pub fn variables() -> Vec<(OsString, OsString)> {
    let inherited = std::env::vars_os().filter(|(name, _)| !is_configuration(name));
    inherited.chain([("CI".into(), "1".into())]).collect()
}

fn is_configuration(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with("PERRY_") || ["NO_COLOR", "CI", "XDG_RUNTIME_DIR"].contains(&&*name)
}

/// `perry` as `cargo xtask build` left it, with nothing of the caller's configuration.
pub fn perry() -> Command {
    let mut command = Command::new(executable());
    command.env_clear().envs(variables());
    command
}

/// Runs a line of shell that finds `perry`, with nothing of the caller's configuration.
pub fn shell(folder: &Path, line: &str) -> Outcome {
    let program = executable();
    let path = format!("{}:/usr/bin:/bin", program.parent().expect("perry lies in a folder").display());
    let mut command = Command::new("sh");
    command.env_clear().envs(variables()).env_remove("CI"); // cases say themselves whether they are in it
    command.args(["-c", line]).env("PATH", path).env("TZ", "UTC").current_dir(folder);
    outcome(command.stdin(Stdio::null()))
}

/// What a finished command left, as text.
pub struct Outcome {
    pub stdout: String,
    pub stderr: String,
    pub code: Option<i32>,
}

impl From<Output> for Outcome {
    fn from(output: Output) -> Outcome {
        Outcome {
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
            code: output.status.code(),
        }
    }
}

/// Runs a command to its end.
pub fn outcome(command: &mut Command) -> Outcome {
    command.output().unwrap_or_else(|error| panic!("{command:?}: {error}")).into()
}

impl Outcome {
    /// The JSON document on standard output.
    pub fn json(&self) -> Result<serde_json::Value, String> {
        let last = self.stdout.lines().last().unwrap_or_default();
        serde_json::from_str(last)
            .map_err(|error| format!("no JSON: {error}\n{}{}", self.stdout, self.stderr))
    }

    /// `file:line:column code: message` of every diagnostic in JSON lines.
    pub fn stdout_json_diagnostics(&self) -> Vec<String> {
        let values =
            self.stdout.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
        let diagnostics = values.filter(|it| it["code"].is_string());
        diagnostics
            .map(|it| {
                let text = |name: &str| it[name].as_str().unwrap_or_default().to_owned();
                format!(
                    "{}:{}:{} {}: {}",
                    text("file"),
                    it["line"],
                    it["column"],
                    text("code"),
                    text("message")
                )
            })
            .collect()
    }
}
