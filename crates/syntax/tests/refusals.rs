//! Programs that must not compile are refused with the code their folder is named for.

// Not part of the compiler: files, time and environment are its own.
#![allow(clippy::disallowed_methods)]

use perry_syntax::parse::parse;
use std::path::Path;

/// Codes of `tests/diagnostics` that other crates report.
const OF_OTHERS: [&str; 13] = [
    "builtin-module-not-supported",
    "import-ambiguous",
    "import-circular",
    "import-not-exported",
    "json-attribute-missing",
    "missing-builtin",
    "module-not-found",
    "several-errors",
    "unsupported-accessor",
    "unsupported-commonjs",
    "unsupported-export-assign",
    "unsupported-import-require",
    "unsupported-native-addon",
];

#[test]
fn every_refused_program_has_its_code() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/diagnostics");
    let mut faults = String::new();
    for folder in std::fs::read_dir(root).expect("the folder of refused programs exists") {
        let folder = folder.expect("the folder is readable").path();
        let code = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if !folder.is_dir() || OF_OTHERS.contains(&&*code) {
            continue;
        }
        for file in std::fs::read_dir(&folder).expect("the folder is readable") {
            let path = file.expect("the folder is readable").path();
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let is_neighbour = matches!(&*name, "other.ts" | "counter.ts" | "main.ts" if code == "json-invalid" || name != "main.ts");
            let is_program = [".ts", ".tsx", ".json"].iter().any(|extension| name.ends_with(extension));
            if is_neighbour || !is_program {
                continue;
            }
            let text = std::fs::read_to_string(&path).expect("a program is text");
            let diagnostics = parse(&name, &text).diagnostics;
            if std::env::var_os("SHOW").is_some() {
                for it in &diagnostics {
                    let found = text.get(it.span.start as usize..it.span.end as usize);
                    println!("{code}/{name}: {}: {} {found:?} {:?}", it.code, it.message, it.help);
                }
            }
            if diagnostics.is_empty() || diagnostics.iter().any(|diagnostic| diagnostic.code != code) {
                let found: Vec<_> = diagnostics.iter().map(|it| (it.code, &it.message)).collect();
                faults += &format!("{code}/{name}: {found:?}\n");
            }
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}
