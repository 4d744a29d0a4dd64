//! Every name of the programs at hand is called otherwise and back: what is wrong stays what it was, and so do the bytes.
//!
//! The programs are those of `tests/ide` and of `examples`. A name that is refused is left alone; how many are is told.
#![allow(clippy::disallowed_methods, reason = "a harness reads its programs")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use perry_db::input::SourceFile;
use perry_db::span::source_text;
use perry_fixture::Fixture;
use perry_ide::answer::{FileEdits, Place, TextRange};
use perry_ide::index::{Source, index};
use perry_ide::link::project;
use perry_ide::{diagnostics, rename};

/// In no program at hand.
const FRESH: &str = "calledOtherwise";

/// A program, and the words of it that were met.
struct Sweep {
    name: String,
    fixture: Fixture,
    met: BTreeSet<(String, TextRange)>,
    renamed: usize,
    refused: Vec<String>,
}

impl Sweep {
    fn new(name: String, program: &str) -> Sweep {
        let fixture = Fixture::new(program);
        Sweep { name, fixture, met: BTreeSet::new(), renamed: 0, refused: Vec::new() }
    }

    fn files(&self) -> Vec<SourceFile> {
        project(&self.fixture.db).files.clone()
    }

    fn text(&self, file: SourceFile) -> String {
        source_text(&self.fixture.db, file).text().to_owned()
    }

    /// What is wrong, without the words.
    fn faults(&self) -> Vec<(String, String)> {
        let db = &self.fixture.db;
        let faults = |file: &SourceFile| {
            let path = file.path(db).to_owned();
            diagnostics::diagnostics(db, *file)
                .iter()
                .map(move |it| (path.clone(), it.code.to_string()))
                .collect::<Vec<_>>()
        };
        self.files().iter().flat_map(faults).collect()
    }

    fn run(&mut self) {
        for file in self.files() {
            let index = index(&self.fixture.db, Source::File(file));
            let specifiers = index.exports.iter().filter_map(|it| it.specifier);
            let mut words: BTreeSet<TextRange> = index.uses().map(|it| it.range).collect();
            words.extend(&index.members);
            words.extend(specifiers.flat_map(|(own, exported)| [own, exported]));
            words.extend(index.remote.iter().flat_map(|it| [it.range, it.exported_range]));
            words.extend(index.imports.iter().map(|it| it.range));
            words.into_iter().for_each(|word| self.word(file, word));
        }
    }

    fn word(&mut self, file: SourceFile, word: TextRange) {
        let path = file.path(&self.fixture.db).to_owned();
        if !self.met.insert((path.clone(), word)) {
            return;
        }
        let before: Vec<(String, String)> = self.texts();
        let place = Place {
            file,
            offset: word.start
                + u32::from(self.text(file)[word.start as usize..].starts_with(['"', '\'', '#'])),
        };
        let edits = match rename::rename(&self.fixture.db, place, FRESH) {
            Ok(edits) => edits,
            Err(refusal) => return self.refused.push(format!("{path}: {}", refusal.reason)),
        };
        self.renamed += 1;
        for it in &edits {
            let path = it.file.path(&self.fixture.db).to_owned();
            self.met.extend(it.edits.iter().map(|edit| (path.clone(), edit.range)));
        }
        let old =
            self.text(file)[word.start as usize..word.end as usize].trim_matches(['"', '\'', '#']).to_owned();
        let what = format!("{}: `{old}` in {path} at {}", self.name, word.start);
        let faults = self.faults();
        let back = moved(&edits, place);
        self.apply(&edits);
        assert_eq!(self.faults(), faults, "{what}\n{}", self.picture());
        let edits = rename::rename(&self.fixture.db, back, &old)
            .unwrap_or_else(|refusal| panic!("{what}: {}\n{}", refusal.reason, self.picture()));
        self.apply(&edits);
        assert_eq!(self.texts(), before, "{what}");
    }

    fn texts(&self) -> Vec<(String, String)> {
        let path = |file: &SourceFile| file.path(&self.fixture.db).to_owned();
        self.files().iter().map(|file| (path(file), self.text(*file))).collect()
    }

    fn picture(&self) -> String {
        self.texts()
            .into_iter()
            .filter(|it| it.1.contains(FRESH))
            .map(|(path, text)| format!("//- {path}\n{text}"))
            .collect()
    }

    fn apply(&mut self, edits: &[FileEdits]) {
        let one = |it: &FileEdits| {
            let mut text = self.text(it.file);
            for edit in it.edits.iter().rev() {
                text.replace_range(edit.range.start as usize..edit.range.end as usize, &edit.text);
            }
            format!("//- {}\n{text}", it.file.path(&self.fixture.db))
        };
        let program: String = edits.iter().map(one).collect();
        self.fixture.edit(&program);
    }
}

/// Where the new name at `place` stands once the edits are made.
fn moved(edits: &[FileEdits], place: Place) -> Place {
    let mut offset = place.offset;
    for edit in edits.iter().filter(|it| it.file == place.file).flat_map(|it| &it.edits) {
        if edit.range.end < place.offset {
            offset = offset + edit.text.len() as u32 - edit.range.len() as u32;
        } else if edit.range.touches(place.offset) {
            offset = offset - (place.offset - edit.range.start)
                + edit.text.find(FRESH).expect("it is renamed") as u32;
        }
    }
    Place { file: place.file, offset }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn listed(directory: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(directory).expect("the directory is there");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry is readable").path()).collect();
    paths.sort();
    paths
}

/// The programs of the cases, without marks and questions.
fn cases() -> Vec<(String, String)> {
    let paths = listed(&root().join("tests/ide"))
        .into_iter()
        .filter(|it| it.extension().is_some_and(|it| it == "case"));
    paths
        .map(|path| {
            let text = std::fs::read_to_string(&path).expect("a case is text");
            let lines = text.lines().take_while(|line| !line.starts_with("== "));
            let program: String = lines.map(|line| format!("{line}\n")).collect();
            let program = (0..10).fold(program, |program, mark| program.replace(&format!("${mark}"), ""));
            (path.display().to_string(), program)
        })
        .collect()
}

fn examples() -> Vec<(String, String)> {
    let directories = listed(&root().join("examples")).into_iter().filter(|it| it.is_dir());
    directories
        .map(|directory| {
            let mut files = listed(&directory.join("src"));
            files.sort_by_key(|path| !path.ends_with("main.ts"));
            let one = |path: &PathBuf| {
                let text = std::fs::read_to_string(path).expect("a module is text");
                format!("//- {}\n{text}", path.file_name().expect("a module has a name").display())
            };
            (directory.display().to_string(), files.iter().map(one).collect())
        })
        .collect()
}

fn sweep(programs: Vec<(String, String)>, at_least: usize) {
    let (mut renamed, mut refused) = (0, Vec::new());
    for (name, program) in programs {
        let mut sweep = Sweep::new(name, &program);
        sweep.run();
        renamed += sweep.renamed;
        refused.extend(sweep.refused);
    }
    println!("{renamed} renamed, {} refused", refused.len());
    refused.sort();
    refused.iter().for_each(|it| println!("{it}"));
    assert!(renamed >= at_least, "{renamed} names were renamed");
}

#[test]
fn names_of_cases_are_renamed_and_back() {
    sweep(cases(), 150);
}

#[test]
fn names_of_examples_are_renamed_and_back() {
    sweep(examples(), 1_200);
}
