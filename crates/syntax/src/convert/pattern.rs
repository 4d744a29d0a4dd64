//! Binding patterns, assignment targets, assignments.

use super::expression::{placeholder, without_parens};
use super::{Converter, span};
use crate::ast::{
    BinaryOp, Expr, ExprKind, Hint, LogicalOp, Pattern, PatternKind, PatternProperty, PropertyKey, Span, Text,
};
use crate::diagnostic::SyntaxDiagnostic;
use swc_common::Spanned;
use swc_ecma_ast as swc;

impl Converter {
    pub(super) fn pattern(&mut self, pattern: &swc::Pat) -> Pattern {
        match pattern {
            swc::Pat::Ident(binding) => self.binding(binding),
            _ => self.deeper(|this| this.inner_pattern(pattern)),
        }
    }

    fn inner_pattern(&mut self, pattern: &swc::Pat) -> Pattern {
        match pattern {
            swc::Pat::Ident(binding) => self.binding(binding),
            swc::Pat::Array(array) => self.array_pattern(array),
            swc::Pat::Object(object) => self.object_pattern(object),
            swc::Pat::Assign(assign) => self.default(span(assign.span), &assign.left, &assign.right),
            swc::Pat::Expr(expr) => self.target(expr),
            // A rest element out of place is reported by the parser.
            swc::Pat::Rest(rest) => self.pattern(&rest.arg),
            swc::Pat::Invalid(invalid) => self.no_pattern(span(invalid.span)),
        }
    }

    fn no_pattern(&mut self, span: Span) -> Pattern {
        Pattern { span, kind: PatternKind::Member(Box::new(placeholder(span))) }
    }

    pub(super) fn binding(&mut self, binding: &swc::BindingIdent) -> Pattern {
        let ident = self.ident(&binding.id);
        let hint = self.annotation(&binding.type_ann);
        Pattern { span: ident.span, kind: PatternKind::Ident { ident, hint } }
    }

    pub(super) fn default(&mut self, span: Span, target: &swc::Pat, default: &swc::Expr) -> Pattern {
        let target = Box::new(self.pattern(target));
        Pattern { span, kind: PatternKind::Default { target, default: self.boxed(default) } }
    }

    fn array_pattern(&mut self, array: &swc::ArrayPat) -> Pattern {
        let hint = self.annotation(&array.type_ann);
        let (elements, rest) = match array.elems.split_last() {
            Some((Some(swc::Pat::Rest(rest)), elements)) => (elements, Some(rest)),
            _ => (&array.elems[..], None),
        };
        let elements =
            elements.iter().map(|element| element.as_ref().map(|element| self.pattern(element))).collect();
        let rest = rest.map(|rest| Box::new(self.pattern(&rest.arg)));
        Pattern { span: span(array.span), kind: PatternKind::Array { elements, rest, hint } }
    }

    fn object_pattern(&mut self, object: &swc::ObjectPat) -> Pattern {
        let hint = self.annotation(&object.type_ann);
        let mut properties = Vec::with_capacity(object.props.len());
        let mut rest = None;
        for property in &object.props {
            match property {
                swc::ObjectPatProp::KeyValue(pair) => {
                    let key = self.property_key(&pair.key);
                    properties.push(PatternProperty { key, value: self.pattern(&pair.value) });
                }
                swc::ObjectPatProp::Assign(shorthand) => properties.push(self.shorthand(shorthand)),
                swc::ObjectPatProp::Rest(element) => rest = Some(Box::new(self.pattern(&element.arg))),
            }
        }
        Pattern { span: span(object.span), kind: PatternKind::Object { properties, rest, hint } }
    }

    fn shorthand(&mut self, property: &swc::AssignPatProp) -> PatternProperty {
        let key = PropertyKey::Name(Text::Utf8(self.names.name(&property.key.id.sym)));
        let target = self.binding(&property.key);
        let value = match &property.value {
            None => target,
            Some(default) => Pattern {
                span: span(property.span),
                kind: PatternKind::Default { target: Box::new(target), default: self.boxed(default) },
            },
        };
        PatternProperty { key, value }
    }

    /// An expression that is assigned to, as a pattern.
    fn target(&mut self, expr: &swc::Expr) -> Pattern {
        let expr = self.simple_target(expr);
        let place = expr.span;
        match expr.kind {
            ExprKind::Ident(ident) => {
                Pattern { span: place, kind: PatternKind::Ident { ident, hint: Hint::None } }
            }
            _ => Pattern { span: place, kind: PatternKind::Member(Box::new(expr)) },
        }
    }

    /// A variable or member that is assigned to; reports anything else.
    pub(super) fn simple_target(&mut self, expr: &swc::Expr) -> Expr {
        let target = self.reference(expr);
        match target.kind {
            ExprKind::Ident(_) | ExprKind::Member { .. } | ExprKind::SuperMember { .. } => target,
            _ => {
                self.invalid_target(target.span);
                target
            }
        }
    }

    fn invalid_target(&mut self, span: Span) {
        let message = "only a variable or a property can be assigned to";
        self.report(SyntaxDiagnostic::new("invalid-assignment-target", span, message));
    }

    pub(super) fn assign(&mut self, assign: &swc::AssignExpr) -> ExprKind {
        use swc::AssignOp as A;
        let logical = match assign.op {
            A::Assign => return self.plain_assign(assign),
            A::AndAssign => Some(LogicalOp::And),
            A::OrAssign => Some(LogicalOp::Or),
            A::NullishAssign => Some(LogicalOp::Nullish),
            _ => None,
        };
        let target = Box::new(self.compound_target(&assign.left));
        let value = self.boxed(&assign.right);
        match logical {
            Some(op) => ExprKind::AssignLogical { op, target, value },
            None => ExprKind::AssignOp { op: compound_op(assign.op), target, value },
        }
    }

    fn plain_assign(&mut self, assign: &swc::AssignExpr) -> ExprKind {
        let is_parenthesized =
            matches!(assign.left, swc::AssignTarget::Simple(swc::SimpleAssignTarget::Paren(_)));
        let target = Box::new(match &assign.left {
            swc::AssignTarget::Simple(target) => {
                let target = self.simple_assign_target(target);
                pattern_of(target)
            }
            swc::AssignTarget::Pat(swc::AssignTargetPat::Array(array)) => self.array_pattern(array),
            swc::AssignTarget::Pat(swc::AssignTargetPat::Object(object)) => self.object_pattern(object),
            swc::AssignTarget::Pat(swc::AssignTargetPat::Invalid(invalid)) => {
                self.no_pattern(span(invalid.span))
            }
        });
        let mut value = self.boxed(&assign.right);
        if is_parenthesized && is_anonymous(without_parens(&assign.right)) {
            // `(f) = function () {}` gives no name; neither does a sequence.
            value = Box::new(Expr { span: value.span, kind: ExprKind::Sequence(vec![*value]) });
        }
        ExprKind::Assign { target, value }
    }

    fn compound_target(&mut self, target: &swc::AssignTarget) -> Expr {
        match target {
            swc::AssignTarget::Simple(target) => self.simple_assign_target(target),
            swc::AssignTarget::Pat(pattern) => {
                let place = span(pattern.span());
                self.invalid_target(place);
                placeholder(place)
            }
        }
    }

    fn simple_assign_target(&mut self, target: &swc::SimpleAssignTarget) -> Expr {
        use swc::SimpleAssignTarget as S;
        let place = span(target.span());
        match target {
            S::Ident(binding) => Expr { span: place, kind: ExprKind::Ident(self.ident(&binding.id)) },
            S::Member(member) => {
                let (target, short_circuits) = self.deeper(|this| this.member(place, member, false));
                if short_circuits {
                    self.invalid_target(place);
                }
                target
            }
            S::SuperProp(member) => {
                let property = self.super_property(&member.prop);
                Expr { span: place, kind: ExprKind::SuperMember { property } }
            }
            S::Paren(inner) => self.simple_target(&inner.expr),
            S::TsAs(inner) => {
                self.erase_type(&inner.type_ann);
                self.simple_target(&inner.expr)
            }
            S::TsSatisfies(inner) => {
                self.erase_type(&inner.type_ann);
                self.simple_target(&inner.expr)
            }
            S::TsTypeAssertion(inner) => {
                self.erase_type(&inner.type_ann);
                self.simple_target(&inner.expr)
            }
            S::TsNonNull(inner) => self.simple_target(&inner.expr),
            S::TsInstantiation(inner) => self.simple_target(&inner.expr),
            S::OptChain(_) | S::Invalid(_) => {
                self.invalid_target(place);
                placeholder(place)
            }
        }
    }
}

fn pattern_of(target: Expr) -> Pattern {
    let span = target.span;
    match target.kind {
        ExprKind::Ident(ident) => Pattern { span, kind: PatternKind::Ident { ident, hint: Hint::None } },
        _ => Pattern { span, kind: PatternKind::Member(Box::new(target)) },
    }
}

fn is_anonymous(expr: &swc::Expr) -> bool {
    match expr {
        swc::Expr::Fn(function) => function.ident.is_none(),
        swc::Expr::Class(class) => class.ident.is_none(),
        swc::Expr::Arrow(_) => true,
        _ => false,
    }
}

/// `+=` and so on; `=` and the logical ones are not asked for.
fn compound_op(op: swc::AssignOp) -> BinaryOp {
    use swc::AssignOp as A;
    match op {
        A::AddAssign => BinaryOp::Add,
        A::SubAssign => BinaryOp::Sub,
        A::MulAssign => BinaryOp::Mul,
        A::DivAssign => BinaryOp::Div,
        A::ModAssign => BinaryOp::Rem,
        A::LShiftAssign => BinaryOp::Shl,
        A::RShiftAssign => BinaryOp::Shr,
        A::ZeroFillRShiftAssign => BinaryOp::UShr,
        A::BitOrAssign => BinaryOp::BitOr,
        A::BitXorAssign => BinaryOp::BitXor,
        A::BitAndAssign => BinaryOp::BitAnd,
        A::ExpAssign => BinaryOp::Exp,
        A::Assign | A::AndAssign | A::OrAssign | A::NullishAssign => {
            unreachable!("plain and logical assignments are converted before")
        }
    }
}
