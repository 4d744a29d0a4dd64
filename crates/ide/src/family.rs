//! Families of members: all that must be called the same, and every place that names one of them.
//!
//! A member that overrides, implements or completes another belongs to its family; so does the other alternative of a
//! union behind one dot. What a place names is decided by types; where they do not tell, the place is unknown.

use perry_db::input::SourceFile;
use perry_db::span::SpanDb;
use rustc_hash::FxHashSet;

use crate::answer::TextRange;
use crate::index::shape::enum_member;
use crate::index::{self, Source, member_name};
use crate::link::{Link, project};
use crate::tree::{Kind, NodeId, Role, Tree, flag};
use crate::types::{At, Named, Types};

/// A place that names a member.
#[derive(Clone, Debug)]
pub struct Occurrence {
    pub file: SourceFile,
    pub range: TextRange,
    pub named: Named,
}

/// All places of a project that name a member of one name.
pub struct Namesakes {
    pub occurrences: Vec<Occurrence>,
    /// Members that must agree because something has several parents.
    pub joints: Vec<Vec<At>>,
}

impl Namesakes {
    /// Of the files of the project, and of `own`.
    pub fn of(db: &dyn SpanDb, name: &str, own: SourceFile) -> Namesakes {
        let mut found = Namesakes { occurrences: Vec::new(), joints: Vec::new() };
        let files = &project(db).files;
        let own = Some(&own).filter(|own| !files.contains(own));
        for file in files.iter().chain(own) {
            let index = index::index(db, Source::File(*file));
            let has_name = index.may_have_member(name);
            if has_name || !index.joints.is_empty() {
                // What one file costs must not make the types of the next unknown.
                let types = Types::new(db);
                if has_name {
                    found.occurrences.extend(occurrences(&types, *file, name));
                }
                found.joints.extend(index.joints.iter().map(|joint| {
                    let at = At { source: Source::File(*file), node: *joint };
                    types.named_above(at, name, false).declared
                }));
            }
        }
        found
    }

    /// The declarations that belong to those of `start`.
    pub fn family(&self, start: &[At]) -> FxHashSet<At> {
        let mut family: FxHashSet<At> = start.iter().copied().collect();
        let declared = self.occurrences.iter().map(|it| &it.named.declared);
        let mut open: Vec<&Vec<At>> = declared.chain(&self.joints).filter(|it| it.len() > 1).collect();
        loop {
            let before = open.len();
            open.retain(|together| {
                let is_part = together.iter().any(|at| family.contains(at));
                if is_part {
                    family.extend(together.iter().copied());
                }
                !is_part
            });
            if open.len() == before {
                return family;
            }
        }
    }
}

/// The places of a file that name a member called `name`.
pub fn occurrences(types: &Types<'_>, file: SourceFile, name: &str) -> Vec<Occurrence> {
    let source = Source::File(file);
    let (index, text) = (index::index(types.db, source), index::text(types.db, source));
    let ranges = index.members.iter().filter(|range| member_name(**range, &text) == name);
    let occurrence = |range: &TextRange| {
        let node = named_node(&types.view(source).tree, *range)?;
        let named = meaning(types, At { source, node }, name)?;
        Some(Occurrence { file, range: *range, named })
    };
    ranges.filter_map(occurrence).collect()
}

/// The node of a name or a key.
pub fn named_node(tree: &Tree, range: TextRange) -> Option<NodeId> {
    let found = tree.name_at(range.start).filter(|it| tree.range(*it) == range);
    found.or_else(|| Some(tree.at(range.start + 1)).filter(|it| tree.range(*it) == range))
}

/// What a name behind a dot, a key or a declared member means; nothing if it names no member.
// One match with one call per arm.
pub fn meaning(types: &Types<'_>, at: At, name: &str) -> Option<Named> {
    let parent = types.parent(at)?;
    let role = types.view(at.source).tree.role(at.node);
    let behind = |object: Option<At>| match object {
        Some(object) => found(types.members_named(&types.type_of(object), name)),
        None => Named { is_unknown: true, ..Named::default() },
    };
    let is_string = types.text(at).starts_with(['"', '\'']);
    Some(match (types.kind(parent), role) {
        (Kind::Member, Role::Name) => behind(types.child(parent, Role::Object)),
        (Kind::Index, Role::Value) if is_string => behind(types.child(parent, Role::Object)),
        (Kind::Binary, Role::Left) if is_string => behind(types.child(parent, Role::Right)),
        (Kind::IndexedAccess, Role::Value) => {
            let of = types.child(parent, Role::Type)?;
            types.members_named(&types.read(of, &std::rc::Rc::from([])), name)
        }
        (Kind::QualifiedName, Role::Name) => qualified(types, parent, name),
        (Kind::ImportType, Role::Name) => imported(types, at, parent),
        (Kind::PatternProperty, _) => {
            found(types.members_named(&types.type_of_binding(types.parent(parent)?), name))
        }
        (Kind::DefaultPattern, Role::Name) => {
            let pattern = types.parent(types.parent(parent)?)?;
            found(types.members_named(&types.type_of_binding(pattern), name))
        }
        (Kind::Param | Kind::EnumMember, Role::Name) => only(parent),
        // A string that is a value names nothing.
        (Kind::Property | Kind::Field, Role::Value) => return None,
        (Kind::Property | Kind::Shorthand | Kind::Field | Kind::Method | Kind::Getter | Kind::Setter, _) => {
            declared(types, parent, name)
        }
        _ => {
            let view = types.view(at.source);
            let member = enum_member(&view.tree, &view.text, at.node)?;
            only(At { source: at.source, node: member })
        }
    })
}

/// A member that its type lacks is not known: the code around may know more of the type than is known here.
fn found(named: Named) -> Named {
    let is_missing = named.declared.is_empty() && named.module.is_none();
    Named { is_unknown: named.is_unknown || is_missing, ..named }
}

fn only(at: At) -> Named {
    Named { declared: vec![at], ..Named::default() }
}

/// A member where it is declared, and what it must agree with.
fn declared(types: &Types<'_>, member: At, name: &str) -> Named {
    let Some(owner) = types.parent(member) else { return only(member) };
    let mut named = match types.kind(owner) {
        Kind::Object => match target_of(types, owner) {
            Some(Some(value)) => return types.members_named(&types.type_of(value), name),
            Some(None) => return Named { is_unknown: true, ..Named::default() },
            None => {
                let expected = types.expected(owner);
                let is_expected = expected.is_some();
                let named = expected.map(|ty| types.members_named(&ty, name)).unwrap_or_default();
                let is_data = is_expected && named.declared.is_empty();
                // A literal for something unknown is of its own type.
                Named { is_unknown: false, is_data, ..named }
            }
        },
        Kind::Class | Kind::Interface => types.named_above(owner, name, types.has(member, flag::STATIC)),
        _ => Named::default(),
    };
    if types.kind(owner) == Kind::Object {
        rows(types, owner, name, &mut named);
    }
    named.declared.insert(0, member);
    named.declared.extend(siblings(types, owner, member, name));
    named
}

/// What a literal takes over from others, and what the first literal of its table with the name has: all that have it
/// are one family by that one.
fn rows(types: &Types<'_>, literal: At, name: &str, named: &mut Named) {
    for spread in types.all(literal, Role::Member).into_iter().filter(|it| types.kind(*it) == Kind::Spread) {
        let value = types.child(spread, Role::Value);
        let taken = value.map(|value| types.members_named(&types.type_of(value), name)).unwrap_or_default();
        named.declared.extend(taken.declared);
    }
    let table = types.parent(literal).filter(|it| types.kind(*it) == Kind::Array);
    if let Some(table) = table {
        let first = types.first_row(table, name);
        named.declared.extend(first.iter().filter(|it| types.parent(**it) != Some(literal)));
    }
}

/// Of a literal that is assigned to, what is assigned, if it is the whole pattern.
fn target_of(types: &Types<'_>, literal: At) -> Option<Option<At>> {
    let view = types.view(literal.source);
    let mut child = literal.node;
    for parent in view.tree.ancestors(literal.node).skip(1) {
        let role = view.tree.role(child);
        match view.tree.kind(parent) {
            Kind::Assign if role == Role::Left => {
                let value = view.tree.child(parent, Role::Right).filter(|_| child == literal.node);
                return Some(value.map(|node| At { source: literal.source, node }));
            }
            Kind::ForEach if role == Role::Left => return Some(None),
            Kind::Array | Kind::Object | Kind::Paren | Kind::Spread | Kind::Property => child = parent,
            _ => return None,
        }
    }
    None
}

/// Other declarations of the same member: the other half of an accessor, overloads, other parts of the type.
fn siblings(types: &Types<'_>, owner: At, member: At, name: &str) -> Vec<At> {
    let is_static = types.has(member, flag::STATIC);
    let def = crate::hierarchy::def_of(types, owner);
    let owners = def.map_or_else(|| vec![owner], |def| types.declarations(def));
    let members = owners.into_iter().flat_map(|owner| types.all(owner, Role::Member));
    let is_same = |it: &At| {
        *it != member
            && types.has(*it, flag::STATIC) == is_static
            && types.kind(*it) != Kind::Spread
            && types.name_of(*it).as_deref() == Some(name)
    };
    members.filter(is_same).collect()
}

/// `A.b`
fn qualified(types: &Types<'_>, parent: At, name: &str) -> Named {
    let view = types.view(parent.source);
    let unknown = Named { is_unknown: true, ..Named::default() };
    let Some(object) = types.child(parent, Role::Object) else { return unknown };
    match types.entity(object) {
        Some(Link::Module(file)) => Named { module: Some(file), ..Named::default() },
        Some(Link::Symbol(def)) => {
            let named = types.named_in(&types.declarations(def), name);
            let is_query = view.tree.ancestors(parent.node).any(|it| view.tree.kind(it) == Kind::TypeQuery);
            match is_query && named.declared.is_empty() {
                true => types.members_named(&types.query(object), name),
                false => named,
            }
        }
        None => types.members_named(&types.query(object), name),
    }
}

/// `import("m").T`
fn imported(types: &Types<'_>, at: At, parent: At) -> Named {
    let is_first = types.child(parent, Role::Name) == Some(at);
    let module = types.child(parent, Role::Source).and_then(|source| types.target(source));
    Named { module: module.filter(|_| is_first), is_unknown: !is_first, ..Named::default() }
}

/// Whether what a declaration names is a member too: a parameter that is a property, what a namespace exports.
pub fn is_owned(types: &Types<'_>, at: At) -> bool {
    let view = types.view(at.source);
    let item = match view.tree.kind(at.node) {
        Kind::Param => return view.tree.has(at.node, flag::PROPERTY),
        Kind::Declarator => view.tree.parent(at.node),
        _ => Some(at.node),
    };
    let export = item.and_then(|it| view.tree.parent(it));
    let export = export.filter(|it| view.tree.kind(*it) == Kind::Export);
    let around = export.and_then(|it| view.tree.parent(it)).and_then(|it| view.tree.parent(it));
    around.is_some_and(|it| view.tree.kind(it) == Kind::Namespace)
}
