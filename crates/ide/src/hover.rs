//! What is known of the name under the cursor: how it is declared, its type, its doc comment.

use perry_db::span::SpanDb;
use std::rc::Rc;

use crate::answer::{Hover, Place, Usage};
use crate::found::{Found, Meaning};
use crate::index::Source;
use crate::link::Link;
use crate::native;
use crate::tree::{Kind, Role, flag};
use crate::types::{At, Env, Member, Types, present};

/// What a hover over the name at `place` says.
pub fn hover(db: &dyn SpanDb, place: Place) -> Option<Hover> {
    let types = Types::new(db);
    let found = Found::at(&types, place)?;
    let (signature, at) = match &found.meaning {
        Meaning::Link(Link::Module(file)) => (format!("module \"{}\"", file.path(db)), None),
        Meaning::Link(link) => {
            let at = *found.declarations(&types).first()?;
            (declaration(&types, at, *link), Some(at))
        }
        Meaning::Member(member) => (member_signature(&types, member), Some(member.at)),
    };
    let signature = known_better(&types, place, &found).unwrap_or(signature);
    let representation = match &found.meaning {
        Meaning::Link(Link::Symbol(def)) if def.source == Source::File(place.file) => {
            native::representation(db, &types, place.file, def.symbol)
        }
        _ => None,
    };
    let documentation = at.and_then(|at| documentation(&types, at));
    Some(Hover { range: found.origin, signature, documentation, representation })
}

/// A variable or property, where the code around the place knows its type better than the declaration.
fn known_better(types: &Types<'_>, place: Place, found: &Found) -> Option<String> {
    let source = Source::File(place.file);
    let view = types.view(source);
    let name = At { source, node: view.tree.name_at(place.offset)? };
    let parent = types.parent(name)?;
    match &found.meaning {
        Meaning::Link(link @ Link::Symbol(_)) => {
            let used = view.index.use_of(view.tree.range(name.node))?;
            let is_value = types.kind(name) == Kind::Ident && !matches!(types.kind(parent), Kind::TypeName);
            let declared = types.type_of_link(*link);
            let ty = types.type_of(Some(name).filter(|_| is_value && used.usage == Usage::Read)?);
            let at = *found.declarations(types).first()?;
            let word = match types.kind(at) {
                Kind::Param => "(parameter)",
                Kind::Declarator => variable_word(types, at),
                _ => return None,
            };
            (ty != declared).then(|| format!("{word} {}: {}", types.text(name), types.print(&ty)))
        }
        Meaning::Member(member) if types.kind(parent) == Kind::Member => {
            let is_property = matches!(types.kind(member.at), Kind::Field | Kind::Param | Kind::Property);
            let declared = Some(types.type_of_member(member)).filter(|_| is_property)?;
            let ty = types.type_of(parent);
            let is_same = ty == declared || present(&ty) == declared && types.is_optional(member);
            let owner = owner_of(types, member);
            (!is_same).then(|| format!("(property) {owner}{}: {}", member.name, types.print(&ty)))
        }
        _ => None,
    }
}

/// The doc comment of a declaration; of what the language declares, what the compiler's catalogue says.
pub fn documentation(types: &Types<'_>, at: At) -> Option<String> {
    let view = types.view(at.source);
    let said = view.tree.documentation(&view.text, at.node);
    said.or_else(|| if at.source == Source::Library { about(types, at) } else { None })
}

fn about(types: &Types<'_>, at: At) -> Option<String> {
    let name = types.name_of(at)?;
    let holder = types.parent(at).filter(|it| types.kind(*it) != Kind::Module);
    let called = match holder.map(|it| (it, types.kind(it))) {
        None | Some((_, Kind::Var)) => name,
        Some((holder, Kind::Interface)) => {
            let owner = types.name_of(holder)?;
            match (&*owner, owner.strip_suffix("Constructor")) {
                ("Process", _) => format!("process.{name}"),
                ("IteratorObject", _) => format!("Iterator.prototype.{name}"),
                (_, Some(class)) => format!("{class}.{name}"),
                (owner, None) => format!("{owner}.prototype.{name}"),
            }
        }
        Some((object, _)) => {
            let declarator = types.parent(object).filter(|it| types.kind(*it) == Kind::Declarator)?;
            format!("{}.{name}", types.name_of(declarator)?)
        }
    };
    let about = perry_ir::catalogue::entry(&called)?.about?;
    Some(format!("{about}."))
}

/// A declaration as TypeScript, without its body.
// One match with one call per arm.
pub fn declaration(types: &Types<'_>, at: At, link: Link) -> String {
    let name = types.name_of(at).unwrap_or_else(|| "default".to_owned());
    let none: Env = Rc::from([]);
    match types.kind(at) {
        Kind::Function => {
            let (params, result) = types.print_parts(at, &none, 4);
            let is_async = if types.has(at, flag::ASYNC) { "async " } else { "" };
            format!("{is_async}function {name}{params}: {result}")
        }
        Kind::Class | Kind::Interface | Kind::Enum => head(types, at),
        Kind::TypeAlias => {
            let ty = types.child(at, Role::Type).map(|it| types.text(it)).unwrap_or_default();
            format!("type {name} = {ty}")
        }
        Kind::Namespace => format!("namespace {name}"),
        Kind::TypeParam | Kind::Infer => format!("type parameter {}", types.text(at)),
        Kind::Param => format!("(parameter) {}", types.print_param(at, &none, 4)),
        _ => {
            let word = variable_word(types, at);
            let name = symbol_name(types, link).unwrap_or(name);
            format!("{word} {name}: {}", types.print(&types.type_of_link(link)))
        }
    }
}

/// The keyword that a variable is declared with.
fn variable_word(types: &Types<'_>, at: At) -> &'static str {
    let view = types.view(at.source);
    let holder =
        view.tree.ancestors(at.node).find(|it| matches!(view.tree.kind(*it), Kind::Var | Kind::Param));
    match holder.filter(|it| view.tree.kind(*it) == Kind::Var) {
        Some(variables) if view.tree.has(variables, flag::CONST) => "const",
        Some(variables) if !view.tree.has(variables, flag::LET) => "var",
        None if holder.is_none() => "const",
        _ => "let",
    }
}

fn symbol_name(types: &Types<'_>, link: Link) -> Option<String> {
    let Link::Symbol(def) = link else { return None };
    types.view(def.source).index.symbols.get(def.symbol as usize).map(|it| it.name.to_string())
}

/// The text up to the body.
fn head(types: &Types<'_>, at: At) -> String {
    let text = types.text(at);
    let head = text.split('{').next().unwrap_or_default();
    head.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `Owner.` of a member.
fn owner_of(types: &Types<'_>, member: &Member) -> String {
    let is_owner = |it: &At| matches!(types.kind(*it), Kind::Class | Kind::Interface | Kind::Enum);
    let owner = types.parent(member.at).filter(is_owner).and_then(|it| types.name_of(it));
    owner.map(|it| format!("{it}.")).unwrap_or_default()
}

/// A member as `(method) Owner.name(..): ..`.
pub fn member_signature(types: &Types<'_>, member: &Member) -> String {
    let (owner, name) = (owner_of(types, member), &member.name);
    match types.kind(member.at) {
        Kind::Method => {
            let (params, result) = types.print_parts(member.at, &member.env, 4);
            format!("(method) {owner}{name}{params}: {result}")
        }
        Kind::Constructor => {
            let (params, _) = types.print_parts(member.at, &member.env, 4);
            format!("constructor{params}")
        }
        Kind::EnumMember => format!("(enum member) {}", types.text(member.at).trim()),
        Kind::Function | Kind::Class | Kind::Interface | Kind::TypeAlias | Kind::Enum | Kind::Namespace => {
            match crate::hierarchy::def_of(types, member.at) {
                Some(def) => declaration(types, member.at, Link::Symbol(def)),
                None => name.clone(),
            }
        }
        _ => {
            let optional = if types.is_optional(member) { "?" } else { "" };
            let ty = types.print(&types.type_of_member(member));
            format!("(property) {owner}{name}{optional}: {ty}")
        }
    }
}
