//! Module items: imports, exports, namespaces.

use super::expression::says_json;
use super::{Converter, span};
use crate::ast::{
    ExportSpecifier, Expr, ExprKind, FunctionKind, Ident, Import, ImportSpecifier, ImportedName,
    MemberProperty, Name, NamespaceDecl, Source, Stmt, StmtKind,
};
use crate::diagnostic::SyntaxDiagnostic;
use swc_common::Spanned;
use swc_ecma_ast as swc;

impl Converter {
    pub(super) fn items(&mut self, items: &[swc::ModuleItem]) -> Vec<Stmt> {
        let mut converted = Vec::with_capacity(items.len());
        for item in items {
            match item {
                swc::ModuleItem::Stmt(statement) => {
                    converted.append(&mut self.stmts(std::slice::from_ref(statement)));
                }
                swc::ModuleItem::ModuleDecl(declaration) => {
                    converted.extend(self.module_declaration(declaration))
                }
            }
        }
        converted
    }

    fn module_declaration(&mut self, declaration: &swc::ModuleDecl) -> Option<Stmt> {
        use swc::ModuleDecl as D;
        let kind = match declaration {
            D::Import(import) => StmtKind::Import(self.import(import)?),
            D::ExportDecl(export) => StmtKind::ExportDecl(Box::new(self.declaration(&export.decl)?)),
            D::ExportNamed(export) => self.export_named(export)?,
            D::ExportDefaultDecl(export) => {
                StmtKind::ExportDefaultDecl(Box::new(self.export_default(export)?))
            }
            D::ExportDefaultExpr(export) => StmtKind::ExportDefaultExpr(self.expr(&export.expr)),
            D::ExportAll(export) if export.type_only => return None,
            D::ExportAll(export) => {
                StmtKind::ExportAll { exported: None, source: self.source(&export.src, &export.with) }
            }
            D::TsImportEquals(import) => self.import_equals(import)?,
            D::TsExportAssignment(export) => StmtKind::ExportAssign(self.expr(&export.expr)),
            D::TsNamespaceExport(_) => return None,
        };
        Some(Stmt { span: span(declaration.span()), kind })
    }

    fn source(&mut self, source: &swc::Str, attributes: &Option<Box<swc::ObjectLit>>) -> Source {
        let is_json = attributes.as_ref().is_some_and(|attributes| says_json(attributes));
        if let Some(attributes) = attributes
            && repeats_key(attributes)
        {
            let message = "an import attribute stands twice";
            self.report(SyntaxDiagnostic::new("syntax-error", span(attributes.span), message));
        }
        let specifier = self.names.of_str(&source.value.to_string_lossy());
        Source { specifier, span: span(source.span), is_json }
    }

    fn import(&mut self, import: &swc::ImportDecl) -> Option<Import> {
        if import.type_only {
            return None;
        }
        if import.phase != swc::ImportPhase::Evaluation {
            let message = "`import source` and `import defer` are not supported";
            self.report(SyntaxDiagnostic::new("syntax-error", span(import.span), message));
        }
        let is_type = |specifier: &swc::ImportSpecifier| matches!(specifier, swc::ImportSpecifier::Named(specifier) if specifier.is_type_only);
        let values = import.specifiers.iter().filter(|specifier| !is_type(specifier));
        let specifiers = values.map(|specifier| self.import_specifier(specifier)).collect();
        Some(Import { specifiers, source: self.source(&import.src, &import.with) })
    }

    fn import_specifier(&mut self, specifier: &swc::ImportSpecifier) -> ImportSpecifier {
        match specifier {
            swc::ImportSpecifier::Default(specifier) => {
                ImportSpecifier { local: self.ident(&specifier.local), imported: ImportedName::Default }
            }
            swc::ImportSpecifier::Namespace(specifier) => {
                ImportSpecifier { local: self.ident(&specifier.local), imported: ImportedName::Namespace }
            }
            swc::ImportSpecifier::Named(specifier) => {
                let local = self.ident(&specifier.local);
                let imported = match &specifier.imported {
                    Some(imported) => self.export_name(imported),
                    None => local.name.clone(),
                };
                let imported = match &*imported {
                    "default" => ImportedName::Default,
                    _ => ImportedName::Named(imported),
                };
                ImportSpecifier { local, imported }
            }
        }
    }

    fn export_name(&mut self, name: &swc::ModuleExportName) -> Name {
        match name {
            swc::ModuleExportName::Ident(ident) => self.names.name(&ident.sym),
            swc::ModuleExportName::Str(string) => match string.value.as_str() {
                Some(name) => self.names.of_str(name),
                None => {
                    let message = "the name of an export may not contain half of a surrogate pair";
                    self.report(SyntaxDiagnostic::new("syntax-error", span(string.span), message));
                    self.names.of_str(&string.value.to_string_lossy())
                }
            },
        }
    }

    fn export_named(&mut self, export: &swc::NamedExport) -> Option<StmtKind> {
        let is_type = |specifier: &&swc::ExportSpecifier| {
            export.type_only
                || matches!(specifier, swc::ExportSpecifier::Named(specifier) if specifier.is_type_only)
        };
        for specifier in export.specifiers.iter().filter(is_type) {
            self.erase_export(specifier, export.src.is_some());
        }
        if export.type_only {
            return None;
        }
        let source = export.src.as_ref().map(|source| self.source(source, &export.with));
        if let (Some(swc::ExportSpecifier::Namespace(namespace)), Some(source)) =
            (export.specifiers.first(), &source)
        {
            let exported = self.exported_ident(&namespace.name);
            return Some(StmtKind::ExportAll { exported: Some(exported), source: source.clone() });
        }
        let values = export.specifiers.iter().filter(|specifier| !is_type(specifier));
        let specifiers = values.filter_map(|specifier| self.export_specifier(specifier)).collect();
        Some(StmtKind::ExportNamed { specifiers, source })
    }

    fn erase_export(&mut self, specifier: &swc::ExportSpecifier, has_source: bool) {
        if let swc::ExportSpecifier::Named(specifier) = specifier
            && let swc::ModuleExportName::Ident(local) = &specifier.orig
            && !has_source
        {
            self.type_name(local);
        }
    }

    fn exported_ident(&mut self, name: &swc::ModuleExportName) -> Ident {
        Ident { id: self.node(), name: self.export_name(name), span: span(name.span()) }
    }

    fn export_specifier(&mut self, specifier: &swc::ExportSpecifier) -> Option<ExportSpecifier> {
        let swc::ExportSpecifier::Named(specifier) = specifier else { return None };
        let local = self.exported_ident(&specifier.orig);
        let outside = specifier.exported.as_ref().unwrap_or(&specifier.orig);
        let exported = self.export_name(outside);
        Some(ExportSpecifier { local, exported, exported_span: span(outside.span()) })
    }

    fn export_default(&mut self, export: &swc::ExportDefaultDecl) -> Option<Stmt> {
        let place = span(export.decl.span());
        let kind = match &export.decl {
            swc::DefaultDecl::Fn(function) if function.function.body.is_none() => {
                self.erase_function(&function.function);
                return None;
            }
            swc::DefaultDecl::Fn(function) => {
                let name = Some(self.default_name(&function.ident, place));
                StmtKind::Function(Box::new(self.function(name, &function.function, FunctionKind::Normal)))
            }
            swc::DefaultDecl::Class(class) => {
                let name = Some(self.default_name(&class.ident, place));
                StmtKind::Class(Box::new(self.class(name, &class.class)))
            }
            swc::DefaultDecl::TsInterfaceDecl(interface) => {
                self.interface(interface);
                return None;
            }
        };
        Some(Stmt { span: place, kind })
    }

    fn default_name(&mut self, name: &Option<swc::Ident>, place: crate::ast::Span) -> Ident {
        match name {
            Some(name) => self.ident(name),
            None => Ident { id: self.node(), name: self.names.of_str("default"), span: place },
        }
    }

    fn import_equals(&mut self, import: &swc::TsImportEqualsDecl) -> Option<StmtKind> {
        if import.is_type_only {
            return None;
        }
        let local = self.ident(&import.id);
        let exported = import.is_export;
        Some(match &import.module_ref {
            swc::TsModuleRef::TsExternalModuleRef(reference) => {
                StmtKind::ImportRequire { local, source: self.source(&reference.expr, &None), exported }
            }
            swc::TsModuleRef::TsEntityName(name) => {
                StmtKind::ImportAlias { local, target: self.entity(name), exported }
            }
        })
    }

    /// `A.B.C` as an expression.
    fn entity(&mut self, name: &swc::TsEntityName) -> Expr {
        match name {
            swc::TsEntityName::Ident(ident) => {
                Expr { span: span(ident.span), kind: ExprKind::Ident(self.ident(ident)) }
            }
            swc::TsEntityName::TsQualifiedName(qualified) => {
                let object = Box::new(self.deeper(|this| this.entity(&qualified.left)));
                let name = self.names.name(&qualified.right.sym);
                let property = MemberProperty::Name(name, span(qualified.right.span));
                Expr {
                    span: span(qualified.span),
                    kind: ExprKind::Member { object, property, is_optional: false },
                }
            }
        }
    }

    /// `None` for a namespace that holds only types, `declare namespace` and `declare module`.
    pub(super) fn namespace(&mut self, declaration: &swc::TsModuleDecl) -> Option<Stmt> {
        let swc::TsModuleName::Ident(name) = &declaration.id else { return None };
        let body = declaration.body.as_ref()?;
        if declaration.declare || declaration.global {
            return None;
        }
        if !has_value(body) {
            self.namespace_types(body);
            return None;
        }
        Some(self.namespace_of(name, body, span(declaration.span)))
    }

    fn namespace_of(
        &mut self,
        name: &swc::Ident,
        body: &swc::TsNamespaceBody,
        place: crate::ast::Span,
    ) -> Stmt {
        let name = self.ident(name);
        let scope = self.node();
        self.function_depth += 1;
        let body = match body {
            swc::TsNamespaceBody::TsModuleBlock(block) => self.items(&block.body),
            swc::TsNamespaceBody::TsNamespaceDecl(inner) => {
                let place = span(inner.span);
                let nested = self.deeper(|this| this.namespace_of(&inner.id, &inner.body, place));
                vec![Stmt { span: place, kind: StmtKind::ExportDecl(Box::new(nested)) }]
            }
        };
        self.function_depth -= 1;
        Stmt {
            span: place,
            kind: StmtKind::Namespace(Box::new(NamespaceDecl { scope, name, body, span: place })),
        }
    }

    /// The types inside a namespace that is erased still use imports.
    fn namespace_types(&mut self, body: &swc::TsNamespaceBody) {
        match body {
            swc::TsNamespaceBody::TsModuleBlock(block) => {
                self.items(&block.body);
            }
            swc::TsNamespaceBody::TsNamespaceDecl(inner) => {
                self.deeper(|this| this.namespace_types(&inner.body))
            }
        }
    }
}

fn repeats_key(attributes: &swc::ObjectLit) -> bool {
    let key = |property: &swc::PropOrSpread| match property.as_prop()?.as_key_value()?.key {
        swc::PropName::Ident(ref name) => Some(name.sym.to_string()),
        swc::PropName::Str(ref name) => Some(name.value.to_string_lossy().into_owned()),
        _ => None,
    };
    let keys: Vec<_> = attributes.props.iter().filter_map(key).collect();
    (1..keys.len()).any(|at| keys[..at].contains(&keys[at]))
}

/// Whether a namespace exists when the program runs.
fn has_value(body: &swc::TsNamespaceBody) -> bool {
    match body {
        swc::TsNamespaceBody::TsModuleBlock(block) => block.body.iter().any(item_has_value),
        swc::TsNamespaceBody::TsNamespaceDecl(inner) => crate::stack::guarded(|| has_value(&inner.body)),
    }
}

fn item_has_value(item: &swc::ModuleItem) -> bool {
    match item {
        swc::ModuleItem::Stmt(swc::Stmt::Decl(declaration)) => declaration_has_value(declaration),
        swc::ModuleItem::ModuleDecl(swc::ModuleDecl::ExportDecl(export)) => {
            declaration_has_value(&export.decl)
        }
        swc::ModuleItem::ModuleDecl(swc::ModuleDecl::TsImportEquals(import)) => import.is_export,
        swc::ModuleItem::ModuleDecl(swc::ModuleDecl::ExportNamed(export)) => !export.type_only,
        _ => true,
    }
}

fn declaration_has_value(declaration: &swc::Decl) -> bool {
    match declaration {
        swc::Decl::TsInterface(_) | swc::Decl::TsTypeAlias(_) => false,
        swc::Decl::TsModule(inner) => {
            !inner.declare
                && inner.body.as_ref().is_some_and(|body| crate::stack::guarded(|| has_value(body)))
        }
        _ => true,
    }
}
