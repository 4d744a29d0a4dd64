//! Names that may be used as they are, or after an import.

use super::Cursor;
use crate::answer::{Completion, Completions, SymbolKind};
use crate::index::{Source, TYPE};
use crate::library;
use crate::link::{links, project};
use crate::matching::distance;
use crate::tree::token::KEYWORDS;
use crate::types::Types;

/// Keywords by their place only.
const CONTEXTUAL: [&str; 5] = ["async", "await", "interface", "let", "yield"];
/// Keywords that a new program has no use for.
const UNUSED: [&str; 4] = ["debugger", "var", "void", "with"];
const TYPES: [&str; 11] = [
    "any",
    "unknown",
    "never",
    "number",
    "string",
    "boolean",
    "bigint",
    "symbol",
    "object",
    "undefined",
    "void",
];

/// Names of other modules that are offered at once. A guess.
const IMPORTS: usize = 100;

pub(super) fn names(types: &Types<'_>, cursor: &Cursor, meaning: u8, found: &mut Completions) {
    let index = types.view(Source::File(cursor.place.file)).index;
    let mut known = rustc_hash::FxHashSet::default();
    let mut push = |label: &str, kind: SymbolKind, rank: u8, import_from: Option<String>| {
        let fits = distance(&cursor.prefix, label).is_some();
        if !fits
            || import_from.is_none() && !known.insert(label.to_owned())
            || known.contains(label) && import_from.is_some()
        {
            return false;
        }
        found.items.push(Completion {
            label: label.to_owned(),
            kind,
            detail: import_from.clone(),
            insert: label.to_owned(),
            replace: cursor.replace,
            rank,
            import_from,
        });
        true
    };
    for scope in index.scopes_from(index.scope_at(cursor.replace.start)) {
        let declared = index.symbols.iter().filter(|it| it.scope == scope && it.meaning & meaning != 0);
        for symbol in declared.filter(|it| &*it.name != "default") {
            push(&symbol.name, symbol.kind, 0, None);
        }
    }
    for symbol in
        library::library().index.symbols.iter().filter(|it| it.scope == 0 && it.meaning & meaning != 0)
    {
        if !library::is_hidden(&symbol.name) {
            push(&symbol.name, symbol.kind, 2, None);
        }
    }
    let words: Vec<&str> = match meaning == TYPE {
        true => TYPES.to_vec(),
        false => {
            let reserved = KEYWORDS.iter().filter(|word| !UNUSED.contains(word));
            reserved.chain(&CONTEXTUAL).copied().collect()
        }
    };
    words.iter().for_each(|word| {
        push(word, SymbolKind::Keyword, 3, None);
    });
    if cursor.prefix.is_empty() {
        found.is_incomplete = true;
        return;
    }
    let mut left = IMPORTS;
    for file in project(types.db).files.iter().filter(|file| **file != cursor.place.file) {
        for (name, export) in &links(types.db, *file).exports {
            let is_own = matches!(export, crate::link::Export::Local(_)) && &**name != "default";
            let path = || Some(file.path(types.db).to_owned());
            let is_open = || crate::edit::is_importable(types, cursor.place.file, *file);
            let is_near = is_own && distance(&cursor.prefix, name).is_some();
            if left > 0 && is_near && is_open() && push(name, SymbolKind::Variable, 4, path()) {
                left -= 1;
            }
        }
    }
    found.is_incomplete |= left == 0;
}
