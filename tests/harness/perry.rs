//! The built command and how tests call it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

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

/// `perry` as `cargo xtask build` left it, with nothing of the caller's configuration.
pub fn perry() -> Command {
    let mut command = Command::new(target().join("perry"));
    for name in [
        "PERRY_CACHE_DIR",
        "PERRY_NO_CACHE",
        "PERRY_DEV_VERBOSE",
        "PERRY_DEBUG_INIT",
        "PERRY_DEBUG_SYMBOLS",
        "NO_COLOR",
    ] {
        command.env_remove(name);
    }
    command
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
