//! The library: what the language and its host declare, as a text of declarations like any other.
//!
//! Types are kept simple: they serve hover, completion and inference. What is declared here and what compiles is held
//! against each other by `tests/library.rs`; what a declaration does is told by the compiler's catalogue.

use std::sync::{Arc, LazyLock};

use rustc_hash::FxHashMap;

use crate::index::Index;
use crate::tree::Tree;
use crate::tree::parse::parse;

pub const TEXT: &str = concat!(
    include_str!("library/objects.ts"),
    include_str!("library/values.ts"),
    include_str!("library/collections.ts"),
    include_str!("library/host.ts"),
    include_str!("library/utility.ts"),
);

/// Declarations that no program can name: what makes the others shorter.
pub fn is_hidden(name: &str) -> bool {
    name.ends_with("Constructor") || name == "TypedArray"
}

pub struct Library {
    pub text: Arc<str>,
    pub tree: Arc<Tree>,
    pub index: Index,
    /// The symbols that a program may name, by name.
    globals: FxHashMap<Arc<str>, u32>,
}

impl Library {
    /// The symbol of a global name.
    pub fn global(&self, name: &str, meaning: u8) -> Option<u32> {
        let symbol = *self.globals.get(name)?;
        (self.index.symbols[symbol as usize].meaning & meaning != 0).then_some(symbol)
    }
}

/// Read once a process: it never changes.
pub fn library() -> &'static Library {
    static LIBRARY: LazyLock<Library> = LazyLock::new(|| {
        let tree = parse(TEXT);
        let index = Index::of(&tree, TEXT);
        let symbols = index.symbols.iter().enumerate().filter(|(_, it)| it.scope == 0);
        let globals = symbols.map(|(at, it)| (it.name.clone(), at as u32)).collect();
        Library { text: TEXT.into(), tree: Arc::new(tree), index, globals }
    });
    &LIBRARY
}
