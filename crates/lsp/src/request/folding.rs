//! `textDocument/foldingRange` and `selectionRange`: how the text nests.

use gen_lsp_types::{FoldingRangeParams, SelectionRange, SelectionRangeParams};
use perry_ide::answer::{FoldKind, Place};
use serde_json::{Value, json};

use crate::client::Failure;
use crate::place::Context;

pub fn folding(context: &Context, params: FoldingRangeParams) -> Result<Vec<Value>, Failure> {
    let file = context.file(&params.text_document.uri)?;
    let folds = perry_ide::fold::folds(&context.db, file);
    let shown = folds.iter().map(|fold| {
        let range = context.range(file, fold.range);
        let kind = match fold.kind {
            FoldKind::Code => None,
            FoldKind::Comment => Some("comment"),
            FoldKind::Imports => Some("imports"),
            FoldKind::Region => Some("region"),
        };
        let mut shown = json!({
            "startLine": range.start.line,
            "startCharacter": range.start.character,
            "endLine": range.end.line,
            "endCharacter": range.end.character,
        });
        if let Some(kind) = kind {
            shown["kind"] = json!(kind);
        }
        shown
    });
    Ok(shown.collect())
}

/// An answer nests as its ranges do, and readers of JSON stop at 128 levels. The outermost range stays.
const MOST_NESTED: usize = 100;

/// Each position's ranges, the innermost first, each inside the next.
pub fn selection(context: &Context, params: SelectionRangeParams) -> Result<Vec<SelectionRange>, Failure> {
    let file = context.file(&params.text_document.uri)?;
    let text = context.text(file);
    let of_position = |position| {
        let place = Place { file, offset: text.offset(position) };
        let mut ranges = perry_ide::fold::selection(&context.db, place);
        if ranges.len() > MOST_NESTED {
            ranges.drain(MOST_NESTED - 1..ranges.len() - 1);
        }
        let outward = ranges
            .iter()
            .rev()
            .fold(None, |parent, range| Some(Box::new(SelectionRange::new(text.range(*range), parent))));
        outward.map_or_else(
            || SelectionRange::new(gen_lsp_types::Range::new(position, position), None),
            |inner| *inner,
        )
    };
    Ok(params.positions.into_iter().map(of_position).collect())
}
