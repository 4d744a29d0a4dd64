//! Answers as pictures in text.

use crate::World;
use perry_db::database::Database;
use perry_db::span::{line_column, source_text};
use perry_ide::answer::{DocumentSymbol, FileRange, Place, TextRange};
use perry_ide::{definition, hierarchy, hover, outline, reference};

/// The picture of the answer to `question`: its name, a mark, arguments.
// One match with one call per arm.
pub fn answer(world: &World, question: &str) -> String {
    let (name, rest) = question.split_once(' ').unwrap_or((question, ""));
    let mark = rest.chars().next().filter(char::is_ascii_digit);
    let argument = if mark.is_some() { rest[1..].trim() } else { rest };
    let db = &world.fixture.db;
    let place = || world.place(mark.expect("the question names a mark"));
    let file =
        || if argument.is_empty() { world.fixture.entry } else { perry_db::database::Db::file(db, argument) };
    match name {
        "definition" => targets(db, definition::definition(db, place())),
        "type-definition" => targets(db, definition::type_definition(db, place())),
        "implementation" => targets(db, definition::implementation(db, place())),
        "hover" => hover_picture(db, place()),
        "references" => {
            let found = reference::references(db, place(), true);
            lines(found.iter().map(|it| range(db, it.place, &format!("{:?}", it.usage))))
        }
        "highlights" => {
            let (place, found) = (place(), reference::highlights(db, place()));
            let at = |it: &perry_ide::answer::Highlight| FileRange { file: place.file, range: it.range };
            lines(found.iter().map(|it| range(db, at(it), &format!("{:?}", it.usage))))
        }
        "symbols" => symbols(&outline::document_symbols(db, file()), 0),
        "workspace" => lines(outline::workspace_symbols(db, argument).iter().map(|it| {
            let container = it.container.as_deref().unwrap_or("-");
            format!("{} {:?} in {container}, {}\n", it.name, it.kind, at(db, it.place))
        })),
        "supertypes" => {
            lines(hierarchy::supertypes(db, place()).iter().map(|it| format!("{:?} {}\n", it.kind, it.name)))
        }
        "subtypes" => {
            lines(hierarchy::subtypes(db, place()).iter().map(|it| format!("{:?} {}\n", it.kind, it.name)))
        }
        _ => panic!("no question is called {name}"),
    }
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    let all: String = lines.collect();
    if all.is_empty() { "nothing\n".to_owned() } else { all }
}

fn at(db: &Database, place: FileRange) -> String {
    let text = source_text(db, place.file);
    let line = line_column(text.text(), place.range.start);
    format!("{}:{}:{}", place.file.path(db), line.line, line.column)
}

/// The line of a range with carets under it.
fn range(db: &Database, place: FileRange, label: &str) -> String {
    let source = source_text(db, place.file);
    let text = source.text();
    let start = text[..place.range.start as usize].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[start..].find('\n').map_or(text.len(), |newline| start + newline);
    let before = text[start..place.range.start as usize].chars().count();
    let length = place.range.of(text).chars().count().max(1);
    let carets = format!("{}{}", " ".repeat(before), "^".repeat(length));
    format!("{}\n  {}\n  {carets} {label}\n", at(db, place), &text[start..end])
}

fn targets(db: &Database, found: Option<perry_ide::answer::Definition>) -> String {
    let Some(found) = found else { return "nothing\n".to_owned() };
    lines(found.targets.iter().map(|it| range(db, FileRange { file: it.file, range: it.name }, "")))
}

fn hover_picture(db: &Database, place: Place) -> String {
    let Some(hover) = hover::hover(db, place) else { return "nothing\n".to_owned() };
    let representation = hover.representation.map(|it| format!("held as {it}\n")).unwrap_or_default();
    let documentation = hover.documentation.map(|it| format!("\n{it}\n")).unwrap_or_default();
    let place = FileRange { file: place.file, range: hover.range };
    format!("{}{}\n{representation}{documentation}", range(db, place, ""), hover.signature)
}

fn symbols(found: &[DocumentSymbol], depth: usize) -> String {
    let line = |it: &DocumentSymbol| {
        let TextRange { start, end } = it.range;
        format!(
            "{}{} {:?} {start}..{end}\n{}",
            "  ".repeat(depth),
            it.name,
            it.kind,
            symbols(&it.children, depth + 1)
        )
    };
    found.iter().map(line).collect()
}
