//! Every diagnostic code has a page, and every page a title, its code, an example and a suggestion.

#![allow(clippy::disallowed_methods, reason = "the test reads the sources it is about")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What stands before a code in the sources.
const MAKERS: [&str; 4] = ["Diagnostic::error(", "SyntaxDiagnostic::new(", ".refuse(", "not_supported("];

#[test]
fn every_code_has_a_page() {
    let pages = pages();
    let missing: Vec<_> = codes().into_iter().filter(|code| !pages.contains(code)).collect();
    assert!(missing.is_empty(), "docs/diagnostics has no page for {missing:?}");
}

#[test]
fn every_page_has_all_its_parts() {
    for code in pages() {
        let text = fs::read_to_string(root().join(format!("docs/diagnostics/{code}.md"))).expect("a page");
        let parts = ["# ", &format!("\n`{code}`\n"), "\n```", "\n## What to do\n"];
        for part in parts {
            assert!(text.contains(part), "the page of {code} lacks {part:?}");
        }
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn pages() -> BTreeSet<String> {
    let entries = fs::read_dir(root().join("docs/diagnostics")).expect("the folder of pages").flatten();
    entries.filter_map(|entry| entry.file_name().to_str()?.strip_suffix(".md").map(str::to_owned)).collect()
}

/// The codes that the crates make.
fn codes() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    let mut folders: Vec<PathBuf> = ["syntax", "sema", "ir", "driver"]
        .iter()
        .map(|name| root().join("crates").join(name).join("src"))
        .collect();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of sources").flatten() {
            match entry.path() {
                path if path.is_dir() => folders.push(path),
                path => codes.extend(codes_in(&fs::read_to_string(path).expect("a source"))),
            }
        }
    }
    codes
}

fn codes_in(text: &str) -> Vec<String> {
    let after = MAKERS.iter().flat_map(|maker| text.split(maker).skip(1));
    let quoted = after.filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next());
    quoted.filter(|code| code.contains('-')).map(str::to_owned).collect()
}
