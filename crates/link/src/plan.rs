//! What becomes an executable, and the linker's arguments for it.

use crate::library::Library;
use std::path::{Path, PathBuf};

/// Everything that decides the bytes of the executable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkPlan {
    /// For example `x86_64-unknown-linux-gnu`.
    pub triple: String,
    /// The start-up object first, then the modules' in the order of initialisation.
    pub objects: Vec<PathBuf>,
    /// Static libraries of the runtime.
    pub archives: Vec<PathBuf>,
    pub output: PathBuf,
    pub symbols: Symbols,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Symbols {
    /// Names and debug information
    Debug,
    /// Names: what a debugger and a profiler call a function
    Keep,
    /// None: a third of the size
    Strip,
}

/// Static, at a fixed address: no dynamic linker runs at start (0.3 ms instead of 0.8).
///
/// `nostart-stop-gc`: the runtime reaches module cells through `__start_perry_roots` alone, which must keep them all.
/// Nothing that depends on the place or time of the build goes into the file.
const ALWAYS: [&str; 8] = [
    "--static",
    "--no-pie",
    "--gc-sections",
    "--eh-frame-hdr",
    "--build-id=none",
    "-znostart-stop-gc",
    "-znoseparate-code",
    "--no-color-diagnostics",
];

impl LinkPlan {
    /// Arguments of `ld.lld` for this plan, written to `output`.
    pub(crate) fn arguments(&self, library: &Library, output: &Path) -> Vec<String> {
        let mut arguments: Vec<String> = ALWAYS.map(String::from).to_vec();
        match self.symbols {
            Symbols::Debug => {}
            Symbols::Keep => arguments.push("--strip-debug".into()),
            Symbols::Strip => arguments.extend(["--strip-all", "--icf=safe"].map(String::from)),
        }
        arguments.extend(["-o".into(), text(output)]);
        arguments.extend(library.before.iter().chain(&self.objects).map(|path| text(path)));
        arguments.push("--start-group".into());
        arguments.extend(self.archives.iter().chain(&library.archives).map(|path| text(path)));
        arguments.push("--end-group".into());
        arguments.extend(library.after.iter().map(|path| text(path)));
        arguments
    }
}

/// The linker takes arguments as text; a path that is none cannot be opened by it and is refused as missing.
fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
