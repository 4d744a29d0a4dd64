//! The walk over expressions and patterns.

use super::{Early, Use};
use crate::ast::{
    Arg, ArrayElement, Expr, ExprKind, Ident, MemberProperty, ModuleKind, ObjectMember, Pattern, PatternKind,
    PropertyKey, Source, Span, Text, UnaryOp,
};
use crate::record::RequestKind;
use crate::stack::guarded;

impl Early<'_> {
    pub(super) fn exprs(&mut self, exprs: &[Expr]) {
        exprs.iter().for_each(|expr| self.expr(expr));
    }

    pub(super) fn expr(&mut self, expr: &Expr) {
        let mut expr = expr;
        // The left sides of long chains need no stack.
        loop {
            match &expr.kind {
                ExprKind::Binary { left, right, .. } | ExprKind::Logical { left, right, .. } => {
                    self.expr(right);
                    expr = left;
                }
                ExprKind::Ident(ident) => return self.ident(ident),
                ExprKind::Null | ExprKind::Bool(_) | ExprKind::Number(_) | ExprKind::String(_) => return,
                ExprKind::This => return self.state().traits.uses_this = true,
                _ => return guarded(|| self.inner_expr(expr)),
            }
        }
    }

    fn ident(&mut self, ident: &Ident) {
        self.note_value(&ident.name);
        if &*ident.name == "arguments" {
            let state = self.state();
            state.traits.uses_arguments = true;
            if !state.allows_arguments {
                let message = "`arguments` may not be used in a field or a static block";
                self.fault("invalid-class-member", ident.span, message);
            }
        }
    }

    // A match with one call or two per arm.
    fn inner_expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Template { exprs, .. } | ExprKind::Sequence(exprs) => self.exprs(exprs),
            ExprKind::TaggedTemplate { tag, exprs, .. } => {
                self.expr(tag);
                self.exprs(exprs);
            }
            ExprKind::Array(elements) => elements.iter().for_each(|element| match element {
                ArrayElement::Hole => {}
                ArrayElement::Expr(expr) | ArrayElement::Spread(expr) => self.expr(expr),
            }),
            ExprKind::Object(members) => self.object(members),
            ExprKind::Function(function) => self.function_expr(function),
            ExprKind::Class(class) => self.class_expr(class),
            ExprKind::Unary { op, arg } => self.unary(*op, arg, expr.span),
            ExprKind::Update { target, .. } => self.assigned(target),
            ExprKind::PrivateIn { name, right } => {
                self.use_private(name, expr.span);
                self.expr(right);
            }
            ExprKind::Assign { target, value } => {
                self.assigned_pattern(target);
                self.expr(value);
            }
            ExprKind::AssignOp { target, value, .. } | ExprKind::AssignLogical { target, value, .. } => {
                self.assigned(target);
                self.expr(value);
            }
            ExprKind::Conditional { test, then, otherwise } => {
                self.expr(test);
                self.expr(then);
                self.expr(otherwise);
            }
            ExprKind::ImportCall { source } => {
                self.checked.requests.push((source.clone(), RequestKind::Dynamic));
            }
            ExprKind::Call { callee, args, .. } | ExprKind::New { callee, args } => {
                self.required(callee, args);
                self.expr(callee);
                self.args(args);
            }
            ExprKind::SuperCall { args } => self.super_call(args, expr.span),
            ExprKind::Member { object, property, .. } => {
                self.expr(object);
                self.member_property(property);
            }
            ExprKind::SuperMember { property } => self.super_member(property, expr.span),
            ExprKind::OptionalChain(inner) | ExprKind::Await(inner) => self.expr(inner),
            ExprKind::Hinted { expr, .. } => self.expr(expr),
            ExprKind::Yield { arg, .. } => arg.iter().for_each(|arg| self.expr(arg)),
            ExprKind::NewTarget => self.new_target(expr.span),
            // Leaves and chains were walked by the caller.
            _ => {}
        }
    }

    /// `require("m")` of a CommonJS module.
    fn required(&mut self, callee: &Expr, args: &[Arg]) {
        let ExprKind::Ident(ident) = &callee.kind else { return };
        let [Arg { is_spread: false, expr }] = args else { return };
        let ExprKind::String(Text::Utf8(specifier)) = &expr.kind else { return };
        if self.kind == ModuleKind::CommonJs
            && &*ident.name == "require"
            && !self.scopes.iter().any(|scope| scope.has("require"))
        {
            let source = Source { specifier: specifier.clone(), span: expr.span, is_json: false };
            self.checked.requests.push((source, RequestKind::Require));
        }
    }

    fn args(&mut self, args: &[Arg]) {
        args.iter().for_each(|arg| self.expr(&arg.expr));
    }

    fn member_property(&mut self, property: &MemberProperty) {
        match property {
            MemberProperty::Name(..) => {}
            MemberProperty::Computed(expr) => self.expr(expr),
            MemberProperty::Private(name, span) => self.use_private(name, *span),
        }
    }

    fn property_key(&mut self, key: &PropertyKey) {
        if let PropertyKey::Computed(expr) = key {
            self.expr(expr);
        }
    }

    fn object(&mut self, members: &[ObjectMember]) {
        let mut has_prototype = false;
        for member in members {
            match member {
                ObjectMember::Property { key, value, is_shorthand } => {
                    let is_prototype = !is_shorthand && is_name(key, "__proto__");
                    if is_prototype && has_prototype {
                        let message = "an object may set `__proto__` only once";
                        self.fault("duplicate-proto", value.span, message);
                    }
                    has_prototype |= is_prototype;
                    self.property_key(key);
                    self.expr(value);
                }
                ObjectMember::Method { key, function } => {
                    self.property_key(key);
                    self.function(function);
                }
                ObjectMember::Spread(expr) => self.expr(expr),
            }
        }
    }

    fn unary(&mut self, op: UnaryOp, arg: &Expr, span: Span) {
        if op == UnaryOp::Delete {
            let target = match &arg.kind {
                ExprKind::OptionalChain(inner) => inner,
                _ => arg,
            };
            match &target.kind {
                ExprKind::Ident(ident) if self.is_strict => {
                    let message = format!("the variable `{}` cannot be deleted", ident.name);
                    self.fault("delete-identifier", span, message);
                }
                ExprKind::Member { property: MemberProperty::Private(name, _), .. } => {
                    let message = format!("the private name `#{name}` cannot be deleted");
                    self.fault("private-name-delete", span, message);
                }
                _ => {}
            }
        }
        self.expr(arg);
    }

    fn super_call(&mut self, args: &[Arg], span: Span) {
        self.state().traits.uses_this = true;
        if !self.state().allows_super_call {
            let message = "`super()` may stand only in the constructor of a class with `extends`";
            self.fault("super-outside-method", span, message);
        }
        self.args(args);
    }

    fn super_member(&mut self, property: &PropertyKey, span: Span) {
        self.state().traits.uses_this = true;
        if !self.state().allows_super_member {
            self.fault("super-outside-method", span, "`super` may stand only in a method");
        }
        self.property_key(property);
    }

    fn new_target(&mut self, span: Span) {
        self.state().traits.uses_new_target = true;
        if !self.state().allows_new_target {
            self.fault("new-target-outside-function", span, "`new.target` may stand only in a function");
        }
    }

    /// A variable or member that is written.
    fn assigned(&mut self, target: &Expr) {
        if let ExprKind::Ident(ident) = &target.kind {
            self.assigned_name(ident);
        }
        self.expr(target);
    }

    fn assigned_name(&mut self, ident: &Ident) {
        if self.is_strict && matches!(&*ident.name, "eval" | "arguments") {
            self.fault(
                "invalid-assignment-target",
                ident.span,
                format!("`{}` cannot be assigned to", ident.name),
            );
        }
        self.uses.push((ident.name.clone(), Use::Assigned(ident.span)));
    }

    pub(super) fn assigned_pattern(&mut self, pattern: &Pattern) {
        match &pattern.kind {
            PatternKind::Ident { ident, .. } => {
                self.assigned_name(ident);
                self.ident(ident);
            }
            PatternKind::Member(expr) => self.expr(expr),
            PatternKind::Array { elements, rest, .. } => {
                let elements = elements.iter().flatten().chain(rest.as_deref());
                elements.for_each(|element| guarded(|| self.assigned_pattern(element)));
            }
            PatternKind::Object { properties, rest, .. } => {
                for property in properties {
                    self.property_key(&property.key);
                    guarded(|| self.assigned_pattern(&property.value));
                }
                rest.iter().for_each(|rest| self.assigned_pattern(rest));
            }
            PatternKind::Default { target, default } => {
                self.assigned_pattern(target);
                self.expr(default);
            }
        }
    }

    /// The defaults and computed keys of a binding pattern.
    pub(super) fn pattern_exprs(&mut self, pattern: &Pattern) {
        match &pattern.kind {
            PatternKind::Ident { .. } => {}
            PatternKind::Member(expr) => self.expr(expr),
            PatternKind::Array { elements, rest, .. } => {
                let elements = elements.iter().flatten().chain(rest.as_deref());
                elements.for_each(|element| guarded(|| self.pattern_exprs(element)));
            }
            PatternKind::Object { properties, rest, .. } => {
                for property in properties {
                    self.property_key(&property.key);
                    guarded(|| self.pattern_exprs(&property.value));
                }
                rest.iter().for_each(|rest| self.pattern_exprs(rest));
            }
            PatternKind::Default { target, default } => {
                self.pattern_exprs(target);
                self.expr(default);
            }
        }
    }
}

fn is_name(key: &PropertyKey, name: &str) -> bool {
    matches!(key, PropertyKey::Name(Text::Utf8(text)) if &**text == name)
}
