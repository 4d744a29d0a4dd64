//! The cases of `tests/ide`: a program with marks, questions, and pictures of the answers.
//!
//! `$0` to `$9` mark places. `== question mark arguments` asks; what follows is the picture of the answer.
//! `UPDATE_EXPECT=1` writes the pictures anew.
#![allow(clippy::disallowed_methods, reason = "a harness reads its cases and its switch")]

mod picture;

use std::path::{Path, PathBuf};

use perry_db::database::Db;
use perry_fixture::Fixture;
use perry_ide::answer::Place;

/// A case as it is written.
struct Case {
    program: String,
    questions: Vec<(String, String)>,
}

/// A program at hand, and its marks.
pub struct World {
    pub fixture: Fixture,
    marks: Vec<(char, String, u32)>,
}

impl World {
    fn new(program: &str) -> World {
        let (mut marks, mut text, mut path, mut start) = (Vec::new(), String::new(), String::new(), 0);
        for line in program.lines() {
            if let Some(next) = line.strip_prefix("//- ") {
                path = next.trim().to_owned();
                text.push_str(line);
                text.push('\n');
                start = text.len();
                continue;
            }
            let mut rest = line;
            while let Some(at) =
                rest.find('$').filter(|at| rest[at + 1..].starts_with(|it: char| it.is_ascii_digit()))
            {
                text.push_str(&rest[..at]);
                let mark = rest[at + 1..].chars().next().expect("a digit follows");
                marks.push((mark, path.clone(), (text.len() - start) as u32));
                rest = &rest[at + 2..];
            }
            text.push_str(rest);
            text.push('\n');
        }
        World { fixture: Fixture::new(&text), marks }
    }

    pub fn place(&self, mark: char) -> Place {
        let (_, path, offset) =
            self.marks.iter().find(|it| it.0 == mark).expect("the mark stands in the program");
        Place { file: self.fixture.db.file(path), offset: *offset }
    }
}

fn read(text: &str) -> Case {
    let (mut program, mut questions) = (String::new(), Vec::<(String, String)>::new());
    for line in text.lines() {
        match (line.strip_prefix("== "), questions.last_mut()) {
            (Some(question), _) => questions.push((question.to_owned(), String::new())),
            (None, Some((_, picture))) => {
                picture.push_str(line);
                picture.push('\n');
            }
            (None, None) => {
                program.push_str(line);
                program.push('\n');
            }
        }
    }
    Case { program, questions }
}

fn cases() -> Vec<PathBuf> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/ide");
    let entries = std::fs::read_dir(directory).expect("the cases are there");
    let mut cases: Vec<_> = entries.map(|entry| entry.expect("an entry is readable").path()).collect();
    cases.retain(|path| path.extension().is_some_and(|extension| extension == "case"));
    cases.sort();
    cases
}

#[test]
fn answers_are_as_pictured() {
    let is_update = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut wrong = Vec::new();
    for path in cases() {
        let text = std::fs::read_to_string(&path).expect("a case is text");
        let case = read(&text);
        let world = World::new(&case.program);
        let mut written = case.program.clone();
        for (question, expected) in &case.questions {
            let answer = picture::answer(&world, question);
            written.push_str(&format!("== {question}\n{answer}"));
            if answer.trim() != expected.trim() && !is_update {
                wrong
                    .push(format!("{}: {question}\nexpected:\n{expected}\nfound:\n{answer}", path.display()));
            }
        }
        if is_update {
            std::fs::write(&path, written).expect("a case can be written");
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
