//! The environment: the one place where variables, arguments and the machine are looked at.

use std::env;
use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

/// What the process was started with.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Environment {
    pub arguments: Vec<OsString>,
    pub directory: PathBuf,
    pub executable: PathBuf,
    /// `PERRY_NO_CACHE`
    pub is_cache_off: bool,
    /// `PERRY_CACHE_DIR`
    pub cache_dir: Option<PathBuf>,
    /// `PERRY_CACHE_LIMIT`
    pub cache_limit: Option<String>,
    /// `PERRY_VERIFY_CACHE`
    pub is_cache_doubted: bool,
    /// `PERRY_DEV_VERBOSE`
    pub is_verbose: bool,
    /// `PERRY_DEBUG_INIT`
    pub debug_init: bool,
    /// `PERRY_DEBUG_SYMBOLS`
    pub debug_symbols: bool,
    /// `NO_COLOR`
    pub is_color_off: bool,
    /// `PERRY_CODEGEN_LIBRARY`: instead of the one beside the executable
    pub codegen_library: Option<PathBuf>,
    /// `PERRY_RUNTIME_LIBRARY`: instead of the one beside the executable
    pub runtime_library: Option<PathBuf>,
    /// `CI`: no shared host is started or used
    pub is_ci: bool,
    /// `XDG_RUNTIME_DIR`: where the shared host listens
    pub runtime_dir: Option<PathBuf>,
    /// `PERRY_HOST_LINGER`, milliseconds: how long the shared host outlives its last client; for tests
    pub host_linger: Option<Duration>,
    /// `PERRY_HOST_PATIENCE`, milliseconds: how long a command waits for the shared host's greeting; for tests
    pub host_patience: Option<Duration>,
    /// `PERRY_HOST_SILENCE`, milliseconds: how long a shared host at work may say nothing; for tests
    pub host_silence: Option<Duration>,
    pub is_terminal: bool,
    pub cores: usize,
}

impl Environment {
    pub fn read() -> Result<Environment> {
        Ok(Environment {
            arguments: env::args_os().collect(),
            directory: env::current_dir().context("the working directory cannot be found")?,
            executable: env::current_exe().context("the path of perry cannot be found")?,
            is_cache_off: is_on("PERRY_NO_CACHE"),
            cache_dir: path("PERRY_CACHE_DIR"),
            cache_limit: env::var("PERRY_CACHE_LIMIT").ok().filter(|limit| !limit.is_empty()),
            is_cache_doubted: is_on("PERRY_VERIFY_CACHE"),
            is_verbose: is_on("PERRY_DEV_VERBOSE"),
            debug_init: is_on("PERRY_DEBUG_INIT"),
            debug_symbols: is_on("PERRY_DEBUG_SYMBOLS"),
            is_color_off: env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()),
            codegen_library: path("PERRY_CODEGEN_LIBRARY"),
            runtime_library: path("PERRY_RUNTIME_LIBRARY"),
            is_ci: env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false"),
            runtime_dir: path("XDG_RUNTIME_DIR"),
            host_linger: milliseconds("PERRY_HOST_LINGER"),
            host_patience: milliseconds("PERRY_HOST_PATIENCE"),
            host_silence: milliseconds("PERRY_HOST_SILENCE"),
            is_terminal: std::io::stderr().is_terminal(),
            cores: std::thread::available_parallelism().map_or(1, usize::from),
        })
    }
}

/// `0` and nothing are off, as the original has it.
fn is_on(name: &str) -> bool {
    env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0")
}

fn path(name: &str) -> Option<PathBuf> {
    env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}

fn milliseconds(name: &str) -> Option<Duration> {
    env::var(name).ok()?.parse().ok().map(Duration::from_millis)
}

/// The name of the machine's processor, as a level that LLVM knows: never "native" in a key.
#[cfg(target_arch = "x86_64")]
pub fn native_cpu() -> &'static str {
    use std::arch::is_x86_feature_detected as has;
    let v2 = has!("sse4.2") && has!("popcnt") && has!("ssse3") && has!("cmpxchg16b");
    let v3 =
        v2 && has!("avx2") && has!("bmi1") && has!("bmi2") && has!("fma") && has!("lzcnt") && has!("f16c");
    match (v2, v3) {
        (_, true) => "x86-64-v3",
        (true, _) => "x86-64-v2",
        _ => "x86-64",
    }
}

#[cfg(not(target_arch = "x86_64"))]
pub fn native_cpu() -> &'static str {
    "generic"
}

/// What "generic" means on the machine's architecture.
pub fn generic_cpu() -> &'static str {
    if cfg!(target_arch = "x86_64") { "x86-64" } else { "generic" }
}

/// The target that runs here.
pub fn host_triple() -> &'static str {
    if cfg!(target_arch = "x86_64") { "x86_64-unknown-linux-gnu" } else { "aarch64-unknown-linux-gnu" }
}
