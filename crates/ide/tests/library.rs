//! What the editor believes the language declares is what the compiler has: names, kinds, numbers of parameters.

use std::collections::BTreeSet;

use perry_fixture::Fixture;
use perry_ide::index::{TYPE, VALUE};
use perry_ide::library::library;
use perry_ide::link::{Link, global};
use perry_ide::tree::{Role, flag};
use perry_ide::types::{Callable, Member, Ty, Types};
use perry_ir::catalogue::{Entry, Kind, State, entries, entry};

/// Prototypes that no global name leads to, and the types that have their members.
const UNNAMED: [(&str, &str); 10] = [
    ("ArrayIterator", "ArrayIterator"),
    ("AsyncFunction", "Function"),
    ("AsyncGenerator", "AsyncGenerator"),
    ("AsyncGeneratorFunction", "Function"),
    ("AsyncIterator", "AsyncIterableIterator"),
    ("Generator", "Generator"),
    ("GeneratorFunction", "Function"),
    ("Iterator", "IteratorObject"),
    ("MapIterator", "IteratorObject"),
    ("RegExpStringIterator", "IteratorObject"),
];
const MORE_UNNAMED: [(&str, &str); 3] =
    [("SetIterator", "IteratorObject"), ("StringIterator", "IteratorObject"), ("TypedArray", "Int8Array")];

/// What the language has and the catalogue does not count among its names.
const BESIDE: [&str; 1] = ["arguments"];

/// Members that are there and not in the catalogue: own properties of each object, not of a prototype.
const OWN: [&str; 13] = [
    "AggregateError.prototype.errors",
    "Error.prototype.cause",
    "Error.prototype.stack",
    "Function.prototype.length",
    "Function.prototype.name",
    "Function.prototype.prototype",
    "Object.prototype.constructor",
    "RegExp.prototype.lastIndex",
    "Iterator.prototype.next",
    "Iterator.prototype.return",
    "Iterator.prototype.throw",
    "TypedArray.BYTES_PER_ELEMENT",
    "TypedArray.prototype.BYTES_PER_ELEMENT",
];

/// The catalogue's names that stand for no name of a program.
fn is_nameless(name: &str) -> bool {
    let first = name.split(['.', '[']).next().unwrap_or_default();
    UNNAMED.iter().chain(&MORE_UNNAMED).any(|(unnamed, _)| *unnamed == first) && first != "Iterator"
}

/// The type or value whose members are those of `owner`.
fn owner_type(types: &Types<'_>, owner: &str) -> Ty {
    if let Some(name) = owner.strip_suffix(".prototype") {
        let known = UNNAMED.iter().chain(&MORE_UNNAMED).find(|(unnamed, _)| *unnamed == name);
        return types.library(known.map_or(name, |(_, ty)| ty), &[]);
    }
    if owner == "TypedArray" {
        return owner_type(types, "Int8Array");
    }
    let mut words = owner.split('.');
    let first = words.next().unwrap_or_default();
    let ty = global(first, VALUE).map_or(Ty::Any, |def| types.type_of_link(Link::Symbol(def)));
    words.fold(ty, |ty, word| types.member_type(&ty, word).unwrap_or(Ty::Any))
}

/// `Array.prototype` and `map` of `Array.prototype.map`.
fn split(name: &str) -> (&str, &str) {
    match name.find('[').or_else(|| name.rfind('.')) {
        Some(end) => (&name[..end], name[end..].trim_start_matches('.')),
        None => ("", name),
    }
}

/// The fewest and the most arguments that signatures take.
fn arity(types: &Types<'_>, callables: &[Callable]) -> (usize, usize) {
    let one = |callable: &Callable| {
        let params = types.all(callable.at, Role::Param);
        let has_rest = params.iter().any(|it| types.has(*it, flag::REST));
        let needed =
            params.iter().filter(|it| !types.has(**it, flag::OPTIONAL) && !types.has(**it, flag::REST));
        (needed.count(), if has_rest { usize::MAX } else { params.len() })
    };
    let all: Vec<(usize, usize)> = callables.iter().map(one).collect();
    let (least, most) = (all.iter().map(|it| it.0).min(), all.iter().map(|it| it.1).max());
    (least.unwrap_or_default(), most.unwrap_or_default())
}

/// What is wrong with the declaration of a function that the catalogue knows.
fn wrong_arity(types: &Types<'_>, entry: &Entry, length: u32, callables: &[Callable]) -> Option<String> {
    let (least, most) = arity(types, callables);
    let length = length as usize;
    if callables.is_empty() {
        return Some(format!("{} is a function", entry.name));
    }
    if let Some(told) = entry.parameters {
        let told: Vec<&str> = told.trim_matches(['(', ')']).split(", ").filter(|it| !it.is_empty()).collect();
        let has_rest = told.iter().any(|it| it.starts_with("..."));
        let most_told = if has_rest { usize::MAX } else { told.len() };
        let least_told = told.iter().filter(|it| !it.starts_with("...") && !it.ends_with('?')).count();
        return ((least, most) != (least_told, most_told))
            .then(|| format!("{}({}) takes {least} to {most}", entry.name, told.join(", ")));
    }
    (most < length).then(|| format!("{} has {length} parameters, not {least} to {most}", entry.name))
}

/// What the library gets wrong of one built-in.
fn wrong(types: &Types<'_>, entry: &Entry) -> Option<String> {
    let (owner, name) = split(entry.name);
    if owner.is_empty() {
        let Some(def) = global(name, VALUE) else { return Some(format!("{name} is not declared")) };
        let ty = types.type_of_link(Link::Symbol(def));
        return match entry.kind {
            Kind::Class(_) if types.callables(&ty).is_empty() && types.constructors(&ty).is_empty() => {
                Some(format!("{name} is a class"))
            }
            Kind::Function(length) => wrong_arity(types, entry, length, &types.callables(&ty)),
            _ => None,
        };
    }
    // Symbols are no names to complete.
    if name.starts_with('[') {
        return None;
    }
    let Some(member) = types.member(&owner_type(types, owner), name) else {
        return Some(format!("{} is not declared", entry.name));
    };
    let callables = types.callables(&types.type_of_member(&member));
    match entry.kind {
        Kind::Function(length) => wrong_arity(types, entry, length, &callables),
        Kind::Accessor | Kind::Value | Kind::Object if !callables.is_empty() => {
            (entry.kind != Kind::Object).then(|| format!("{} is no function", entry.name))
        }
        _ => None,
    }
}

fn fixture() -> Fixture {
    Fixture::new("//- main.ts\n")
}

#[test]
fn what_the_compiler_has_is_declared() {
    let fixture = fixture();
    let types = Types::new(&fixture.db);
    let done = entries().filter(|entry| entry.state == State::Done && !is_nameless(entry.name));
    let typed = entries().filter(|entry| entry.state == State::Done && entry.name.contains(".prototype"));
    let mut found: Vec<String> = done.chain(typed).filter_map(|entry| wrong(&types, &entry)).collect();
    found.sort();
    found.dedup();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// `Array` of `ArrayConstructor` and of the type `Array`: what the catalogue calls it.
fn refused(types: &Types<'_>, owner: &str, ty: &Ty) -> Vec<String> {
    let members = types.members(ty).into_iter().filter(|it| !it.name.starts_with('['));
    let own = members.filter(|it| {
        let parent = types.parent(it.at).and_then(|at| types.name_of(at)).unwrap_or_default();
        !matches!(&*parent, "Object" | "Function")
            || matches!(owner, "Object.prototype" | "Function.prototype")
    });
    let name = |member: &Member| format!("{owner}.{}", member.name);
    let is_there = |name: &str| {
        let known = entry(name).is_some_and(|entry| entry.state == State::Done);
        let inherited = || {
            let above = ["Error", "TypedArray", "Iterator", "Object", "Function"];
            let member = split(name).1;
            let kind = if owner.ends_with(".prototype") { ".prototype" } else { "" };
            above.iter().any(|it| {
                let name = format!("{it}{kind}.{member}");
                entry(&name).is_some_and(|it| it.state == State::Done) || OWN.contains(&&*name)
            })
        };
        known || OWN.contains(&name) || name.ends_with(".prototype") || inherited()
    };
    own.map(|it| name(&it)).filter(|name| !is_there(name)).collect()
}

#[test]
fn what_is_declared_the_compiler_has() {
    let fixture = fixture();
    let types = Types::new(&fixture.db);
    let index = &library().index;
    let mut found = BTreeSet::new();
    for symbol in index.symbols.iter().filter(|it| it.scope == 0 && it.meaning & VALUE != 0) {
        let is_done = entry(&symbol.name).is_some_and(|entry| entry.state == State::Done);
        if !is_done && !BESIDE.contains(&&*symbol.name) {
            found.insert(symbol.name.to_string());
            continue;
        }
        if matches!(&*symbol.name, "globalThis" | "global" | "arguments" | "undefined" | "NaN" | "Infinity") {
            continue;
        }
        found.extend(refused(&types, &symbol.name, &owner_type(&types, &symbol.name)));
        if symbol.meaning & TYPE != 0 && symbol.name.as_ref() != "Iterator" {
            let owner = format!("{}.prototype", symbol.name);
            found.extend(refused(&types, &owner, &owner_type(&types, &owner)));
        }
    }
    assert!(found.is_empty(), "{}", found.into_iter().collect::<Vec<_>>().join("\n"));
}
