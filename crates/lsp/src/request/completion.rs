//! `textDocument/completion` and `completionItem/resolve`: what may be written here.

use gen_lsp_types::{TextDocumentPositionParams, TextEdit};
use lsp_server::ErrorCode;
use perry_ide::answer::{Completion, Place};
use serde_json::{Value, json};

use crate::client::Failure;
use crate::convert::{completion_kind, markdown, text_edits};
use crate::place::Context;

pub fn completion(context: &Context, params: TextDocumentPositionParams) -> Result<Value, Failure> {
    let place = context.place(&params)?;
    let found = perry_ide::completion::completions(&context.db, place);
    let items: Vec<_> = found.items.iter().map(|item| shown(context, place, &params, item)).collect();
    Ok(json!({ "isIncomplete": found.is_incomplete, "items": items }))
}

/// `data` finds the item again when it is resolved.
fn shown(context: &Context, place: Place, params: &TextDocumentPositionParams, item: &Completion) -> Value {
    json!({
        "label": item.label,
        "kind": completion_kind(item.kind),
        "detail": item.detail,
        "sortText": format!("{:03} {}", item.rank, item.label),
        "textEdit": TextEdit::new(context.range(place.file, item.replace), item.insert.clone()),
        "data": { "at": params, "from": item.import_from },
    })
}

pub fn resolve(context: &Context, mut item: Value) -> Result<Value, Failure> {
    let invalid = || Failure::new(ErrorCode::InvalidParams, "this is no item that was completed here");
    let params: TextDocumentPositionParams =
        serde_json::from_value(item["data"]["at"].clone()).map_err(|_| invalid())?;
    let place = context.place(&params)?;
    let label = item["label"].as_str().ok_or_else(invalid)?;
    let from = item["data"]["from"].as_str();
    let found = perry_ide::completion::completions(&context.db, place);
    let is_it = |known: &&Completion| known.label == label && known.import_from.as_deref() == from;
    let Some(known) = found.items.iter().find(is_it) else { return Ok(item) };
    let detail = perry_ide::completion::completion_detail(&context.db, place, known);
    if let Some(signature) = &detail.signature {
        item["detail"] = json!(signature);
    }
    if let Some(documentation) = &detail.documentation {
        item["documentation"] = markdown(documentation);
    }
    if !detail.edits.is_empty() {
        item["additionalTextEdits"] = json!(text_edits(context, place.file, &detail.edits));
    }
    Ok(item)
}
