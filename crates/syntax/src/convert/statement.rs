//! Statements and declarations.

use super::{Converter, span};
use crate::ast::{
    Block, Catch, Declarator, EnumDecl, EnumMember, ForInit, ForLeft, FunctionKind, Name, Stmt, StmtKind,
    SwitchCase, VarDecl, VarKind,
};
use crate::diagnostic::SyntaxDiagnostic;
use swc_common::Spanned;
use swc_ecma_ast as swc;

impl Converter {
    pub(super) fn stmts(&mut self, statements: &[swc::Stmt]) -> Vec<Stmt> {
        let mut converted = Vec::with_capacity(statements.len());
        converted.extend(statements.iter().filter_map(|statement| self.stmt(statement)));
        converted
    }

    /// `None` for what is only a type.
    fn stmt(&mut self, statement: &swc::Stmt) -> Option<Stmt> {
        let kind = match statement {
            swc::Stmt::Expr(statement) => StmtKind::Expr(self.expr(&statement.expr)),
            swc::Stmt::Decl(declaration) => return self.declaration(declaration),
            _ => self.deeper(|this| this.inner_stmt(statement)),
        };
        Some(Stmt { span: span(statement.span()), kind })
    }

    fn inner_stmt(&mut self, statement: &swc::Stmt) -> StmtKind {
        use swc::Stmt as S;
        match statement {
            S::Expr(_) | S::Decl(_) | S::Empty(_) => StmtKind::Empty,
            S::Block(block) => StmtKind::Block(self.block(block)),
            S::Debugger(_) => StmtKind::Debugger,
            S::With(with) => self.with(with),
            S::Return(operand) => StmtKind::Return(self.optional(&operand.arg)),
            S::Labeled(labeled) => StmtKind::Labeled {
                label: self.names.name(&labeled.label.sym),
                body: self.body(&labeled.body),
            },
            S::Break(target) => StmtKind::Break(self.label(&target.label)),
            S::Continue(target) => StmtKind::Continue(self.label(&target.label)),
            S::If(choice) => self.choice(choice),
            S::Switch(switch) => self.switch(switch),
            S::Throw(throw) => StmtKind::Throw(self.expr(&throw.arg)),
            S::Try(statement) => self.try_stmt(statement),
            S::While(repeat) => {
                StmtKind::While { test: self.expr(&repeat.test), body: self.body(&repeat.body) }
            }
            S::DoWhile(repeat) => {
                let body = self.body(&repeat.body);
                StmtKind::DoWhile { body, test: self.expr(&repeat.test) }
            }
            S::For(repeat) => self.for_loop(repeat),
            S::ForIn(repeat) => {
                let scope = self.node();
                let left = self.for_left(&repeat.left);
                let right = self.expr(&repeat.right);
                StmtKind::ForIn { scope, left, right, body: self.body(&repeat.body) }
            }
            S::ForOf(repeat) => {
                self.has_top_level_await |= repeat.is_await && self.function_depth == 0;
                let scope = self.node();
                let left = self.for_left(&repeat.left);
                let right = self.expr(&repeat.right);
                StmtKind::ForOf {
                    scope,
                    is_await: repeat.is_await,
                    left,
                    right,
                    body: self.body(&repeat.body),
                }
            }
        }
    }

    /// The statement a loop or a condition governs; a type there is nothing.
    fn body(&mut self, statement: &swc::Stmt) -> Box<Stmt> {
        let empty = Stmt { span: span(statement.span()), kind: StmtKind::Empty };
        Box::new(self.stmt(statement).unwrap_or(empty))
    }

    /// `else if` chains are written by machines too: the tree is deep, the conversion is not.
    fn choice(&mut self, choice: &swc::IfStmt) -> StmtKind {
        let test = self.expr(&choice.test);
        let then = self.body(&choice.cons);
        let otherwise = choice.alt.as_ref().map(|otherwise| self.body(otherwise));
        StmtKind::If { test, then, otherwise }
    }

    pub(super) fn block(&mut self, block: &swc::BlockStmt) -> Block {
        Block { scope: self.node(), body: self.stmts(&block.stmts), span: span(block.span) }
    }

    fn label(&mut self, label: &Option<swc::Ident>) -> Option<Name> {
        label.as_ref().map(|label| self.names.name(&label.sym))
    }

    fn with(&mut self, with: &swc::WithStmt) -> StmtKind {
        let refusal = SyntaxDiagnostic::new("unsupported-with", span(with.span), "`with` is not supported");
        self.report(refusal.help("name the object and write its properties after a dot"));
        self.expr(&with.obj);
        self.body(&with.body).kind
    }

    fn switch(&mut self, switch: &swc::SwitchStmt) -> StmtKind {
        let on = self.expr(&switch.discriminant);
        let scope = self.node();
        let case = |case: &swc::SwitchCase| SwitchCase {
            test: self.optional(&case.test),
            body: self.stmts(&case.cons),
            span: span(case.span),
        };
        StmtKind::Switch { scope, on, cases: switch.cases.iter().map(case).collect() }
    }

    fn try_stmt(&mut self, statement: &swc::TryStmt) -> StmtKind {
        let block = self.block(&statement.block);
        let handler = statement.handler.as_ref().map(|handler| Catch {
            scope: self.node(),
            param: handler.param.as_ref().map(|param| self.pattern(param)),
            body: self.block(&handler.body),
        });
        let finalizer = statement.finalizer.as_ref().map(|finalizer| self.block(finalizer));
        StmtKind::Try { block, handler, finalizer }
    }

    fn for_loop(&mut self, repeat: &swc::ForStmt) -> StmtKind {
        let scope = self.node();
        let init = repeat.init.as_ref().map(|init| match init {
            swc::VarDeclOrExpr::VarDecl(declaration) => ForInit::Var(self.variables(declaration)),
            swc::VarDeclOrExpr::Expr(expr) => ForInit::Expr(self.expr(expr)),
        });
        let test = self.optional(&repeat.test);
        let update = self.optional(&repeat.update);
        StmtKind::For { scope, init, test, update, body: self.body(&repeat.body) }
    }

    fn for_left(&mut self, left: &swc::ForHead) -> ForLeft {
        match left {
            swc::ForHead::VarDecl(declaration) => ForLeft::Var(self.variables(declaration)),
            swc::ForHead::UsingDecl(declaration) => ForLeft::Var(self.using(declaration)),
            swc::ForHead::Pat(pattern) => ForLeft::Pattern(self.pattern(pattern)),
        }
    }

    pub(super) fn declaration(&mut self, declaration: &swc::Decl) -> Option<Stmt> {
        let kind = match declaration {
            swc::Decl::Var(variables) if variables.declare => {
                variables.decls.iter().for_each(|variable| self.erase_variable(&variable.name));
                return None;
            }
            swc::Decl::Var(variables) => StmtKind::Var(self.variables(variables)),
            swc::Decl::Using(variables) => StmtKind::Var(self.using(variables)),
            swc::Decl::Fn(function) if function.declare || function.function.body.is_none() => {
                self.erase_function(&function.function);
                return None;
            }
            swc::Decl::Fn(function) => self.deeper(|this| {
                let name = Some(this.ident(&function.ident));
                StmtKind::Function(Box::new(this.function(name, &function.function, FunctionKind::Normal)))
            }),
            swc::Decl::Class(class) if class.declare => return None,
            swc::Decl::Class(class) => self.deeper(|this| {
                let name = Some(this.ident(&class.ident));
                StmtKind::Class(Box::new(this.class(name, &class.class)))
            }),
            swc::Decl::TsInterface(interface) => {
                self.interface(interface);
                return None;
            }
            swc::Decl::TsTypeAlias(alias) => {
                let name = self.names.name(&alias.id.sym);
                self.declared_types.insert(name);
                self.type_parameters(&alias.type_params);
                self.erase_type(&alias.type_ann);
                return None;
            }
            swc::Decl::TsEnum(declaration) if declaration.declare => return None,
            swc::Decl::TsEnum(declaration) => StmtKind::Enum(Box::new(self.enumeration(declaration))),
            swc::Decl::TsModule(declaration) => {
                return self.deeper(|this| this.namespace(declaration));
            }
        };
        Some(Stmt { span: span(declaration.span()), kind })
    }

    pub(super) fn interface(&mut self, interface: &swc::TsInterfaceDecl) {
        let name = self.names.name(&interface.id.sym);
        self.declared_types.insert(name);
        self.type_parameters(&interface.type_params);
        for parent in &interface.extends {
            self.heritage_use(&parent.expr);
            self.optional_type_arguments(&parent.type_args);
        }
        self.type_elements(&interface.body.body);
    }

    fn erase_variable(&mut self, pattern: &swc::Pat) {
        if let swc::Pat::Ident(binding) = pattern {
            self.annotation(&binding.type_ann);
        }
    }

    fn variables(&mut self, declaration: &swc::VarDecl) -> VarDecl {
        let kind = match declaration.kind {
            swc::VarDeclKind::Var => VarKind::Var,
            swc::VarDeclKind::Let => VarKind::Let,
            swc::VarDeclKind::Const => VarKind::Const,
        };
        VarDecl { kind, declarators: self.declarators(&declaration.decls) }
    }

    fn using(&mut self, declaration: &swc::UsingDecl) -> VarDecl {
        let refusal = SyntaxDiagnostic::new(
            "unsupported-using",
            span(declaration.span),
            "`using` is not supported yet",
        );
        self.report(refusal.help("use `const` and dispose in a `finally` block"));
        let kind = match declaration.is_await {
            true => VarKind::AwaitUsing,
            false => VarKind::Using,
        };
        VarDecl { kind, declarators: self.declarators(&declaration.decls) }
    }

    fn declarators(&mut self, declarators: &[swc::VarDeclarator]) -> Vec<Declarator> {
        let declarator = |declarator: &swc::VarDeclarator| Declarator {
            target: self.pattern(&declarator.name),
            init: self.optional(&declarator.init),
            span: span(declarator.span),
        };
        declarators.iter().map(declarator).collect()
    }

    fn enumeration(&mut self, declaration: &swc::TsEnumDecl) -> EnumDecl {
        let name = self.ident(&declaration.id);
        let scope = self.node();
        let member = |member: &swc::TsEnumMember| EnumMember {
            name: match &member.id {
                swc::TsEnumMemberId::Ident(ident) => crate::ast::Text::Utf8(self.names.name(&ident.sym)),
                swc::TsEnumMemberId::Str(string) => self.names.text(&string.value),
            },
            init: self.optional(&member.init),
            span: span(member.span),
        };
        let members = declaration.members.iter().map(member).collect();
        if declaration.is_const {
            self.refuse_computed(&declaration.members);
        }
        EnumDecl { scope, name, is_const: declaration.is_const, members, span: span(declaration.span) }
    }

    /// Members of a const enum stand for their values, so these must be known now.
    fn refuse_computed(&mut self, members: &[swc::TsEnumMember]) {
        for init in
            members.iter().filter_map(|member| member.init.as_deref()).filter(|init| !is_constant(init))
        {
            let message = "a member of a `const enum` must be a constant";
            let refusal = SyntaxDiagnostic::new("enum-member-not-constant", span(init.span()), message);
            self.report(refusal.help("use an ordinary `enum`, or a constant value"));
        }
    }
}

/// Literals, names, and operators on them.
fn is_constant(expression: &swc::Expr) -> bool {
    match expression {
        swc::Expr::Lit(swc::Lit::Num(_) | swc::Lit::Str(_)) | swc::Expr::Ident(_) => true,
        swc::Expr::Member(member) => is_constant(&member.obj),
        swc::Expr::Paren(inner) => is_constant(&inner.expr),
        swc::Expr::Unary(unary) => is_constant(&unary.arg),
        swc::Expr::Bin(binary) => is_constant(&binary.left) && is_constant(&binary.right),
        swc::Expr::Tpl(template) => template.exprs.iter().all(|part| is_constant(part)),
        swc::Expr::TsAs(cast) => is_constant(&cast.expr),
        _ => false,
    }
}
