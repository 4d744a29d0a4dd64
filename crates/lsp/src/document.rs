//! The document: a text that the client has open, and its edits.

use std::collections::BTreeMap;

use gen_lsp_types::TextDocumentContentChangeEvent;

use crate::text::{Encoding, Text};

/// An open text.
#[derive(Clone, Debug)]
pub struct Document {
    /// As the client spells it; answers spell it the same.
    pub uri: String,
    pub version: i32,
    pub text: Text,
}

/// The open texts by path from the root.
#[derive(Clone, Debug, Default)]
pub struct Documents {
    pub by_path: BTreeMap<String, Document>,
}

impl Document {
    pub fn new(uri: String, version: i32, text: String, encoding: Encoding) -> Document {
        Document { uri, version, text: Text::new(text.into(), encoding) }
    }

    /// Applies edits in order; each is about the text that the one before left.
    pub fn edit(&mut self, version: i32, changes: Vec<TextDocumentContentChangeEvent>, encoding: Encoding) {
        use TextDocumentContentChangeEvent::{
            TextDocumentContentChangePartial as Partial, TextDocumentContentChangeWholeDocument as Whole,
        };
        self.version = version;
        for change in changes {
            let text = match change {
                Whole(whole) => whole.text,
                Partial(partial) => {
                    let bytes = self.text.bytes(partial.range);
                    let mut text = self.text.text.to_string();
                    text.replace_range(bytes.start as usize..bytes.end as usize, &partial.text);
                    text
                }
            };
            self.text = Text::new(text.into(), encoding);
        }
    }
}
