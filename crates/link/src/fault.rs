//! Where faults of the runtime lead: to its own handlers instead of the standard library's.
//!
//! Those print a backtrace, for which they read debug information: 250 KB of every program.

use crate::linker::LinkError;
use crate::map::Map;
use object::read::archive::ArchiveFile;
use std::path::{Path, PathBuf};

/// How the names of the standard library's functions end (before that stands a hash of the compiler), and the runtime's.
const HANDLERS: [(&str, &str); 2] = [
    ("_7___rustc17rust_begin_unwind", "perry_panic"),
    ("_7___rustc26___rust_alloc_error_handler", "perry_out_of_memory"),
];

/// The linker's arguments that lead references to the runtime's handlers.
pub(crate) fn redirections(archives: &[PathBuf]) -> Result<Vec<String>, LinkError> {
    let mut arguments = Vec::new();
    for archive in archives {
        redirect(archive, &mut arguments)
            .map_err(|error| LinkError::Input { path: archive.clone(), error })?;
    }
    Ok(arguments)
}

fn redirect(archive: &Path, arguments: &mut Vec<String>) -> std::io::Result<()> {
    let bytes = Map::open(archive)?;
    let symbols = ArchiveFile::parse(&*bytes).and_then(|archive| archive.symbols());
    for symbol in symbols.map_err(std::io::Error::other)?.into_iter().flatten() {
        let symbol = symbol.map_err(std::io::Error::other)?;
        let Ok(name) = std::str::from_utf8(symbol.name()) else { continue };
        let handler = HANDLERS.iter().find(|(end, _)| name.starts_with("_R") && name.ends_with(end));
        if let Some((_, own)) = handler {
            arguments.extend([format!("--wrap={name}"), format!("--defsym=__wrap_{name}={own}")]);
        }
    }
    Ok(())
}
