//! swc's tree to ours: types are erased, what they said stays as hints.
//!
//! `Converter` holds what every part needs; the parts follow the grammar: `module`, `statement`, `function`, `class`,
//! `expression`, `pattern`, `types`. Node ids are handed out in the order of the source.

mod class;
mod expression;
mod function;
mod literal;
mod module;
mod pattern;
mod statement;
mod types;

use crate::ast::{Ident, Module, ModuleKind, Name, NodeId, Span};
use crate::diagnostic::SyntaxDiagnostic;
use crate::name::Names;
use rustc_hash::FxHashSet;
use swc_ecma_ast as swc;

/// A converted module, and what later passes need to know of the text that is not in it.
pub(crate) struct Converted {
    pub(crate) module: Module,
    pub(crate) diagnostics: Vec<SyntaxDiagnostic>,
    /// Names that stand in a type: an import used only there is not a value.
    pub(crate) type_names: FxHashSet<Name>,
    /// Names of interfaces and aliases.
    pub(crate) declared_types: FxHashSet<Name>,
    pub(crate) has_import_meta: bool,
}

/// State of one conversion.
struct Converter {
    names: Names,
    next: u32,
    depth: u32,
    max_depth: u32,
    is_strict: bool,
    has_top_level_await: bool,
    has_import_meta: bool,
    function_depth: u32,
    /// Whether names in types are worth collecting: only imports are elided.
    has_imports: bool,
    type_names: FxHashSet<Name>,
    declared_types: FxHashSet<Name>,
    diagnostics: Vec<SyntaxDiagnostic>,
}

/// Converts `items` of a file of `kind`.
pub(crate) fn convert(items: &[swc::ModuleItem], kind: ModuleKind) -> Converted {
    let is_import = |item: &swc::ModuleItem| {
        matches!(
            item,
            swc::ModuleItem::ModuleDecl(swc::ModuleDecl::Import(_) | swc::ModuleDecl::TsImportEquals(_))
        )
    };
    let mut converter = Converter {
        names: Names::default(),
        next: 0,
        depth: 0,
        max_depth: 0,
        is_strict: kind == ModuleKind::Esm,
        has_top_level_await: false,
        has_import_meta: false,
        function_depth: 0,
        has_imports: items.iter().any(is_import),
        type_names: FxHashSet::default(),
        declared_types: FxHashSet::default(),
        diagnostics: Vec::new(),
    };
    // TypeScript writes "use strict" into every file that is a module to it.
    converter.is_strict |= items.iter().any(|item| item.is_module_decl());
    converter.is_strict |= function::has_use_strict(items.iter().map_while(|item| item.as_stmt()));
    let body = converter.items(items);
    let module = Module {
        body,
        node_count: converter.next,
        kind,
        has_top_level_await: converter.has_top_level_await,
        depth: converter.max_depth,
    };
    Converted {
        module,
        diagnostics: converter.diagnostics,
        type_names: converter.type_names,
        declared_types: converter.declared_types,
        has_import_meta: converter.has_import_meta,
    }
}

/// swc counts bytes from 1.
pub(crate) fn span(span: swc_common::Span) -> Span {
    Span { start: span.lo.0.saturating_sub(1), end: span.hi.0.saturating_sub(1) }
}

impl Converter {
    fn node(&mut self) -> NodeId {
        let id = NodeId(self.next);
        self.next += 1;
        id
    }

    fn ident(&mut self, ident: &swc::Ident) -> Ident {
        Ident { id: self.node(), name: self.names.name(&ident.sym), span: span(ident.span) }
    }

    fn report(&mut self, diagnostic: SyntaxDiagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// One level deeper: measures the tree, and has a new stack when this one ends.
    fn deeper<R>(&mut self, body: impl FnOnce(&mut Self) -> R) -> R {
        self.depth += 1;
        self.max_depth = self.max_depth.max(self.depth);
        let result = crate::stack::guarded(|| body(self));
        self.depth -= 1;
        result
    }
}
