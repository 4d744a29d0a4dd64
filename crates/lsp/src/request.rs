//! The requests: which there are, where they run, and one file for each that converts between the client and `ide`.

use lsp_server::ErrorCode;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_json::value::{RawValue, to_raw_value};

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

/// What carries out a request, on a worker.
pub type Run = fn(&Context, Value) -> Result<Box<RawValue>, Failure>;

/// Every request that is answered by a worker.
pub const ROUTES: &[(&str, Kind, Run)] = &[
    ("textDocument/diagnostic", Quick, |context, params| answer(context, params, pull::document)),
    ("workspace/diagnostic", Thorough, |context, params| answer(context, params, pull::workspace)),
    ("textDocument/completion", Quick, |context, params| answer(context, params, completion::completion)),
    ("completionItem/resolve", Quick, |context, params| answer(context, params, completion::resolve)),
    ("textDocument/hover", Quick, |context, params| answer(context, params, hover::hover)),
    ("textDocument/signatureHelp", Quick, |context, params| {
        answer(context, params, signature_help::signature_help)
    }),
    ("textDocument/definition", Quick, |context, params| answer(context, params, definition::definition)),
    ("textDocument/typeDefinition", Quick, |context, params| {
        answer(context, params, definition::type_definition)
    }),
    ("textDocument/documentHighlight", Quick, |context, params| {
        answer(context, params, references::highlight)
    }),
    ("textDocument/prepareRename", Quick, |context, params| answer(context, params, rename::prepare)),
    ("textDocument/codeAction", Quick, |context, params| answer(context, params, code_action::code_action)),
    ("textDocument/documentSymbol", Quick, |context, params| answer(context, params, symbols::of_document)),
    ("textDocument/selectionRange", Quick, |context, params| answer(context, params, folding::selection)),
    ("textDocument/foldingRange", Quick, |context, params| answer(context, params, folding::folding)),
    ("textDocument/semanticTokens/full", Quick, |context, params| {
        answer(context, params, semantic_tokens::full)
    }),
    ("textDocument/semanticTokens/full/delta", Quick, |context, params| {
        answer(context, params, semantic_tokens::delta)
    }),
    ("textDocument/semanticTokens/range", Quick, |context, params| {
        answer(context, params, semantic_tokens::range)
    }),
    ("textDocument/inlayHint", Quick, |context, params| answer(context, params, inlay_hint::inlay_hint)),
    ("textDocument/codeLens", Quick, |context, params| answer(context, params, code_lens::code_lens)),
    ("textDocument/implementation", Thorough, |context, params| {
        answer(context, params, definition::implementation)
    }),
    ("textDocument/references", Thorough, |context, params| answer(context, params, references::references)),
    ("textDocument/rename", Thorough, |context, params| answer(context, params, rename::rename)),
    ("textDocument/prepareCallHierarchy", Quick, |context, params| {
        answer(context, params, hierarchy::prepare_calls)
    }),
    ("callHierarchy/incomingCalls", Thorough, |context, params| answer(context, params, hierarchy::incoming)),
    ("callHierarchy/outgoingCalls", Quick, |context, params| answer(context, params, hierarchy::outgoing)),
    ("textDocument/prepareTypeHierarchy", Quick, |context, params| {
        answer(context, params, hierarchy::prepare_types)
    }),
    ("typeHierarchy/supertypes", Quick, |context, params| answer(context, params, hierarchy::supertypes)),
    ("typeHierarchy/subtypes", Thorough, |context, params| answer(context, params, hierarchy::subtypes)),
    ("workspace/symbol", Thorough, |context, params| answer(context, params, symbols::of_workspace)),
    ("workspace/willRenameFiles", Thorough, |context, params| answer(context, params, rename::files)),
];

/// Reads the parameters, asks, writes the answer: as text at once, for a tree of a large one costs more than the search.
fn answer<P: DeserializeOwned, R: Serialize>(
    context: &Context,
    params: Value,
    ask: impl Fn(&Context, P) -> Result<R, Failure>,
) -> Result<Box<RawValue>, Failure> {
    let params = serde_json::from_value(params).map_err(|error| {
        Failure::new(ErrorCode::InvalidParams, format!("the parameters do not fit: {error}"))
    })?;
    let answer = ask(context, params)?;
    to_raw_value(&answer).map_err(|error| Failure::new(ErrorCode::InternalError, error.to_string()))
}
