//! Answers as pictures in text.

use crate::World;
use perry_db::database::Database;
use perry_db::input::SourceFile;
use perry_db::span::{line_column, source_text};
use perry_ide::answer::{
    Call, DocumentSymbol, FileEdits, FileRange, InlaySettings, Move, Place, TextRange, TokenModifiers,
};
use perry_ide::{
    action, call, completion, definition, fold, hierarchy, hover, inlay, lens, moved, outline, reference,
    rename, signature, token,
};

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
        "complete" => completions(world, place(), argument),
        "detail" => detail(world, place(), argument),
        "signature" => signature(db, place()),
        "rename" => match rename::rename(db, place(), argument) {
            Ok(edited) => edits(db, &edited),
            Err(refusal) => format!("refused: {}\n", refusal.reason),
        },
        "can-rename" => match rename::renaming(db, place()) {
            Ok(renaming) => {
                range(db, FileRange { file: place().file, range: renaming.range }, &renaming.name)
            }
            Err(refusal) => format!("refused: {}\n", refusal.reason),
        },
        "actions" => {
            let (start, file) = (place().offset, place().file);
            let found = action::actions(db, FileRange { file, range: TextRange { start, end: start } });
            lines(found.iter().map(|it| format!("{}\n{}", it.title, edits(db, &it.edits))))
        }
        "incoming" => calls(call::incoming(db, place())),
        "outgoing" => calls(call::outgoing(db, place())),
        "call-item" => {
            lines(call::call_item(db, place()).iter().map(|it| format!("{:?} {}\n", it.kind, it.name)))
        }
        "moved" => {
            let (from, to) = argument.split_once(" -> ").expect("a move is `from -> to`");
            edits(db, &moved::moved_files(db, &[Move { from: from.to_owned(), to: to.to_owned() }]))
        }
        "lenses" => lines(
            lens::lenses(db, file())
                .iter()
                .map(|it| range(db, FileRange { file: file(), range: it.range }, &format!("{:?}", it.kind))),
        ),
        "folds" => lines(fold::folds(db, file()).iter().map(|it| {
            let (first, last) = line_span(db, FileRange { file: file(), range: it.range });
            format!("{:?} {first}..{last}\n", it.kind)
        })),
        "selection" => {
            let place = place();
            let text = source_text(db, place.file);
            lines(fold::selection(db, place).iter().map(|it| format!("{:?}\n", it.of(text.text()))))
        }
        "tokens" => {
            let text = source_text(db, file());
            lines(
                token::semantic_tokens(db, file()).iter().map(|it| {
                    format!("{} {:?}{}\n", it.range.of(text.text()), it.kind, modifiers(it.modifiers))
                }),
            )
        }
        "inlays" => inlays(db, file()),
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

/// The names that fit, those of the language only as a number.
fn completions(world: &World, place: Place, wanted: &str) -> String {
    let found = completion::completions(&world.fixture.db, place);
    let (own, rest): (Vec<_>, Vec<_>) =
        found.items.iter().partition(|it| it.rank == 0 || it.rank == 4 || it.label == wanted);
    let own = own.iter().map(|it| {
        let from = it.import_from.as_ref().map(|from| format!(" from {from}")).unwrap_or_default();
        format!("{} {:?}{from}\n", it.label, it.kind)
    });
    format!("{}and {} of the language\n", own.collect::<String>(), rest.len())
}

fn detail(world: &World, place: Place, label: &str) -> String {
    let db = &world.fixture.db;
    let found = completion::completions(db, place);
    let item = found.items.iter().find(|it| it.label == label).expect("the item is offered");
    let detail = completion::completion_detail(db, place, item);
    let documentation = detail.documentation.map(|it| format!("{it}\n")).unwrap_or_default();
    let edits = edits(db, &[FileEdits { file: place.file, edits: detail.edits }]);
    format!("{}\n{documentation}{edits}", detail.signature.unwrap_or_default())
}

fn signature(db: &Database, place: Place) -> String {
    let Some(help) = signature::signature_help(db, place) else { return "nothing\n".to_owned() };
    let one = |(at, it): (usize, &perry_ide::answer::CallSignature)| {
        let active = it.parameters.get(help.active_parameter).map(|range| range.of(&it.label)).unwrap_or("-");
        let mark = if at == help.active_signature { "*" } else { " " };
        format!(
            "{mark} {} at {active}\n{}",
            it.label,
            it.documentation.as_ref().map(|it| format!("{it}\n")).unwrap_or_default()
        )
    };
    help.signatures.iter().enumerate().map(one).collect()
}

/// The lines that differ once the edits are made.
fn edits(db: &Database, edited: &[FileEdits]) -> String {
    let one = |it: &FileEdits| {
        let source = source_text(db, it.file);
        let mut text = source.text().to_owned();
        let mut edits: Vec<_> = it.edits.iter().collect();
        edits.sort_by_key(|edit| edit.range.start);
        for edit in edits.iter().rev() {
            text.replace_range(edit.range.start as usize..edit.range.end as usize, &edit.text);
        }
        let before: Vec<&str> = source.text().lines().collect();
        let gone = before
            .iter()
            .filter(|line| !text.lines().any(|it| it == **line))
            .map(|line| format!("  - {line}\n"));
        let come = text.lines().filter(|line| !before.contains(line)).map(|line| format!("  + {line}\n"));
        format!("{}\n{}{}", it.file.path(db), gone.collect::<String>(), come.collect::<String>())
    };
    edited.iter().filter(|it| !it.edits.is_empty()).map(one).collect()
}

fn calls(calls: Vec<Call>) -> String {
    lines(calls.iter().map(|it| format!("{:?} {}, {} times\n", it.item.kind, it.item.name, it.ranges.len())))
}

fn line_span(db: &Database, place: FileRange) -> (usize, usize) {
    let text = source_text(db, place.file);
    (line_column(text.text(), place.range.start).line, line_column(text.text(), place.range.end).line)
}

fn modifiers(modifiers: TokenModifiers) -> String {
    let all = [
        (modifiers.is_declaration, " declaration"),
        (modifiers.is_readonly, " readonly"),
        (modifiers.is_static, " static"),
        (modifiers.is_async, " async"),
        (modifiers.is_default_library, " library"),
    ];
    all.iter().filter(|it| it.0).map(|it| it.1).collect()
}

/// The text with its inlays in brackets.
fn inlays(db: &Database, file: SourceFile) -> String {
    let source = source_text(db, file);
    let range = TextRange { start: 0, end: source.text().len() as u32 };
    let settings = InlaySettings { types: true, parameters: true, representations: true };
    let found = inlay::inlays(db, FileRange { file, range }, settings);
    let mut text = source.text().to_owned();
    for inlay in found.iter().rev() {
        text.insert_str(inlay.offset as usize, &format!("\u{ab}{}\u{bb}", inlay.label));
    }
    text
}
