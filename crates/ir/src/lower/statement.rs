//! Statements.

use super::Lowerer;
use super::binding::Mode;
use super::control::{Completion, Exit};
use super::frame::Variable;
use crate::module::{Op, Terminator};
use perry_sema::symbol::DEFAULT_LOCAL;
use perry_syntax::ast::{
    Block, Class, Declarator, Expr, ForInit, Name, NodeId, PatternKind, Stmt, StmtKind, SwitchCase, VarDecl,
    VarKind,
};
use perry_syntax::stack::guarded;

impl<'a> Lowerer<'a> {
    pub(super) fn stmt(&mut self, stmt: &'a Stmt) {
        guarded(|| self.labeled(stmt, Vec::new()));
    }

    /// A statement with the labels that stand before it.
    pub(super) fn labeled(&mut self, stmt: &'a Stmt, labels: Vec<Name>) {
        self.b().at(stmt.span.start);
        match &stmt.kind {
            StmtKind::Expr(expr) => self.drop_value(expr),
            StmtKind::Var(decl) => self.var_decl(decl, stmt),
            StmtKind::Function(_) | StmtKind::Empty | StmtKind::Debugger => {}
            StmtKind::Class(class) => self.class_declaration(class),
            StmtKind::Enum(decl) => self.enum_decl(decl),
            StmtKind::Namespace(decl) => self.namespace(decl),
            StmtKind::Block(block) => self.block(block),
            StmtKind::If { test, then, otherwise } => self.if_else(test, then, otherwise.as_deref()),
            StmtKind::For { scope, init, test, update, body } => {
                self.for_loop(*scope, init.as_ref(), test.as_ref(), update.as_ref(), body, labels);
            }
            StmtKind::ForIn { scope, left, right, body } => self.for_in(*scope, left, right, body, labels),
            StmtKind::ForOf { scope, is_await, left, right, body } => {
                self.for_of(*scope, *is_await, left, right, body, labels);
            }
            StmtKind::While { test, body } => self.while_loop(test, body, labels),
            StmtKind::DoWhile { body, test } => self.do_while(body, test, labels),
            StmtKind::Switch { scope, on, cases } => self.switch(*scope, on, cases, labels),
            StmtKind::Return(value) => {
                let value = value.as_ref().map(|value| self.expr(value));
                self.return_value(value);
            }
            StmtKind::Break(label) => self.complete(Completion::Break(label.clone())),
            StmtKind::Continue(label) => self.complete(Completion::Continue(label.clone())),
            StmtKind::Throw(value) => {
                let value = self.expr(value);
                self.b().end(Terminator::Throw(value));
            }
            StmtKind::Try { block, handler, finalizer } => {
                self.try_stmt(block, handler.as_ref(), finalizer.as_ref());
            }
            StmtKind::Labeled { label, body } => self.label(label, body, labels),
            StmtKind::ExportDecl(inner) | StmtKind::ExportDefaultDecl(inner) => self.labeled(inner, labels),
            StmtKind::ExportDefaultExpr(expr) => self.export_default(expr),
            StmtKind::Import(_) | StmtKind::ExportNamed { .. } | StmtKind::ExportAll { .. } => {}
            StmtKind::ExportAssign(expr) => {
                self.refuse(
                    "unsupported-export-assign",
                    "`export =` is not supported",
                    expr.span,
                    "use `export default`",
                );
            }
            StmtKind::ImportRequire { source, .. } => {
                let help = "use `import x from`";
                self.refuse(
                    "unsupported-import-require",
                    "`import x = require()` is not supported",
                    source.span,
                    help,
                );
            }
            StmtKind::ImportAlias { local, target, .. } => {
                let value = self.expr(target);
                self.initialise_ident(local, value);
            }
        }
    }

    fn block(&mut self, block: &'a Block) {
        self.scoped(block.scope, &block.body);
    }

    pub(super) fn scoped_block(&mut self, block: &'a Block) {
        self.block(block);
    }

    fn class_declaration(&mut self, class: &'a Class) {
        let own = class.name.as_ref().map_or("default", |ident| &*ident.name);
        let name = self.string(own);
        let value = self.class(class, Some(name));
        match &class.name {
            // Resolved to the variable around the class, not to the one inside.
            Some(ident) => self.initialise_ident(ident, value),
            None => {
                if let Some(id) = self.scopes.top_level(DEFAULT_LOCAL) {
                    self.initialise(Variable::Binding(id), value);
                }
            }
        }
    }

    pub(super) fn var_decl(&mut self, decl: &'a VarDecl, stmt: &Stmt) {
        if matches!(decl.kind, VarKind::Using | VarKind::AwaitUsing) {
            let help = "use try and finally";
            return self.refuse(
                "unsupported-using",
                "`using` declarations are not supported",
                stmt.span,
                help,
            );
        }
        decl.declarators.iter().for_each(|declarator| self.declarator(decl.kind, declarator));
    }

    fn declarator(&mut self, kind: VarKind, declarator: &'a Declarator) {
        match (&declarator.target.kind, &declarator.init) {
            (PatternKind::Ident { ident, .. }, Some(init)) => {
                let name = self.string(&ident.name);
                let value = self.named_expr(init, name);
                self.store_ident(ident, value, Mode::of(kind));
            }
            (PatternKind::Ident { ident, .. }, None) if kind != VarKind::Var => {
                let undefined = self.b().undefined();
                self.initialise_ident(ident, undefined);
            }
            (PatternKind::Ident { .. }, None) => {}
            (_, Some(init)) => {
                let value = self.expr(init);
                self.destructure(&declarator.target, value, Some(init), Mode::of(kind));
            }
            (_, None) => {}
        }
    }

    fn if_else(&mut self, test: &'a Expr, then: &'a Stmt, otherwise: Option<&'a Stmt>) {
        let (yes, end) = (self.b().block(), self.b().block());
        let no = if otherwise.is_some() { self.b().block() } else { end };
        self.condition(test, yes, no);
        self.b().start(yes);
        self.stmt(then);
        self.b().jump(end);
        if let Some(otherwise) = otherwise {
            self.b().start(no);
            self.stmt(otherwise);
            self.b().jump(end);
        }
        self.b().start(end);
    }

    fn label(&mut self, label: &Name, body: &'a Stmt, mut labels: Vec<Name>) {
        labels.push(label.clone());
        let is_loop = matches!(
            body.kind,
            StmtKind::For { .. }
                | StmtKind::ForIn { .. }
                | StmtKind::ForOf { .. }
                | StmtKind::While { .. }
                | StmtKind::DoWhile { .. }
                | StmtKind::Labeled { .. }
                | StmtKind::Switch { .. }
        );
        if is_loop {
            return guarded(|| self.labeled(body, labels));
        }
        let end = self.b().block();
        self.frame().exits.push(Exit::Label { labels, end });
        self.stmt(body);
        self.frame().exits.pop();
        self.b().jump(end);
        self.b().start(end);
    }

    fn while_loop(&mut self, test: &'a Expr, body: &'a Stmt, labels: Vec<Name>) {
        let (head, inside, end) = (self.b().block(), self.b().block(), self.b().block());
        self.b().jump(head);
        self.b().start(head);
        self.condition(test, inside, end);
        self.b().start(inside);
        self.loop_body(body, labels, head, end);
        self.b().jump(head);
        self.b().start(end);
    }

    fn do_while(&mut self, body: &'a Stmt, test: &'a Expr, labels: Vec<Name>) {
        let (inside, again, end) = (self.b().block(), self.b().block(), self.b().block());
        self.b().jump(inside);
        self.b().start(inside);
        self.loop_body(body, labels, again, end);
        self.b().jump(again);
        self.b().start(again);
        self.condition(test, inside, end);
        self.b().start(end);
    }

    pub(super) fn loop_body(
        &mut self,
        body: &'a Stmt,
        labels: Vec<Name>,
        again: crate::module::BlockId,
        end: crate::module::BlockId,
    ) {
        self.frame().exits.push(Exit::Loop { labels, again, end });
        self.stmt(body);
        self.frame().exits.pop();
    }

    fn for_loop(
        &mut self,
        scope: NodeId,
        init: Option<&'a ForInit>,
        test: Option<&'a Expr>,
        update: Option<&'a Expr>,
        body: &'a Stmt,
        labels: Vec<Name>,
    ) {
        let scopes = self.scopes;
        let declared = scopes.declared(scope);
        self.declare_scope(declared);
        match init {
            Some(ForInit::Var(decl)) => {
                decl.declarators.iter().for_each(|declarator| self.declarator(decl.kind, declarator));
            }
            Some(ForInit::Expr(expr)) => self.drop_value(expr),
            None => {}
        }
        declared.iter().for_each(|id| self.renew(*id));
        let (head, inside, again, end) =
            (self.b().block(), self.b().block(), self.b().block(), self.b().block());
        self.b().jump(head);
        self.b().start(head);
        match test {
            Some(test) => self.condition(test, inside, end),
            None => self.b().jump(inside),
        }
        self.b().start(inside);
        self.loop_body(body, labels, again, end);
        self.b().jump(again);
        self.b().start(again);
        declared.iter().for_each(|id| self.renew(*id));
        if let Some(update) = update {
            self.drop_value(update);
        }
        self.b().jump(head);
        self.b().start(end);
    }

    fn switch(&mut self, scope: NodeId, on: &'a Expr, cases: &'a [SwitchCase], labels: Vec<Name>) {
        let value = self.expr(on);
        let value = self.spill(value);
        let scopes = self.scopes;
        self.declare_scope(scopes.declared(scope));
        for case in cases {
            for stmt in &case.body {
                if let Some(function) = perry_sema::scope::statement::hoisted_function(stmt) {
                    self.hoist(function);
                }
            }
        }
        let end = self.b().block();
        let bodies: Vec<_> = cases.iter().map(|_| self.b().block()).collect();
        for (case, body) in cases.iter().zip(&bodies) {
            let Some(test) = &case.test else { continue };
            let test = self.expr(test);
            let left = self.b().load(value);
            let is_equal = self.b().strict_eq(left, test);
            let next = self.b().block();
            self.b().branch(is_equal, *body, next);
            self.b().start(next);
        }
        let default = cases.iter().position(|case| case.test.is_none());
        self.b().jump(default.map_or(end, |index| bodies[index]));
        self.frame().exits.push(Exit::Switch { labels, end });
        for (index, case) in cases.iter().enumerate() {
            self.b().start(bodies[index]);
            case.body.iter().for_each(|stmt| self.stmt(stmt));
            self.b().jump(bodies.get(index + 1).copied().unwrap_or(end));
        }
        self.frame().exits.pop();
        self.b().start(end);
    }

    /// The value in a local, so that it may be read in other blocks and after assignments.
    pub(super) fn spill(&mut self, value: crate::module::Temp) -> crate::module::LocalId {
        let local = self.b().local("", crate::module::Ty::Boxed);
        self.b().effect(Op::StoreLocal(local, value));
        local
    }
}
