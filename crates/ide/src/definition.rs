//! Where what a name means is declared, what its type is declared as, and who implements it.

use perry_db::span::SpanDb;

use crate::answer::{Definition, Place, Target};
use crate::found::{Found, Meaning, declarations, target};
use crate::hierarchy;
use crate::link::Link;
use crate::tree::Kind;
use crate::types::{At, Ty, Types, present};

/// Where the name at `place` is declared.
pub fn definition(db: &dyn SpanDb, place: Place) -> Option<Definition> {
    let types = Types::new(db);
    let found = Found::at(&types, place)?;
    answer(&types, &found, found.declarations(&types))
}

/// Where the type of what is at `place` is declared.
pub fn type_definition(db: &dyn SpanDb, place: Place) -> Option<Definition> {
    let types = Types::new(db);
    let found = Found::at(&types, place)?;
    let ty = match &found.meaning {
        Meaning::Link(link) => types.type_of_link(*link),
        Meaning::Member(member) => types.type_of_member(member),
    };
    let mut declared = Vec::new();
    named(&types, &ty, &mut declared, 4);
    if let (Meaning::Link(link), true) = (&found.meaning, declared.is_empty()) {
        declared = declarations(&types, *link);
    }
    answer(&types, &found, declared)
}

/// What a type mentions by name: of an array its elements.
fn named(types: &Types<'_>, ty: &Ty, declared: &mut Vec<At>, left: u32) {
    match present(ty) {
        Ty::Named(_, arguments) if types.library_name(ty).is_some() && left > 0 => {
            arguments.iter().for_each(|it| named(types, it, declared, left - 1));
        }
        Ty::Named(at, _) | Ty::Value(at) | Ty::Shape(at, _) | Ty::Param(at) => declared.push(at),
        Ty::Union(members) | Ty::Intersection(members) if left > 0 => {
            members.iter().for_each(|it| named(types, it, declared, left - 1));
        }
        _ => {}
    }
}

/// The classes that implement the interface or extend the class at `place`, or the members that implement the member.
pub fn implementation(db: &dyn SpanDb, place: Place) -> Option<Definition> {
    let types = Types::new(db);
    let found = Found::at(&types, place)?;
    let declared = match &found.meaning {
        Meaning::Link(Link::Symbol(def)) => {
            let below = hierarchy::all_below(&types, *def);
            let is_class = |at: &At| types.kind(*at) == Kind::Class;
            below.into_iter().filter(is_class).collect()
        }
        Meaning::Link(Link::Module(_)) => Vec::new(),
        Meaning::Member(member) => {
            let owner = types.parent(member.at)?;
            let def = hierarchy::def_of(&types, owner)?;
            let below = hierarchy::all_below(&types, def);
            let own = |at: &At| {
                let members = types.all(*at, crate::tree::Role::Member);
                members.into_iter().find(|it| types.name_of(*it).as_ref() == Some(&member.name))
            };
            below.iter().filter_map(own).collect()
        }
    };
    let declared = if declared.is_empty() { found.declarations(&types) } else { declared };
    answer(&types, &found, declared)
}

fn answer(types: &Types<'_>, found: &Found, declared: Vec<At>) -> Option<Definition> {
    let mut targets: Vec<Target> = declared.into_iter().filter_map(|at| target(types, at)).collect();
    targets.dedup();
    (!targets.is_empty()).then_some(Definition { origin: found.origin, targets })
}
