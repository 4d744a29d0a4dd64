//! `textDocument/prepareRename`, `rename` and `workspace/willRenameFiles`: edits that keep the program's meaning.

use gen_lsp_types::{RenameFilesParams, RenameParams, TextDocumentPositionParams};
use perry_ide::answer::{Move, Refusal};
use serde_json::{Value, json};

use crate::client::Failure;
use crate::convert::{WorkspaceEdit, workspace_edit};
use crate::place::Context;

pub fn prepare(context: &Context, params: TextDocumentPositionParams) -> Result<Value, Failure> {
    let place = context.place(&params)?;
    let renaming = perry_ide::rename::renaming(&context.db, place).map_err(refused)?;
    Ok(json!({ "range": context.range(place.file, renaming.range), "placeholder": renaming.name }))
}

pub fn rename(context: &Context, params: RenameParams) -> Result<WorkspaceEdit, Failure> {
    let place = context.place(&params.text_document_position_params)?;
    let edits = perry_ide::rename::rename(&context.db, place, &params.new_name).map_err(refused)?;
    Ok(workspace_edit(context, &edits))
}

pub fn files(context: &Context, params: RenameFilesParams) -> Result<Option<WorkspaceEdit>, Failure> {
    let moves: Option<Vec<Move>> = params
        .files
        .iter()
        .map(|file| {
            Some(Move { from: context.view.path(&file.old_uri.0)?, to: context.view.path(&file.new_uri.0)? })
        })
        .collect();
    let edits = moves.map(|moves| perry_ide::moved::moved_files(&context.db, &moves));
    Ok(edits.map(|edits| workspace_edit(context, &edits)))
}

fn refused(refusal: Refusal) -> Failure {
    Failure::refused(refusal.reason)
}
