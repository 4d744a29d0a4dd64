//! Which names a list of statements declares, before any of it runs.

use super::walk::Walker;
use super::{BindingId, BindingKind};
use crate::symbol::DEFAULT_LOCAL;
use perry_syntax::ast::{
    ForInit, ForLeft, Ident, Name, NamespaceDecl, Pattern, PatternKind, Stmt, StmtKind, VarDecl, VarKind,
};

/// Calls `visit` for every identifier a pattern binds, in order.
pub fn pattern_idents<'a>(pattern: &'a Pattern, visit: &mut dyn FnMut(&'a Ident)) {
    match &pattern.kind {
        PatternKind::Ident { ident, .. } => visit(ident),
        PatternKind::Member(_) => {}
        PatternKind::Array { elements, rest, .. } => {
            elements.iter().flatten().for_each(|element| pattern_idents(element, visit));
            rest.iter().for_each(|rest| pattern_idents(rest, visit));
        }
        PatternKind::Object { properties, rest, .. } => {
            properties.iter().for_each(|property| pattern_idents(&property.value, visit));
            rest.iter().for_each(|rest| pattern_idents(rest, visit));
        }
        PatternKind::Default { target, .. } => pattern_idents(target, visit),
    }
}

/// Does evaluating a parameter's pattern run an expression?
pub fn has_expression(pattern: &Pattern) -> bool {
    match &pattern.kind {
        PatternKind::Ident { .. } | PatternKind::Member(_) => false,
        PatternKind::Array { elements, rest, .. } => {
            elements.iter().flatten().any(has_expression) || rest.iter().any(|rest| has_expression(rest))
        }
        PatternKind::Object { properties, rest, .. } => {
            let is_computed = |key: &_| matches!(key, perry_syntax::ast::PropertyKey::Computed(_));
            properties.iter().any(|property| is_computed(&property.key) || has_expression(&property.value))
                || rest.iter().any(|rest| has_expression(rest))
        }
        PatternKind::Default { .. } => true,
    }
}

/// Every `var` of a function body, outside inner functions, in order.
pub fn var_idents<'a>(body: &'a [Stmt], visit: &mut dyn FnMut(&'a Ident)) {
    body.iter().for_each(|stmt| stmt_var_idents(stmt, visit));
}

fn stmt_var_idents<'a>(stmt: &'a Stmt, visit: &mut dyn FnMut(&'a Ident)) {
    stacker::maybe_grow(64 * 1024, 1024 * 1024, || match &stmt.kind {
        StmtKind::Var(decl) => decl_var_idents(decl, visit),
        StmtKind::Block(block) => var_idents(&block.body, visit),
        StmtKind::If { then, otherwise, .. } => {
            stmt_var_idents(then, visit);
            otherwise.iter().for_each(|stmt| stmt_var_idents(stmt, visit));
        }
        StmtKind::For { init, body, .. } => {
            if let Some(ForInit::Var(decl)) = init {
                decl_var_idents(decl, visit);
            }
            stmt_var_idents(body, visit);
        }
        StmtKind::ForIn { left, body, .. } | StmtKind::ForOf { left, body, .. } => {
            if let ForLeft::Var(decl) = left {
                decl_var_idents(decl, visit);
            }
            stmt_var_idents(body, visit);
        }
        StmtKind::While { body, .. } | StmtKind::DoWhile { body, .. } | StmtKind::Labeled { body, .. } => {
            stmt_var_idents(body, visit);
        }
        StmtKind::Switch { cases, .. } => cases.iter().for_each(|case| var_idents(&case.body, visit)),
        StmtKind::Try { block, handler, finalizer } => {
            var_idents(&block.body, visit);
            handler.iter().for_each(|handler| var_idents(&handler.body.body, visit));
            finalizer.iter().for_each(|block| var_idents(&block.body, visit));
        }
        StmtKind::ExportDecl(inner) => stmt_var_idents(inner, visit),
        _ => {}
    })
}

fn decl_var_idents<'a>(decl: &'a VarDecl, visit: &mut dyn FnMut(&'a Ident)) {
    if decl.kind == VarKind::Var {
        decl.declarators.iter().for_each(|declarator| pattern_idents(&declarator.target, visit));
    }
}

impl<'a> Walker<'a> {
    /// Declares what is lexical in a list of statements, and hoisted functions, in the innermost scope.
    pub fn declare_lexical(&mut self, body: &'a [Stmt]) {
        body.iter().for_each(|stmt| self.declare_stmt(stmt));
    }

    fn declare_stmt(&mut self, stmt: &'a Stmt) {
        match &stmt.kind {
            StmtKind::Var(decl) => self.declare_var_decl(decl),
            StmtKind::Function(function) => {
                let name = function.name.as_ref().map(|ident| ident.name.clone());
                self.declare(name.unwrap_or_else(|| DEFAULT_LOCAL.into()), BindingKind::Function);
            }
            StmtKind::Class(class) => {
                let name = class.name.as_ref().map(|ident| ident.name.clone());
                self.declare(name.unwrap_or_else(|| DEFAULT_LOCAL.into()), BindingKind::Class);
            }
            StmtKind::Enum(decl) => {
                self.declare(decl.name.name.clone(), BindingKind::Enum);
            }
            StmtKind::Namespace(decl) => {
                let id = self.declare(decl.name.name.clone(), BindingKind::Namespace);
                self.collect_namespace_exports(id, decl);
            }
            StmtKind::Import(import) => {
                for specifier in &import.specifiers {
                    self.declare(specifier.local.name.clone(), BindingKind::Import);
                }
            }
            StmtKind::ImportRequire { local, .. } => {
                self.declare(local.name.clone(), BindingKind::Import);
            }
            StmtKind::ImportAlias { local, .. } => {
                self.declare(local.name.clone(), BindingKind::Const);
            }
            StmtKind::ExportDecl(inner) | StmtKind::ExportDefaultDecl(inner) => self.declare_stmt(inner),
            StmtKind::Labeled { body, .. } => {
                if let StmtKind::Function(_) | StmtKind::Labeled { .. } = body.kind {
                    self.declare_stmt(body);
                }
            }
            StmtKind::ExportDefaultExpr(_) => {
                self.declare(DEFAULT_LOCAL.into(), BindingKind::Const);
            }
            _ => {}
        }
    }

    pub fn declare_var_decl(&mut self, decl: &'a VarDecl) {
        let kind = match decl.kind {
            VarKind::Var => return,
            VarKind::Let => BindingKind::Let,
            VarKind::Const | VarKind::Using | VarKind::AwaitUsing => BindingKind::Const,
        };
        for declarator in &decl.declarators {
            self.declare_pattern(&declarator.target, kind);
        }
    }

    pub fn declare_pattern(&mut self, pattern: &'a Pattern, kind: BindingKind) {
        let mut names: Vec<Name> = Vec::new();
        pattern_idents(pattern, &mut |ident| names.push(ident.name.clone()));
        for name in names {
            self.declare(name, kind);
        }
    }

    /// Remembers what a namespace exports, so that each of its blocks can name the members of the others.
    fn collect_namespace_exports(&mut self, id: BindingId, decl: &'a NamespaceDecl) {
        let mut names: Vec<Name> = Vec::new();
        for stmt in &decl.body {
            match &stmt.kind {
                StmtKind::ExportDecl(inner) => exported_names(inner, &mut names),
                StmtKind::ImportAlias { local, exported: true, .. } => names.push(local.name.clone()),
                _ => {}
            }
        }
        self.namespace_exports.entry(id).or_default().extend(names);
    }
}

/// Names that an exported declaration declares.
fn exported_names(stmt: &Stmt, names: &mut Vec<Name>) {
    match &stmt.kind {
        StmtKind::Var(decl) => {
            for declarator in &decl.declarators {
                pattern_idents(&declarator.target, &mut |ident| names.push(ident.name.clone()));
            }
        }
        StmtKind::Function(function) => names.extend(function.name.iter().map(|ident| ident.name.clone())),
        StmtKind::Class(class) => names.extend(class.name.iter().map(|ident| ident.name.clone())),
        StmtKind::Enum(decl) => names.push(decl.name.name.clone()),
        StmtKind::Namespace(decl) => names.push(decl.name.name.clone()),
        _ => {}
    }
}
