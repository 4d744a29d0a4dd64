//! The walk over statements, in the order of their evaluation, and over the patterns that declare or assign.

use super::declare::pattern_idents;
use super::walk::Walker;
use super::{BindingId, BindingKind, Use};
use perry_syntax::ast::{
    Block, EnumDecl, Expr, ForInit, ForLeft, Function, Ident, Name, NamespaceDecl, NodeId, Pattern,
    PatternKind, PropertyKey, Stmt, StmtKind, SwitchCase, VarDecl, VarKind,
};

impl<'a> Walker<'a> {
    /// A list of statements whose scope was just entered.
    pub fn body(&mut self, statements: &'a [Stmt]) {
        self.declare_lexical(statements);
        self.hoisted_functions(statements);
        self.statements(statements);
    }

    fn hoisted_functions(&mut self, statements: &'a [Stmt]) {
        for stmt in statements {
            if let Some(function) = hoisted_function(stmt) {
                let name = function.name.as_ref().map_or(crate::symbol::DEFAULT_LOCAL, |ident| &ident.name);
                let id = self.lookup(name);
                if let (Some(id), Some(ident)) = (id, &function.name) {
                    self.scopes.uses[ident.id.0 as usize] = Some(Use { binding: id, needs_check: false });
                }
                self.function(function, id);
                id.into_iter().for_each(|id| self.initialise(id));
            }
        }
    }

    pub fn statements(&mut self, statements: &'a [Stmt]) {
        statements.iter().for_each(|stmt| self.stmt(stmt));
    }

    fn block(&mut self, block: &'a Block) {
        self.enter(false);
        self.body(&block.body);
        self.leave(block.scope);
    }

    fn stmt(&mut self, stmt: &'a Stmt) {
        stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.stmt_kind(&stmt.kind))
    }

    fn stmt_kind(&mut self, kind: &'a StmtKind) {
        match kind {
            StmtKind::Expr(expr) | StmtKind::Throw(expr) | StmtKind::ExportAssign(expr) => self.expr(expr),
            StmtKind::Return(value) => value.iter().for_each(|value| self.expr(value)),
            StmtKind::Var(decl) => self.var_decl(decl),
            StmtKind::Function(_) | StmtKind::Import(_) | StmtKind::ExportAll { .. } => {}
            StmtKind::Empty | StmtKind::Debugger | StmtKind::Break(_) | StmtKind::Continue(_) => {}
            StmtKind::Class(class) => {
                self.class(class);
                let name = class.name.as_ref().map_or(crate::symbol::DEFAULT_LOCAL, |ident| &ident.name);
                let id = self.lookup(name);
                if let (Some(id), Some(ident)) = (id, &class.name) {
                    self.scopes.uses[ident.id.0 as usize] = Some(Use { binding: id, needs_check: false });
                }
                id.into_iter().for_each(|id| self.initialise(id));
            }
            StmtKind::Enum(decl) => self.enum_decl(decl),
            StmtKind::Namespace(decl) => self.namespace(decl),
            StmtKind::Block(block) => self.block(block),
            StmtKind::If { test, then, otherwise } => {
                self.expr(test);
                self.stmt(then);
                otherwise.iter().for_each(|stmt| self.stmt(stmt));
            }
            StmtKind::For { scope, init, test, update, body } => {
                self.enter(false);
                self.for_init(init.as_ref());
                self.loop_depth += 1;
                test.iter().chain(update).for_each(|expr| self.expr(expr));
                self.stmt(body);
                self.loop_depth -= 1;
                self.mark_in_loop();
                self.leave(*scope);
            }
            StmtKind::ForIn { scope, left, right, body } => self.for_each(*scope, left, right, body),
            StmtKind::ForOf { scope, left, right, body, .. } => {
                self.note_effect();
                self.for_each(*scope, left, right, body);
            }
            StmtKind::While { test, body } => self.looped(test, body),
            StmtKind::DoWhile { body, test } => self.looped(test, body),
            StmtKind::Switch { scope, on, cases } => self.switch(*scope, on, cases),
            StmtKind::Try { block, handler, finalizer } => {
                self.block(block);
                if let Some(handler) = handler {
                    self.enter(false);
                    if let Some(param) = &handler.param {
                        self.declare_pattern(param, BindingKind::Catch);
                        self.binding_pattern(param);
                    }
                    self.block(&handler.body);
                    self.leave(handler.scope);
                }
                finalizer.iter().for_each(|block| self.block(block));
            }
            StmtKind::Labeled { body, .. } => self.stmt(body),
            StmtKind::ExportDecl(inner) | StmtKind::ExportDefaultDecl(inner) => self.stmt(inner),
            StmtKind::ExportNamed { specifiers, source } => {
                if source.is_none() {
                    specifiers.iter().for_each(|specifier| {
                        self.name_declaration(&specifier.local);
                    });
                }
            }
            StmtKind::ExportDefaultExpr(expr) => {
                self.expr(expr);
                let id = self.lookup(crate::symbol::DEFAULT_LOCAL);
                id.into_iter().for_each(|id| self.initialise(id));
            }
            StmtKind::ImportRequire { local, .. } => {
                self.name_declaration(local);
            }
            StmtKind::ImportAlias { local, target, .. } => {
                self.expr(target);
                let id = self.name_declaration(local);
                id.into_iter().for_each(|id| self.initialise(id));
            }
        }
    }

    fn looped(&mut self, test: &'a Expr, body: &'a Stmt) {
        self.loop_depth += 1;
        self.expr(test);
        self.stmt(body);
        self.loop_depth -= 1;
    }

    fn for_init(&mut self, init: Option<&'a ForInit>) {
        match init {
            Some(ForInit::Var(decl)) => {
                self.declare_var_decl(decl);
                self.var_decl(decl);
            }
            Some(ForInit::Expr(expr)) => self.expr(expr),
            None => {}
        }
    }

    /// The variables of a loop's head are made anew for each iteration.
    fn mark_in_loop(&mut self) {
        let scope = self.stack.last().expect("a loop's head has a scope");
        for id in &scope.order {
            self.scopes.bindings[id.0 as usize].is_in_loop = true;
        }
    }

    fn for_each(&mut self, scope: NodeId, left: &'a ForLeft, right: &'a Expr, body: &'a Stmt) {
        self.enter(false);
        if let ForLeft::Var(decl) = left {
            self.declare_var_decl(decl);
        }
        self.expr(right);
        self.note_effect();
        self.loop_depth += 1;
        match left {
            ForLeft::Var(decl) => {
                let is_var = decl.kind == VarKind::Var;
                decl.declarators.iter().for_each(|declarator| {
                    if is_var {
                        self.assign_pattern(&declarator.target)
                    } else {
                        self.binding_pattern(&declarator.target)
                    }
                });
            }
            ForLeft::Pattern(pattern) => self.assign_pattern(pattern),
        }
        self.stmt(body);
        self.loop_depth -= 1;
        self.mark_in_loop();
        self.leave(scope);
    }

    /// A case may be entered past the declarations of the cases before it.
    fn switch(&mut self, scope: NodeId, on: &'a Expr, cases: &'a [SwitchCase]) {
        self.expr(on);
        self.enter(false);
        cases.iter().for_each(|case| self.declare_lexical(&case.body));
        cases.iter().for_each(|case| self.hoisted_functions(&case.body));
        for case in cases {
            case.test.iter().for_each(|test| self.expr(test));
        }
        for case in cases {
            let order = self.stack.last().expect("entered above").order.clone();
            for id in order {
                let is_lexical = self.scopes.binding(id).kind != BindingKind::Function;
                self.initialised[id.0 as usize] &= !is_lexical;
            }
            self.statements(&case.body);
        }
        self.leave(scope);
    }

    fn var_decl(&mut self, decl: &'a VarDecl) {
        for declarator in &decl.declarators {
            if let Some(init) = &declarator.init {
                self.expr(init);
                let PatternKind::Ident { ident, .. } = &declarator.target.kind else {
                    self.note_effect();
                    if decl.kind == VarKind::Var {
                        self.assign_pattern(&declarator.target);
                    } else {
                        self.binding_pattern(&declarator.target);
                    }
                    continue;
                };
                let is_primitive = self.is_primitive(init);
                self.init_ident(decl.kind, ident, is_primitive);
            } else if let PatternKind::Ident { ident, .. } = &declarator.target.kind {
                if decl.kind == VarKind::Var {
                    self.name_declaration(ident);
                } else {
                    self.init_ident(decl.kind, ident, true);
                }
            }
        }
    }

    fn init_ident(&mut self, kind: VarKind, ident: &'a Ident, is_primitive: bool) {
        if kind == VarKind::Var {
            return self.assign(ident);
        }
        if let Some(id) = self.name_declaration(ident) {
            self.scopes.bindings[id.0 as usize].is_primitive = is_primitive && kind == VarKind::Const;
            self.initialise(id);
        }
    }

    /// Names of the members, of this declaration and of those merged with it, are properties of the enum.
    fn enum_decl(&mut self, decl: &'a EnumDecl) {
        let Some(id) = self.name_declaration(&decl.name) else { return };
        self.initialise(id);
        let members = self.enum_members.entry(id).or_default();
        members.extend(decl.members.iter().filter_map(|member| match &member.name {
            perry_syntax::ast::Text::Utf8(name) => Some(name.clone()),
            perry_syntax::ast::Text::Utf16(_) => None,
        }));
        let members = members.clone();
        self.enter(false);
        self.declare_members(members, BindingKind::EnumMember, id);
        for member in &decl.members {
            if let Some(init) = &member.init {
                self.expr(init);
            }
        }
        self.leave(decl.scope);
    }

    fn declare_members(&mut self, names: Vec<Name>, kind: BindingKind, owner: BindingId) {
        for name in names {
            let id = self.declare(name, kind);
            self.scopes.bindings[id.0 as usize].owner = Some(owner);
        }
    }

    fn namespace(&mut self, decl: &'a NamespaceDecl) {
        let Some(id) = self.name_declaration(&decl.name) else { return };
        self.initialise(id);
        self.note_effect();
        let exports = self.namespace_exports.get(&id).cloned().unwrap_or_default();
        self.enter(false);
        self.declare_members(exports, BindingKind::NamespaceMember, id);
        self.enter(false);
        self.declare_vars(&decl.body);
        self.declare_lexical(&decl.body);
        self.drop_exported_variables(decl);
        self.hoisted_functions(&decl.body);
        self.statements(&decl.body);
        self.leave(decl.scope);
        self.stack.pop();
    }

    /// Exported variables of a namespace are properties of it, not variables.
    fn drop_exported_variables(&mut self, decl: &'a NamespaceDecl) {
        let scope = self.stack.last_mut().expect("the namespace's scope");
        for stmt in &decl.body {
            let StmtKind::ExportDecl(inner) = &stmt.kind else { continue };
            let StmtKind::Var(decl) = &inner.kind else { continue };
            for declarator in &decl.declarators {
                pattern_idents(&declarator.target, &mut |ident| {
                    if let Some(id) = scope.names.remove(&ident.name) {
                        scope.order.retain(|other| *other != id);
                    }
                });
            }
        }
    }

    // Patterns

    /// A pattern that initialises what it declares.
    pub fn binding_pattern(&mut self, pattern: &'a Pattern) {
        match &pattern.kind {
            PatternKind::Ident { ident, .. } => {
                let id = self.name_declaration(ident);
                id.into_iter().for_each(|id| self.initialise(id));
            }
            _ => self.pattern_parts(pattern, &mut |walker, inner| walker.binding_pattern(inner)),
        }
    }

    /// A pattern that assigns.
    pub fn assign_pattern(&mut self, pattern: &'a Pattern) {
        match &pattern.kind {
            PatternKind::Ident { ident, .. } => self.assign(ident),
            PatternKind::Member(target) => {
                self.expr(target);
                self.note_effect();
            }
            _ => self.pattern_parts(pattern, &mut |walker, inner| walker.assign_pattern(inner)),
        }
    }

    fn pattern_parts(&mut self, pattern: &'a Pattern, visit: &mut dyn FnMut(&mut Self, &'a Pattern)) {
        self.note_effect();
        stacker::maybe_grow(64 * 1024, 1024 * 1024, || match &pattern.kind {
            PatternKind::Array { elements, rest, .. } => {
                elements.iter().flatten().for_each(|element| visit(self, element));
                rest.iter().for_each(|rest| visit(self, rest));
            }
            PatternKind::Object { properties, rest, .. } => {
                for property in properties {
                    if let PropertyKey::Computed(key) = &property.key {
                        self.expr(key);
                    }
                    visit(self, &property.value);
                }
                rest.iter().for_each(|rest| visit(self, rest));
            }
            PatternKind::Default { target, default } => {
                self.expr(default);
                visit(self, target);
            }
            PatternKind::Ident { .. } | PatternKind::Member(_) => {}
        })
    }
}

/// The function that a statement hoists.
pub fn hoisted_function(stmt: &Stmt) -> Option<&Function> {
    match &stmt.kind {
        StmtKind::Function(function) => Some(function),
        StmtKind::ExportDecl(inner) | StmtKind::ExportDefaultDecl(inner) => hoisted_function(inner),
        StmtKind::Labeled { body, .. } => match body.kind {
            StmtKind::Function(_) | StmtKind::Labeled { .. } => hoisted_function(body),
            _ => None,
        },
        _ => None,
    }
}
