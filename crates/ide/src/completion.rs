//! What may be typed at a place: members behind a dot, names in scope, names of other modules with their import,
//! and in the quotes of an import what it may lead to.

mod scope;
mod specifier;

use perry_db::span::SpanDb;

use crate::answer::{Completion, CompletionDetail, Completions, Place, SymbolKind, TextRange};
use crate::edit::import_edit;
use crate::found::declarations;
use crate::hover;
use crate::index::{Source, TYPE, VALUE};
use crate::link::{Link, export, export_names, global};
use crate::matching::distance;
use crate::tree::token::{T, is_name_byte};
use crate::tree::{Kind, NodeId, Role, Tree};
use crate::types::{At, Member, Types};

/// What the cursor is in, and the letters before it.
struct Cursor {
    place: Place,
    prefix: String,
    replace: TextRange,
    surroundings: Surroundings,
}

enum Surroundings {
    /// Behind the dot of this object.
    Member(At),
    /// Behind the dot of this name of a type.
    TypeMember(At),
    Type,
    /// In the braces of an import from what this literal names.
    ImportNames(At),
    /// In the quotes of an import, behind this.
    Specifier(String),
    /// At a key of this object literal.
    Key(At),
    Value,
}

/// What may be typed at `place`.
pub fn completions(db: &dyn SpanDb, place: Place) -> Completions {
    let types = Types::new(db);
    let Some(cursor) = cursor(&types, place) else { return Completions::default() };
    let mut found = Completions::default();
    match &cursor.surroundings {
        Surroundings::Member(object) => {
            let ty = types.type_of(*object);
            // What every object has is offered to those who begin to type it.
            let all = if cursor.prefix.is_empty() { types.near_members(&ty) } else { types.members(&ty) };
            members(&types, &cursor, all, &mut found);
        }
        Surroundings::TypeMember(name) => {
            if let Some(Link::Module(file)) = types.entity(*name) {
                exported(&types, &cursor, file, &mut found);
            }
        }
        Surroundings::ImportNames(literal) => {
            if let Some(file) = types.target(*literal) {
                exported(&types, &cursor, file, &mut found);
            }
        }
        Surroundings::Key(object) => {
            let expected = types.expected(*object).map(|ty| types.members(&ty)).unwrap_or_default();
            let written: Vec<String> =
                types.all(*object, Role::Member).iter().filter_map(|it| types.name_of(*it)).collect();
            let open = expected.into_iter().filter(|it| {
                it.at.source != Source::Library && (it.name == cursor.prefix || !written.contains(&it.name))
            });
            members(&types, &cursor, open.collect(), &mut found);
            scope::names(&types, &cursor, VALUE, &mut found);
        }
        Surroundings::Specifier(before) => specifier::specifiers(&types, &cursor, before, &mut found),
        Surroundings::Type => scope::names(&types, &cursor, TYPE, &mut found),
        Surroundings::Value => scope::names(&types, &cursor, VALUE, &mut found),
    }
    found.items.sort_by(|a, b| (a.rank, &a.label).cmp(&(b.rank, &b.label)));
    found.items.dedup_by(|a, b| a.label == b.label && a.import_from == b.import_from);
    found
}

/// What is shown beside the item that is selected. Of `item` its label and where it is imported from count.
pub fn completion_detail(db: &dyn SpanDb, place: Place, item: &Completion) -> CompletionDetail {
    let types = Types::new(db);
    if let Some(path) = &item.import_from {
        let from = db.file(path);
        let link = export(db, from, &item.label);
        let detail = link.map(|link| link_detail(&types, link)).unwrap_or_default();
        return CompletionDetail {
            edits: vec![import_edit(&types, place.file, from, &item.label)],
            ..detail
        };
    }
    let Some(cursor) = cursor(&types, place) else { return CompletionDetail::default() };
    let member = match &cursor.surroundings {
        Surroundings::Member(object) => types.member(&types.type_of(*object), &item.label),
        Surroundings::Key(object) => types.expected(*object).and_then(|ty| types.member(&ty, &item.label)),
        Surroundings::Specifier(_) => return CompletionDetail::default(),
        _ => None,
    };
    if let Some(member) = member {
        let signature = Some(hover::member_signature(&types, &member));
        return CompletionDetail {
            signature,
            documentation: hover::documentation(&types, member.at),
            edits: Vec::new(),
        };
    }
    let source = Source::File(place.file);
    let index = types.view(source).index;
    let scope = index.scope_at(cursor.replace.start);
    let link = match (&cursor.surroundings, index.lookup(scope, &item.label, VALUE | TYPE)) {
        (Surroundings::ImportNames(literal), _) => {
            types.target(*literal).and_then(|file| export(db, file, &item.label))
        }
        (_, Some(symbol)) => crate::link::resolved(db, crate::link::Def { source, symbol }),
        (_, None) => global(&item.label, VALUE | TYPE).map(Link::Symbol),
    };
    link.map(|link| link_detail(&types, link)).unwrap_or_default()
}

fn link_detail(types: &Types<'_>, link: Link) -> CompletionDetail {
    let Some(at) = declarations(types, link).first().copied() else { return CompletionDetail::default() };
    let signature = match link {
        Link::Symbol(_) => Some(hover::declaration(types, at, link)),
        Link::Module(file) => Some(format!("module \"{}\"", file.path(types.db))),
    };
    CompletionDetail { signature, documentation: hover::documentation(types, at), edits: Vec::new() }
}

/// Where the cursor is; nowhere in comments, strings and numbers, and where a new name is being made up.
fn cursor(types: &Types<'_>, place: Place) -> Option<Cursor> {
    let source = Source::File(place.file);
    let view = types.view(source);
    let (tree, text) = (&view.tree, &view.text);
    let offset = (place.offset as usize).min(text.len());
    let is_in =
        |token: &crate::tree::token::Token| (token.start as usize) < offset && offset < token.end as usize;
    if let Some((before, replace)) = specifier::typed(&view, offset as u32) {
        let prefix = text.get(replace.start as usize..offset)?.to_owned();
        return Some(Cursor { place, prefix, replace, surroundings: Surroundings::Specifier(before) });
    }
    let at = tree.token_after(offset as u32);
    let inside = tree.tokens.get(at).filter(|token| is_in(token)).map(|token| token.kind);
    if tree.is_comment(place.offset) || matches!(inside, Some(T::String | T::Template | T::Regexp)) {
        return None;
    }
    let bytes = text.as_bytes();
    let is_part = |byte: u8| is_name_byte(byte) || byte == b'#';
    let start = (0..offset).rev().take_while(|at| is_part(bytes[*at])).last().unwrap_or(offset);
    let end = (offset..bytes.len())
        .take_while(|at| is_name_byte(bytes[*at]))
        .last()
        .map_or(offset, |last| last + 1);
    let prefix = text.get(start..offset)?.to_owned();
    if prefix.starts_with(|it: char| it.is_ascii_digit()) {
        return None;
    }
    let replace = TextRange { start: start as u32, end: end as u32 };
    let surroundings = surroundings(tree, text, source, replace)?;
    Some(Cursor { place, prefix, replace, surroundings })
}

// One match with one call per arm.
fn surroundings(tree: &Tree, text: &str, source: Source, replace: TextRange) -> Option<Surroundings> {
    let before = tree.tokens[..tree.tokens.partition_point(|token| token.end <= replace.start)].last();
    let word = before.map_or("", |token| &text[token.start as usize..token.end as usize]);
    let at = |node: NodeId| At { source, node };
    if let (Some(dot), "." | "?.") = (before, word) {
        let holder = tree.ancestors(tree.at(dot.start)).find_map(|id| {
            let object = tree.child(id, Role::Object)?;
            (tree.range(object).end <= dot.start && tree.range(id).end > dot.start).then_some((id, object))
        });
        return holder.map(|(id, object)| match tree.kind(id) {
            Kind::QualifiedName => Surroundings::TypeMember(at(object)),
            _ => Surroundings::Member(at(object)),
        });
    }
    let node = tree.at(replace.end);
    let near = [Some(node), tree.parent(node), tree.parent(node).and_then(|it| tree.parent(it))];
    for id in near.into_iter().flatten() {
        match tree.kind(id) {
            Kind::Import | Kind::ExportNames if matches!(word, "{" | "," | "type") => {
                return Some(match tree.child(id, Role::Source) {
                    Some(literal) => Surroundings::ImportNames(at(literal)),
                    None => Surroundings::Value,
                });
            }
            Kind::Object if matches!(word, "{" | ",") => return Some(Surroundings::Key(at(id))),
            Kind::TypeName | Kind::KeywordType => return Some(Surroundings::Type),
            _ => {}
        }
    }
    let is_declared = matches!(
        word,
        "const" | "let" | "var" | "function" | "class" | "interface" | "enum" | "type" | "namespace"
    );
    if is_declared && replace.end > replace.start || word == "import" {
        return None;
    }
    let is_annotation = matches!(word, ":" | "<" | "|" | "&" | "implements" | "as" | "keyof" | "satisfies")
        && before.is_some_and(|token| is_type_place(tree, token.start));
    Some(if is_annotation { Surroundings::Type } else { Surroundings::Value })
}

/// Whether a type is expected behind the token at `offset`: it stands in a node of a type or before a missing one.
fn is_type_place(tree: &Tree, offset: u32) -> bool {
    let holder = tree.at(offset + 1);
    let near = tree.ancestors(holder).take(3);
    near.into_iter().any(|id| {
        tree.all(id, Role::Type)
            .chain(tree.all(id, Role::TypeArgument))
            .chain(tree.all(id, Role::Implements))
            .any(|ty| tree.range(ty).start >= offset)
            || matches!(tree.kind(id), Kind::UnionType | Kind::IntersectionType)
    })
}

fn members(types: &Types<'_>, cursor: &Cursor, all: Vec<Member>, found: &mut Completions) {
    for member in all {
        if distance(&cursor.prefix, &member.name).is_none()
            || member.name.starts_with('[')
            || member.name.starts_with('#') && !cursor.prefix.starts_with('#') && !is_this(types, cursor)
        {
            continue;
        }
        let is_own = member.at.source != Source::Library || member.mapped.is_some();
        found.items.push(Completion {
            kind: kind_of(types, member.at),
            detail: None,
            insert: member.name.clone(),
            label: member.name,
            replace: cursor.replace,
            rank: u8::from(!is_own),
            import_from: None,
        });
    }
}

/// Private names are offered where they may be reached: behind `this`.
fn is_this(types: &Types<'_>, cursor: &Cursor) -> bool {
    matches!(cursor.surroundings, Surroundings::Member(object) if types.kind(object) == Kind::This)
}

fn exported(types: &Types<'_>, cursor: &Cursor, file: perry_db::input::SourceFile, found: &mut Completions) {
    for name in export_names(types.db, file) {
        if distance(&cursor.prefix, &name).is_none() || &*name == "default" {
            continue;
        }
        let link = export(types.db, file, &name);
        let at = link.and_then(|link| declarations(types, link).first().copied());
        found.items.push(Completion {
            label: name.to_string(),
            kind: at.map_or(SymbolKind::Variable, |at| kind_of(types, at)),
            detail: None,
            insert: name.to_string(),
            replace: cursor.replace,
            rank: 0,
            import_from: None,
        });
    }
}

/// What kind of thing a declaration declares.
pub fn kind_of(types: &Types<'_>, at: At) -> SymbolKind {
    match types.kind(at) {
        Kind::Method => SymbolKind::Method,
        Kind::Getter | Kind::Setter => SymbolKind::Accessor,
        Kind::EnumMember => SymbolKind::EnumMember,
        Kind::Function => SymbolKind::Function,
        Kind::Class => SymbolKind::Class,
        Kind::Interface => SymbolKind::Interface,
        Kind::TypeAlias => SymbolKind::TypeAlias,
        Kind::Enum => SymbolKind::Enum,
        Kind::Namespace => SymbolKind::Namespace,
        Kind::Module => SymbolKind::Module,
        Kind::Declarator => SymbolKind::Constant,
        _ => SymbolKind::Property,
    }
}
