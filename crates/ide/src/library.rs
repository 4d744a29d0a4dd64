//! The library: what the language and its host declare, as a text of declarations like any other.

use std::sync::{Arc, LazyLock};

use crate::index::Index;
use crate::tree::Tree;
use crate::tree::parse::parse;

pub const TEXT: &str = include_str!("library/library.ts");

pub struct Library {
    pub tree: Arc<Tree>,
    pub index: Arc<Index>,
}

/// Read once a process: it never changes.
pub fn library() -> &'static Library {
    static LIBRARY: LazyLock<Library> = LazyLock::new(|| {
        let tree = parse(TEXT);
        let index = Index::of(&tree, TEXT);
        Library { tree: Arc::new(tree), index: Arc::new(index) }
    });
    &LIBRARY
}
