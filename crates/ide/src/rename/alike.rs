//! Types that may stand for one another though nothing says so: TypeScript asks only for the members.
//!
//! A value of one type goes where the other is wanted, and its member with it. Which values go where is not followed;
//! two types of which one has all that the other needs are taken for alike, and the rename is refused.

use rustc_hash::{FxHashMap, FxHashSet};

use super::member::{owner_of, type_of_owner};
use crate::index::Source;
use crate::tree::{Kind, Role, flag};
use crate::types::{At, Ty, Types, literal_base};

/// The members of what declares a member.
struct Outline {
    members: FxHashMap<String, Ty>,
    /// Without which nothing is taken for it; nothing at all is taken for an enum or a class with private members.
    needed: Option<Vec<String>>,
    owner: Kind,
    /// Of the class, enum or namespace itself.
    is_static: bool,
}

/// A declaration outside the family whose type may stand for one inside, or the other way round.
pub fn alike(types: &Types<'_>, family: &FxHashSet<At>, others: &[At]) -> Option<At> {
    if others.is_empty() {
        return None;
    }
    let inside: Vec<Outline> = family.iter().filter_map(|at| outline(types, *at)).collect();
    let is_alike = |other: &Outline| {
        inside.iter().any(|it| stands_for(types, it, other) || stands_for(types, other, it))
    };
    others.iter().copied().find(|at| outline(types, *at).is_some_and(|it| is_alike(&it)))
}

fn stands_for(types: &Types<'_>, one: &Outline, other: &Outline) -> bool {
    let fits = |name: &String| match (one.members.get(name), other.members.get(name)) {
        (Some(given), Some(wanted)) => may_agree(types, given, wanted),
        _ => false,
    };
    // A class or namespace is handed over as what a type says, not as what a literal happens to be.
    let is_wanted = !(one.is_static && other.owner == Kind::Object);
    is_wanted && other.needed.as_ref().is_some_and(|needed| needed.iter().all(fits))
}

/// Whether a value may be of both types; certain only of literals and of what is no object.
fn may_agree(types: &Types<'_>, one: &Ty, other: &Ty) -> bool {
    match (one, other) {
        (Ty::Union(parts), other) => parts.iter().any(|it| may_agree(types, it, other)),
        (one, Ty::Union(parts)) => parts.iter().any(|it| may_agree(types, one, it)),
        (Ty::Literal(one), Ty::Literal(other)) => unquoted(one) == unquoted(other),
        (Ty::Literal(text), Ty::Keyword(_)) => may_agree(types, &literal_base(text), other),
        (Ty::Keyword(_), Ty::Literal(text)) => may_agree(types, one, &literal_base(text)),
        (Ty::Keyword("unknown" | "object"), _) | (_, Ty::Keyword("unknown" | "object")) => true,
        (Ty::Keyword(one), Ty::Keyword(other)) => one == other,
        (Ty::Named(at, _), plain @ (Ty::Keyword(_) | Ty::Literal(_)))
        | (plain @ (Ty::Keyword(_) | Ty::Literal(_)), Ty::Named(at, _)) => match types.kind(*at) {
            Kind::Class | Kind::Interface => has_all(types, plain, &Ty::Named(*at, [].into())),
            _ => true,
        },
        _ => true,
    }
}

/// Whether a value that is no object has what an object type needs.
fn has_all(types: &Types<'_>, plain: &Ty, wanted: &Ty) -> bool {
    let needed = types.members(wanted).into_iter().filter(|it| !types.is_optional(it));
    needed.into_iter().all(|it| types.member(plain, &it.name).is_some())
}

fn unquoted(literal: &str) -> &str {
    literal.trim_matches(['"', '\''])
}

/// Nothing for what belongs to one declaration for certain: private members.
fn outline(types: &Types<'_>, member: At) -> Option<Outline> {
    let is_hidden = |at: At| types.has(at, flag::PRIVATE) || types.has(at, flag::PROTECTED);
    let owner = owner_of(types, member)?;
    if is_hidden(member) {
        return None;
    }
    let ty = type_of_owner(types, owner, member)?;
    let members = types.members(&ty);
    let own = members.iter().filter(|it| it.at.source != Source::Library);
    let is_nominal =
        types.kind(owner) == Kind::Enum || own.clone().any(|it| is_hidden(it.at) || it.name.starts_with('#'));
    // Nothing else is ever taken for a literal that is handed over at once.
    let is_passed = types.view(owner.source).tree.role(owner.node) == Role::Argument;
    let needed = own.clone().filter(|it| !types.has(it.at, flag::OPTIONAL)).map(|it| it.name.clone());
    Some(Outline {
        members: own.map(|it| (it.name.clone(), types.apparent_alias(&types.type_of_member(it)))).collect(),
        needed: (!is_nominal && !is_passed).then(|| needed.collect()),
        owner: types.kind(owner),
        is_static: matches!(ty, Ty::Value(_)),
    })
}
