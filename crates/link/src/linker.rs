//! Runs lld: the one inside the code generator's library, or the program.

use crate::fault;
use crate::library::Library;
use crate::plan::LinkPlan;
use perry_abi::group::Group;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

/// lld as a function: the arguments of `ld.lld` in, what it said where it refuses.
pub type Embedded<'a> = &'a dyn Fn(&[String]) -> Result<(), String>;

pub enum Linker<'a> {
    Embedded(Embedded<'a>),
    /// For example `ld.lld-22`.
    Program(PathBuf),
}

#[derive(Debug)]
pub enum LinkError {
    /// A file of the C library or the unwinder is in none of the folders.
    NoLibrary { name: String, folders: Vec<PathBuf> },
    /// The linker could not be started.
    NoLinker { path: PathBuf, error: std::io::Error },
    /// What the linker said.
    Refused(String),
    /// An object or the host image could not be read.
    Input { path: PathBuf, error: std::io::Error },
    /// The quick linker does not cover this; lld does.
    Unsupported(String),
    /// The executable could not be put in its place.
    Output { path: PathBuf, error: std::io::Error },
}

impl std::fmt::Display for LinkError {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        match self {
            LinkError::NoLibrary { name, folders } => {
                let folders: Vec<_> = folders.iter().map(|folder| folder.display().to_string()).collect();
                write!(f, "`{name}` of the C library is in none of {}", folders.join(", "))
            }
            LinkError::NoLinker { path, error } => {
                write!(f, "cannot start the linker `{}`: {error}", path.display())
            }
            LinkError::Refused(diagnostics) => write!(f, "the linker refused: {}", diagnostics.trim_end()),
            LinkError::Input { path, error } => write!(f, "cannot read `{}`: {error}", path.display()),
            LinkError::Unsupported(what) => write!(f, "the quick linker does not cover {what}"),
            LinkError::Output { path, error } => write!(f, "cannot write `{}`: {error}", path.display()),
        }
    }
}

impl std::error::Error for LinkError {}

/// Makes the executable of `plan`. At `plan.output` there is the whole new file or what was there before.
pub fn link(plan: &LinkPlan, linker: &Linker) -> Result<(), LinkError> {
    run_aside(plan, linker, &[])
}

/// Makes the host image for `append`: `plan.objects` is the start-up object of no modules, and everything stays in that
/// compiled code may call of a program with these groups of built-ins.
pub fn link_host(plan: &LinkPlan, linker: &Linker, groups: &[Group]) -> Result<(), LinkError> {
    let left_out = Group::ALL.into_iter().filter(|group| !groups.contains(group));
    let left_out: Vec<&str> = left_out.flat_map(|group| group.functions().iter().copied()).collect();
    let functions = perry_abi::functions::FUNCTIONS.iter().map(|function| function.name);
    let functions = functions.filter(|name| !left_out.contains(name));
    let symbols = functions.chain(KEPT).chain(groups.iter().map(|group| group.symbol()));
    let mut options: Vec<String> = symbols.map(|name| format!("--undefined={name}")).collect();
    options.push("--discard-all".into());
    run_aside(plan, linker, &options)
}

/// Symbols of the host that are no functions of the table: what is patched, the runtime's variables that compiled code
/// refers to, and the C library's functions that LLVM makes calls of.
const KEPT: [&str; 13] = [
    perry_abi::layout::ENTRY_SYMBOL,
    perry_abi::layout::STACK_LIMIT_SYMBOL,
    perry_abi::layout::PERSONALITY_SYMBOL,
    perry_abi::layout::PRISTINE_SYMBOL,
    "perry_roots_range",
    "memcpy",
    "memmove",
    "memset",
    "memcmp",
    "floor",
    "ceil",
    "trunc",
    "fmod",
];

fn run_aside(plan: &LinkPlan, linker: &Linker, more: &[String]) -> Result<(), LinkError> {
    let library = Library::find(&plan.triple)?;
    let aside = aside(&plan.output);
    let arguments = [plan.arguments(&library, &aside), fault::redirections(&plan.archives), more.to_vec()];
    let arguments = arguments.concat();
    let linked = match linker {
        Linker::Embedded(link) => link(&arguments).map_err(LinkError::Refused),
        Linker::Program(path) => run(path, &arguments),
    };
    place(&aside, &plan.output, linked)
}

/// Puts what was written aside in its place, or removes it.
pub(crate) fn place(aside: &Path, output: &Path, written: Result<(), LinkError>) -> Result<(), LinkError> {
    let failed = |error| LinkError::Output { path: output.into(), error };
    let placed = written.and_then(|()| std::fs::rename(aside, output).map_err(failed));
    if placed.is_err() {
        // It may not be there, and then there is nothing to remove.
        let _ = std::fs::remove_file(aside);
    }
    placed
}

/// In the same folder, so that renaming is atomic; of this process and call alone.
pub(crate) fn aside(output: &Path) -> PathBuf {
    static CALLS: AtomicU32 = AtomicU32::new(0);
    let call = CALLS.fetch_add(1, Ordering::Relaxed);
    let name = output.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    output.with_file_name(format!(".{name}.{}-{call}", std::process::id()))
}

fn run(path: &Path, arguments: &[String]) -> Result<(), LinkError> {
    let failed = |error| LinkError::NoLinker { path: path.into(), error };
    let output = Command::new(path).args(arguments).output().map_err(failed)?;
    if output.status.success() {
        return Ok(());
    }
    Err(LinkError::Refused(String::from_utf8_lossy(&output.stderr).into_owned()))
}
