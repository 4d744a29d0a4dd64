//! The words of a member: of its whole family, wherever types tell that a name is one of it.

use perry_db::input::SourceFile;
use perry_db::span::{SpanDb, line_column, source_text};
use rustc_hash::FxHashSet;

use super::alike::alike;
use super::check::{TYPES, is_name};
use super::data::Sought;
use super::subject::refuse_foreign;
use super::write::{Side, Words};
use super::{Renamed, part, refusal};
use crate::answer::{Refusal, TextRange};
use crate::family::{Namesakes, Occurrence, is_owned};
use crate::hierarchy::def_of;
use crate::index::{self, Source, TYPE};
use crate::tree::{Kind, ROOT, flag};
use crate::types::{At, Ty, Types};

/// Names that the language calls by itself.
const CALLED: [&str; 2] = ["then", "toJSON"];
/// Names that loops call.
const ITERATED: [&str; 5] = ["next", "return", "throw", "value", "done"];

/// Every word that stands for a member with the declarations `start`.
pub fn words<'r>(renamed: &Renamed<'r>, own: SourceFile, start: &[At]) -> Result<Words<'r>, Refusal> {
    let Renamed { db, old, new } = *renamed;
    let types = Types::new(db);
    let namesakes = Namesakes::of(db, old, own);
    let family = namesakes.family(start);
    let declared: Vec<At> = family.iter().copied().collect();
    refuse_foreign(&types, &declared, old)?;
    if let Some(found) = namesakes.occurrences.iter().find(|it| it.named.is_unknown) {
        return Err(unknown(db, found, old));
    }
    let is_part = |it: &&Occurrence| it.named.declared.iter().any(|at| family.contains(at));
    if let Some(found) = namesakes.occurrences.iter().filter(is_part).find(|it| it.named.is_data) {
        return Err(refusal(format!(
            "`{old}` is a key that is data in {}",
            where_is(db, found.file, found.range)
        )));
    }
    let sought = Sought { name: old, family: &family, doors: &FxHashSet::default() };
    if let Some(found) = super::data::reader(db, own, &sought) {
        return Err(read_as_data(db, found, old));
    }
    refuse_called(&types, &declared, old, new)?;
    refuse_alike(&types, &namesakes, &family, old)?;
    refuse_taken(&types, renamed, own, &family)?;
    let mut words = Words::default();
    for found in namesakes.occurrences.iter().filter(is_part) {
        words.add_all(found.file, index::index(db, Source::File(found.file)), [(found.range, Side::Outer)]);
    }
    for at in declared.into_iter().filter(|at| is_owned(&types, *at)) {
        let (Source::File(file), Some(def)) = (at.source, def_of(&types, at)) else { continue };
        if !is_name(new) {
            return Err(refusal(format!("`{new}` is not a name")));
        }
        part::refuse_used(&types, at, def.symbol, old)?;
        let index = index::index(db, at.source);
        if TYPES.contains(&&**new) && index.symbols[def.symbol as usize].meaning & TYPE != 0 {
            return Err(refusal(format!("`{new}` is a type of the language")));
        }
        words.add_uses(file, index, def.symbol);
    }
    Ok(words)
}

/// Refuses names by which the language finds a member.
fn refuse_called(types: &Types<'_>, declared: &[At], old: &str, new: &str) -> Result<(), Refusal> {
    let object = types.library("Object", &[]);
    for name in [old, new] {
        if CALLED.contains(&name) || types.member(&object, name).is_some() {
            return Err(refusal(format!("the language calls `{name}` by its name")));
        }
    }
    let iterates = |at: &At| {
        let view = types.view(at.source);
        let mut around = view.tree.ancestors(at.node);
        let statement = around.find(|it| view.tree.parent(*it) == Some(ROOT));
        let text = statement.map_or("", |it| view.tree.text(&view.text, it));
        text.contains("Symbol.iterator") || text.contains("Symbol.asyncIterator")
    };
    match ITERATED.contains(&old) && declared.iter().any(iterates) {
        true => Err(refusal(format!("loops look for `{old}` by its name"))),
        false => Ok(()),
    }
}

/// A name that may be meant, but types do not tell.
pub fn unknown(db: &dyn SpanDb, found: &Occurrence, old: &str) -> Refusal {
    refusal(format!("it is not known what `{old}` means in {}", where_is(db, found.file, found.range)))
}

/// A name that is data too.
pub fn read_as_data(db: &dyn SpanDb, (file, range): (SourceFile, TextRange), old: &str) -> Refusal {
    refusal(format!("the name `{old}` is read as data in {}", where_is(db, file, range)))
}

fn where_is(db: &dyn SpanDb, file: SourceFile, range: TextRange) -> String {
    let line = line_column(source_text(db, file).text(), range.start).line;
    format!("`{}`, line {line}", file.path(db))
}

/// What has the members that are declared at `owner`.
pub fn type_of_owner(types: &Types<'_>, owner: At, member: At) -> Option<Ty> {
    Some(match types.kind(owner) {
        Kind::Class if types.has(member, flag::STATIC) => Ty::Value(owner),
        Kind::Class | Kind::Interface => Ty::Named(owner, [].into()),
        Kind::Object | Kind::ObjectType => Ty::Shape(owner, [].into()),
        Kind::Enum | Kind::Namespace => Ty::Value(owner),
        _ => return None,
    })
}

/// What a member belongs to.
pub fn owner_of(types: &Types<'_>, member: At) -> Option<At> {
    let holder = types.parent(member)?;
    if types.kind(member) == Kind::Param {
        return types.parent(holder);
    }
    let view = types.view(member.source);
    let is_owner = |it: &crate::tree::NodeId| {
        matches!(
            view.tree.kind(*it),
            Kind::Class | Kind::Interface | Kind::Object | Kind::ObjectType | Kind::Enum | Kind::Namespace
        )
    };
    let node = view.tree.ancestors(member.node).skip(1).find(is_owner)?;
    Some(At { source: member.source, node })
}

/// Refuses a member if a value of another type may be read through it.
fn refuse_alike(
    types: &Types<'_>,
    namesakes: &Namesakes,
    family: &FxHashSet<At>,
    old: &str,
) -> Result<(), Refusal> {
    let others = namesakes.occurrences.iter().filter(|it| !it.named.is_data);
    let mut others: Vec<At> = others.flat_map(|it| it.named.declared.iter().copied()).collect();
    others.retain(|at| at.source != Source::Library && !family.contains(at));
    others.sort_unstable_by_key(|at| at.node);
    others.dedup();
    match alike(types, family, &others) {
        Some(At { source: Source::File(file), node }) => {
            let range = types.view(Source::File(file)).tree.range(node);
            let place = where_is(types.db, file, range);
            Err(refusal(format!("what has the other `{old}` in {place} may stand for what has this one")))
        }
        _ => Ok(()),
    }
}

/// Refuses a name that a type of the family has already, itself, above or below.
fn refuse_taken(
    types: &Types<'_>,
    renamed: &Renamed<'_>,
    own: SourceFile,
    family: &FxHashSet<At>,
) -> Result<(), Refusal> {
    let taken = || refusal(format!("there is a member `{}` already", renamed.new));
    for at in family {
        let owner = owner_of(types, *at).and_then(|owner| type_of_owner(types, owner, *at));
        if owner.is_some_and(|ty| types.member(&ty, renamed.new).is_some()) {
            return Err(taken());
        }
    }
    let namesakes = Namesakes::of(renamed.db, renamed.new, own);
    let declared: FxHashSet<At> =
        namesakes.occurrences.into_iter().flat_map(|it| it.named.declared).collect();
    for at in declared.into_iter().filter(|at| at.source != Source::Library) {
        let owner = owner_of(types, at).and_then(|owner| type_of_owner(types, owner, at));
        let old = owner.map(|ty| types.members_named(&ty, renamed.old).declared).unwrap_or_default();
        if old.iter().any(|at| family.contains(at)) {
            return Err(taken());
        }
    }
    Ok(())
}
