//! The walk: visits every statement, expression, pattern and function below a node, in the order of the source.

use perry_syntax::ast::{
    Arg, ArrayElement, Catch, Class, ClassMember, ClassMemberKind, Expr, ExprKind, ForInit, ForLeft,
    Function, FunctionBody, MemberKey, MemberProperty, ObjectMember, Pattern, PatternKind, PropertyKey, Stmt,
    StmtKind, VarDecl,
};

/// What to do at each node. An overridden method decides itself whether to go on below, by calling the walk.
pub trait Visitor {
    fn stmt(&mut self, stmt: &Stmt) {
        walk_stmt(self, stmt);
    }
    fn expr(&mut self, expr: &Expr) {
        walk_expr(self, expr);
    }
    fn pattern(&mut self, pattern: &Pattern) {
        walk_pattern(self, pattern);
    }
    fn function(&mut self, function: &Function) {
        walk_function(self, function);
    }
}

pub fn walk_stmts<V: Visitor + ?Sized>(visitor: &mut V, stmts: &[Stmt]) {
    stmts.iter().for_each(|stmt| visitor.stmt(stmt));
}

// One match with one call per arm.
pub fn walk_stmt<V: Visitor + ?Sized>(visitor: &mut V, stmt: &Stmt) {
    match &stmt.kind {
        StmtKind::Expr(expr)
        | StmtKind::Throw(expr)
        | StmtKind::ExportDefaultExpr(expr)
        | StmtKind::ExportAssign(expr) => visitor.expr(expr),
        StmtKind::ImportAlias { target, .. } => visitor.expr(target),
        StmtKind::Var(var) => walk_var(visitor, var),
        StmtKind::Function(function) => visitor.function(function),
        StmtKind::Class(class) => walk_class(visitor, class),
        StmtKind::Enum(decl) => {
            decl.members.iter().filter_map(|member| member.init.as_ref()).for_each(|init| visitor.expr(init));
        }
        StmtKind::Namespace(namespace) => walk_stmts(visitor, &namespace.body),
        StmtKind::Block(block) => walk_stmts(visitor, &block.body),
        StmtKind::If { test, then, otherwise } => {
            visitor.expr(test);
            visitor.stmt(then);
            otherwise.iter().for_each(|stmt| visitor.stmt(stmt));
        }
        StmtKind::For { init, test, update, body, .. } => {
            match init {
                Some(ForInit::Var(var)) => walk_var(visitor, var),
                Some(ForInit::Expr(expr)) => visitor.expr(expr),
                None => {}
            }
            test.iter().chain(update).for_each(|expr| visitor.expr(expr));
            visitor.stmt(body);
        }
        StmtKind::ForIn { left, right, body, .. } | StmtKind::ForOf { left, right, body, .. } => {
            match left {
                ForLeft::Var(var) => walk_var(visitor, var),
                ForLeft::Pattern(pattern) => visitor.pattern(pattern),
            }
            visitor.expr(right);
            visitor.stmt(body);
        }
        StmtKind::While { test, body } | StmtKind::DoWhile { body, test } => {
            visitor.expr(test);
            visitor.stmt(body);
        }
        StmtKind::Switch { on, cases, .. } => {
            visitor.expr(on);
            for case in cases {
                case.test.iter().for_each(|test| visitor.expr(test));
                walk_stmts(visitor, &case.body);
            }
        }
        StmtKind::Return(value) => value.iter().for_each(|expr| visitor.expr(expr)),
        StmtKind::Try { block, handler, finalizer } => {
            walk_stmts(visitor, &block.body);
            handler.iter().for_each(|handler| walk_catch(visitor, handler));
            finalizer.iter().for_each(|block| walk_stmts(visitor, &block.body));
        }
        StmtKind::Labeled { body, .. } => visitor.stmt(body),
        StmtKind::ExportDecl(stmt) | StmtKind::ExportDefaultDecl(stmt) => visitor.stmt(stmt),
        StmtKind::Break(_)
        | StmtKind::Continue(_)
        | StmtKind::Empty
        | StmtKind::Debugger
        | StmtKind::Import(_)
        | StmtKind::ExportNamed { .. }
        | StmtKind::ExportAll { .. }
        | StmtKind::ImportRequire { .. } => {}
    }
}

fn walk_catch<V: Visitor + ?Sized>(visitor: &mut V, handler: &Catch) {
    handler.param.iter().for_each(|param| visitor.pattern(param));
    walk_stmts(visitor, &handler.body.body);
}

fn walk_var<V: Visitor + ?Sized>(visitor: &mut V, var: &VarDecl) {
    for declarator in &var.declarators {
        visitor.pattern(&declarator.target);
        declarator.init.iter().for_each(|init| visitor.expr(init));
    }
}

pub fn walk_function<V: Visitor + ?Sized>(visitor: &mut V, function: &Function) {
    function.params.iter().for_each(|param| visitor.pattern(&param.pattern));
    function.rest.iter().for_each(|rest| visitor.pattern(rest));
    match &function.body {
        FunctionBody::Block(body) => walk_stmts(visitor, body),
        FunctionBody::Expr(expr) => visitor.expr(expr),
    }
}

fn walk_class<V: Visitor + ?Sized>(visitor: &mut V, class: &Class) {
    class.parent.iter().for_each(|parent| visitor.expr(parent));
    class.members.iter().for_each(|member| walk_member(visitor, member));
}

fn walk_member<V: Visitor + ?Sized>(visitor: &mut V, member: &ClassMember) {
    match &member.kind {
        ClassMemberKind::Constructor(function) => visitor.function(function),
        ClassMemberKind::Method { key, function } => {
            walk_member_key(visitor, key);
            visitor.function(function);
        }
        ClassMemberKind::Field { key, value, .. } | ClassMemberKind::Accessor { key, value, .. } => {
            walk_member_key(visitor, key);
            value.iter().for_each(|value| visitor.expr(value));
        }
        ClassMemberKind::StaticBlock { body, .. } => walk_stmts(visitor, body),
    }
}

fn walk_member_key<V: Visitor + ?Sized>(visitor: &mut V, key: &MemberKey) {
    if let MemberKey::Public(key) = key {
        walk_key(visitor, key);
    }
}

fn walk_key<V: Visitor + ?Sized>(visitor: &mut V, key: &PropertyKey) {
    if let PropertyKey::Computed(expr) = key {
        visitor.expr(expr);
    }
}

pub fn walk_pattern<V: Visitor + ?Sized>(visitor: &mut V, pattern: &Pattern) {
    match &pattern.kind {
        PatternKind::Ident { .. } => {}
        PatternKind::Member(expr) => visitor.expr(expr),
        PatternKind::Array { elements, rest, .. } => {
            elements.iter().flatten().for_each(|element| visitor.pattern(element));
            rest.iter().for_each(|rest| visitor.pattern(rest));
        }
        PatternKind::Object { properties, rest, .. } => {
            for property in properties {
                walk_key(visitor, &property.key);
                visitor.pattern(&property.value);
            }
            rest.iter().for_each(|rest| visitor.pattern(rest));
        }
        PatternKind::Default { target, default } => {
            visitor.pattern(target);
            visitor.expr(default);
        }
    }
}

fn walk_args<V: Visitor + ?Sized>(visitor: &mut V, args: &[Arg]) {
    args.iter().for_each(|arg| visitor.expr(&arg.expr));
}

// One match with one call per arm.
pub fn walk_expr<V: Visitor + ?Sized>(visitor: &mut V, expr: &Expr) {
    match &expr.kind {
        ExprKind::Template { exprs, .. } | ExprKind::Sequence(exprs) => {
            exprs.iter().for_each(|expr| visitor.expr(expr));
        }
        ExprKind::TaggedTemplate { tag, exprs, .. } => {
            visitor.expr(tag);
            exprs.iter().for_each(|expr| visitor.expr(expr));
        }
        ExprKind::Array(elements) => elements.iter().for_each(|element| match element {
            ArrayElement::Hole => {}
            ArrayElement::Expr(expr) | ArrayElement::Spread(expr) => visitor.expr(expr),
        }),
        ExprKind::Object(members) => members.iter().for_each(|member| walk_object_member(visitor, member)),
        ExprKind::Function(function) => visitor.function(function),
        ExprKind::Class(class) => walk_class(visitor, class),
        ExprKind::Unary { arg: inner, .. }
        | ExprKind::Update { target: inner, .. }
        | ExprKind::PrivateIn { right: inner, .. }
        | ExprKind::OptionalChain(inner)
        | ExprKind::Await(inner)
        | ExprKind::Hinted { expr: inner, .. } => visitor.expr(inner),
        ExprKind::Yield { arg, .. } => arg.iter().for_each(|arg| visitor.expr(arg)),
        ExprKind::Binary { left, right, .. } | ExprKind::Logical { left, right, .. } => {
            visitor.expr(left);
            visitor.expr(right);
        }
        ExprKind::Assign { target, value } => {
            visitor.pattern(target);
            visitor.expr(value);
        }
        ExprKind::AssignOp { target, value, .. } | ExprKind::AssignLogical { target, value, .. } => {
            visitor.expr(target);
            visitor.expr(value);
        }
        ExprKind::Conditional { test, then, otherwise } => {
            visitor.expr(test);
            visitor.expr(then);
            visitor.expr(otherwise);
        }
        ExprKind::Call { callee, args, .. } | ExprKind::New { callee, args } => {
            visitor.expr(callee);
            walk_args(visitor, args);
        }
        ExprKind::SuperCall { args } => walk_args(visitor, args),
        ExprKind::Member { object, property, .. } => {
            visitor.expr(object);
            if let MemberProperty::Computed(expr) = property {
                visitor.expr(expr);
            }
        }
        ExprKind::SuperMember { property } => walk_key(visitor, property),
        ExprKind::Ident(_)
        | ExprKind::This
        | ExprKind::Null
        | ExprKind::Bool(_)
        | ExprKind::Number(_)
        | ExprKind::String(_)
        | ExprKind::BigInt(_)
        | ExprKind::RegExp { .. }
        | ExprKind::NewTarget
        | ExprKind::ImportMeta
        | ExprKind::ImportCall { .. } => {}
    }
}

fn walk_object_member<V: Visitor + ?Sized>(visitor: &mut V, member: &ObjectMember) {
    match member {
        ObjectMember::Property { key, value, .. } => {
            walk_key(visitor, key);
            visitor.expr(value);
        }
        ObjectMember::Method { key, function } => {
            walk_key(visitor, key);
            visitor.function(function);
        }
        ObjectMember::Spread(expr) => visitor.expr(expr),
    }
}
