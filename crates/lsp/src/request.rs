//! The requests: which there are, where they run, and one file for each that converts between the client and `ide`.

use lsp_server::ErrorCode;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::client::Failure;
use crate::lane::Kind::{self, Quick, Thorough};
use crate::place::Context;

mod code_action;
mod code_lens;
mod completion;
mod definition;
mod folding;
mod hierarchy;
mod hover;
mod inlay_hint;
mod pull;
mod references;
mod rename;
pub mod semantic_tokens;
mod signature_help;
mod symbols;

/// What carries out a request, on a worker: writes the result as JSON behind what is there.
pub type Run = fn(&Context, Value, &mut String) -> Result<(), Failure>;

/// A route to a function that gives an answer.
macro_rules! answer {
    ($ask:path) => {
        |context, params, out| answer(context, params, out, $ask)
    };
}

/// A route to a function that writes its answer.
macro_rules! written {
    ($ask:path) => {
        |context, params, out| written(context, params, out, $ask)
    };
}

/// Every request that is answered by a worker.
pub const ROUTES: &[(&str, Kind, Run)] = &[
    ("textDocument/diagnostic", Quick, answer!(pull::document)),
    ("workspace/diagnostic", Thorough, answer!(pull::workspace)),
    ("textDocument/completion", Quick, answer!(completion::completion)),
    ("completionItem/resolve", Quick, answer!(completion::resolve)),
    ("textDocument/hover", Quick, answer!(hover::hover)),
    ("textDocument/signatureHelp", Quick, answer!(signature_help::signature_help)),
    ("textDocument/definition", Quick, answer!(definition::definition)),
    ("textDocument/typeDefinition", Quick, answer!(definition::type_definition)),
    ("textDocument/documentHighlight", Quick, answer!(references::highlight)),
    ("textDocument/prepareRename", Quick, answer!(rename::prepare)),
    ("textDocument/codeAction", Quick, answer!(code_action::code_action)),
    ("textDocument/documentSymbol", Quick, answer!(symbols::of_document)),
    ("textDocument/selectionRange", Quick, answer!(folding::selection)),
    ("textDocument/foldingRange", Quick, answer!(folding::folding)),
    ("textDocument/semanticTokens/full", Quick, answer!(semantic_tokens::full)),
    ("textDocument/semanticTokens/full/delta", Quick, answer!(semantic_tokens::delta)),
    ("textDocument/semanticTokens/range", Quick, answer!(semantic_tokens::range)),
    ("textDocument/inlayHint", Quick, answer!(inlay_hint::inlay_hint)),
    ("textDocument/codeLens", Quick, answer!(code_lens::code_lens)),
    ("textDocument/implementation", Thorough, answer!(definition::implementation)),
    ("textDocument/references", Thorough, written!(references::references)),
    ("textDocument/rename", Thorough, written!(rename::rename)),
    ("textDocument/prepareCallHierarchy", Quick, answer!(hierarchy::prepare_calls)),
    ("callHierarchy/incomingCalls", Thorough, answer!(hierarchy::incoming)),
    ("callHierarchy/outgoingCalls", Quick, answer!(hierarchy::outgoing)),
    ("textDocument/prepareTypeHierarchy", Quick, answer!(hierarchy::prepare_types)),
    ("typeHierarchy/supertypes", Quick, answer!(hierarchy::supertypes)),
    ("typeHierarchy/subtypes", Thorough, answer!(hierarchy::subtypes)),
    ("workspace/symbol", Thorough, answer!(symbols::of_workspace)),
    ("workspace/willRenameFiles", Thorough, written!(rename::files)),
];

/// Reads the parameters, asks, writes the answer.
fn answer<P: DeserializeOwned, R: Serialize>(
    context: &Context,
    params: Value,
    out: &mut String,
    ask: impl Fn(&Context, P) -> Result<R, Failure>,
) -> Result<(), Failure> {
    let answer = ask(context, read(params)?)?;
    let text = serde_json::to_string(&answer);
    out.push_str(&text.map_err(|error| Failure::new(ErrorCode::InternalError, error.to_string()))?);
    Ok(())
}

/// The same for an answer that may be megabytes, which `ask` writes itself.
fn written<P: DeserializeOwned>(
    context: &Context,
    params: Value,
    out: &mut String,
    ask: impl Fn(&Context, P, &mut String) -> Result<(), Failure>,
) -> Result<(), Failure> {
    ask(context, read(params)?, out)
}

fn read<P: DeserializeOwned>(params: Value) -> Result<P, Failure> {
    serde_json::from_value(params).map_err(|error| {
        Failure::new(ErrorCode::InvalidParams, format!("the parameters do not fit: {error}"))
    })
}
