//! Early errors, one program a line: the code it is refused with, or `ok`.

use perry_syntax::parse::{SourceKind, parse_as};
use std::collections::BTreeSet;

fn check_codes(cases: &str, path: &str, source_kind: SourceKind) {
    let mut faults = String::new();
    for case in cases.lines().filter(|line| !line.trim().is_empty()) {
        let (expected, program) = case.split_once(" | ").expect("a case is `code | program`");
        let program = program.replace("\\n", "\n");
        let diagnostics = parse_as(path, &program, source_kind).diagnostics;
        let codes: BTreeSet<_> = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
        let found =
            if codes.is_empty() { "ok".to_owned() } else { codes.into_iter().collect::<Vec<_>>().join(", ") };
        if found != expected {
            let messages: Vec<_> = diagnostics.iter().map(|diagnostic| &diagnostic.message).collect();
            faults += &format!("{program}\n    expected {expected}, found {found}: {messages:?}\n");
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

#[test]
fn modules_are_refused_by_code() {
    check_codes(include_str!("early/module.txt"), "a.ts", SourceKind::Esm);
}

#[test]
fn commonjs_is_sloppy_and_a_function() {
    check_codes(include_str!("early/commonjs.txt"), "a.cjs", SourceKind::Esm);
}
