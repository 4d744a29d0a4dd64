//! Members whose names are data: read by computed keys, listed, printed, written as JSON.

use perry_db::input::SourceFile;
use perry_db::span::SpanDb;
use rustc_hash::FxHashSet;

use crate::answer::TextRange;
use crate::index::shape::is_function;
use crate::index::{self, Source};
use crate::link::project;
use crate::tree::{Kind, NodeId, Role, flag};
use crate::types::{At, Ty, Types, present};

/// How deep what is printed or listed is looked into.
const LEVELS: usize = 4;

/// What may be read: members, or exports of modules.
pub struct Sought<'s> {
    pub name: &'s str,
    pub family: &'s FxHashSet<At>,
    pub doors: &'s FxHashSet<SourceFile>,
}

/// Where a program reads the names of what is sought; where too much must be looked at to know, it does.
pub fn reader(db: &dyn SpanDb, own: SourceFile, sought: &Sought<'_>) -> Option<(SourceFile, TextRange)> {
    let files = &project(db).files;
    let own = Some(&own).filter(|own| !files.contains(own));
    let of_all = Types::new(db);
    // Methods of classes are not listed, and only got by computed keys.
    let is_listed = !sought.doors.is_empty()
        || sought.family.iter().any(|at| {
            let owner = of_all.parent(*at).map(|owner| of_all.kind(owner));
            !is_function(of_all.kind(*at)) || owner == Some(Kind::Object)
        });
    files.iter().chain(own).find_map(|file| {
        let source = Source::File(*file);
        let index = index::index(db, source);
        let types = Types::new(db);
        let view = types.view(source);
        let reads = |node: &NodeId| {
            let at = At { source, node: *node };
            let is_got = view.tree.kind(*node) == Kind::Index && view.tree.role(*node) != Role::Left;
            let reads = |types: &Types<'_>| reads(types, at, sought) || types.is_spent();
            // What the others cost must not make this one unknown.
            (is_listed || is_got) && reads(&types) && (!types.is_spent() || reads(&Types::new(db)))
        };
        let found = index.readers.iter().copied().find(reads)?;
        Some((*file, view.tree.range(found)))
    })
}

fn reads(types: &Types<'_>, at: At, sought: &Sought<'_>) -> bool {
    let has = |value: Option<At>, levels: usize| {
        value.is_some_and(|value| has_member(types, &types.type_of(value), sought, levels))
    };
    match types.kind(at) {
        Kind::ForEach => has(types.child(at, Role::Right), 1),
        Kind::Index => {
            let is_wanted =
                || types.child(at, Role::Value).is_some_and(|key| may_be(types, key, sought.name));
            has(types.child(at, Role::Object), 1) && is_wanted()
        }
        Kind::Binary => {
            let is_wanted = || types.child(at, Role::Left).is_some_and(|key| may_be(types, key, sought.name));
            has(types.child(at, Role::Right), 1) && is_wanted()
        }
        Kind::PatternProperty => types
            .parent(at)
            .is_some_and(|pattern| has_member(types, &types.type_of_binding(pattern), sought, 1)),
        _ => {
            let callee = types.child(at, Role::Callee);
            // `list.forEach(console.log)`, `value.hasOwnProperty(..)`
            let receiver = callee.and_then(|callee| types.child(callee, Role::Object));
            let mut read = types.all(at, Role::Argument).into_iter().chain(receiver);
            read.any(|value| has(Some(value), LEVELS))
        }
    }
}

/// Whether a key may be the name.
fn may_be(types: &Types<'_>, key: At, name: &str) -> bool {
    match present(&types.apparent_alias(&types.type_of(key))) {
        Ty::Union(keys) => keys.iter().any(|it| is_name(it, name)),
        key => is_name(&key, name),
    }
}

fn is_name(key: &Ty, name: &str) -> bool {
    match key {
        Ty::Literal(text) => text.trim_matches(['"', '\'']) == name,
        Ty::Keyword(word) => *word == "string",
        _ => true,
    }
}

/// Whether a value, or what it holds, has a member of the family.
fn has_member(types: &Types<'_>, ty: &Ty, sought: &Sought<'_>, left: usize) -> bool {
    if left == 0 {
        return false;
    }
    let ty = present(&types.apparent_alias(ty));
    let named = types.members_named(&ty, sought.name);
    let is_export = named.module.is_some_and(|module| sought.doors.contains(&module));
    if is_export || named.declared.iter().any(|at| sought.family.contains(at)) {
        return true;
    }
    match &ty {
        Ty::Union(parts) | Ty::Intersection(parts) | Ty::Tuple(parts) => {
            parts.iter().any(|part| has_member(types, part, sought, left - 1))
        }
        Ty::Named(at, arguments) if at.source == Source::Library => {
            arguments.iter().any(|it| has_member(types, it, sought, left - 1))
        }
        Ty::Shape(..) | Ty::Named(..) => types.members(&ty).iter().any(|member| {
            let is_value =
                matches!(types.kind(member.at), Kind::Field | Kind::Property | Kind::Shorthand | Kind::Param);
            let is_shown =
                is_value && member.at.source != Source::Library && !types.has(member.at, flag::STATIC);
            is_shown && has_member(types, &types.type_of_member(member), sought, left - 1)
        }),
        _ => false,
    }
}
