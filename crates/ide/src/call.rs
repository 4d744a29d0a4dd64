//! Who calls a function, and whom it calls.

use perry_db::span::SpanDb;

use crate::answer::{Call, HierarchyItem, Place, SymbolKind, TextRange};
use crate::found::{Found, Meaning, declarations, member_meaning, target};
use crate::index::shape::is_function;
use crate::index::{Source, VALUE};
use crate::reference::meaning_references;
use crate::tree::{Kind, NodeId, ROOT, Role, Tree};
use crate::types::{At, Types};

/// The function at `place`: where it is declared or called.
pub fn call_item(db: &dyn SpanDb, place: Place) -> Option<HierarchyItem> {
    let types = Types::new(db);
    let found = Found::at(&types, place)?;
    let function = found.declarations(&types).into_iter().find_map(|at| called(&types, at))?;
    item(&types, function)
}

/// The calls of the function at `place`, by caller.
pub fn incoming(db: &dyn SpanDb, place: Place) -> Vec<Call> {
    let types = Types::new(db);
    let Some(found) = Found::at(&types, place) else { return Vec::new() };
    let mut calls = Vec::new();
    for reference in meaning_references(&types, &found.meaning) {
        let source = Source::File(reference.place.file);
        let view = types.view(source);
        let Some(name) = view.tree.name_at(reference.place.range.start) else { continue };
        if is_called(&view.tree, name) {
            let caller = caller(&types, At { source, node: name });
            add(&types, &mut calls, caller, reference.place.range);
        }
    }
    calls
}

/// The calls that the function at `place` makes, by what is called.
pub fn outgoing(db: &dyn SpanDb, place: Place) -> Vec<Call> {
    let types = Types::new(db);
    let Some(found) = Found::at(&types, place) else { return Vec::new() };
    let mut calls = Vec::new();
    for at in found.declarations(&types).into_iter().filter_map(|at| called(&types, at)) {
        let view = types.view(at.source);
        for id in view.tree.descendants(at.node) {
            let is_name = matches!(view.tree.kind(id), Kind::Ident | Kind::PrivateName);
            if is_name && is_called(&view.tree, id) {
                let callee = callee(&types, At { source: at.source, node: id });
                callee.into_iter().for_each(|callee| add(&types, &mut calls, callee, view.tree.range(id)));
            }
        }
    }
    calls
}

fn add(types: &Types<'_>, calls: &mut Vec<Call>, at: At, range: TextRange) {
    let Some(item) = item(types, at) else { return };
    match calls.iter_mut().find(|call| call.item.target == item.target) {
        Some(call) => call.ranges.push(range),
        None => calls.push(Call { item, ranges: vec![range] }),
    }
}

/// Whether a name is what a call calls.
fn is_called(tree: &Tree, name: NodeId) -> bool {
    let behind_dot =
        tree.parent(name).filter(|it| tree.kind(*it) == Kind::Member && tree.role(name) == Role::Name);
    tree.role(behind_dot.unwrap_or(name)) == Role::Callee
}

/// What a declaration declares, if it can be called.
fn called(types: &Types<'_>, at: At) -> Option<At> {
    match types.kind(at) {
        Kind::Class => Some(at),
        Kind::Declarator | Kind::Property | Kind::Field => {
            let value = types.child(at, Role::Value)?;
            matches!(types.kind(value), Kind::Arrow | Kind::Function | Kind::Class).then_some(at)
        }
        kind => is_function(kind).then_some(at),
    }
}

fn callee(types: &Types<'_>, name: At) -> Option<At> {
    let meaning = match member_meaning(types, name) {
        Some(member) => Meaning::Member(member),
        None => Meaning::Link(types.link_of(name.source, name.node, VALUE)?),
    };
    match meaning {
        Meaning::Member(member) => called(types, member.at),
        Meaning::Link(link) => declarations(types, link).into_iter().find_map(|at| called(types, at)),
    }
}

/// The function around a node that has a name; else the module.
fn caller(types: &Types<'_>, at: At) -> At {
    let view = types.view(at.source);
    let is_caller = |id: &NodeId| {
        let is_named = view.tree.child(*id, Role::Name).is_some();
        let value = view.tree.child(*id, Role::Value).map(|value| view.tree.kind(value));
        is_named && is_function(view.tree.kind(*id))
            || view.tree.kind(*id) == Kind::Declarator && matches!(value, Some(Kind::Arrow | Kind::Function))
    };
    let found = view.tree.ancestors(at.node).skip(1).find(is_caller);
    At { source: at.source, node: found.unwrap_or(ROOT) }
}

fn item(types: &Types<'_>, at: At) -> Option<HierarchyItem> {
    let target = target(types, at)?;
    if at.node == ROOT {
        return Some(HierarchyItem {
            name: target.file.path(types.db).to_owned(),
            kind: SymbolKind::Module,
            target,
        });
    }
    let kind = match types.kind(at) {
        Kind::Class => SymbolKind::Class,
        Kind::Method | Kind::Getter | Kind::Setter | Kind::Property | Kind::Field => SymbolKind::Method,
        Kind::Constructor => SymbolKind::Constructor,
        _ => SymbolKind::Function,
    };
    Some(HierarchyItem { name: types.name_of(at).unwrap_or_else(|| "default".to_owned()), kind, target })
}
