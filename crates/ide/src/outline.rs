//! The symbols of a file, as a tree; those of the project, as a list.

use perry_db::input::SourceFile;
use perry_db::span::SpanDb;

use crate::answer::{DocumentSymbol, FileRange, SymbolKind, WorkspaceSymbol};
use crate::index::{self, Source};
use crate::link::project;
use crate::matching::distance;
use crate::tree::{Kind, NodeId, ROOT, Role, Tree, flag};

/// What `file` declares, members and inner functions included.
pub fn document_symbols(db: &dyn SpanDb, file: SourceFile) -> Vec<DocumentSymbol> {
    let (tree, text) = (index::tree(db, Source::File(file)), index::text(db, Source::File(file)));
    let mut open: Vec<(NodeId, Option<DocumentSymbol>, Vec<DocumentSymbol>)> = vec![(ROOT, None, Vec::new())];
    let close = |open: &mut Vec<(NodeId, Option<DocumentSymbol>, Vec<DocumentSymbol>)>| {
        if let Some((_, Some(mut symbol), children)) = open.pop() {
            symbol.children = children;
            if let Some((_, _, siblings)) = open.last_mut() {
                siblings.push(symbol);
            }
        }
    };
    for id in tree.descendants(ROOT).skip(1) {
        let Some(symbol) = symbol(&tree, &text, id) else { continue };
        while open.len() > 1
            && open.last().is_some_and(|(holder, ..)| !tree.ancestors(id).any(|it| it == *holder))
        {
            close(&mut open);
        }
        open.push((id, Some(symbol), Vec::new()));
    }
    while open.len() > 1 {
        close(&mut open);
    }
    open.pop().map(|(_, _, symbols)| symbols).unwrap_or_default()
}

/// The symbol that a node declares.
fn symbol(tree: &Tree, text: &str, id: NodeId) -> Option<DocumentSymbol> {
    let kind = symbol_kind(tree, id)?;
    let name = tree.child(id, Role::Name)?;
    let is_name = matches!(tree.kind(name), Kind::Ident | Kind::PrivateName | Kind::String | Kind::Number);
    let range = tree.range(name);
    let label = range.of(text).trim_matches(['"', '\'']);
    (is_name && range.end > range.start).then(|| DocumentSymbol {
        name: label.to_owned(),
        kind,
        full: tree.range(id),
        range,
        children: Vec::new(),
    })
}

fn symbol_kind(tree: &Tree, id: NodeId) -> Option<SymbolKind> {
    Some(match tree.kind(id) {
        Kind::Function => SymbolKind::Function,
        Kind::Class => SymbolKind::Class,
        Kind::Interface => SymbolKind::Interface,
        Kind::TypeAlias => SymbolKind::TypeAlias,
        Kind::Enum => SymbolKind::Enum,
        Kind::EnumMember => SymbolKind::EnumMember,
        Kind::Namespace => SymbolKind::Namespace,
        Kind::Method => SymbolKind::Method,
        Kind::Getter | Kind::Setter => SymbolKind::Accessor,
        Kind::Constructor => SymbolKind::Constructor,
        Kind::Field => SymbolKind::Property,
        Kind::Declarator => {
            let variables = tree.parent(id)?;
            let is_const = tree.has(variables, flag::CONST);
            let value = tree.child(id, Role::Value).map(|value| tree.kind(value));
            match value {
                Some(Kind::Arrow | Kind::Function) => SymbolKind::Function,
                _ if is_const => SymbolKind::Constant,
                _ => SymbolKind::Variable,
            }
        }
        _ => return None,
    })
}

/// How many symbols an editor is given at once: more is nothing a person reads. A guess.
const LIMIT: usize = 256;

/// The top-level symbols and members of a file, for searching.
///
/// Changes when the text does, for it holds positions. Stays otherwise.
/// Costs one walk over the editor's tree, which is parsed for it.
#[salsa::tracked(returns(ref))]
pub(crate) fn file_symbols(
    db: &dyn SpanDb,
    file: SourceFile,
) -> Vec<(Box<str>, SymbolKind, crate::answer::TextRange, Option<Box<str>>)> {
    let text = index::text(db, Source::File(file));
    let tree = crate::tree::parse::parse(&text);
    let mut found = Vec::new();
    let mut walk = tree.descendants(ROOT);
    while let Some(id) = walk.next() {
        if let Some(symbol) = symbol(&tree, &text, id) {
            let holder = tree.ancestors(id).skip(1).find_map(|it| {
                matches!(tree.kind(it), Kind::Class | Kind::Interface | Kind::Enum | Kind::Namespace)
                    .then(|| tree.child(it, Role::Name))?
            });
            let container = holder.map(|name| tree.text(&text, name).into());
            found.push((symbol.name.into(), symbol.kind, symbol.range, container));
        }
        if tree.kind(id) == Kind::Block && tree.role(id) == Role::Body && !is_namespace_body(&tree, id) {
            walk.skip_below(id);
        }
    }
    found
}

fn is_namespace_body(tree: &Tree, id: NodeId) -> bool {
    tree.parent(id).is_some_and(|parent| tree.kind(parent) == Kind::Namespace)
}

/// Symbols of the project whose names have the letters of `query` in order, best first.
pub fn workspace_symbols(db: &dyn SpanDb, query: &str) -> Vec<WorkspaceSymbol> {
    let mut found = Vec::new();
    for file in &project(db).files {
        for symbol in file_symbols(db, *file) {
            if let Some(distance) = distance(query, &symbol.0) {
                found.push((distance, symbol, *file));
            }
        }
    }
    found.sort_by(|a, b| (a.0, &a.1.0, a.2.path(db)).cmp(&(b.0, &b.1.0, b.2.path(db))));
    found.truncate(LIMIT);
    let symbols = found.into_iter().map(|(_, (name, kind, range, container), file)| WorkspaceSymbol {
        name: name.to_string(),
        kind: *kind,
        container: container.as_deref().map(str::to_owned),
        place: FileRange { file, range: *range },
    });
    symbols.collect()
}
