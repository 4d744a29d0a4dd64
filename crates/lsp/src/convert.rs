//! Conversion: what several answers share, from the words of `ide` to those of the protocol.

use gen_lsp_types::{CompletionItemKind, SymbolKind as Protocol, TextEdit};
use perry_db::input::SourceFile;
use perry_ide::answer::{Edit, HierarchyItem, SymbolKind, Target, TextRange};
use serde_json::{Value, json};

use crate::place::Context;

pub fn symbol_kind(kind: SymbolKind) -> Protocol {
    match kind {
        SymbolKind::Module => Protocol::Module,
        SymbolKind::Variable | SymbolKind::Parameter | SymbolKind::Keyword => Protocol::Variable,
        SymbolKind::Constant => Protocol::Constant,
        SymbolKind::Function => Protocol::Function,
        SymbolKind::Class => Protocol::Class,
        SymbolKind::Interface | SymbolKind::TypeAlias => Protocol::Interface,
        SymbolKind::TypeParameter => Protocol::TypeParameter,
        SymbolKind::Enum => Protocol::Enum,
        SymbolKind::EnumMember => Protocol::EnumMember,
        SymbolKind::Namespace => Protocol::Namespace,
        SymbolKind::Property | SymbolKind::Accessor => Protocol::Property,
        SymbolKind::Method => Protocol::Method,
        SymbolKind::Constructor => Protocol::Constructor,
    }
}

pub fn completion_kind(kind: SymbolKind) -> CompletionItemKind {
    match kind {
        SymbolKind::Module | SymbolKind::Namespace => CompletionItemKind::Module,
        SymbolKind::Variable | SymbolKind::Parameter => CompletionItemKind::Variable,
        SymbolKind::Constant => CompletionItemKind::Constant,
        SymbolKind::Function => CompletionItemKind::Function,
        SymbolKind::Class => CompletionItemKind::Class,
        SymbolKind::Interface | SymbolKind::TypeAlias => CompletionItemKind::Interface,
        SymbolKind::TypeParameter => CompletionItemKind::TypeParameter,
        SymbolKind::Enum => CompletionItemKind::Enum,
        SymbolKind::EnumMember => CompletionItemKind::EnumMember,
        SymbolKind::Property | SymbolKind::Accessor => CompletionItemKind::Property,
        SymbolKind::Method => CompletionItemKind::Method,
        SymbolKind::Constructor => CompletionItemKind::Constructor,
        SymbolKind::Keyword => CompletionItemKind::Keyword,
    }
}

/// Text with its kind.
pub fn markdown(value: &str) -> Value {
    json!({ "kind": "markdown", "value": value })
}

pub fn text_edits(context: &Context, file: SourceFile, edits: &[Edit]) -> Vec<TextEdit> {
    edits.iter().map(|edit| TextEdit::new(context.range(file, edit.range), edit.text.to_string())).collect()
}

/// Declarations that a name leads to, with what was asked about where the client shows it.
pub fn targets(context: &Context, origin: Option<(SourceFile, TextRange)>, targets: &[Target]) -> Value {
    let link = |target: &Target| {
        json!({
            "originSelectionRange": origin.map(|(file, range)| context.range(file, range)),
            "targetUri": context.uri(target.file),
            "targetRange": context.range(target.file, target.full),
            "targetSelectionRange": context.range(target.file, target.name),
        })
    };
    let location = |target: &Target| json!({ "uri": context.uri(target.file), "range": context.range(target.file, target.name) });
    match context.view.abilities.links_definitions {
        true => targets.iter().map(link).collect(),
        false => targets.iter().map(location).collect(),
    }
}

/// An item of a hierarchy; its name's place finds it again.
pub fn hierarchy_item(context: &Context, item: &HierarchyItem) -> Value {
    let file = item.target.file;
    json!({
        "name": item.name,
        "kind": symbol_kind(item.kind),
        "uri": context.uri(file),
        "range": context.range(file, item.target.full),
        "selectionRange": context.range(file, item.target.name),
    })
}
