//! `textDocument/hover`: the type of what is under the cursor, how a compiled program holds it, its documentation.

use gen_lsp_types::TextDocumentPositionParams;
use perry_ide::answer::Hover;
use perry_ide::hover::hover as ask;
use serde_json::{Value, json};

use crate::client::Failure;
use crate::convert::markdown;
use crate::place::Context;

pub fn hover(context: &Context, params: TextDocumentPositionParams) -> Result<Option<Value>, Failure> {
    let place = context.place(&params)?;
    let shown = |hover: Hover| json!({ "contents": markdown(&text(&hover)), "range": context.range(place.file, hover.range) });
    Ok(ask(&context.db, place).map(shown))
}

fn text(hover: &Hover) -> String {
    let mut text = format!("```typescript\n{}\n```", hover.signature);
    if let Some(representation) = &hover.representation {
        text += &format!("\n\nheld as `{representation}`");
    }
    if let Some(documentation) = &hover.documentation {
        text += &format!("\n\n---\n\n{documentation}");
    }
    text
}
