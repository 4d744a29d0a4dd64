//! What is offered to repair a program does repair it: each import of the examples is taken out and put back.
#![allow(clippy::disallowed_methods, reason = "a harness reads its programs")]

use std::path::{Path, PathBuf};

use perry_db::database::Db;
use perry_db::input::SourceFile;
use perry_db::span::source_text;
use perry_fixture::Fixture;
use perry_ide::action::actions;
use perry_ide::answer::{Action, FileRange, TextRange};
use perry_ide::diagnostics::diagnostics;
use perry_ide::index::{Source, index};
use perry_ide::link::{Def, Link, resolved};

fn directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples")
}

fn sources(directory: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(directory).expect("the program is there");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry is readable").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|it| it == "ts"));
    // The entry of a fixture is its first file.
    paths.sort_by_key(|path| (!path.ends_with("main.ts"), path.clone()));
    paths
}

fn applied(fixture: &Fixture, file: SourceFile, action: &Action) -> String {
    let mut text = source_text(&fixture.db, file).text().to_owned();
    let mut edits = action.edits.iter().find(|it| it.file == file).expect("it edits the file").edits.clone();
    edits.sort_by_key(|edit| edit.range.start);
    for edit in edits.iter().rev() {
        text.replace_range(edit.range.start as usize..edit.range.end as usize, &edit.text);
    }
    text
}

fn write(fixture: &mut Fixture, path: &str, text: &str) {
    fixture.edit(&format!("//- {path}\n{text}"));
}

/// What each imported name of a file leads to.
fn leads(fixture: &Fixture, file: SourceFile) -> Vec<(String, Option<Link>)> {
    let source = Source::File(file);
    let index = index(&fixture.db, source);
    let imports = index.imports.iter().map(|it| {
        let name = index.symbols[it.symbol as usize].name.to_string();
        (name, resolved(&fixture.db, Def { source, symbol: it.symbol }))
    });
    let mut found: Vec<_> = imports.collect();
    found.sort_by(|one, other| one.0.cmp(&other.0));
    found
}

/// Takes out the lines that import, asks for each name that is free then, and does the first thing offered.
fn check_imports(program: &str) {
    let directory = directory().join(program).join("src");
    let name = |path: &Path| path.file_name().expect("a source has a name").to_string_lossy().into_owned();
    let text = |path: &PathBuf| {
        let text = std::fs::read_to_string(path).expect("a source is text");
        format!("//- {}\n{text}", name(path))
    };
    let paths = sources(&directory);
    let mut fixture = Fixture::new(&paths.iter().map(text).collect::<String>());
    for path in paths.iter().map(|path| name(path)) {
        let file = fixture.db.file(&path);
        let before = source_text(&fixture.db, file).text().to_owned();
        let wanted = leads(&fixture, file);
        // One import at a time, so that the other files stay reachable.
        for at in 0..wanted.len() {
            let index = index(&fixture.db, Source::File(file));
            let Some(import) = index.imports.get(at).filter(|it| !it.is_renamed && &*it.name != "*") else {
                continue;
            };
            let range = import.range;
            let imported = index.symbols[import.symbol as usize].name.to_string();
            let is_type = before[..range.start as usize].ends_with("type ");
            let rest = before[range.end as usize..].trim_start_matches(',');
            let start = range.start as usize - if is_type { "type ".len() } else { 0 };
            let is_only = index.imports.iter().filter(|it| it.request == import.request).count() == 1;
            if is_only && &*import.name == "default" {
                continue;
            }
            let without = format!("{}{}", &before[..start], rest);
            write(&mut fixture, &path, &without);
            let index = perry_ide::index::index(&fixture.db, Source::File(file));
            let text = source_text(&fixture.db, file).text().to_owned();
            let Some(free) = index.free.iter().find(|it| it.range.of(&text) == imported) else {
                panic!("{path}: `{imported}` is used once its import is gone:\n{without}");
            };
            let place =
                FileRange { file, range: TextRange { start: free.range.start, end: free.range.start } };
            let offered = actions(&fixture.db, place);
            let action = offered.iter().find(|it| it.title.starts_with(&format!("import `{imported}`")));
            let action = action.unwrap_or_else(|| panic!("{path}: `{imported}` is offered: {offered:?}"));
            let repaired = applied(&fixture, file, action);
            write(&mut fixture, &path, &repaired);
            assert_eq!(leads(&fixture, file), wanted, "{path}: `{imported}` leads where it did:\n{repaired}");
            let left = diagnostics(&fixture.db, file);
            assert!(left.is_empty(), "{path}: {left:?}\n{repaired}");
            write(&mut fixture, &path, &before);
        }
    }
}

#[test]
fn an_import_that_is_offered_is_the_one_that_was_taken_out() {
    for program in ["calc", "harbour", "raytracer", "search"] {
        check_imports(program);
    }
}
