//! `textDocument/definition`, `typeDefinition` and `implementation`: where what is under the cursor is declared.

use gen_lsp_types::TextDocumentPositionParams;
use perry_db::database::Database;
use perry_ide::answer::{Definition, Place};
use serde_json::Value;

use crate::client::Failure;
use crate::convert::targets;
use crate::place::Context;

pub fn definition(context: &Context, params: TextDocumentPositionParams) -> Result<Option<Value>, Failure> {
    found(context, &params, |db, place| perry_ide::definition::definition(db, place))
}

pub fn type_definition(
    context: &Context,
    params: TextDocumentPositionParams,
) -> Result<Option<Value>, Failure> {
    found(context, &params, |db, place| perry_ide::definition::type_definition(db, place))
}

pub fn implementation(
    context: &Context,
    params: TextDocumentPositionParams,
) -> Result<Option<Value>, Failure> {
    found(context, &params, |db, place| perry_ide::definition::implementation(db, place))
}

fn found(
    context: &Context,
    params: &TextDocumentPositionParams,
    ask: impl Fn(&Database, Place) -> Option<Definition>,
) -> Result<Option<Value>, Failure> {
    let place = context.place(params)?;
    let shown = |found: Definition| targets(context, Some((place.file, found.origin)), &found.targets);
    Ok(ask(&context.db, place).map(shown))
}
