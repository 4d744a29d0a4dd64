//! swc: text to its tree and its errors.

use crate::ast::{ModuleKind, Span};
use crate::diagnostic::SyntaxDiagnostic;
use crate::fault::diagnostic_of;
use swc_common::BytePos;
use swc_ecma_ast::{EsVersion, ModuleItem};
use swc_ecma_parser::error::SyntaxError;
use swc_ecma_parser::{EsSyntax, Lexer, Parser, StringInput, Syntax, TsSyntax};

/// Whether annotations are syntax.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    JavaScript,
    TypeScript,
}

/// What swc made of a text.
pub(crate) struct SwcModule {
    /// Empty if the text cannot be read.
    pub(crate) items: Vec<ModuleItem>,
    pub(crate) faults: Vec<SyntaxDiagnostic>,
}

/// More errors of one file are noise.
const FAULTS: usize = 1_000;

/// Parses `text` as a module or as the body of a CommonJS module.
///
/// A panic of swc ends this file, not the build.
pub(crate) fn swc_module(text: &str, language: Language, kind: ModuleKind) -> SwcModule {
    let parsed = std::panic::catch_unwind(|| parsed_by_swc(text, language, kind));
    parsed.unwrap_or_else(|_| {
        let whole = Span { start: 0, end: text.len() as u32 };
        let fault = SyntaxDiagnostic::new("syntax-error", whole, "the parser cannot make sense of this file");
        SwcModule { items: Vec::new(), faults: vec![fault] }
    })
}

fn parsed_by_swc(text: &str, language: Language, kind: ModuleKind) -> SwcModule {
    let input = StringInput::new(text, BytePos(1), BytePos(1 + text.len() as u32));
    let lexer = Lexer::new(syntax(language), EsVersion::EsNext, input, None);
    let mut parser = Parser::new_from(lexer);
    let result = match kind {
        ModuleKind::CommonJs => parser
            .parse_commonjs()
            .map(|script| script.body.into_iter().map(ModuleItem::Stmt).collect::<Vec<_>>()),
        ModuleKind::Esm | ModuleKind::Json => parser.parse_module().map(|module| module.body),
    };
    let mut errors = parser.take_errors();
    // The early walk knows where sloppy code may have a function without a block.
    errors.retain(|error| *error.kind() != SyntaxError::DeclNotAllowed);
    errors.truncate(FAULTS);
    let items = result.unwrap_or_else(|error| {
        errors.push(error);
        Vec::new()
    });
    SwcModule { items, faults: errors.iter().map(|error| diagnostic_of(error, text)).collect() }
}

fn syntax(language: Language) -> Syntax {
    match language {
        Language::TypeScript => Syntax::Typescript(TsSyntax { decorators: true, ..TsSyntax::default() }),
        Language::JavaScript => Syntax::Es(EsSyntax {
            decorators: true,
            import_attributes: true,
            explicit_resource_management: true,
            ..EsSyntax::default()
        }),
    }
}
