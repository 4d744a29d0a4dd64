//! `textDocument/prepareRename`, `rename` and `workspace/willRenameFiles`: edits that keep the program's meaning.

use gen_lsp_types::{RenameFilesParams, RenameParams, TextDocumentPositionParams};
use perry_ide::answer::{Move, Refusal};
use serde_json::{Value, json};

use crate::client::Failure;
use crate::place::Context;
use crate::places::write_workspace_edit;

pub fn prepare(context: &Context, params: TextDocumentPositionParams) -> Result<Value, Failure> {
    let place = context.place(&params)?;
    let renaming = perry_ide::rename::renaming(&context.db, place).map_err(refused)?;
    Ok(json!({ "range": context.range(place.file, renaming.range), "placeholder": renaming.name }))
}

pub fn rename(context: &Context, params: RenameParams, out: &mut String) -> Result<(), Failure> {
    let place = context.place(&params.text_document_position_params)?;
    let edits = perry_ide::rename::rename(&context.db, place, &params.new_name).map_err(refused)?;
    write_workspace_edit(context, &edits, out);
    Ok(())
}

pub fn files(context: &Context, params: RenameFilesParams, out: &mut String) -> Result<(), Failure> {
    let moves: Option<Vec<Move>> = params
        .files
        .iter()
        .map(|file| {
            Some(Move { from: context.view.path(&file.old_uri.0)?, to: context.view.path(&file.new_uri.0)? })
        })
        .collect();
    match moves {
        Some(moves) => {
            write_workspace_edit(context, &perry_ide::moved::moved_files(&context.db, &moves), out)
        }
        None => out.push_str("null"),
    }
    Ok(())
}

fn refused(refusal: Refusal) -> Failure {
    Failure::refused(refusal.reason)
}
