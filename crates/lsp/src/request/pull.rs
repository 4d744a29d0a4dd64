//! `textDocument/diagnostic` and `workspace/diagnostic`: diagnostics that the client asks for.

use std::collections::{BTreeMap, HashSet};

use gen_lsp_types::{Diagnostic, DocumentDiagnosticParams, WorkspaceDiagnosticParams};
use perry_db::database::Db;
use perry_db::input::SourceFile;
use perry_ide::program::modules;
use perry_persist::fingerprint::Fingerprint;
use serde_json::{Value, json};

use crate::client::Failure;
use crate::diagnostic::of_file;
use crate::place::Context;
use crate::session::is_module;

/// The diagnostics of one file, or that they are those of the result the client has.
pub fn document(context: &Context, params: DocumentDiagnosticParams) -> Result<Value, Failure> {
    let file = context.file(&params.text_document.uri)?;
    Ok(report(of_file(context, file), params.previous_result_id.as_deref()))
}

/// The same for every module of the program, and for files whose last result was not empty and is.
pub fn workspace(context: &Context, params: WorkspaceDiagnosticParams) -> Result<Value, Failure> {
    let mut items = Vec::new();
    let mut previous: BTreeMap<String, String> =
        params.previous_result_ids.into_iter().map(|result| (result.uri.0, result.value)).collect();
    let mut files = modules(&context.db).to_vec();
    let known: HashSet<SourceFile> = files.iter().copied().collect();
    // Open modules that no entry reaches become entries with the next turn.
    let open = context.view.open.keys().filter(|path| is_module(path)).map(|path| context.db.file(path));
    files.extend(open.filter(|file| !known.contains(file)));
    for file in files {
        let uri = context.uri(file).0;
        let known = previous.remove(&uri);
        let diagnostics = of_file(context, file);
        if known.is_some() || !diagnostics.is_empty() {
            items.push(full(context, Some(file), uri, report(diagnostics, known.as_deref())));
        }
    }
    let gone =
        previous.into_iter().map(|(uri, known)| full(context, None, uri, report(Vec::new(), Some(&known))));
    items.extend(gone);
    Ok(json!({ "items": items }))
}

fn full(context: &Context, file: Option<SourceFile>, uri: String, mut report: Value) -> Value {
    report["uri"] = json!(uri);
    report["version"] = json!(file.and_then(|file| context.version(file)));
    report
}

/// A result is named by its content.
fn report(items: Vec<Diagnostic>, known: Option<&str>) -> Value {
    let id = Fingerprint::of_bytes(json!(items).to_string().as_bytes()).to_string();
    match known == Some(&id) {
        true => json!({ "kind": "unchanged", "resultId": id }),
        false => json!({ "kind": "full", "resultId": id, "items": items }),
    }
}
