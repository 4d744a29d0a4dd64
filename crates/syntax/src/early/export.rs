//! Exports: every name once, every local name declared.

use super::Early;
use super::function::bound_names;
use crate::ast::{Ident, Name, Span, Stmt, StmtKind};
use crate::diagnostic::SyntaxDiagnostic;
use rustc_hash::FxHashMap;

impl Early<'_> {
    /// Checks the exports of the module; runs when everything is declared.
    pub(super) fn exports(&mut self, body: &[Stmt]) {
        let mut exported: FxHashMap<Name, Span> = FxHashMap::default();
        for statement in body {
            for (name, span) in exported_names(statement) {
                let Some(earlier) = exported.insert(name.clone(), span) else { continue };
                if is_merged(statement) {
                    continue;
                }
                let message = format!("the name `{name}` is exported twice");
                let diagnostic = SyntaxDiagnostic::new("duplicate-export", span, message);
                self.report(diagnostic.label(earlier, "the first export is here"));
            }
            if let StmtKind::ExportNamed { specifiers, source: None } = &statement.kind {
                specifiers.iter().for_each(|specifier| self.exported_local(&specifier.local));
            }
        }
    }

    fn exported_local(&mut self, local: &Ident) {
        if self.scopes[0].owns(&local.name) {
            return;
        }
        if self.declared_types.contains(&local.name) {
            self.checked.type_exports.insert(local.name.clone());
        } else {
            let message = format!("`{}` is exported, but the module does not declare it", local.name);
            self.fault("undeclared-export", local.span, message);
        }
    }
}

/// Enums and namespaces of one name are one export; so is a function or class with its namespace.
fn is_merged(statement: &Stmt) -> bool {
    let StmtKind::ExportDecl(declaration) = &statement.kind else { return false };
    matches!(declaration.kind, StmtKind::Enum(_) | StmtKind::Namespace(_))
        // A repeated declaration was reported as such.
        || matches!(declaration.kind, StmtKind::Function(_) | StmtKind::Class(_))
}

fn exported_names(statement: &Stmt) -> Vec<(Name, Span)> {
    match &statement.kind {
        StmtKind::ExportDecl(declaration) => declared_names(declaration),
        StmtKind::ExportNamed { specifiers, .. } => {
            specifiers.iter().map(|it| (it.exported.clone(), it.exported_span)).collect()
        }
        StmtKind::ExportAll { exported: Some(name), .. } => vec![(name.name.clone(), name.span)],
        StmtKind::ExportDefaultExpr(_) | StmtKind::ExportDefaultDecl(_) => {
            vec![(Name::from("default"), statement.span)]
        }
        StmtKind::ImportRequire { local, exported: true, .. }
        | StmtKind::ImportAlias { local, exported: true, .. } => vec![(local.name.clone(), local.span)],
        _ => Vec::new(),
    }
}

/// The names a declaration brings into its scope.
pub(crate) fn declared_names(declaration: &Stmt) -> Vec<(Name, Span)> {
    let of = |ident: &Ident| vec![(ident.name.clone(), ident.span)];
    match &declaration.kind {
        StmtKind::Var(variables) => {
            let mut names = Vec::new();
            variables.declarators.iter().for_each(|declarator| bound_names(&declarator.target, &mut names));
            names.into_iter().map(|(name, span)| (name.clone(), span)).collect()
        }
        StmtKind::Function(function) => function.name.as_ref().map(of).unwrap_or_default(),
        StmtKind::Class(class) => class.name.as_ref().map(of).unwrap_or_default(),
        StmtKind::Enum(declaration) => of(&declaration.name),
        StmtKind::Namespace(namespace) => of(&namespace.name),
        _ => Vec::new(),
    }
}
