//! The walk over statements and declarations.

use super::Early;
use super::function::bound_names;
use super::scope::{DeclarationKind, ScopeKind};
use crate::ast::{
    Block, Catch, Expr, ForInit, ForLeft, Name, Pattern, PatternKind, Span, Stmt, StmtKind, SwitchCase,
    VarDecl, VarKind,
};
use crate::stack::guarded;

impl Early<'_> {
    pub(super) fn stmts(&mut self, statements: &[Stmt]) {
        statements.iter().for_each(|statement| self.stmt(statement));
    }

    pub(super) fn stmt(&mut self, statement: &Stmt) {
        guarded(|| self.inner_stmt(statement));
    }

    // A match with one call or two per arm.
    fn inner_stmt(&mut self, statement: &Stmt) {
        match &statement.kind {
            StmtKind::Expr(expr) | StmtKind::Throw(expr) => self.expr(expr),
            StmtKind::ExportDefaultExpr(expr) | StmtKind::ExportAssign(expr) => self.expr(expr),
            StmtKind::Var(variables) => self.variables(variables, DeclarationKind::Var),
            StmtKind::Block(block) => self.block(block),
            StmtKind::If { test, then, otherwise } => self.choice(test, then, otherwise.as_deref()),
            StmtKind::For { init, test, update, body, .. } => {
                self.in_scope(ScopeKind::Block, |this| {
                    this.for_init(init);
                    test.iter().chain(update).for_each(|expr| this.expr(expr));
                    this.loop_body(body);
                });
            }
            StmtKind::ForIn { left, right, body, .. } => {
                self.for_each(left, right, body, DeclarationKind::Var)
            }
            StmtKind::ForOf { left, right, body, .. } => {
                self.for_each(left, right, body, DeclarationKind::ForOfVar)
            }
            StmtKind::While { test, body } | StmtKind::DoWhile { test, body } => {
                self.expr(test);
                self.loop_body(body);
            }
            StmtKind::Switch { on, cases, .. } => self.switch(on, cases),
            StmtKind::Return(value) => value.iter().for_each(|value| self.expr(value)),
            StmtKind::Break(label) => self.break_target(label, statement.span),
            StmtKind::Continue(label) => self.continue_target(label, statement.span),
            StmtKind::Try { block, handler, finalizer } => {
                self.block(block);
                handler.iter().for_each(|handler| self.catch(handler));
                finalizer.iter().for_each(|finalizer| self.block(finalizer));
            }
            StmtKind::Labeled { label, body } => self.labeled(label, body, statement.span),
            StmtKind::ExportDecl(inner) | StmtKind::ExportDefaultDecl(inner) => self.stmt(inner),
            _ => self.declaration(statement),
        }
    }

    fn declaration(&mut self, statement: &Stmt) {
        match &statement.kind {
            StmtKind::Function(function) => {
                if let Some(name) = &function.name {
                    self.declare_unless_default(&name.name, DeclarationKind::Function, name.span);
                }
                self.function(function);
            }
            StmtKind::Class(class) => {
                if let Some(name) = &class.name {
                    self.declare_unless_default(&name.name, DeclarationKind::Class, name.span);
                }
                self.class(class);
            }
            StmtKind::Enum(declaration) => {
                self.declare(&declaration.name.name, DeclarationKind::Enum, declaration.name.span);
                let members = declaration.members.iter();
                members.filter_map(|member| member.init.as_ref()).for_each(|init| self.expr(init));
            }
            StmtKind::Namespace(namespace) => {
                self.declare(&namespace.name.name, DeclarationKind::Namespace, namespace.name.span);
                self.without_labels(|this| {
                    this.in_scope(ScopeKind::Namespace, |this| this.stmts(&namespace.body));
                });
            }
            StmtKind::Import(import) => {
                for specifier in &import.specifiers {
                    self.declare(&specifier.local.name, DeclarationKind::Import, specifier.local.span);
                }
            }
            StmtKind::ImportRequire { local, .. } => self.declare_lexical(&local.name, local.span),
            StmtKind::ImportAlias { local, target, .. } => {
                self.declare_lexical(&local.name, local.span);
                self.expr(target);
            }
            StmtKind::ExportNamed { specifiers, source: None } => {
                specifiers.iter().for_each(|specifier| self.note_value(&specifier.local.name));
            }
            _ => {}
        }
    }

    /// An anonymous default export is called `default`, which no code can say.
    fn declare_unless_default(&mut self, name: &Name, kind: DeclarationKind, span: Span) {
        if &**name != "default" {
            self.declare(name, kind, span);
        }
    }

    fn choice(&mut self, test: &Expr, then: &Stmt, mut otherwise: Option<&Stmt>) {
        self.expr(test);
        self.branch(then);
        while let Some(Stmt { kind: StmtKind::If { test, then, otherwise: next }, .. }) = otherwise {
            self.expr(test);
            self.branch(then);
            otherwise = next.as_deref();
        }
        otherwise.into_iter().for_each(|otherwise| self.branch(otherwise));
    }

    /// `if (x) function f() {}` has a scope of its own where it is allowed.
    fn branch(&mut self, statement: &Stmt) {
        match &statement.kind {
            StmtKind::Function(function) => {
                if self.is_strict || function.is_async || function.is_generator {
                    self.misplaced(statement.span);
                }
                self.in_scope(ScopeKind::Block, |this| this.stmt(statement));
            }
            _ => {
                self.no_declaration(statement);
                self.stmt(statement);
            }
        }
    }

    /// A class, enum or namespace needs a block around it everywhere.
    pub(super) fn no_declaration(&mut self, statement: &Stmt) {
        if matches!(statement.kind, StmtKind::Class(_) | StmtKind::Enum(_) | StmtKind::Namespace(_)) {
            self.misplaced(statement.span);
        }
    }

    fn loop_body(&mut self, body: &Stmt) {
        let mut inner = body;
        while let StmtKind::Labeled { body, .. } = &inner.kind {
            inner = body;
        }
        if matches!(inner.kind, StmtKind::Function(_)) {
            self.misplaced(inner.span);
        }
        self.no_declaration(inner);
        self.in_loop(|this| this.stmt(body));
    }

    pub(super) fn misplaced(&mut self, span: Span) {
        let message = "a declaration may not stand here without a block around it";
        self.fault("lexical-declaration-in-statement", span, message);
    }

    fn block(&mut self, block: &Block) {
        self.in_scope(ScopeKind::Block, |this| this.stmts(&block.body));
    }

    fn for_init(&mut self, init: &Option<ForInit>) {
        match init {
            Some(ForInit::Var(variables)) => self.variables(variables, DeclarationKind::Var),
            Some(ForInit::Expr(expr)) => self.expr(expr),
            None => {}
        }
    }

    fn for_each(&mut self, left: &ForLeft, right: &Expr, body: &Stmt, kind: DeclarationKind) {
        self.in_scope(ScopeKind::Block, |this| {
            match left {
                ForLeft::Var(variables) => this.variables(variables, kind),
                ForLeft::Pattern(pattern) => this.assigned_pattern(pattern),
            }
            this.expr(right);
            this.loop_body(body);
        });
    }

    fn switch(&mut self, on: &Expr, cases: &[SwitchCase]) {
        self.expr(on);
        self.in_scope(ScopeKind::Block, |this| {
            this.in_switch(|this| {
                for case in cases {
                    case.test.iter().for_each(|test| this.expr(test));
                    this.stmts(&case.body);
                }
            });
        });
    }

    /// The parameter and the body share a scope here: the body may not repeat the parameter.
    fn catch(&mut self, handler: &Catch) {
        self.in_scope(ScopeKind::Block, |this| {
            if let Some(param) = &handler.param {
                let kind = match param.kind {
                    PatternKind::Ident { .. } => DeclarationKind::CatchName,
                    _ => DeclarationKind::Lexical,
                };
                this.declare_pattern(param, kind);
            }
            this.stmts(&handler.body.body);
        });
    }

    fn variables(&mut self, variables: &VarDecl, var: DeclarationKind) {
        let kind = match variables.kind {
            VarKind::Var => var,
            _ => DeclarationKind::Lexical,
        };
        for declarator in &variables.declarators {
            self.declare_pattern(&declarator.target, kind);
            declarator.init.iter().for_each(|init| self.expr(init));
        }
    }

    fn declare_pattern(&mut self, pattern: &Pattern, kind: DeclarationKind) {
        if let PatternKind::Ident { ident, .. } = &pattern.kind {
            return self.declare_named(&ident.name, kind, ident.span);
        }
        let mut names = Vec::new();
        bound_names(pattern, &mut names);
        for (name, span) in names {
            self.declare_named(name, kind, span);
        }
        self.pattern_exprs(pattern);
    }

    fn declare_named(&mut self, name: &Name, kind: DeclarationKind, span: Span) {
        if kind == DeclarationKind::Lexical && &**name == "let" {
            self.fault("syntax-error", span, "`let` may not be the name of a `let` or `const`");
        }
        self.declare(name, kind, span);
    }

    fn declare_lexical(&mut self, name: &Name, span: Span) {
        self.declare(name, DeclarationKind::Lexical, span);
    }
}
