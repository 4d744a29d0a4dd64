//! Every program that must run parses without a diagnostic.

// Not part of the compiler: files, time and environment are its own.
#![allow(clippy::disallowed_methods)]

use perry_syntax::parse::parse;
use std::path::{Path, PathBuf};

fn programs(folder: &Path, found: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(folder).expect("the folder of programs exists");
    for entry in entries {
        let path = entry.expect("the folder is readable").path();
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        match extension {
            _ if path.is_dir() => programs(&path, found),
            "ts" | "mts" | "cts" | "js" | "mjs" | "cjs" | "json" => found.push(path),
            _ => {}
        }
    }
}

#[test]
fn every_program_parses() {
    let mut found = Vec::new();
    programs(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/run"), &mut found);
    found.sort();
    let mut faults = String::new();
    for path in &found {
        let text = std::fs::read_to_string(path).expect("a program is text");
        for diagnostic in parse(&path.to_string_lossy(), &text).diagnostics {
            let line = text[..diagnostic.span.start as usize].lines().count();
            faults += &format!("{}:{line}: {}: {}\n", path.display(), diagnostic.code, diagnostic.message);
        }
    }
    assert!(faults.is_empty(), "{} programs\n{faults}", found.len());
}
