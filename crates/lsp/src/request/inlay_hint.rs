//! `textDocument/inlayHint`: types and names that the text does not say.

use gen_lsp_types::InlayHintParams;
use perry_ide::answer::{FileRange, Inlay, InlayKind};
use serde_json::{Value, json};

use crate::client::Failure;
use crate::place::Context;

pub fn inlay_hint(context: &Context, params: InlayHintParams) -> Result<Vec<Value>, Failure> {
    let file = context.file(&params.text_document.uri)?;
    let range = context.text(file).bytes(params.range);
    let inlays = perry_ide::inlay::inlays(&context.db, FileRange { file, range }, context.view.inlays);
    let shown = inlays.iter().map(|inlay: &Inlay| {
        let mut hint = json!({ "position": context.position(file, inlay.offset), "label": inlay.label });
        match inlay.kind {
            InlayKind::Type => hint["kind"] = json!(1),
            InlayKind::Parameter => (hint["kind"], hint["paddingRight"]) = (json!(2), json!(true)),
            InlayKind::Representation => hint["paddingLeft"] = json!(true),
        }
        hint
    });
    Ok(shown.collect())
}
