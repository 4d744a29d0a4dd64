//! Readers: the places that may read names as data.

use crate::answer::TextRange;
use crate::tree::{Kind, NodeId, Role, Tree, flag};

/// What of the language reads the names of members.
const READERS: [&str; 7] = ["Object", "Reflect", "JSON", "console", "structuredClone", "Proxy", "util"];

/// Members of every object that ask for another by its name.
const ASKERS: [&str; 2] = ["hasOwnProperty", "propertyIsEnumerable"];

/// Whether a node may read the names of members as data.
pub fn is_reader(tree: &Tree, text: &str, id: NodeId) -> bool {
    match tree.kind(id) {
        Kind::ForEach => !tree.has(id, flag::OF),
        Kind::Index => {
            let key = tree.child(id, Role::Value).map(|key| tree.kind(key));
            !matches!(key, Some(Kind::String | Kind::Number))
        }
        Kind::Binary => {
            let sides = (tree.child(id, Role::Left), tree.child(id, Role::Right));
            let (Some(left), Some(right)) = sides else { return false };
            let between = TextRange { start: tree.range(left).end, end: tree.range(right).start };
            tree.kind(left) != Kind::String && between.of(text).trim() == "in"
        }
        Kind::PatternProperty => {
            let key = tree.child(id, Role::Name).map(|key| tree.kind(key));
            key.is_some_and(|it| !matches!(it, Kind::Ident | Kind::String | Kind::Number))
        }
        _ => {
            let callee = tree.child(id, Role::Callee);
            let asks = callee.and_then(|callee| tree.child(callee, Role::Name));
            asks.is_some_and(|name| ASKERS.contains(&tree.text(text, name)))
                || tree.all(id, Role::Argument).chain(callee).any(|it| is_of_reader(tree, text, it))
        }
    }
}

/// `console`, `console.log`, `globalThis.console.log`
fn is_of_reader(tree: &Tree, text: &str, id: NodeId) -> bool {
    let object = tree.child(id, Role::Object).unwrap_or(id);
    let last = match tree.kind(object) {
        Kind::Member => tree.child(object, Role::Name).unwrap_or(object),
        _ => object,
    };
    READERS.contains(&tree.text(text, last))
}
