//! Runs lld: the one inside the code generator's library, or the program.

use crate::library::Library;
use crate::plan::LinkPlan;
use std::path::{Path, PathBuf};
use std::process::Command;

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
            LinkError::Output { path, error } => write!(f, "cannot write `{}`: {error}", path.display()),
        }
    }
}

impl std::error::Error for LinkError {}

/// Makes the executable of `plan`. At `plan.output` there is the whole new file or what was there before.
pub fn link(plan: &LinkPlan, linker: &Linker) -> Result<(), LinkError> {
    let library = Library::find(&plan.triple)?;
    let aside = aside(&plan.output);
    let arguments = plan.arguments(&library, &aside);
    let linked = match linker {
        Linker::Embedded(link) => link(&arguments).map_err(LinkError::Refused),
        Linker::Program(path) => run(path, &arguments),
    };
    let placed = linked.and_then(|()| {
        let failed = |error| LinkError::Output { path: plan.output.clone(), error };
        std::fs::rename(&aside, &plan.output).map_err(failed)
    });
    if placed.is_err() {
        // It may not be there, and then there is nothing to remove.
        let _ = std::fs::remove_file(&aside);
    }
    placed
}

/// In the same folder, so that renaming is atomic; of this process and thread alone.
fn aside(output: &Path) -> PathBuf {
    let name = output.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let thread = format!("{:?}", std::thread::current().id());
    let number: String = thread.chars().filter(char::is_ascii_digit).collect();
    output.with_file_name(format!(".{name}.{}-{number}", std::process::id()))
}

fn run(path: &Path, arguments: &[String]) -> Result<(), LinkError> {
    let failed = |error| LinkError::NoLinker { path: path.into(), error };
    let output = Command::new(path).args(arguments).output().map_err(failed)?;
    if output.status.success() {
        return Ok(());
    }
    Err(LinkError::Refused(String::from_utf8_lossy(&output.stderr).into_owned()))
}
