//! Whether an edited file still means what it meant: it is read again and compared.

use std::cell::OnceCell;
use std::sync::Arc;

use perry_db::input::SourceFile;

use super::Renamed;
use crate::answer::Edit;
use crate::index::{self, Index, Source};
use crate::tree::token::T;

/// A file before it is edited.
pub struct Check<'c> {
    renamed: &'c Renamed<'c>,
    file: SourceFile,
    pub index: &'c Index,
    text: OnceCell<Arc<str>>,
    /// The new name may be in the file already, or is a word with a meaning of its own.
    pub is_taken: bool,
}

/// Words that are names in some places only.
const CONTEXTUAL: [&str; 24] = [
    "abstract",
    "accessor",
    "as",
    "asserts",
    "async",
    "defer",
    "declare",
    "from",
    "get",
    "global",
    "infer",
    "is",
    "keyof",
    "module",
    "namespace",
    "of",
    "override",
    "readonly",
    "require",
    "satisfies",
    "set",
    "type",
    "unique",
    "using",
];

impl<'c> Check<'c> {
    pub fn of(renamed: &'c Renamed<'c>, file: SourceFile, index: &'c Index) -> Check<'c> {
        let new = renamed.new;
        // The value of an enum's member names the others without a dot.
        let is_taken = CONTEXTUAL.contains(&&**new) || index.may_have_name(new) || index.may_have_member(new);
        Check { renamed, file, index, text: OnceCell::new(), is_taken }
    }

    /// Read when something asks: most files are edited without a look at it.
    pub fn text(&self) -> &Arc<str> {
        self.text.get_or_init(|| index::text(self.renamed.db, Source::File(self.file)))
    }

    /// Says why the edits change what a name means. A name that the file never had changes nothing.
    pub fn refuse_changed(&self, edits: &[Edit]) -> Result<(), String> {
        if !self.is_taken {
            return Ok(());
        }
        let text = edited(self.text(), edits);
        let after = Index::of(&crate::tree::parse::parse(&text), &text);
        let (before, new) = (self.index, self.renamed.new);
        if before.symbols.len() != after.symbols.len() {
            return Err(format!("`{new}` is declared already"));
        }
        let symbol = |it: &index::Symbol| (it.scope, it.meaning, it.kind, it.declarations.len(), it.import);
        let is_same = before.uses().len() == after.uses().len()
            && before.free.len() == after.free.len()
            && before.members.len() == after.members.len()
            && before.exports.iter().map(|it| it.symbol).eq(after.exports.iter().map(|it| it.symbol))
            && before.symbols.iter().map(symbol).eq(after.symbols.iter().map(symbol))
            && before.uses().map(|it| (it.symbol, it.usage)).eq(after.uses().map(|it| (it.symbol, it.usage)))
            && before
                .free
                .iter()
                .map(|it| it.range.of(self.text()))
                .eq(after.free.iter().map(|it| it.range.of(&text)));
        if !is_same {
            return Err(format!("`{new}` already means something else"));
        }
        let path = self.file.path(self.renamed.db);
        let faults = |text: &str| perry_syntax::parse::parse(path, text).diagnostics.len();
        match faults(&text) > faults(self.text()) {
            true => Err(format!("`{new}` cannot be a name here")),
            false => Ok(()),
        }
    }
}

/// A text with its edits made.
fn edited(text: &str, edits: &[Edit]) -> String {
    let (mut made, mut at) = (String::with_capacity(text.len()), 0);
    for edit in edits {
        made.push_str(&text[at..edit.range.start as usize]);
        made.push_str(&edit.text);
        at = edit.range.end as usize;
    }
    made.push_str(&text[at..]);
    made
}

/// Whether a word can be the name of anything.
pub fn is_name(name: &str) -> bool {
    let (tokens, _) = crate::tree::token::tokens(name);
    let is_word = matches!(tokens[..], [token, _] if token.kind == T::Name);
    is_word && !RESERVED.contains(&name)
}

/// Whether a word can stand behind a dot: keywords may.
pub fn is_member_name(name: &str) -> bool {
    let (tokens, _) = crate::tree::token::tokens(name);
    let is_word = matches!(tokens[..], [token, _] if matches!(token.kind, T::Name | T::Keyword));
    is_word && !matches!(name, "__proto__" | "constructor" | "prototype")
}

/// Words that the tokenizer takes for names, but strict code or every object keeps for itself.
const RESERVED: [&str; 16] = [
    "let",
    "static",
    "yield",
    "await",
    "implements",
    "interface",
    "package",
    "private",
    "protected",
    "public",
    "eval",
    "arguments",
    "undefined",
    "__proto__",
    "constructor",
    "prototype",
];

/// Words that are types of the language: nothing that is a type can be called so.
pub const TYPES: [&str; 10] =
    ["any", "unknown", "never", "number", "string", "boolean", "bigint", "symbol", "object", "void"];
