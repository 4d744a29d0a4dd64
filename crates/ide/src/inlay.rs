//! What is shown between the letters: inferred types, names of parameters, representations.

use perry_db::span::SpanDb;

use crate::answer::{FileRange, Inlay, InlayKind, InlaySettings, TextRange};
use crate::index::Source;
use crate::native;
use crate::tree::{Kind, NodeId, ROOT, Role};
use crate::types::{At, Ty, Types};

/// Longer types are in the way. A guess.
const LENGTH: usize = 40;

/// The inlays of a range of a file, in the order of the text.
pub fn inlays(db: &dyn SpanDb, place: FileRange, settings: InlaySettings) -> Vec<Inlay> {
    let types = Types::new(db);
    let source = Source::File(place.file);
    let view = types.view(source);
    let is_near = |range: TextRange| range.start <= place.range.end && range.end >= place.range.start;
    let mut found = Vec::new();
    let mut walk = view.tree.descendants(ROOT);
    while let Some(node) = walk.next() {
        if !is_near(view.tree.range(node)) {
            walk.skip_below(node);
            continue;
        }
        let at = At { source, node };
        match view.tree.kind(node) {
            Kind::Declarator if settings.types => found.extend(variable(&types, at)),
            Kind::Param if settings.types => found.extend(parameter(&types, at)),
            Kind::Function | Kind::Method if settings.types => found.extend(result(&types, at)),
            Kind::Call | Kind::New if settings.parameters => arguments(&types, at, &mut found),
            _ => {}
        }
    }
    if settings.representations {
        representations(db, &types, place, &mut found);
    }
    found.sort_by_key(|inlay| inlay.offset);
    found
}

fn type_inlay(types: &Types<'_>, offset: u32, ty: &Ty) -> Option<Inlay> {
    let printed = types.print(ty);
    let is_known = *ty != Ty::Any && !printed.contains("any") && printed.chars().count() <= LENGTH;
    is_known.then(|| Inlay { offset, label: format!(": {printed}"), kind: InlayKind::Type })
}

/// A variable whose type is not written and not obvious from its value.
fn variable(types: &Types<'_>, at: At) -> Option<Inlay> {
    let name = types.child(at, Role::Name).filter(|it| types.kind(*it) == Kind::Ident)?;
    if types.child(at, Role::Type).is_some() {
        return None;
    }
    let value = types.child(at, Role::Value).map(|it| types.kind(it));
    let is_obvious = matches!(
        value,
        Some(
            Kind::Number
                | Kind::String
                | Kind::Bool
                | Kind::New
                | Kind::Arrow
                | Kind::Function
                | Kind::Class
                | Kind::Template
                | Kind::Object
                | Kind::Regexp
                | Kind::As
                | Kind::BigInt
                | Kind::Null
        )
    );
    if is_obvious {
        return None;
    }
    let end = types.view(at.source).tree.range(name.node).end;
    type_inlay(types, end, &types.type_of_binding(name))
}

fn parameter(types: &Types<'_>, at: At) -> Option<Inlay> {
    let name = types.child(at, Role::Name).filter(|it| types.kind(*it) == Kind::Ident)?;
    let is_written = types.child(at, Role::Type).is_some() || types.child(at, Role::Value).is_some();
    // A name without parentheses has no room for a type.
    let is_bare = types.parent(at).is_some_and(|it| {
        let tree = &types.view(at.source).tree;
        tree.range(it.node).start == tree.range(at.node).start
    });
    let end = types.view(at.source).tree.range(name.node).end;
    if is_written || is_bare { None } else { type_inlay(types, end, &types.param(at)) }
}

fn result(types: &Types<'_>, at: At) -> Option<Inlay> {
    let body = types.child(at, Role::Body).filter(|_| types.child(at, Role::Type).is_none())?;
    let view = types.view(at.source);
    let start = view.tree.range(body.node).start as usize;
    let end = view.text[..start].rfind(')')? + 1;
    type_inlay(types, end as u32, &types.inferred_result(at))
}

/// The names of parameters, before arguments that say nothing by themselves.
fn arguments(types: &Types<'_>, at: At, found: &mut Vec<Inlay>) {
    let all = types.all(at, Role::Argument);
    let is_bare = |argument: &At| {
        matches!(types.kind(*argument), Kind::Number | Kind::Bool | Kind::Null | Kind::String | Kind::Unary)
    };
    if !all.iter().any(is_bare) {
        return;
    }
    let Some(callee) = types.child(at, Role::Callee) else { return };
    let callables = match types.kind(at) {
        Kind::New => types.constructors(&types.type_of(callee)),
        _ => types.callables(&types.type_of(callee)),
    };
    let Some(callable) = types.chosen(callables, &all) else { return };
    let params = types.all(callable.at, Role::Param);
    for (argument, param) in all.iter().zip(params).filter(|(argument, _)| is_bare(argument)) {
        let name = types.child(param, Role::Name).filter(|it| types.kind(*it) == Kind::Ident);
        let is_rest = types.has(param, crate::tree::flag::REST);
        if let Some(name) = name.filter(|_| !is_rest && callable.at.source != Source::Library) {
            let offset = types.view(at.source).tree.range(argument.node).start;
            found.push(Inlay {
                offset,
                label: format!("{}: ", types.text(name)),
                kind: InlayKind::Parameter,
            });
        }
    }
}

fn representations(db: &dyn SpanDb, types: &Types<'_>, place: FileRange, found: &mut Vec<Inlay>) {
    let Some(ir) = native::inferred(db, place.file) else { return };
    let view = types.view(Source::File(place.file));
    let is_variable = |name: &NodeId| {
        let parent = view.tree.parent(*name).map(|it| view.tree.kind(it));
        matches!(parent, Some(Kind::Declarator | Kind::Param))
    };
    for (symbol, declared) in view.index.symbols.iter().enumerate() {
        let Some(name) = declared.declarations.first().filter(|name| is_variable(name)) else { continue };
        let range = view.tree.range(*name);
        if range.start < place.range.start || range.end > place.range.end {
            continue;
        }
        if let Some(label) = native::representation_in(&ir, types, place.file, symbol as u32) {
            found.push(Inlay {
                offset: range.end,
                label: format!(" {label}"),
                kind: InlayKind::Representation,
            });
        }
    }
}
