//! swc: text to its tree and its errors.

use crate::ast::ModuleKind;
use crate::diagnostic::SyntaxDiagnostic;
use crate::fault::diagnostic_of;
use swc_common::BytePos;
use swc_ecma_ast::{EsVersion, ModuleItem};
use swc_ecma_parser::{EsSyntax, Lexer, Parser, StringInput, Syntax, TsSyntax};

/// Whether annotations are syntax.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    JavaScript,
    TypeScript,
}

/// The items of `text` (none if it cannot be read) and swc's errors.
pub(crate) fn swc_items(
    text: &str,
    language: Language,
    kind: ModuleKind,
) -> (Vec<ModuleItem>, Vec<SyntaxDiagnostic>) {
    let input = StringInput::new(text, BytePos(1), BytePos(1 + text.len() as u32));
    let lexer = Lexer::new(syntax(language), EsVersion::EsNext, input, None);
    let mut parser = Parser::new_from(lexer);
    let result = match kind {
        ModuleKind::CommonJs => parser
            .parse_commonjs()
            .map(|script| script.body.into_iter().map(ModuleItem::Stmt).collect::<Vec<_>>()),
        ModuleKind::Esm | ModuleKind::Json => parser.parse_module().map(|module| module.body),
    };
    let mut diagnostics: Vec<_> = parser.take_errors().iter().map(|error| diagnostic_of(error, text)).collect();
    let items = result.unwrap_or_else(|error| {
        diagnostics.push(diagnostic_of(&error, text));
        Vec::new()
    });
    (items, diagnostics)
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
