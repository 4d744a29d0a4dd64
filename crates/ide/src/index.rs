//! The index of a file: what its names mean inside it. Scopes, symbols, uses; values and types alike.
//!
//! Names behind a dot are not here: they need types. What other modules mean by an import is `link`'s.

mod build;
mod reader;
pub(crate) mod shape;

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use perry_db::input::SourceFile;
use perry_db::span::{SpanDb, source_text};

use crate::answer::{SymbolKind, TextRange, Usage};
use crate::library;
use crate::tree::{NodeId, Tree, parse};

/// A text that declares things: a file of the project, or the declarations of the language itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    File(SourceFile),
    Library,
}

#[derive(Debug, Default, PartialEq, Eq)]
pub struct Index {
    pub symbols: Vec<Symbol>,
    /// By symbol, each symbol's in the order of the text, declarations included: who searches all files reads few places
    /// of memory.
    uses: Vec<Use>,
    pub scopes: Vec<Scope>,
    /// Names that nothing in the file declares, in the order of the text.
    pub free: Vec<Free>,
    /// Where in `uses` those of each symbol end; a search through all files has no time to look for them.
    ends: Vec<u32>,
    /// The uses in the order of the text: places in `uses`.
    in_text: Vec<u32>,
    /// Names behind dots and keys of members, strings that are keys too, in the order of the text.
    pub members: Vec<TextRange>,
    /// Digests of the names of symbols and of free names, sorted.
    names: Vec<u64>,
    /// Digests of those names, sorted: a search skips files that do not have it.
    member_names: Vec<u64>,
    pub imports: Vec<Import>,
    /// What `export { .. } from` names, in the order of the text.
    pub remote: Vec<Remote>,
    /// Specifiers as written, with the literal's range.
    pub requests: Vec<(Arc<str>, TextRange)>,
    pub exports: Vec<Exported>,
    /// Requests of `export * from`.
    pub stars: Vec<u32>,
    /// Requests of `import("m")`, `require("m")` and `import("m").T`.
    pub dynamic: Vec<u32>,
    /// Symbols that are declared in several places.
    pub in_parts: Vec<u32>,
    /// `name as local` may stand in an import or export, or a name that is both.
    pub has_pairs: bool,
    /// Classes and interfaces with several parents.
    pub joints: Vec<NodeId>,
    /// What may read names as data: computed keys, `in`, calls of or with `Object`, `JSON`, `console`.
    pub readers: Vec<NodeId>,
}

pub const VALUE: u8 = 1;
pub const TYPE: u8 = 2;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    pub name: Arc<str>,
    pub kind: SymbolKind,
    /// `VALUE`, `TYPE` or both.
    pub meaning: u8,
    pub scope: u32,
    /// The names where it is declared; the whole statement for an anonymous default export.
    pub declarations: Vec<NodeId>,
    /// Index into `imports`.
    pub import: Option<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Use {
    pub range: TextRange,
    pub symbol: u32,
    pub usage: Usage,
    /// One word is the name of a member too: `{ x }`.
    pub is_shorthand: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Free {
    pub range: TextRange,
    pub is_type: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    pub parent: Option<u32>,
    pub range: TextRange,
}

/// A local name for something of another module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    pub symbol: u32,
    pub request: u32,
    /// `*` for the namespace.
    pub name: Arc<str>,
    /// Where the name of the other module stands.
    pub range: TextRange,
    /// The local name is another one.
    pub is_renamed: bool,
}

/// A name that other modules may import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    pub name: Arc<str>,
    pub symbol: u32,
    /// Where the own and the exported name stand, the same word twice if they are one; of `export { .. }` only.
    pub specifier: Option<(TextRange, TextRange)>,
}

/// A re-export: `export { name as exported } from`, `export * as exported from`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remote {
    pub request: u32,
    pub name: Arc<str>,
    pub range: TextRange,
    pub exported: Arc<str>,
    pub exported_range: TextRange,
}

impl Index {
    pub fn of(tree: &Tree, text: &str) -> Index {
        build::index(tree, text)
    }

    /// Uses and declarations, in the order of the text.
    pub fn uses(&self) -> impl ExactSizeIterator<Item = &Use> {
        self.in_text.iter().map(|place| &self.uses[*place as usize])
    }

    /// The use that a cursor at `offset` touches.
    pub fn use_at(&self, offset: u32) -> Option<&Use> {
        let of = |place: &u32| &self.uses[*place as usize];
        let end = self.in_text.partition_point(|place| of(place).range.start <= offset);
        self.in_text[..end].iter().rev().take(4).map(of).find(|it| it.range.touches(offset))
    }

    /// What the module's own scope calls `name`.
    pub fn top(&self, name: &str) -> Option<u32> {
        self.symbols.iter().position(|it| it.scope == 0 && &*it.name == name).map(|at| at as u32)
    }

    /// The scope at `offset`, innermost.
    pub fn scope_at(&self, offset: u32) -> u32 {
        let touching = self.scopes.iter().enumerate().filter(|(_, scope)| {
            scope.parent.is_none() || scope.range.start < offset && offset <= scope.range.end
        });
        touching
            .min_by_key(|(at, scope)| (scope.range.end - scope.range.start, usize::MAX - at))
            .map_or(0, |(at, _)| at as u32)
    }

    /// The scope and all around it, innermost first.
    pub fn scopes_from(&self, scope: u32) -> impl Iterator<Item = u32> + '_ {
        std::iter::successors(Some(scope), |scope| self.scopes[*scope as usize].parent)
    }

    /// What `name` means in `scope`.
    pub fn lookup(&self, scope: u32, name: &str, meaning: u8) -> Option<u32> {
        self.scopes_from(scope).find_map(|scope| {
            let is_it = |it: &Symbol| it.scope == scope && it.meaning & meaning != 0 && &*it.name == name;
            self.symbols.iter().position(is_it).map(|at| at as u32)
        })
    }

    pub fn uses_of(&self, symbol: u32) -> impl ExactSizeIterator<Item = &Use> {
        let end = |symbol: u32| self.ends[symbol as usize] as usize;
        let start = symbol.checked_sub(1).map_or(0, end);
        self.uses[start..end(symbol)].iter()
    }

    /// Whether the file may have a member of this name; false only if it has none.
    pub fn may_have_member(&self, name: &str) -> bool {
        has(&self.member_names, digest(name))
    }

    /// Whether something in the file, declared or free, may be called so; false only if nothing is.
    pub fn may_have_name(&self, name: &str) -> bool {
        has(&self.names, digest(name))
    }

    /// The use that covers exactly `range`.
    pub fn use_of(&self, range: TextRange) -> Option<&Use> {
        self.use_at(range.start).filter(|it| it.range == range)
    }
}

/// Of the name of a member, without quotes; names that share one cost a look at the text.
fn digest(name: &str) -> u64 {
    let mut hasher = rustc_hash::FxHasher::default();
    name.hash(&mut hasher);
    hasher.finish()
}

/// Whether a sorted list has a digest. They are spread evenly, so it is near where its value says: one piece of memory is
/// looked at, where halving would look at many, and a search asks the lists of all files.
fn has(sorted: &[u64], digest: u64) -> bool {
    let guess = (u128::from(digest) * sorted.len() as u128) >> 64;
    let (below, above) = sorted.split_at(guess as usize);
    let mut near = below
        .iter()
        .rev()
        .take_while(|it| **it >= digest)
        .chain(above.iter().take_while(|it| **it <= digest));
    near.any(|it| *it == digest)
}

/// The name of a member as it is written, without quotes.
pub fn member_name(range: TextRange, text: &str) -> &str {
    range.of(text).trim_matches(['"', '\''])
}

/// The text of a source.
pub fn text(db: &dyn SpanDb, source: Source) -> Arc<str> {
    match source {
        Source::Library => library::library().text.clone(),
        Source::File(file) => match source_text(db, file) {
            perry_db::span::SourceText::Text(text) => text,
            _ => "".into(),
        },
    }
}

/// The editor's tree of `file`.
///
/// Changes when the text does. Stays otherwise. Costs one pass over the text; equality would cost another, and the
/// trees of files that nobody looks at are let go: 64 is more than one question looks at.
#[salsa::tracked(returns(ref), no_eq, lru = 64)]
fn file_tree(db: &dyn SpanDb, file: SourceFile) -> Arc<Tree> {
    Arc::new(parse::parse(&text(db, Source::File(file))))
}

/// What the names of `file` mean inside it.
///
/// Changes when the text does, for it holds positions. Stays otherwise; `link::links` shields the other files.
/// Costs one parse of the editor's tree, which is not kept: few of the files that are searched are looked at.
#[salsa::tracked(returns(ref))]
fn file_index(db: &dyn SpanDb, file: SourceFile) -> Index {
    let text = text(db, Source::File(file));
    Index::of(&parse::parse(&text), &text)
}

/// The tree of a source.
pub fn tree(db: &dyn SpanDb, source: Source) -> Arc<Tree> {
    match source {
        Source::File(file) => file_tree(db, file).clone(),
        Source::Library => library::library().tree.clone(),
    }
}

/// The index of a source.
pub fn index(db: &dyn SpanDb, source: Source) -> &Index {
    match source {
        Source::File(file) => file_index(db, file),
        Source::Library => &library::library().index,
    }
}
