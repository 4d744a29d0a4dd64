//! `textDocument/references` and `documentHighlight`: where what is under the cursor is used.

use gen_lsp_types::{DocumentHighlight, DocumentHighlightKind, ReferenceParams, TextDocumentPositionParams};
use perry_ide::answer::Usage;

use crate::client::Failure;
use crate::place::Context;
use crate::places::write_locations;

pub fn references(context: &Context, params: ReferenceParams, out: &mut String) -> Result<(), Failure> {
    let place = context.place(&params.text_document_position_params)?;
    let found = perry_ide::reference::references(&context.db, place, params.context.include_declaration);
    write_locations(context, &found, out);
    Ok(())
}

pub fn highlight(
    context: &Context,
    params: TextDocumentPositionParams,
) -> Result<Vec<DocumentHighlight>, Failure> {
    let place = context.place(&params)?;
    let kind = |usage| match usage {
        Usage::Read => DocumentHighlightKind::Read,
        Usage::Declaration | Usage::Write => DocumentHighlightKind::Write,
    };
    let found = perry_ide::reference::highlights(&context.db, place);
    Ok(found
        .iter()
        .map(|it| DocumentHighlight::new(context.range(place.file, it.range), Some(kind(it.usage))))
        .collect())
}
