//! Expressions: one arm a kind, each lowered in the file of its kind.

use super::Lowerer;
use crate::module::{Op, Temp};
use perry_syntax::ast::{Expr, ExprKind, FunctionKind};
use perry_syntax::stack::guarded;

impl<'a> Lowerer<'a> {
    /// The value of an expression.
    pub(super) fn expr(&mut self, expr: &'a Expr) -> Temp {
        guarded(|| {
            let outer = has_place(&expr.kind).then(|| self.b().at(expr.span.start));
            let value = match self.bool_expr(expr) {
                Some(holds) => self.b().boxed(holds),
                None => self.value(expr),
            };
            if let Some(outer) = outer {
                self.b().at(outer);
            }
            value
        })
    }

    /// Evaluates for the effect.
    pub(super) fn drop_value(&mut self, expr: &'a Expr) {
        self.b().at(expr.span.start);
        match &expr.kind {
            // The old value of `i++` is not needed.
            ExprKind::Update { is_increment, target, .. } => {
                self.update(*is_increment, true, target);
            }
            _ => {
                self.expr(expr);
            }
        }
    }

    fn value(&mut self, expr: &'a Expr) -> Temp {
        match &expr.kind {
            ExprKind::Ident(ident) => self.read(ident),
            ExprKind::This => self.this(),
            ExprKind::Null => self.b().emit(Op::Null),
            ExprKind::Bool(value) => self.b().emit(Op::Bool(*value)),
            ExprKind::Number(value) => self.b().number(*value),
            ExprKind::String(text) => {
                let id = self.text(text);
                self.b().string(id)
            }
            ExprKind::BigInt(digits) => {
                let id = self.string(digits);
                self.b().emit(Op::BigInt(id))
            }
            ExprKind::RegExp { source, flags } => {
                let (source, flags) = (self.string(source), self.string(flags));
                self.b().emit(Op::RegExp(source, flags))
            }
            ExprKind::Template { quasis, exprs } => self.template(quasis, exprs),
            ExprKind::TaggedTemplate { tag, cooked, raw, exprs } => {
                self.tagged_template(tag, cooked, raw, exprs)
            }
            ExprKind::Array(elements) => self.array(elements),
            ExprKind::Object(members) => self.object(members),
            ExprKind::Function(function) => self.function_expr(function),
            ExprKind::Class(class) => self.class(class, None),
            ExprKind::Unary { op, arg } => self.unary(*op, arg),
            ExprKind::Update { is_increment, is_prefix, target } => {
                self.update(*is_increment, *is_prefix, target)
            }
            ExprKind::Binary { op, left, right } => self.binary(*op, left, right),
            ExprKind::Logical { op, left, right } => self.logical(*op, left, right),
            ExprKind::Assign { target, value } => self.assignment(target, value),
            ExprKind::AssignOp { op, target, value } => self.assign_op(*op, target, value),
            ExprKind::AssignLogical { op, target, value } => self.assign_logical(*op, target, value),
            ExprKind::Conditional { test, then, otherwise } => self.conditional(test, then, otherwise),
            ExprKind::Call { callee, args, is_optional } => self.call(callee, args, *is_optional),
            ExprKind::SuperCall { args } => self.super_call(args),
            ExprKind::New { callee, args } => self.new_expr(callee, args),
            ExprKind::Member { object, property, is_optional } => self.member(object, property, *is_optional),
            ExprKind::SuperMember { property } => self.get_super(property),
            ExprKind::OptionalChain(inner) => self.optional_chain(inner),
            ExprKind::Sequence(exprs) => self.sequence(exprs),
            ExprKind::Yield { arg, is_delegate } => self.yield_expr(arg.as_deref(), *is_delegate),
            ExprKind::Await(arg) => {
                let value = self.expr(arg);
                self.await_value(value)
            }
            ExprKind::NewTarget => self.new_target(),
            ExprKind::ImportMeta => self.import_meta(),
            ExprKind::ImportCall { source } => self.import_call(source),
            ExprKind::Hinted { expr, .. } => self.expr(expr),
            ExprKind::PrivateIn { .. } => unreachable!("`bool_expr` has it"),
        }
    }

    fn function_expr(&mut self, function: &'a perry_syntax::ast::Function) -> Temp {
        debug_assert!(!matches!(function.kind, FunctionKind::Constructor));
        self.function(function, None).0
    }

    fn sequence(&mut self, exprs: &'a [Expr]) -> Temp {
        let Some((last, first)) = exprs.split_last() else { return self.b().undefined() };
        first.iter().for_each(|expr| self.drop_value(expr));
        self.expr(last)
    }
}

/// Whether code of the expression is told from that of what surrounds it: other code runs in it, or it may well throw.
fn has_place(kind: &ExprKind) -> bool {
    matches!(
        kind,
        ExprKind::Call { .. }
            | ExprKind::SuperCall { .. }
            | ExprKind::New { .. }
            | ExprKind::TaggedTemplate { .. }
            | ExprKind::Member { .. }
            | ExprKind::Yield { .. }
            | ExprKind::Await(_)
            | ExprKind::ImportCall { .. }
    )
}
