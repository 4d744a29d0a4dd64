//! Namespaces in several parts: a bare name in one may mean what another exports, which the index does not tell.

use perry_db::input::SourceFile;
use perry_db::span::SpanDb;

use super::member::owner_of;
use super::refusal;
use crate::answer::{Refusal, TextRange};
use crate::hierarchy::def_of;
use crate::index::{self, Source};
use crate::link::Def;
use crate::tree::Kind;
use crate::types::{At, Ty, Types};

/// Refuses a member of a namespace whose name stands in another part.
pub fn refuse_used(types: &Types<'_>, at: At, symbol: u32, old: &str) -> Result<(), Refusal> {
    let Some(owner) = owner_of(types, at).filter(|it| types.kind(*it) == Kind::Namespace) else {
        return Ok(());
    };
    let parts = def_of(types, owner).map(|def| types.declarations(def)).unwrap_or_default();
    let view = types.view(at.source);
    for part in parts.into_iter().filter(|it| *it != owner && types.kind(*it) == Kind::Namespace) {
        let range = view.tree.range(part.node);
        let uses = view.index.uses().filter(|it| it.symbol != symbol).map(|it| it.range);
        let mut bare = uses.chain(view.index.free.iter().map(|it| it.range));
        if bare.any(|it| range.contains(it) && it.of(&view.text) == old) {
            return Err(refusal(format!("`{old}` is used in another part of its namespace")));
        }
    }
    Ok(())
}

/// Refuses a name for a symbol that is used where another part of a namespace exports that name.
pub fn refuse_hidden(db: &dyn SpanDb, file: SourceFile, symbol: u32, new: &str) -> Result<(), Refusal> {
    let source = Source::File(file);
    let index = index::index(db, source);
    let types = Types::new(db);
    for in_parts in &index.in_parts {
        let mut parts = types.declarations(Def { source, symbol: *in_parts });
        parts.retain(|at| types.kind(*at) == Kind::Namespace);
        if parts.len() < 2 || types.member(&Ty::Value(parts[0]), new).is_none() {
            continue;
        }
        let ranges: Vec<TextRange> = parts.iter().map(|at| types.view(source).tree.range(at.node)).collect();
        if index.uses_of(symbol).any(|it| ranges.iter().any(|range| range.contains(it.range))) {
            return Err(refusal(format!("`{new}` is what another part of a namespace exports")));
        }
    }
    Ok(())
}
