//! The walk over expressions, functions in them, and classes.

use super::walk::Walker;
use super::{BindingKind, FunctionId};
use perry_syntax::ast::{
    Arg, ArrayElement, Class, ClassMember, ClassMemberKind, Expr, ExprKind, FunctionKind, MemberKey,
    MemberProperty, NodeId, ObjectMember, PropertyKey,
};

impl<'a> Walker<'a> {
    pub fn expr(&mut self, expr: &'a Expr) {
        stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.expr_kind(expr))
    }

    fn expr_kind(&mut self, expr: &'a Expr) {
        match &expr.kind {
            ExprKind::Ident(ident) => self.read(ident),
            ExprKind::This => self.note_this(),
            ExprKind::Null
            | ExprKind::Bool(_)
            | ExprKind::Number(_)
            | ExprKind::String(_)
            | ExprKind::BigInt(_) => {}
            ExprKind::RegExp { .. } | ExprKind::ImportMeta | ExprKind::ImportCall { .. } => {}
            ExprKind::Template { exprs, .. } => {
                exprs.iter().for_each(|expr| self.expr(expr));
                self.note_unless_primitive(expr);
            }
            ExprKind::TaggedTemplate { tag, exprs, .. } => {
                self.expr(tag);
                exprs.iter().for_each(|expr| self.expr(expr));
                self.note_effect();
            }
            ExprKind::Array(elements) => elements.iter().for_each(|element| match element {
                ArrayElement::Hole => {}
                ArrayElement::Expr(expr) => self.expr(expr),
                ArrayElement::Spread(expr) => {
                    self.expr(expr);
                    self.note_effect();
                }
            }),
            ExprKind::Object(members) => members.iter().for_each(|member| self.object_member(member)),
            ExprKind::Function(function) if function.kind == FunctionKind::Arrow => {
                self.function(function, None)
            }
            ExprKind::Function(function) => self.function_expr(function),
            ExprKind::Class(class) => self.class(class),
            ExprKind::Unary { arg, .. } => {
                self.expr(arg);
                self.note_unless_primitive(arg);
            }
            ExprKind::Update { target, .. } => self.assign_target(target),
            ExprKind::Binary { left, right, .. } => self.binary(expr, left, right),
            ExprKind::PrivateIn { right, .. } => {
                self.expr(right);
                self.note_effect();
            }
            ExprKind::Logical { left, right, .. } => {
                self.expr(left);
                self.expr(right);
            }
            ExprKind::Assign { target, value } => self.assignment(target, value),
            ExprKind::AssignOp { target, value, .. } | ExprKind::AssignLogical { target, value, .. } => {
                self.assign_target(target);
                self.expr(value);
            }
            ExprKind::Conditional { test, then, otherwise } => {
                self.expr(test);
                self.expr(then);
                self.expr(otherwise);
            }
            ExprKind::Call { callee, args, .. } | ExprKind::New { callee, args } => {
                self.expr(callee);
                self.args(args);
                if !self.is_harmless_call(callee, args) {
                    self.note_effect();
                }
            }
            ExprKind::SuperCall { args } => {
                self.note_this();
                self.note_new_target();
                self.args(args);
            }
            ExprKind::Member { object, property, .. } => {
                self.expr(object);
                if let MemberProperty::Computed(key) = property {
                    self.expr(key);
                }
                if !self.is_harmless_member(object) {
                    self.note_effect();
                }
            }
            ExprKind::SuperMember { property } => {
                self.note_this();
                self.key(property);
            }
            ExprKind::OptionalChain(inner) => self.expr(inner),
            ExprKind::Hinted { expr, .. } => self.expr(expr),
            ExprKind::Sequence(exprs) => exprs.iter().for_each(|expr| self.expr(expr)),
            ExprKind::Yield { arg, .. } => arg.iter().for_each(|arg| self.expr(arg)),
            ExprKind::Await(arg) => {
                self.expr(arg);
                self.note_effect();
            }
            ExprKind::NewTarget => self.note_new_target(),
        }
    }

    /// Left-deep chains (`a + b + c`) are walked in a loop.
    fn binary(&mut self, whole: &'a Expr, left: &'a Expr, right: &'a Expr) {
        let mut rights = vec![right];
        let mut first = left;
        while let ExprKind::Binary { left, right, .. } = &first.kind {
            rights.push(right);
            first = left;
        }
        self.expr(first);
        rights.into_iter().rev().for_each(|right| self.expr(right));
        self.note_unless_primitive(whole);
    }

    fn note_unless_primitive(&mut self, expr: &Expr) {
        if !self.may_have_run && self.function == super::MODULE && !self.is_primitive(expr) {
            self.note_effect();
        }
    }

    fn note_this(&mut self) {
        if self.scopes.function(self.function).is_arrow {
            let owner = self.this_function();
            self.scopes.functions[owner.0 as usize].captures_this = true;
        }
    }

    fn note_new_target(&mut self) {
        let owner = self.this_function();
        self.scopes.functions[owner.0 as usize].uses_new_target = true;
    }

    /// The innermost function that is not an arrow.
    fn this_function(&self) -> FunctionId {
        let mut function = self.function;
        while self.scopes.function(function).is_arrow {
            match self.scopes.function(function).parent {
                Some(parent) => function = parent,
                None => break,
            }
        }
        function
    }

    fn args(&mut self, args: &'a [Arg]) {
        args.iter().for_each(|arg| self.expr(&arg.expr));
    }

    fn key(&mut self, key: &'a PropertyKey) {
        if let PropertyKey::Computed(key) = key {
            self.expr(key);
            self.note_unless_primitive(key);
        }
    }

    fn object_member(&mut self, member: &'a ObjectMember) {
        match member {
            ObjectMember::Property { key, value, .. } => {
                self.key(key);
                self.expr(value);
            }
            ObjectMember::Method { key, function } => {
                self.key(key);
                self.function(function, None);
            }
            ObjectMember::Spread(expr) => {
                self.expr(expr);
                self.note_effect();
            }
        }
    }

    fn assignment(&mut self, target: &'a perry_syntax::ast::Pattern, value: &'a Expr) {
        use perry_syntax::ast::PatternKind;
        match &target.kind {
            PatternKind::Ident { ident, .. } => {
                self.expr(value);
                self.assign(ident);
            }
            PatternKind::Member(member) => {
                self.expr(member);
                self.expr(value);
                self.note_effect();
            }
            _ => {
                self.expr(value);
                self.assign_pattern(target);
            }
        }
    }

    /// Target of `++`, `+=` and the like.
    fn assign_target(&mut self, target: &'a Expr) {
        self.note_effect();
        match &target.kind {
            ExprKind::Ident(ident) => self.assign(ident),
            ExprKind::Hinted { expr, .. } => self.assign_target(expr),
            _ => self.expr(target),
        }
    }

    pub fn class(&mut self, class: &'a Class) {
        self.enter(false);
        let inner = class.name.as_ref().map(|name| self.declare(name.name.clone(), BindingKind::ClassName));
        if let (Some(inner), Some(name)) = (inner, &class.name) {
            self.register_inner_name(class.scope, inner);
            self.name_declaration(name);
        }
        class.parent.iter().for_each(|parent| self.expr(parent));
        class.members.iter().for_each(|member| self.member_key(member));
        inner.into_iter().for_each(|inner| self.initialise(inner));
        class.members.iter().for_each(|member| self.member_function(member));
        let fields = class.members.iter().filter(|member| !member.is_static);
        self.member_values(class.scope, fields);
        self.static_values(class);
        if !self.is_harmless_class(class) {
            self.note_effect();
        }
        self.leave(class.scope);
    }

    fn member_key(&mut self, member: &'a ClassMember) {
        let (ClassMemberKind::Method { key, .. }
        | ClassMemberKind::Field { key, .. }
        | ClassMemberKind::Accessor { key, .. }) = &member.kind
        else {
            return;
        };
        if let MemberKey::Public(key) = key {
            self.key(key);
        }
    }

    /// Methods are made before the class's inner name is initialised, although none can run before.
    fn member_function(&mut self, member: &'a ClassMember) {
        match &member.kind {
            ClassMemberKind::Constructor(function) | ClassMemberKind::Method { function, .. } => {
                self.function(function, None);
            }
            _ => {}
        }
    }

    fn member_values(&mut self, node: NodeId, members: impl Iterator<Item = &'a ClassMember>) {
        let outer = self.enter_function(node, false);
        for member in members {
            match &member.kind {
                ClassMemberKind::Field { value, scope, .. }
                | ClassMemberKind::Accessor { value, scope, .. } => {
                    self.enter(false);
                    value.iter().for_each(|value| self.expr(value));
                    self.leave(*scope);
                }
                ClassMemberKind::StaticBlock { scope, body } => {
                    self.enter(false);
                    let mut names = Vec::new();
                    super::declare::var_idents(body, &mut |ident| names.push(ident.name.clone()));
                    for name in names {
                        self.declare(name, BindingKind::Var);
                    }
                    self.body(body);
                    self.leave(*scope);
                }
                _ => {}
            }
        }
        self.leave_function(outer);
    }

    fn static_values(&mut self, class: &'a Class) {
        let fields = self.scopes.function_ids.remove(&class.scope);
        self.member_values(class.scope, class.members.iter().filter(|member| member.is_static));
        let statics = self.scopes.function_ids.remove(&class.scope);
        if let Some(statics) = statics {
            self.register_static_function(class.scope, statics);
        }
        if let Some(fields) = fields {
            self.scopes.function_ids.insert(class.scope, fields);
        }
    }
}
