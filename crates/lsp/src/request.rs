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

/// Every request that is answered by a worker.
pub const ROUTES: &[(&str, Kind, Run)] = &[
    ("textDocument/diagnostic", Quick, |context, params, out| answer(context, params, out, pull::document)),
    ("workspace/diagnostic", Thorough, |context, params, out| answer(context, params, out, pull::workspace)),
    ("textDocument/completion", Quick, |context, params, out| {
        answer(context, params, out, completion::completion)
    }),
    ("completionItem/resolve", Quick, |context, params, out| {
        answer(context, params, out, completion::resolve)
    }),
    ("textDocument/hover", Quick, |context, params, out| answer(context, params, out, hover::hover)),
    ("textDocument/signatureHelp", Quick, |context, params, out| {
        answer(context, params, out, signature_help::signature_help)
    }),
    ("textDocument/definition", Quick, |context, params, out| {
        answer(context, params, out, definition::definition)
    }),
    ("textDocument/typeDefinition", Quick, |context, params, out| {
        answer(context, params, out, definition::type_definition)
    }),
    ("textDocument/documentHighlight", Quick, |context, params, out| {
        answer(context, params, out, references::highlight)
    }),
    ("textDocument/prepareRename", Quick, |context, params, out| {
        answer(context, params, out, rename::prepare)
    }),
    ("textDocument/codeAction", Quick, |context, params, out| {
        answer(context, params, out, code_action::code_action)
    }),
    ("textDocument/documentSymbol", Quick, |context, params, out| {
        answer(context, params, out, symbols::of_document)
    }),
    ("textDocument/selectionRange", Quick, |context, params, out| {
        answer(context, params, out, folding::selection)
    }),
    ("textDocument/foldingRange", Quick, |context, params, out| {
        answer(context, params, out, folding::folding)
    }),
    ("textDocument/semanticTokens/full", Quick, |context, params, out| {
        answer(context, params, out, semantic_tokens::full)
    }),
    ("textDocument/semanticTokens/full/delta", Quick, |context, params, out| {
        answer(context, params, out, semantic_tokens::delta)
    }),
    ("textDocument/semanticTokens/range", Quick, |context, params, out| {
        answer(context, params, out, semantic_tokens::range)
    }),
    ("textDocument/inlayHint", Quick, |context, params, out| {
        answer(context, params, out, inlay_hint::inlay_hint)
    }),
    ("textDocument/codeLens", Quick, |context, params, out| {
        answer(context, params, out, code_lens::code_lens)
    }),
    ("textDocument/implementation", Thorough, |context, params, out| {
        answer(context, params, out, definition::implementation)
    }),
    ("textDocument/references", Thorough, |context, params, out| {
        written(context, params, out, references::references)
    }),
    ("textDocument/rename", Thorough, |context, params, out| written(context, params, out, rename::rename)),
    ("textDocument/prepareCallHierarchy", Quick, |context, params, out| {
        answer(context, params, out, hierarchy::prepare_calls)
    }),
    ("callHierarchy/incomingCalls", Thorough, |context, params, out| {
        answer(context, params, out, hierarchy::incoming)
    }),
    ("callHierarchy/outgoingCalls", Quick, |context, params, out| {
        answer(context, params, out, hierarchy::outgoing)
    }),
    ("textDocument/prepareTypeHierarchy", Quick, |context, params, out| {
        answer(context, params, out, hierarchy::prepare_types)
    }),
    ("typeHierarchy/supertypes", Quick, |context, params, out| {
        answer(context, params, out, hierarchy::supertypes)
    }),
    ("typeHierarchy/subtypes", Thorough, |context, params, out| {
        answer(context, params, out, hierarchy::subtypes)
    }),
    ("workspace/symbol", Thorough, |context, params, out| {
        answer(context, params, out, symbols::of_workspace)
    }),
    ("workspace/willRenameFiles", Thorough, |context, params, out| {
        written(context, params, out, rename::files)
    }),
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
