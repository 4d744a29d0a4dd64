//! The place: what a worker has at hand, and how the protocol's places become those of `ide` and back.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use gen_lsp_types::{Location, Position, Range, TextDocumentPositionParams, Uri};
use lsp_server::ErrorCode;
use perry_db::database::{Database, Db};
use perry_db::input::SourceFile;
use perry_db::span::source_text;
use perry_ide::answer::{FileRange, Place, TextRange};
use perry_ide::lines::lines;

use crate::client::Failure;
use crate::text::{Encoding, Text};
use crate::view::View;

/// One handle of the database, the view of it, and the texts that this piece of work looked at.
pub struct Context {
    pub db: Database,
    pub view: Arc<View>,
    texts: RefCell<HashMap<SourceFile, Arc<Text>>>,
    uris: RefCell<HashMap<SourceFile, Uri>>,
}

impl Context {
    pub fn new(db: Database, view: Arc<View>) -> Context {
        Context { db, view, texts: RefCell::default(), uris: RefCell::default() }
    }

    /// The file of a URI; a failure for what is no file, or was never seen and is not there.
    pub fn file(&self, uri: &Uri) -> Result<SourceFile, Failure> {
        let unknown = || Failure::new(ErrorCode::InvalidParams, format!("`{uri}` is no file of the project"));
        let path = self.view.path(&uri.0).ok_or_else(unknown)?;
        match self.db.files().get(&*path).map(|file| *file) {
            Some(file) => Ok(file),
            None if self.view.open.contains_key(&path) || self.view.root.path.join(&path).is_file() => {
                Ok(self.db.file(&path))
            }
            None => Err(unknown()),
        }
    }

    pub fn place(&self, params: &TextDocumentPositionParams) -> Result<Place, Failure> {
        let file = self.file(&params.text_document.uri)?;
        Ok(Place { file, offset: self.text(file).offset(params.position) })
    }

    pub fn text(&self, file: SourceFile) -> Arc<Text> {
        if let Some(text) = self.texts.borrow().get(&file) {
            return text.clone();
        }
        let text = Text::new(source_text(&self.db, file).text().into(), self.view.encoding);
        let text = Arc::new(text);
        self.texts.borrow_mut().insert(file, text.clone());
        text
    }

    pub fn uri(&self, file: SourceFile) -> Uri {
        let uri = || Uri(self.view.uri(file.path(&self.db)));
        self.uris.borrow_mut().entry(file).or_insert_with(uri).clone()
    }

    /// The version of a file that the client has open.
    pub fn version(&self, file: SourceFile) -> Option<i32> {
        self.view.open.get(file.path(&self.db)).copied()
    }

    /// The position of an offset that `ide` gave, which is never inside a character.
    pub fn position(&self, file: SourceFile, offset: u32) -> Position {
        self.range(file, TextRange { start: offset, end: offset }).start
    }

    /// The same for both ends. Where a byte is a character, the text need not be read.
    pub fn range(&self, file: SourceFile, range: TextRange) -> Range {
        let lines = lines(&self.db, file);
        if !lines.is_ascii && self.view.encoding != Encoding::Utf8 {
            return self.text(file).range(range);
        }
        let position = |offset: u32| {
            let offset = offset.min(lines.end);
            let (line, start) = lines.line(offset);
            Position::new(line, offset - start)
        };
        Range::new(position(range.start), position(range.end))
    }

    pub fn location(&self, place: FileRange) -> Location {
        Location::new(self.uri(place.file), self.range(place.file, place.range))
    }
}
