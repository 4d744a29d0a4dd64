//! Types above and below a class or interface.

use perry_db::span::SpanDb;

use crate::answer::{HierarchyItem, Place, SymbolKind};
use crate::found::{Found, Meaning, target};
use crate::index::{Source, TYPE, VALUE};
use crate::link::{Def, Link};
use crate::reference::symbol_references;
use crate::tree::{Kind, Role};
use crate::types::{At, Types};

/// The class or interface at `place`.
pub fn type_item(db: &dyn SpanDb, place: Place) -> Option<HierarchyItem> {
    let types = Types::new(db);
    declared_at(&types, place).and_then(|at| item(&types, at))
}

/// What the type at `place` extends and implements.
pub fn supertypes(db: &dyn SpanDb, place: Place) -> Vec<HierarchyItem> {
    let types = Types::new(db);
    let Some(at) = declared_at(&types, place) else { return Vec::new() };
    let parents = types.all(at, Role::Extends).into_iter().chain(types.all(at, Role::Implements));
    let declared = parents.filter_map(|parent| {
        let name = match types.kind(parent) {
            Kind::TypeName => types.child(parent, Role::Name)?,
            _ => parent,
        };
        let link = match types.kind(name) {
            Kind::QualifiedName => types.entity(name)?,
            _ => types.link_of(name.source, name.node, TYPE | VALUE)?,
        };
        let Link::Symbol(def) = link else { return None };
        types.declarations(def).into_iter().find(|it| is_type(&types, *it))
    });
    declared.filter_map(|at| item(&types, at)).collect()
}

/// What extends or implements the type at `place` directly.
pub fn subtypes(db: &dyn SpanDb, place: Place) -> Vec<HierarchyItem> {
    let types = Types::new(db);
    let def = declared_at(&types, place).and_then(|at| def_of(&types, at));
    let below = def.map(|def| below(&types, def)).unwrap_or_default();
    below.into_iter().filter_map(|at| item(&types, at)).collect()
}

fn declared_at(types: &Types<'_>, place: Place) -> Option<At> {
    let found = Found::at(types, place)?;
    match found.meaning {
        Meaning::Link(Link::Symbol(def)) => {
            types.declarations(def).into_iter().find(|it| is_type(types, *it))
        }
        _ => None,
    }
}

fn is_type(types: &Types<'_>, at: At) -> bool {
    matches!(types.kind(at), Kind::Class | Kind::Interface)
}

fn item(types: &Types<'_>, at: At) -> Option<HierarchyItem> {
    let kind = if types.kind(at) == Kind::Class { SymbolKind::Class } else { SymbolKind::Interface };
    Some(HierarchyItem { name: types.name_of(at)?, kind, target: target(types, at)? })
}

/// The symbol that a declaration declares.
pub fn def_of(types: &Types<'_>, at: At) -> Option<Def> {
    let view = types.view(at.source);
    let name = view.tree.child(at.node, Role::Name)?;
    let range = view.tree.range(name);
    let found = view.index.use_at(range.start).filter(|it| it.range == range)?;
    Some(Def { source: at.source, symbol: found.symbol })
}

/// The declarations that extend or implement a type.
fn below(types: &Types<'_>, def: Def) -> Vec<At> {
    let mut found = Vec::new();
    for reference in symbol_references(types, def) {
        let source = Source::File(reference.place.file);
        let view = types.view(source);
        let Some(name) = view.tree.name_at(reference.place.range.start) else { continue };
        let heritage = view
            .tree
            .ancestors(name)
            .take(4)
            .find(|it| matches!(view.tree.role(*it), Role::Extends | Role::Implements));
        let holder = heritage.and_then(|it| view.tree.parent(it));
        let holder = holder.filter(|it| matches!(view.tree.kind(*it), Kind::Class | Kind::Interface));
        found.extend(holder.map(|node| At { source, node }));
    }
    found
}

/// The same, and what is below those.
pub fn all_below(types: &Types<'_>, def: Def) -> Vec<At> {
    let (mut found, mut open) = (Vec::new(), vec![def]);
    while let Some(next) = open.pop() {
        for at in below(types, next) {
            if !found.contains(&at) {
                found.push(at);
                open.extend(def_of(types, at));
            }
        }
    }
    found
}
