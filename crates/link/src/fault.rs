//! Where faults of the runtime lead: to its own handlers instead of the standard library's.
//!
//! Those print a backtrace, for which they read debug information: 250 KB of every program.

use crate::map::Map;
use object::read::archive::ArchiveFile;
use std::path::PathBuf;

/// How the names of the standard library's functions end (before that stands a hash of the compiler), and the runtime's.
const HANDLERS: [(&str, &str); 2] = [
    ("_7___rustc17rust_begin_unwind", "perry_panic"),
    ("_7___rustc26___rust_alloc_error_handler", "perry_out_of_memory"),
];

/// The linker's arguments that lead references to the runtime's handlers. What is no archive is the linker's to refuse.
pub(crate) fn redirections(archives: &[PathBuf]) -> Vec<String> {
    let archives = archives.iter().filter_map(|archive| Map::open(archive).ok());
    archives.flat_map(|archive| redirections_of(&archive)).collect()
}

fn redirections_of(archive: &[u8]) -> Vec<String> {
    let symbols = ArchiveFile::parse(archive).and_then(|archive| archive.symbols()).ok().flatten();
    let names =
        symbols.into_iter().flatten().filter_map(|symbol| std::str::from_utf8(symbol.ok()?.name()).ok());
    names.filter_map(redirection).flatten().collect()
}

fn redirection(name: &str) -> Option<[String; 2]> {
    let is_handler = |(end, _): &&(&str, &str)| name.starts_with("_R") && name.ends_with(end);
    let (_, own) = HANDLERS.iter().find(is_handler)?;
    Some([format!("--wrap={name}"), format!("--defsym=__wrap_{name}={own}")])
}
