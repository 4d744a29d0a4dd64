//! What the code generator is asked. It reads nothing else: the bytes of a request are the whole key of its answer.

use crate::group::Groups;
use crate::lines::LineTable;
use crate::module::Symbol;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    pub job: Job,
    pub options: Options,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Job {
    Module {
        /// Canonical bytes (postcard) of a `module::Module` that fulfils the laws of `verify`.
        ir: Vec<u8>,
        /// With debug symbols: what the debugger is told.
        lines: Option<LineTable>,
    },
    /// The object with `main`.
    Startup(Startup),
}

/// What starts a program: its modules, in the order of initialisation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Startup {
    pub modules: Vec<StartupModule>,
    /// How many of them run at the start; `import()` runs the others.
    pub run_count: u32,
    /// What the modules may use of the groups of built-ins.
    pub groups: Groups,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StartupModule {
    /// `Module::name`
    pub name: Symbol,
    /// Places of the modules it imports statically.
    pub imports: Vec<u32>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Options {
    /// For example `x86_64-unknown-linux-gnu`.
    pub triple: String,
    pub cpu: String,
    /// As LLVM writes them: `+avx2,-sse4a`.
    pub features: String,
    pub opt_level: OptLevel,
    pub debug: bool,
    pub output: Output,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum OptLevel {
    /// `-O0`: no passes, fast instruction selection.
    Fast,
    O1,
    /// `-O2`
    Release,
    O3,
}

impl OptLevel {
    /// In words: `--release` is `-O2`.
    pub fn name(self) -> &'static str {
        match self {
            OptLevel::Fast => "fast",
            OptLevel::O1 => "O1",
            OptLevel::Release => "release",
            OptLevel::O3 => "O3",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Output {
    Object,
    LlvmIr,
    Assembly,
}
