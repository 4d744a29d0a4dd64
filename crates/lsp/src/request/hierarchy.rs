//! `textDocument/prepareCallHierarchy`, `prepareTypeHierarchy` and what is asked of their items.

use gen_lsp_types::{Position, TextDocumentIdentifier, TextDocumentPositionParams, Uri};
use lsp_server::ErrorCode;
use perry_db::input::SourceFile;
use perry_ide::answer::{Call, HierarchyItem, Place};
use perry_ide::{call, hierarchy};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::client::Failure;
use crate::convert::hierarchy_item;
use crate::place::Context;

/// An item that the client sends back: where its name stands.
#[derive(Deserialize)]
pub struct ItemParams {
    item: Item,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Item {
    uri: Uri,
    selection_range: gen_lsp_types::Range,
}

pub fn prepare_calls(context: &Context, params: TextDocumentPositionParams) -> Result<Vec<Value>, Failure> {
    let item = call::call_item(&context.db, context.place(&params)?);
    Ok(item.iter().map(|item| hierarchy_item(context, item)).collect())
}

pub fn incoming(context: &Context, params: ItemParams) -> Result<Vec<Value>, Failure> {
    let place = place(context, &params)?;
    let calls = call::incoming(&context.db, place);
    Ok(calls.iter().map(|call| shown(context, "from", call, call.item.target.file)).collect())
}

pub fn outgoing(context: &Context, params: ItemParams) -> Result<Vec<Value>, Failure> {
    let place = place(context, &params)?;
    let calls = call::outgoing(&context.db, place);
    Ok(calls.iter().map(|call| shown(context, "to", call, place.file)).collect())
}

/// The ranges are those of the caller's file.
fn shown(context: &Context, role: &str, call: &Call, caller: SourceFile) -> Value {
    let ranges: Vec<_> = call.ranges.iter().map(|range| context.range(caller, *range)).collect();
    json!({ role: hierarchy_item(context, &call.item), "fromRanges": ranges })
}

pub fn prepare_types(context: &Context, params: TextDocumentPositionParams) -> Result<Vec<Value>, Failure> {
    let item = hierarchy::type_item(&context.db, context.place(&params)?);
    Ok(item.iter().map(|item| hierarchy_item(context, item)).collect())
}

pub fn supertypes(context: &Context, params: ItemParams) -> Result<Vec<Value>, Failure> {
    Ok(all(context, &hierarchy::supertypes(&context.db, place(context, &params)?)))
}

pub fn subtypes(context: &Context, params: ItemParams) -> Result<Vec<Value>, Failure> {
    Ok(all(context, &hierarchy::subtypes(&context.db, place(context, &params)?)))
}

fn all(context: &Context, items: &[HierarchyItem]) -> Vec<Value> {
    items.iter().map(|item| hierarchy_item(context, item)).collect()
}

fn place(context: &Context, params: &ItemParams) -> Result<Place, Failure> {
    let position: Position = params.item.selection_range.start;
    let text_document = TextDocumentIdentifier::new(params.item.uri.clone());
    let place = context.place(&TextDocumentPositionParams::new(text_document, position));
    place.map_err(|_| Failure::new(ErrorCode::InvalidParams, "this is no item of a hierarchy"))
}
