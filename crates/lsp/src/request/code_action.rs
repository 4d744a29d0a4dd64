//! `textDocument/codeAction`: edits that settle what is wrong.

use gen_lsp_types::{Code, CodeActionKind, CodeActionParams, Diagnostic};
use perry_ide::answer::{Action, FileRange};
use serde_json::{Value, json};

use crate::client::Failure;
use crate::place::Context;
use crate::places::workspace_edit;

pub fn code_action(context: &Context, params: CodeActionParams) -> Result<Vec<Value>, Failure> {
    let file = context.file(&params.text_document.uri)?;
    let range = context.text(file).bytes(params.range);
    let actions = perry_ide::action::actions(&context.db, FileRange { file, range });
    let wanted = |action: &&Action| {
        let only = params.context.only.as_ref();
        only.is_none_or(|only| only.iter().any(|kind| covers(kind, action)))
    };
    Ok(actions
        .iter()
        .filter(wanted)
        .map(|action| shown(context, action, &params.context.diagnostics))
        .collect())
}

fn covers(kind: &CodeActionKind, action: &Action) -> bool {
    match kind {
        CodeActionKind::Empty => true,
        CodeActionKind::QuickFix => action.settles.is_some(),
        CodeActionKind::Source | CodeActionKind::SourceOrganizeImports => action.settles.is_none(),
        _ => false,
    }
}

fn shown(context: &Context, action: &Action, diagnostics: &[Diagnostic]) -> Value {
    let settled = |diagnostic: &&Diagnostic| match (&diagnostic.code, action.settles) {
        (Some(Code::String(code)), Some(settles)) => code == settles,
        _ => false,
    };
    json!({
        "title": action.title,
        "kind": if action.settles.is_some() { "quickfix" } else { "source" },
        "isPreferred": action.is_preferred,
        "diagnostics": diagnostics.iter().filter(settled).collect::<Vec<_>>(),
        "edit": workspace_edit(context, &action.edits),
    })
}
