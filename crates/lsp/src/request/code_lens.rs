//! `textDocument/codeLens`: what can be done with a module, above its code.

use gen_lsp_types::CodeLensParams;
use perry_ide::answer::LensKind;
use serde_json::{Value, json};

use crate::client::Failure;
use crate::place::Context;

pub fn code_lens(context: &Context, params: CodeLensParams) -> Result<Vec<Value>, Failure> {
    let file = context.file(&params.text_document.uri)?;
    let lenses = perry_ide::lens::lenses(&context.db, file);
    let shown = lenses.iter().map(|lens| {
        let (title, command) = match lens.kind {
            LensKind::Run => ("run", "perry.run"),
            LensKind::Why => ("why was this rebuilt?", "perry.why"),
        };
        let command = json!({ "title": title, "command": command, "arguments": [context.uri(file)] });
        json!({ "range": context.range(file, lens.range), "command": command })
    });
    Ok(shown.collect())
}
