//! Synchronisation: what the client says happened to texts and files.

use gen_lsp_types::{
    DidChangeTextDocumentParams, DidChangeWatchedFilesParams, DidCloseTextDocumentParams,
    DidOpenTextDocumentParams, DidSaveTextDocumentParams,
};
use perry_project::overlay::DiskChanges;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::document::Document;
use crate::session::Session;

/// What a notification did.
pub enum Effect {
    /// A text was opened or edited: its diagnostics are told whether they changed or not.
    Shown(String),
    Other,
}

/// Takes note of a notification. The error is for the client's log: a notification has no answer.
pub fn note(session: &mut Session, method: &str, params: Value) -> Result<Effect, String> {
    match method {
        "textDocument/didOpen" => open(session, read(method, params)?),
        "textDocument/didChange" => change(session, read(method, params)?),
        "textDocument/didClose" => close(session, read(method, params)?),
        "textDocument/didSave" => save(session, read(method, params)?),
        "workspace/didChangeWatchedFiles" => watched(session, read(method, params)?),
        // Whatever else there is: optional notifications start with `$/`, and the others ask for nothing.
        _ => Ok(Effect::Other),
    }
}

fn read<P: DeserializeOwned>(method: &str, params: Value) -> Result<P, String> {
    serde_json::from_value(params).map_err(|error| format!("`{method}` cannot be understood: {error}"))
}

fn open(session: &mut Session, params: DidOpenTextDocumentParams) -> Result<Effect, String> {
    let item = params.text_document;
    let path = path(session, &item.uri.0)?;
    let document = Document::new(item.uri.0, item.version, item.text, session.view.encoding);
    session.documents.by_path.insert(path.clone(), document);
    session.opened(&path);
    Ok(Effect::Shown(path))
}

fn change(session: &mut Session, params: DidChangeTextDocumentParams) -> Result<Effect, String> {
    let uri = params.text_document.text_document_identifier.uri.0;
    let path = path(session, &uri)?;
    let encoding = session.view.encoding;
    let Some(document) = session.documents.by_path.get_mut(&path) else {
        return Err(format!("`{uri}` was edited and is not open"));
    };
    document.edit(params.text_document.version, params.content_changes, encoding);
    session.edited(&path);
    Ok(Effect::Shown(path))
}

fn close(session: &mut Session, params: DidCloseTextDocumentParams) -> Result<Effect, String> {
    let path = path(session, &params.text_document.uri.0)?;
    match session.documents.by_path.remove(&path) {
        Some(_) => session.closed(&path),
        None => return Err(format!("`{}` was closed and is not open", params.text_document.uri)),
    }
    Ok(Effect::Other)
}

fn save(session: &mut Session, params: DidSaveTextDocumentParams) -> Result<Effect, String> {
    let path = path(session, &params.text_document.uri.0)?;
    session.touched(DiskChanges { files: vec![path], directories: Vec::new() });
    Ok(Effect::Other)
}

fn watched(session: &mut Session, params: DidChangeWatchedFilesParams) -> Result<Effect, String> {
    let paths = params.changes.iter().filter_map(|change| session.view.path(&change.uri.0));
    let files = paths.collect();
    session.touched(DiskChanges { files, directories: Vec::new() });
    Ok(Effect::Other)
}

fn path(session: &Session, uri: &str) -> Result<String, String> {
    session.view.path(uri).ok_or_else(|| format!("`{uri}` is neither a file nor an untitled buffer"))
}
