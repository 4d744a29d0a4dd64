//! Every program of tests/run lowers to ir that keeps the laws, as it is, with lines, and after the type pass.
#![allow(clippy::disallowed_methods, reason = "the programs are read from tests/run")]

use perry_ir::lines::{LineTable, mark};
use perry_ir::lower::lower;
use perry_ir::passes::infer::infer;
use perry_ir::print::print;
use perry_ir::verify::verify;
use perry_sema::import::ModuleContext;
use std::path::{Path, PathBuf};

fn programs(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> =
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            programs(&path, found);
        } else if path.extension().is_some_and(|it| it == "ts") {
            found.push(path);
        }
    }
}

#[test]
fn every_program_lowers_to_lawful_ir() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut found = Vec::new();
    programs(&root.join("tests/run"), &mut found);
    programs(&root.join("examples"), &mut found);
    assert!(found.len() > 150);
    let mut broken = Vec::new();
    for path in found {
        let text = std::fs::read_to_string(&path).unwrap();
        let parsed = perry_syntax::parse::parse(&path.to_string_lossy(), &text);
        let context = ModuleContext::alone("m");
        let mut lowered = lower(&parsed.module, &context);
        for refusal in &lowered.diagnostics {
            broken.push(format!("{}: {} {}", path.display(), refusal.code, refusal.message));
        }
        for pass in ["lower", "mark", "infer"] {
            match pass {
                "mark" => mark(&mut lowered.module, &LineTable::new(&text, &lowered.marks)),
                "infer" => infer(&mut lowered.module),
                _ => {}
            }
            let violations = verify(&lowered.module);
            if let Some(violation) = violations.first() {
                let function =
                    violation.function.map(|id| lowered.module.functions[id.0 as usize].label.clone());
                broken.push(format!("{} after {pass}: {violation} in {function:?}", path.display()));
                if std::env::var_os("PRINT_IR").is_some() {
                    println!("{}", print(&lowered.module));
                }
                break;
            }
        }
    }
    assert!(broken.is_empty(), "{} broken:\n{}", broken.len(), broken.join("\n"));
}
