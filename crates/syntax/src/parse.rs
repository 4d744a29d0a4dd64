//! `parse`: the door of this crate. Which language a file is in, and the order of the passes.

use crate::ast::{Module, ModuleKind, Span};
use crate::convert::{Converted, convert};
use crate::diagnostic::SyntaxDiagnostic;
use crate::early::{Checked, check};
use crate::elision::{candidates, elide};
use crate::json::json_module;
use crate::record::build::module_record;
use crate::record::{ModuleRecord, RecordSpans};
use crate::parser::{Language, swc_items};

/// What the package of a file says about its modules; `.mjs`, `.cjs` and their like speak for themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SourceKind {
    /// `"type": "module"`
    Esm,
    /// `"type": "commonjs"`
    CommonJs,
    /// No `type`: ESM if it has `import`, `export`, `import.meta` or `await` at its top, else CommonJS
    Detect,
}

/// A module and what is wrong with it. With diagnostics the module holds what could be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    pub module: Module,
    pub record: ModuleRecord,
    pub record_spans: RecordSpans,
    /// In the order of the source.
    pub diagnostics: Vec<SyntaxDiagnostic>,
}

/// Parses `text` as the file `path` of a package of ES modules.
pub fn parse(path: &str, text: &str) -> Parsed {
    parse_as(path, text, SourceKind::Esm)
}

/// Parses `text` as the file `path`; total, whatever the text is.
pub fn parse_as(path: &str, text: &str, source_kind: SourceKind) -> Parsed {
    let extension = path.rsplit_once('.').map(|(_, extension)| extension).unwrap_or_default();
    let (language, source_kind) = match extension {
        "ts" => (Language::TypeScript, source_kind),
        "mts" => (Language::TypeScript, SourceKind::Esm),
        "cts" => (Language::TypeScript, SourceKind::CommonJs),
        "mjs" => (Language::JavaScript, SourceKind::Esm),
        "cjs" => (Language::JavaScript, SourceKind::CommonJs),
        "json" => return json_module(text),
        "tsx" | "jsx" => return refused_jsx(extension),
        _ => (Language::JavaScript, source_kind),
    };
    let mut parsed = parse_code(text, language, source_kind);
    parsed.diagnostics.sort_by_key(|diagnostic| (diagnostic.span.start, diagnostic.span.end));
    parsed.diagnostics.dedup_by(|later, earlier| later.code == earlier.code && later.span == earlier.span);
    parsed
}

fn parse_code(text: &str, language: Language, source_kind: SourceKind) -> Parsed {
    let kind = match source_kind {
        SourceKind::Esm | SourceKind::Detect => ModuleKind::Esm,
        SourceKind::CommonJs => ModuleKind::CommonJs,
    };
    let (items, mut diagnostics) = swc_items(text, language, kind);
    let Converted { mut module, diagnostics: mut refusals, type_names, declared_types } = convert(&items, kind);
    diagnostics.append(&mut refusals);
    let candidates = candidates(&module, &type_names);
    let mut checked = check(&module, &candidates, &declared_types);
    diagnostics.append(&mut checked.diagnostics);
    let emptied = elide(&mut module, &candidates, &checked);
    let (record, record_spans) = module_record(&module, &checked, &emptied);
    Parsed { module, record, record_spans, diagnostics }
}

/// A module without statements.
pub(crate) fn empty_module(kind: ModuleKind) -> Module {
    Module { body: Vec::new(), node_count: 0, kind, has_top_level_await: false, depth: 0 }
}

/// A module that the early walk need not see.
pub(crate) fn module_without_code(module: Module) -> Parsed {
    let (record, record_spans) = module_record(&module, &Checked::default(), &[]);
    Parsed { module, record, record_spans, diagnostics: Vec::new() }
}

fn refused_jsx(extension: &str) -> Parsed {
    let message = format!("`.{extension}` files are not supported");
    let refusal = SyntaxDiagnostic::new("unsupported-jsx", Span::default(), message);
    Parsed {
        diagnostics: vec![refusal.help("rename the file and write calls instead of JSX")],
        ..module_without_code(empty_module(ModuleKind::Esm))
    }
}
