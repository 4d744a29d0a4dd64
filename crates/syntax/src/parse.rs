//! `parse`: the door of this crate. Which language a file is in, and the order of the passes.

use crate::ast::{Module, ModuleKind, Span};
use crate::convert::{Converted, convert, span};
use crate::diagnostic::SyntaxDiagnostic;
use crate::early::{Checked, check};
use crate::elision::{candidates, elide};
use crate::json::json_module;
use crate::nesting::{nesting, too_deep};
use crate::parser::{Language, SwcModule, swc_module};
use crate::record::build::module_record;
use crate::record::{ModuleRecord, RecordSpans};
use crate::stack::with_bytes;
use swc_common::Spanned;
use swc_ecma_ast::{Decl, ModuleDecl, ModuleItem};

/// What the package of a file says about its modules; `.mjs`, `.cjs` and their like speak for themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SourceKind {
    /// `"type": "module"`
    Esm,
    /// `"type": "commonjs"`
    CommonJs,
    /// No `type`: CommonJS if it uses `require`, `module` and their like and has no `import` or `export`, else ESM
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
    pub has_import_meta: bool,
    /// Whether it uses a name of CommonJS that it does not declare; known only where the package does not say.
    pub has_commonjs_names: bool,
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
    parsed
}

fn parse_code(text: &str, language: Language, source_kind: SourceKind) -> Parsed {
    let nesting = nesting(text);
    match nesting.too_deep {
        Some(span) => {
            Parsed { diagnostics: vec![too_deep(span)], ..module_without_code(empty_module(ModuleKind::Esm)) }
        }
        None => with_bytes(nesting.stack(), || parse_kind(text, language, source_kind)),
    }
}

/// Settles what kind of module the text is.
fn parse_kind(text: &str, language: Language, source_kind: SourceKind) -> Parsed {
    if source_kind == SourceKind::Esm {
        return checked_module(swc_module(text, language, ModuleKind::Esm), ModuleKind::Esm);
    }
    if source_kind == SourceKind::Detect {
        let module = swc_module(text, language, ModuleKind::Esm);
        let has_esm_syntax = module.items.iter().any(is_esm_item);
        let parsed = checked_module(module, ModuleKind::Esm);
        let shows_esm = has_esm_syntax || parsed.has_import_meta || parsed.module.has_top_level_await;
        if shows_esm || !parsed.has_commonjs_names {
            return parsed;
        }
    } else if has_module_words(text) {
        let module = swc_module(text, language, ModuleKind::Esm);
        if module.items.iter().any(is_esm_item) {
            return esm_in_commonjs(&module.items);
        }
        if module.items.iter().any(|item| item.is_module_decl()) {
            // `import x = require("m")` and `export =`
            return checked_module(module, ModuleKind::CommonJs);
        }
    }
    checked_module(swc_module(text, language, ModuleKind::CommonJs), ModuleKind::CommonJs)
}

/// Whether `import` or `export` may begin a statement of the text.
fn has_module_words(text: &str) -> bool {
    ["import", "export"].iter().any(|word| {
        text.match_indices(word).any(|(at, word)| {
            let before = text[..at].bytes().next_back().unwrap_or(b' ');
            let after = text[at + word.len()..].bytes().next().unwrap_or(b' ');
            !before.is_ascii_alphanumeric()
                && !matches!(before, b'.' | b'_' | b'$')
                && matches!(
                    after,
                    b' ' | b'\t' | b'\r' | b'\n' | b'{' | b'*' | b'"' | b'\'' | b'.' | b'/' | b'='
                )
        })
    })
}

/// Whether an item exists only in ES modules.
fn is_esm_item(item: &ModuleItem) -> bool {
    match item {
        ModuleItem::Stmt(_) => false,
        ModuleItem::ModuleDecl(declaration) => match declaration {
            ModuleDecl::Import(import) => !import.type_only,
            ModuleDecl::ExportNamed(export) => !export.type_only,
            ModuleDecl::ExportAll(export) => !export.type_only,
            ModuleDecl::ExportDecl(export) => {
                !matches!(export.decl, Decl::TsInterface(_) | Decl::TsTypeAlias(_))
            }
            ModuleDecl::ExportDefaultDecl(_) | ModuleDecl::ExportDefaultExpr(_) => true,
            ModuleDecl::TsImportEquals(_)
            | ModuleDecl::TsExportAssignment(_)
            | ModuleDecl::TsNamespaceExport(_) => false,
        },
    }
}

fn esm_in_commonjs(items: &[ModuleItem]) -> Parsed {
    let refusal = |item: &ModuleItem| {
        let message = "`import` and `export` need an ES module, and this file is a CommonJS module";
        SyntaxDiagnostic::new("syntax-error", span(item.span()), message)
            .help("rename the file to `.mts` or `.mjs`, or set `\"type\": \"module\"` in package.json")
    };
    let diagnostics = items.iter().filter(|item| is_esm_item(item)).map(refusal).collect();
    Parsed { diagnostics, ..module_without_code(empty_module(ModuleKind::CommonJs)) }
}

/// Conversion, early errors, erasure of imported types, record.
fn checked_module(module: SwcModule, kind: ModuleKind) -> Parsed {
    let SwcModule { items, faults } = module;
    let Converted { mut module, mut diagnostics, type_names, declared_types, has_import_meta } =
        convert(&items, kind);
    let candidates = candidates(&module, &type_names);
    let mut checked = check(&module, &candidates, &declared_types);
    diagnostics.append(&mut checked.diagnostics);
    add_faults(&mut diagnostics, faults);
    let emptied = elide(&mut module, &candidates, &checked);
    let (record, record_spans) = module_record(&module, &checked, &emptied);
    let has_commonjs_names = checked.has_commonjs_names;
    Parsed { module, record, record_spans, diagnostics, has_import_meta, has_commonjs_names }
}

/// Adds the parser's errors to ours, but those that we reported ourselves, in better words, and repeated ones.
fn add_faults(diagnostics: &mut Vec<SyntaxDiagnostic>, faults: Vec<SyntaxDiagnostic>) {
    let ours = diagnostics.len();
    for fault in faults {
        let touches = |known: &SyntaxDiagnostic| {
            known.span.start <= fault.span.end && fault.span.start <= known.span.end
        };
        let is_known = diagnostics.iter().enumerate().any(|(at, known)| {
            known.code == fault.code && touches(known) || at < ours && known.span == fault.span
        });
        if !is_known {
            diagnostics.push(fault);
        }
    }
}

/// A module without statements.
pub(crate) fn empty_module(kind: ModuleKind) -> Module {
    Module { body: Vec::new(), node_count: 0, kind, has_top_level_await: false, depth: 0 }
}

/// A module that the early walk need not see.
pub(crate) fn module_without_code(module: Module) -> Parsed {
    let (record, record_spans) = module_record(&module, &Checked::default(), &[]);
    Parsed {
        module,
        record,
        record_spans,
        diagnostics: Vec::new(),
        has_import_meta: false,
        has_commonjs_names: false,
    }
}

fn refused_jsx(extension: &str) -> Parsed {
    let message = format!("`.{extension}` files are not supported");
    let refusal = SyntaxDiagnostic::new("unsupported-jsx", Span::default(), message);
    Parsed {
        diagnostics: vec![refusal.help("rename the file and write calls instead of JSX")],
        ..module_without_code(empty_module(ModuleKind::Esm))
    }
}
