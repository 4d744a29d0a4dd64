//! `textDocument/documentSymbol` and `workspace/symbol`: what is declared in a file, and anywhere.

use gen_lsp_types::{DocumentSymbolParams, WorkspaceSymbolParams};
use perry_db::input::SourceFile;
use perry_ide::answer::{DocumentSymbol, FileRange};
use serde_json::{Value, json};

use crate::client::Failure;
use crate::convert::symbol_kind;
use crate::place::Context;

pub fn of_document(context: &Context, params: DocumentSymbolParams) -> Result<Vec<Value>, Failure> {
    let file = context.file(&params.text_document.uri)?;
    let symbols = perry_ide::outline::document_symbols(&context.db, file);
    if context.view.abilities.nests_symbols {
        return Ok(symbols.iter().map(|symbol| nested(context, file, symbol)).collect());
    }
    let mut all = Vec::new();
    symbols.iter().for_each(|symbol| flat(context, file, symbol, None, &mut all));
    Ok(all)
}

fn nested(context: &Context, file: SourceFile, symbol: &DocumentSymbol) -> Value {
    json!({
        "name": symbol.name,
        "kind": symbol_kind(symbol.kind),
        "range": context.range(file, symbol.full),
        "selectionRange": context.range(file, symbol.range),
        "children": symbol.children.iter().map(|child| nested(context, file, child)).collect::<Vec<_>>(),
    })
}

/// For clients that show no tree.
fn flat(
    context: &Context,
    file: SourceFile,
    symbol: &DocumentSymbol,
    container: Option<&str>,
    all: &mut Vec<Value>,
) {
    let location = context.location(FileRange { file, range: symbol.full });
    all.push(json!({
        "name": symbol.name,
        "kind": symbol_kind(symbol.kind),
        "location": location,
        "containerName": container,
    }));
    symbol.children.iter().for_each(|child| flat(context, file, child, Some(&symbol.name), all));
}

pub fn of_workspace(context: &Context, params: WorkspaceSymbolParams) -> Result<Vec<Value>, Failure> {
    let symbols = perry_ide::outline::workspace_symbols(&context.db, &params.query);
    let shown = symbols.iter().map(|symbol| {
        json!({
            "name": symbol.name,
            "kind": symbol_kind(symbol.kind),
            "location": context.location(symbol.place),
            "containerName": symbol.container,
        })
    });
    Ok(shown.collect())
}
