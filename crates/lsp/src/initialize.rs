//! Initialisation: what the client can do, where the project is, what this server offers.

use std::path::PathBuf;

use perry_ide::answer::InlaySettings;
use perry_project::root::enclosing;
use serde_json::{Value, json};

use crate::command;
use crate::request::semantic_tokens::{KINDS, MODIFIERS};
use crate::text::Encoding;
use crate::uri::file_of;

/// What the client said it can do.
#[derive(Clone, Debug, Default)]
pub struct Abilities {
    /// It asks for diagnostics; then they are not sent unasked, or it would show them twice.
    pub pulls_diagnostics: bool,
    pub refreshes_diagnostics: bool,
    pub watches_files: bool,
    pub shows_progress: bool,
    pub versions_edits: bool,
    pub nests_symbols: bool,
    pub links_definitions: bool,
}

impl Abilities {
    pub fn of(params: &Value) -> Abilities {
        let is_on = |pointer: &str| params.pointer(pointer).and_then(Value::as_bool).unwrap_or_default();
        let document = "/capabilities/textDocument";
        Abilities {
            pulls_diagnostics: params
                .pointer(&format!("{document}/diagnostic"))
                .is_some_and(Value::is_object),
            refreshes_diagnostics: is_on("/capabilities/workspace/diagnostics/refreshSupport"),
            watches_files: is_on("/capabilities/workspace/didChangeWatchedFiles/dynamicRegistration"),
            shows_progress: is_on("/capabilities/window/workDoneProgress"),
            versions_edits: is_on("/capabilities/workspace/workspaceEdit/documentChanges"),
            nests_symbols: is_on(&format!("{document}/documentSymbol/hierarchicalDocumentSymbolSupport")),
            links_definitions: is_on(&format!("{document}/definition/linkSupport")),
        }
    }
}

/// UTF-8 costs nothing here, so it is taken when it is offered at all.
pub fn encoding(params: &Value) -> Encoding {
    let offered = params.pointer("/capabilities/general/positionEncodings").and_then(Value::as_array);
    let is_offered = |encoding: Encoding| {
        offered.is_some_and(|offered| offered.iter().any(|it| it.as_str() == Some(encoding.name())))
    };
    match () {
        _ if is_offered(Encoding::Utf8) => Encoding::Utf8,
        _ if !is_offered(Encoding::Utf16) && is_offered(Encoding::Utf32) => Encoding::Utf32,
        _ => Encoding::Utf16,
    }
}

/// The project: around the first workspace folder, or what older clients call the root; `None` when none is named.
pub fn root(params: &Value) -> Option<PathBuf> {
    let folder = params.pointer("/workspaceFolders/0/uri").or_else(|| params.get("rootUri"));
    let named = folder.and_then(Value::as_str).and_then(file_of);
    let path = || {
        params
            .get("rootPath")
            .and_then(Value::as_str)
            .and_then(|path| PathBuf::from(path).canonicalize().ok())
    };
    let folder = named.or_else(path)?;
    Some(enclosing(&folder).unwrap_or(&folder).to_owned())
}

/// Which inlays `initializationOptions.inlayHints` asks for.
pub fn inlays(params: &Value) -> InlaySettings {
    let told = |name: &str| {
        params.pointer(&format!("/initializationOptions/inlayHints/{name}")).and_then(Value::as_bool)
    };
    InlaySettings {
        types: told("types").unwrap_or(true),
        parameters: told("parameters").unwrap_or(true),
        representations: told("representations").unwrap_or(false),
    }
}

/// What this server offers.
pub fn answer(encoding: Encoding) -> Value {
    json!({
        "capabilities": {
            "positionEncoding": encoding.name(),
            "textDocumentSync": { "openClose": true, "change": 2, "save": { "includeText": false } },
            "diagnosticProvider": { "identifier": "perry", "interFileDependencies": true, "workspaceDiagnostics": true },
            "completionProvider": { "triggerCharacters": [".", "/", "\""], "resolveProvider": true },
            "hoverProvider": true,
            "signatureHelpProvider": { "triggerCharacters": ["(", ","] },
            "definitionProvider": true,
            "typeDefinitionProvider": true,
            "implementationProvider": true,
            "referencesProvider": true,
            "documentHighlightProvider": true,
            "documentSymbolProvider": true,
            "workspaceSymbolProvider": true,
            "renameProvider": { "prepareProvider": true },
            "codeActionProvider": { "codeActionKinds": ["quickfix", "source"] },
            "codeLensProvider": {},
            "foldingRangeProvider": true,
            "selectionRangeProvider": true,
            "callHierarchyProvider": true,
            "typeHierarchyProvider": true,
            "inlayHintProvider": true,
            "semanticTokensProvider": {
                "legend": { "tokenTypes": KINDS, "tokenModifiers": MODIFIERS },
                "full": { "delta": true },
                "range": true,
            },
            "executeCommandProvider": { "commands": command::NAMES, "workDoneProgress": true },
            "workspace": {
                "workspaceFolders": { "supported": false },
                "fileOperations": { "willRename": { "filters": [
                    { "scheme": "file", "pattern": { "glob": "**/*.{ts,mts,cts,js,mjs,cjs,json}" } },
                ] } },
            },
        },
        "serverInfo": { "name": "perry", "version": env!("CARGO_PKG_VERSION") },
    })
}

/// What the client is asked to watch: whatever resolution or the configuration reads.
pub fn watches() -> Value {
    let watchers: Vec<_> = ["**/*.{ts,mts,cts,tsx,js,mjs,cjs,jsx,json}", "**/perry.toml"]
        .iter()
        .map(|glob| json!({ "globPattern": glob }))
        .collect();
    json!({ "registrations": [{
        "id": "perry-watch",
        "method": "workspace/didChangeWatchedFiles",
        "registerOptions": { "watchers": watchers },
    }] })
}
