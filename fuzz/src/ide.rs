//! The editor: everything that can be asked about a text, at many places of it.

use perry_db::database::Db;
use perry_db::input::SourceFile;
use perry_fixture::Fixture;
use perry_ide::answer::{FileRange, InlaySettings, Move, Place, TextRange};
use perry_ide::index::Source;
use perry_ide::{
    action, call, completion, definition, diagnostics, fold, hierarchy, hover, inlay, lens, moved, outline,
    reference, rename, signature, token,
};

/// Places that are asked about in one text, at most: as many teach as much as all, and each takes its time.
const PLACES: usize = 24;
/// Items of a list whose details are asked for.
const DETAILS: usize = 2;

pub fn ask_all(text: &str) {
    let fixture = Fixture::new(&format!(
        "//- package.json\n//- other.ts\nexport const one = 1;\nexport class Two {{ three = 3; }}\n//- main.ts\n{text}\n"
    ));
    let db = &fixture.db;
    let file = db.file("main.ts");
    let text = perry_ide::index::text(db, Source::File(file));
    ask_about_file(&fixture, file, TextRange { start: 0, end: offset_of(text.len()) });
    let places = (0..=text.len()).step_by((text.len() / PLACES).max(1));
    for offset in places.filter(|offset| text.is_char_boundary(*offset)) {
        ask_about_place(&fixture, Place { file, offset: offset_of(offset) });
    }
}

fn offset_of(bytes: usize) -> u32 {
    u32::try_from(bytes).expect("texts are short")
}

fn ask_about_file(fixture: &Fixture, file: SourceFile, range: TextRange) {
    let db = &fixture.db;
    diagnostics::diagnostics(db, file);
    outline::document_symbols(db, file);
    outline::workspace_symbols(db, "o");
    fold::folds(db, file);
    token::semantic_tokens(db, file);
    lens::lenses(db, file);
    action::actions(db, FileRange { file, range });
    let settings = InlaySettings { types: true, parameters: true, representations: true };
    inlay::inlays(db, FileRange { file, range }, settings);
    moved::moved_files(db, &[Move { from: "other.ts".to_owned(), to: "far/other.ts".to_owned() }]);
}

fn ask_about_place(fixture: &Fixture, place: Place) {
    let db = &fixture.db;
    for item in completion::completions(db, place).items.iter().take(DETAILS) {
        completion::completion_detail(db, place, item);
    }
    hover::hover(db, place);
    signature::signature_help(db, place);
    definition::definition(db, place);
    definition::type_definition(db, place);
    definition::implementation(db, place);
    reference::references(db, place, true);
    reference::highlights(db, place);
    fold::selection(db, place);
    call::call_item(db, place);
    call::incoming(db, place);
    call::outgoing(db, place);
    hierarchy::type_item(db, place);
    hierarchy::supertypes(db, place);
    hierarchy::subtypes(db, place);
    action::actions(
        db,
        FileRange { file: place.file, range: TextRange { start: place.offset, end: place.offset } },
    );
    // What may be renamed may be refused a name, and what may not has no edits.
    let may_rename = rename::renaming(db, place).is_ok();
    assert!(may_rename || rename::rename(db, place, "renamed").is_err(), "both agree");
}
