//! The project's own source files.

use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// A file of Rust source with its path from the root of the project.
pub struct SourceFile {
    pub path: PathBuf,
    pub text: String,
}

/// Root of the work tree.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the root").to_owned()
}

/// Every Rust file of the crates, the tests and xtask, by path.
pub fn rust_files() -> Result<Vec<SourceFile>> {
    let root = root();
    let mut files = Vec::new();
    for folder in ["crates", "tests", "xtask"] {
        for entry in walkdir::WalkDir::new(root.join(folder)).sort_by_file_name() {
            let entry = entry?;
            if entry.path().extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(entry.path())
                    .with_context(|| entry.path().display().to_string())?;
                files.push(SourceFile { path: entry.path().strip_prefix(&root)?.to_owned(), text });
            }
        }
    }
    Ok(files)
}
