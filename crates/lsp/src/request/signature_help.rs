//! `textDocument/signatureHelp`: the parameters of the call that the cursor is in.

use gen_lsp_types::TextDocumentPositionParams;
use perry_ide::answer::{CallSignature, SignatureHelp, TextRange};
use perry_ide::signature::signature_help as ask;
use serde_json::{Value, json};

use crate::client::Failure;
use crate::convert::markdown;
use crate::place::Context;

pub fn signature_help(
    context: &Context,
    params: TextDocumentPositionParams,
) -> Result<Option<Value>, Failure> {
    let place = context.place(&params)?;
    let shown = |help: SignatureHelp| {
        json!({
            "signatures": help.signatures.iter().map(signature).collect::<Vec<_>>(),
            "activeSignature": help.active_signature,
            "activeParameter": help.active_parameter,
        })
    };
    Ok(ask(&context.db, place).map(shown))
}

/// Offsets into a label count UTF-16 units in every encoding of positions.
fn signature(signature: &CallSignature) -> Value {
    let units = |end: u32| signature.label[..end as usize].encode_utf16().count();
    let parameter = |range: &TextRange| json!({ "label": [units(range.start), units(range.end)] });
    json!({
        "label": signature.label,
        "parameters": signature.parameters.iter().map(parameter).collect::<Vec<_>>(),
        "documentation": signature.documentation.as_deref().map(markdown),
    })
}
