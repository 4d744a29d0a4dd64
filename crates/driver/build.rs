//! Embeds the pages of docs/diagnostics into the command, sorted by code.
#![allow(clippy::disallowed_methods, reason = "a build script reads the pages it embeds")]

use std::fmt::Write;
use std::path::{Path, PathBuf};

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/diagnostics");
    println!("cargo::rerun-if-changed={}", folder.display());
    let entries = std::fs::read_dir(&folder).into_iter().flatten().flatten();
    let mut pages: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    pages.retain(|page| page.extension().is_some_and(|extension| extension == "md"));
    pages.sort_by_key(|page| page.file_stem().map(ToOwned::to_owned));
    let mut table = "/// Code and page, sorted by code.\npub static PAGES: &[(&str, &str)] = &[\n".to_owned();
    for page in pages.iter().filter(|page| page.file_stem().is_some_and(|stem| stem != "README")) {
        let code = page.file_stem().unwrap_or_default().to_string_lossy();
        let text = std::fs::read_to_string(page).expect("a page is readable text");
        writeln!(table, "    ({code:?}, {text:?}),").expect("strings take all text");
    }
    table += "];\n";
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets it"));
    std::fs::write(out.join("pages.rs"), table).expect("cargo's folder is writable");
}
