//! What is found at a place: the symbol, member or module that the name there means.

use crate::answer::{Place, Target, TextRange};
use crate::index::{Source, TYPE, VALUE};
use crate::link::{Def, Link, export, resolved, targets};
use crate::tree::{Kind, Role};
use crate::types::{At, Member, Types};

/// What a name means.
#[derive(Clone, Debug)]
pub enum Meaning {
    Link(Link),
    Member(Member),
}

#[derive(Clone, Debug)]
pub struct Found {
    /// The name, without quotes.
    pub origin: TextRange,
    pub meaning: Meaning,
}

impl Found {
    /// What the name at `place` means.
    pub fn at(types: &Types<'_>, place: Place) -> Option<Found> {
        let source = Source::File(place.file);
        let view = types.view(source);
        let node = view.tree.name_at(place.offset)?;
        let origin = crate::index::shape::inner_range(&view.tree, node);
        let meaning = meaning(types, At { source, node }, place)?;
        Some(Found { origin, meaning })
    }

    /// The nodes that declare it.
    pub fn declarations(&self, types: &Types<'_>) -> Vec<At> {
        match &self.meaning {
            Meaning::Member(member) => vec![member.at],
            Meaning::Link(link) => declarations(types, *link),
        }
    }
}

pub fn declarations(types: &Types<'_>, link: Link) -> Vec<At> {
    match link {
        Link::Symbol(def) => types.declarations(def),
        Link::Module(file) => vec![At { source: Source::File(file), node: crate::tree::ROOT }],
    }
}

/// Where a declaration is; nowhere if it is the language's.
pub fn target(types: &Types<'_>, at: At) -> Option<Target> {
    let Source::File(file) = at.source else { return None };
    let view = types.view(at.source);
    if at.node == crate::tree::ROOT {
        return Some(Target { file, full: TextRange::default(), name: TextRange::default() });
    }
    let full = view.tree.range(at.node);
    let name = match view.tree.kind(at.node) {
        // The key of a pattern is the name of a member; what it binds is the value.
        Kind::PatternProperty | Kind::Shorthand => view.tree.child(at.node, Role::Value),
        Kind::ArrayPattern => Some(at.node),
        _ => view.tree.child(at.node, Role::Name).or_else(|| view.tree.child(at.node, Role::Local)),
    };
    let start = TextRange { start: full.start, end: full.start };
    Some(Target { file, full, name: name.map_or(start, |name| view.tree.range(name)) })
}

fn meaning(types: &Types<'_>, at: At, place: Place) -> Option<Meaning> {
    let view = types.view(at.source);
    let range = view.tree.range(at.node);
    if let Some(request) = view.index.requests.iter().position(|(_, literal)| *literal == range) {
        let file = (*targets(types.db, place.file).get(request)?)?;
        return Some(Meaning::Link(Link::Module(file)));
    }
    if let Some(found) = view.index.uses().find(|it| it.range == range) {
        let def = Def { source: at.source, symbol: found.symbol };
        return Some(Meaning::Link(resolved(types.db, def).unwrap_or(Link::Symbol(def))));
    }
    if let Some(import) = view.index.imports.iter().find(|it| it.range == range) {
        return resolved(types.db, Def { source: at.source, symbol: import.symbol }).map(Meaning::Link);
    }
    if let Some(remote) = view.index.remote.iter().find(|it| it.range == range || it.exported_range == range)
    {
        let file = (*targets(types.db, place.file).get(remote.request as usize)?)?;
        return export(types.db, file, &remote.name).map(Meaning::Link);
    }
    match view.tree.kind(at.node) {
        Kind::This | Kind::Super => None,
        _ => member_meaning(types, at)
            .map(Meaning::Member)
            .or_else(|| exported_meaning(types, at, place))
            .or_else(|| types.link_of(at.source, at.node, VALUE | TYPE).map(Meaning::Link)),
    }
}

/// The new name in `export { a as b }`.
fn exported_meaning(types: &Types<'_>, at: At, place: Place) -> Option<Meaning> {
    let parent = types.parent(at)?;
    let is_exported = types.kind(parent) == Kind::ExportName;
    is_exported
        .then(|| export(types.db, place.file, types.text(at).trim_matches(['"', '\''])))?
        .map(Meaning::Link)
}

/// What a name behind a dot or a key means.
pub fn member_meaning(types: &Types<'_>, at: At) -> Option<Member> {
    let parent = types.parent(at)?;
    if types.view(at.source).tree.role(at.node) != Role::Name {
        return None;
    }
    let name = types.text(at);
    let name = name.trim_matches(['"', '\'']);
    let own = || Some(Member::new(name.to_owned(), parent, std::rc::Rc::from([])));
    match types.kind(parent) {
        Kind::Member => types.member(&types.type_of(types.child(parent, Role::Object)?), name),
        Kind::QualifiedName => {
            let declared = types.entity(parent).map(|link| declarations(types, link))?;
            Some(Member::new(name.to_owned(), *declared.first()?, std::rc::Rc::from([])))
        }
        Kind::Property => {
            let wanted = types.expected(types.parent(parent)?).and_then(|ty| types.member(&ty, name));
            wanted.or_else(own)
        }
        Kind::PatternProperty => types.member(&types.type_of_binding(types.parent(parent)?), name),
        Kind::Field | Kind::Method | Kind::Getter | Kind::Setter | Kind::EnumMember | Kind::Constructor => {
            own()
        }
        _ => None,
    }
}
